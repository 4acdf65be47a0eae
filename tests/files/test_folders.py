"""A user's own folders are those of platformdirs, which a plain answer does not wait for."""

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from unodc_cli.files import folders

VARIABLES = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
SURROUNDINGS = [
    {"HOME": "/home/x"},
    {"HOME": "/home/x/"},
    {"HOME": "/"},
    {"HOME": "relative"},
    {"HOME": ""},
    {},
    {"HOME": "/home/x", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/d"},
    {"HOME": "/home/x", "XDG_CONFIG_HOME": "/c/", "XDG_CACHE_HOME": "//d"},
    {"HOME": "/home/x", "XDG_CONFIG_HOME": "c", "XDG_CACHE_HOME": "~/d"},
    {"HOME": "/home/x", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": " "},
    {"XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/d"},
]


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=str)
def test_they_are_those_of_platformdirs(
    surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNODC_CACHE")
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert folders.configuration() == platformdirs.user_config_path("unodc")
    assert folders.cache() == platformdirs.user_cache_path("unodc")


def test_where_there_is_no_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: str) -> Path:
        raise RuntimeError

    monkeypatch.delenv("UNODC_CACHE")
    monkeypatch.setattr("unodc_cli.files.folders.sys.platform", "any")
    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert folders.cache() is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs knows")
def test_a_plain_answer_does_not_wait_for_platformdirs(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom unodc_cli.files import folders\n"
        "folders.cache()\nprint('platformdirs' in sys.modules)"
    )
    for home, waits in ((str(tmp_path), "False"), ("relative", "True")):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"HOME": home}, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == waits
