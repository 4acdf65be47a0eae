"""Write src/unodc_cli/codelists/iati_lists/: the codelists of the IATI standard, a table each.

Source: the repositories IATI-Codelists (at 75e827b, 2024-03-11) and IATI-Codelists-NonEmbedded (at 7aeece7,
2026-06-22); but FileFormat and LocationType from the package pyIATI (0.4.1, 2018-08-16), which has them as
files. The tables have codes, names in English and French, categories, and the days on which codes were added
or withdrawn, but no descriptions. The script takes a folder with the XML files of all three.

    python scripts/make_codelists.py FOLDER            # write
    python scripts/make_codelists.py FOLDER --check    # say which are stale; exit code 1 if any is
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from kept import keep

LISTS = Path(__file__).parents[1] / "src" / "unodc_cli" / "codelists" / "iati_lists"
# Deprecated by the standard: organisations have identifiers of registration agencies instead.
_LEFT_OUT = {"OrganisationIdentifier"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tables(folder: Path) -> dict[Path, str]:
    """Return the content of each table by its path."""
    files = [file for file in sorted(folder.glob("*.xml")) if file.stem not in _LEFT_OUT]
    return {LISTS / f"{file.stem}.tsv": table(file.read_text(encoding="utf-8")) for file in files}


def table(xml: str) -> str:
    """Return a codelist as a table: a line on the list, then one for each code."""
    root = ElementTree.fromstring(xml)  # noqa: S314 - the standard's own files, read by who works on the project
    head = [root.get("name", ""), root.get("complete", ""), root.get("category-codelist", "")]
    rows = [head, *(_row(item) for item in root.iter("codelist-item"))]
    # Two formats of files stand twice in their list.
    lines = dict.fromkeys("\t".join(row).rstrip("\t") for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _row(item: ElementTree.Element) -> list[str]:
    """Return code, name, category, day of withdrawal (`?` if none is given), first day, French name."""
    withdrawn = (item.get("withdrawal-date") or "?") if item.get("status") == "withdrawn" else ""
    return [
        _text(item, "code"),
        # English is the list's own language: most names do not repeat it.
        _name(item, None) or _name(item, "en"),
        _text(item, "category"),
        withdrawn,
        item.get("activation-date", ""),
        _name(item, "fr"),
    ]


def _text(item: ElementTree.Element, tag: str) -> str:
    return " ".join((item.findtext(tag) or "").split())


def _name(item: ElementTree.Element, language: str | None) -> str:
    return " ".join(_words(item, language))


def _words(item: ElementTree.Element, language: str | None) -> Iterator[str]:
    for narrative in item.iterfind("name/narrative"):
        if narrative.get(_LANGUAGE) == language:
            yield from (narrative.text or "").split()


if __name__ == "__main__":
    keep(tables(Path(sys.argv[1])))
