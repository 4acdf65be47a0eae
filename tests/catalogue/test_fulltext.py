"""The full-text index finds parts of texts in scripts that put no blanks between words."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import Run

TITLES = {
    "chinese": "红十字会水上安全项目",
    "japanese": "港湾セキュリティの強化",
    "half-width": "ｾｷｭﾘﾃｨ",
    "thai": "โครงการท่าเรือปลอดภัย",
    "khmer": "គម្រោងសន្តិសុខកំពង់ផែ",
    "korean": "항구의 안전을 위한 사업",
    "mixed": "重跑gen后 test",
    "hindi": "समुद्री सुरक्षा",
    "french": "Sécurité des ports",
    "accents apart": "Se\u0301curite\u0301 maritime",
    "polish": "Port w Łodzi",
    "nordic": "Ærø og Straße, Kırşehir",
}


@pytest.fixture
def data(written: Callable[[Mapping[str, Any]], str]) -> str:
    projects = [{"id": name.replace(" ", "-"), "title": title} for name, title in TITLES.items()]
    return written({"portfolio": {"title": "T"}, "projects": projects})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("红十字", ["chinese"]),
        ("水上", ["chinese"]),
        ("全", ["chinese"]),
        ("水字", []),
        ("港湾", ["japanese"]),
        ("セキュリティ", ["japanese", "half-width"]),
        ("ท่าเรือ", ["thai"]),
        ("ปลอดภัย", ["thai"]),
        ("ขาว", []),
        ("កំពង់ផែ", ["khmer"]),
        ("항구", ["korean"]),
        ("gen", ["mixed"]),
        ("后", ["mixed"]),
        ("समुद्री", ["hindi"]),
        ("समुद", []),
        ("securite", ["french", "accents apart"]),
        ('"红十字会"', ["chinese"]),
        ("港湾 OR 水上", ["chinese", "japanese"]),
        ("安全 -水上", []),
        ("lodzi", ["polish"]),
        ("ŁODZI", ["polish"]),
        ("aero", ["nordic"]),
        ("strasse", ["nordic"]),
        ("kirsehir", ["nordic"]),
    ],
)
def test_a_part_of_a_text_without_blanks_is_found(run: Run, data: str, text: str, names: list[str]) -> None:
    listed = run("list", "--text", text, "--json", "--data", data)
    assert [project["id"].replace("-", " ", 1) for project in json.loads(listed.out)] == [
        name.replace("-", " ", 1) for name in names
    ]
    searched = json.loads(run("search", text, "--json", "--data", data).out)
    assert sorted(hit["id"] for hit in searched) == sorted(name.replace(" ", "-") for name in names)
    for hit in searched:
        assert hit["words"]
        assert hit["where"] == ["title"]
