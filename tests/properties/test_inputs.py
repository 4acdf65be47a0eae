"""Whatever stands in a file or is typed: an answer or a message, never a traceback."""

import gzip
import json
import lzma
from collections.abc import Callable
from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import ACTIVITIES, SMALL, Result, Run

PACKED: Final[dict[str, Callable[[bytes], bytes]]] = {
    ".toml": bytes,
    ".xml": bytes,
    ".xml.gz": gzip.compress,
    ".xml.xz": lzma.compress,
}
HEADS = (
    b"",
    b"<",
    b"<iati-activities>",
    b"\xef\xbb\xbf",
    b"\x1f\x8b\x08\x00",
    b"\xfd7zXZ\x00",
    b"[portfolio]\n",
)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the content with a few places changed, left out, said twice, or cut off."""
    made = content
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(made)))
        end = min(len(made), start + draw(st.integers(0, 40)))
        made = draw(
            st.sampled_from((
                made[:start] + draw(st.binary(max_size=6)) + made[end:],
                made[:start] + made[end:],
                made[:end] + made[start:],
                made[:start],
            ))
        )  # fmt: skip
    return made


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, str]:
    """Return the bytes of a data file and how its name ends."""
    ending = draw(st.sampled_from(tuple(PACKED)))
    if draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(HEADS)) + draw(st.binary(max_size=60)), ending
    content = (SMALL if ending == ".toml" else ACTIVITIES).read_bytes()
    if draw(st.booleans()):
        return PACKED[ending](draw(damaged(content))), ending
    return draw(damaged(PACKED[ending](content))), ending


def is_answered(result: Result) -> None:
    """See that there is an answer, or else an error with its code, and nothing else beside it."""
    assert result.code in (0, 1, 2)
    lines = result.err.splitlines()
    if result.code:
        assert result.out or any(line.startswith("error: ") for line in lines)
    assert not [line for line in lines if not line.startswith(("error: ", "hint: ", "note: ", "warning: "))]


ZIPPED = gzip.compress(ACTIVITIES.read_bytes(), mtime=0)


@settings(max_examples=25)
@given(content=files())
@example((ZIPPED[:40] + b"\xff" * 40 + ZIPPED[80:], ".xml.gz"))
def test_any_file_is_answered(
    run: Run, file: Callable[[bytes, str], str], content: tuple[bytes, str]
) -> None:
    path = file(*content)
    listed = run("list", "--json", "--data", path)
    is_answered(listed)
    if listed.code == 0:
        assert isinstance(json.loads(listed.out), list)
    is_answered(run("check", path))


# What is typed is never more than a shell can hand over: no NUL, and bytes that are no UTF-8 as they come.
bytes_ = st.characters(categories=["Cs"], min_codepoint=0xDC80, max_codepoint=0xDCFF)
typed = st.text(st.characters(exclude_characters="\0") | bytes_, max_size=8)
almost = (
    st.sampled_from(("saha", "interpol", "20", "-start", "id,", '"', "*", "OR", "NOT", "select", "--"))
    | typed
)

QUESTIONS: Final[tuple[tuple[str, ...], ...]] = (
    ("show", "{}"),
    ("show", "saha", "{}"),
    ("show", "saha", "--fields", "{}"),
    ("search", "{}"),
    ("search", "--", "{}"),
    ("sql", "{}"),
    ("sql", "select {}"),
    ("check", "{}"),
    ("{}",),
    *(
        ("list", f"{option}={{}}")
        for option in (
            *(
                "--text",
                "--fields",
                "--sort",
                "--active",
                "--from",
                "--to",
                "--starts",
                "--ends",
                "--theme",
                "--partner",
                "--role",
            ),
            *("--country", "--region", "--programme", "--status", "--format", "--limit", "--today"),
        )
    ),
    *((command, "--sort={}") for command in ("by-theme", "by-programme", "sources", "partners")),
    ("search", "a", "--sort={}"),
    ("by-partner", "--spellings", "--partner={}"),
    ("timeline", "--fields={}"),
    ("list", "--data={}"),
)


@settings(max_examples=6)
@given(parts=st.lists(almost, max_size=4), between=st.sampled_from(("", " ")))
@example(["x\udcff"], "")
@example(["saha", "-x", '"'], " ")
@example(["\n\x1b", "\U0010ffff", "*"], "")
def test_any_text_typed_is_answered(small: Run, run: Run, parts: list[str], between: str) -> None:
    for question in QUESTIONS:
        words = [word.replace("{}", between.join(parts)) for word in question]
        command = small if words[0] in ("list", "search", "show") and "--data={}" not in question else run
        is_answered(command(*words))
