"""Pages to be looked at: reports as HTML, as the command line makes them."""

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.filters import Filters
from unodc_cli.query.reports.dossier import filtered
from unodc_cli.query.selection import Selection
from unodc_cli.report.dossier import Part
from unodc_cli.report.origin import Origin
from unodc_cli.report.report import Report
from unodc_cli.views.html.document import html
from written import toml

TODAY = "2024-07-01"
ALL_PARTS = frozenset(Part)
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg onload=alert(3)>",
    "' onclick='alert(4)' \" onclick=\"alert(5)\"",
    "{{ 7 * 7 }} ${7 * 7} {% raw %} $& $1 $$",
    "\u202eevil\u202c \u2066x\u2069 \u200f",
    '=HYPERLINK("https://evil.example")',
    "<!--<script>",
    "]]> &lt;b&gt; &amp;",
    "\x00\x1b[31mred\x01",
]
_PACKED = re.compile(r"(?<=>)eN[A-Za-z0-9+/=]{40,}(?=</script>)")
_CHUNK = re.compile(r"<script type=text/plain class=chunk>([^<]*)</script>")


def page_of(report: Report, title: str = "Safe Rivers", filters: tuple[tuple[str, str], ...] = ()) -> str:
    report.origin = Origin(title, None, "2024-06-30", None, ("rivers.toml",), filters, TODAY)
    return "".join(html(report, "unodc page"))


def page(*paths: Path, parts: frozenset[Part] = ALL_PARTS, filters: Filters | None = None) -> str:
    """Return the page of a portfolio; without paths, of the bundled one."""

    def question(catalogue: Catalogue) -> str:
        report = filtered(catalogue, filters or Filters(), Selection(), TODAY, parts)
        return page_of(report, catalogue.meta("title") or "")

    return cache.run(paths, question)


def unpacked(text: str) -> list[Any]:
    """Return what is packed in a page, as its script unpacks it."""
    return [json.loads(zlib.decompress(base64.b64decode(chunk))) for chunk in _CHUNK.findall(text)]


def readable(text: str) -> str:
    """Return a page with what is packed in it as it is: how well it is packed depends on the machine."""
    return _PACKED.sub(lambda packed: zlib.decompress(base64.b64decode(packed[0])).decode(), text)


def fragments(text: str, sort: int) -> list[str]:
    """Return the markup of one sort of all projects that are packed in a page."""
    return [
        "".join(key + column[index] for key, column in zip(keys, columns, strict=True) if column[index] != 0)
        for pack in unpacked(text)
        for keys, columns in [pack[sort]]
        for index in range(len(columns[0]))
    ]


def many(tmp_path: Path, count: int) -> Path:
    """Return a portfolio of so many projects."""
    file = tmp_path / "many.toml"
    listed = [
        {
            "id": f"p{number}",
            "title": f"Project {number}",
            "summary": "Works on <b>ports</b> & harbours." if number % 2 else "Works on rivers.",
            "countries": ["KE"] if number % 3 else ["SO"],
            "start": str(2000 + number % 20),
            "evidence": {"title": ["s"]},
        }
        for number in range(count)
    ]
    content = {
        "portfolio": {"title": "Many"},
        "sources": [{"id": "s", "title": "A source"}],
        "projects": listed,
    }
    file.write_text(toml(content), encoding="utf-8")
    return file


def hostile(tmp_path: Path) -> Path:
    """Return a portfolio in which every text is hostile."""
    file = tmp_path / "hostile.toml"
    every = list(enumerate(HOSTILE))
    listed = [
        {
            "id": f"p{n}",
            "title": text,
            "acronym": text,
            "aliases": [text],
            "summary": text,
            "themes": [f"t{n}"],
            "start": "2016",
            "partners": [{"organisation": f"o{n}", "sources": [f"s{n}"], "note": text}],
            "results": [{"what": text, "sources": [f"s{n}"], "note": text}],
            "links": ["https://example.org/"],
            "evidence": {"title": {"sources": [f"s{n}"], "note": text, "derived": text}},
            "phases": [{"id": f"p{n}-1", "name": text, "title": text, "start": "2016"}],
        }
        for n, text in every
    ]
    content = {
        "portfolio": {"title": HOSTILE[0], "summary": HOSTILE[1]},
        "sources": [
            {"id": f"s{n}", "title": text, "publisher": text, "url": f"https://example.org/{n}{HOSTILE[3]}"}
            for n, text in every
        ],
        "themes": [{"id": f"t{n}", "name": text} for n, text in every],
        "organisations": [{"id": f"o{n}", "name": text} for n, text in every],
        "projects": listed,
    }
    file.write_text(toml(content), encoding="utf-8")
    return file
