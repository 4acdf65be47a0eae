"""One `iati-activity` → one project."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from unodc_cli import dates
from unodc_cli.countries import CODES
from unodc_cli.errors import Fault
from unodc_cli.readers.iati import codes
from unodc_cli.readers.iati.recognition import Organisations, Themes
from unodc_cli.reading import Content, Record, Spelling

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WANTED = "en"
_GENERAL = "1"
_DAC_5 = frozenset({"", "1", "dac"})
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANKS = re.compile(r"\s+")

Element = Any


class ActivityReader:
    """Reads the activities of one file. Faults are added to `faults`, and the activity is kept."""

    def __init__(  # noqa: PLR0917
        self,
        file: str,
        root: Element,
        themes: Themes,
        organisations: Organisations,
        faults: list[Fault],
        spellings: Counter[Spelling],
    ) -> None:
        self.file = file
        self.themes = themes
        self.organisations = organisations
        self.faults = faults
        self.spellings = spellings
        self.language = _language(root) if root is not None else ""

    def read(self, element: Element) -> Record:
        """Return the project that an activity is."""
        children: dict[str, list[Element]] = defaultdict(list)
        for child in element:
            children[child.tag].append(child)
        language = _language(element) or self.language
        activity = _Activity(self, element, children, language)
        return activity.record()

    def fault(self, element: Element, message: str) -> None:
        """Note what is wrong with an element."""
        self.faults.append(Fault(self.file, element.sourceline, message))


class _Activity:
    def __init__(
        self, reader: ActivityReader, element: Element, children: dict[str, list[Element]], language: str
    ) -> None:
        self.reader = reader
        self.element = element
        self.children = children
        self.language = language
        self.evidence: list[dict[str, Any]] = []
        self.id = self.identifier()

    def record(self) -> Record:
        titles = self.texts("title")
        title = titles[0] if titles else self.id
        descriptions = self.children["description"]
        general = [d for d in descriptions if d.get("type", _GENERAL) == _GENERAL] or descriptions[:1]
        summary = next((text for d in general[:1] for text in self.narratives(d)), None)
        sectors, countries, regions = self.sectors(), self.countries(), self.regions()
        start, end = self.dates()
        partners, amounts = self.partners(), list(self.amounts())
        hits = self.reader.themes.found(
            sectors, [("title", text) for text in titles] + [("description", summary or "")]
        )
        for hit in hits:
            how = f"{hit.by} '{hit.match}'" + ("" if hit.by == "sector" else f" in the {hit.where}")
            self.support("themes", self.element, values=[hit.theme], derived=how)
        content: Content = {
            "id": self.id,
            "title": title,
            "acronym": None,
            "aliases": list(dict.fromkeys(text for text in titles[1:] if text != title)),
            "summary": summary,
            "themes": [hit.theme for hit in hits],
            "programme": None,
            "partners": partners,
            "regions": regions,
            "countries": countries,
            "start": start,
            "end": end,
            "status": self.status(),
            "phases": [],
            "amounts": amounts,
            "identifiers": [{"scheme": "iati", "value": self.id, "phase": None}],
            "results": [],
            "links": self.links(),
            "sdgs": self.sdgs(),
            "conflicts": [],
            "evidence": self.evidence,
        }
        return Record(content, len(partners), self.element.get("last-updated-datetime") or "")

    def identifier(self) -> str:
        for element in self.children["iati-identifier"]:
            text = _BLANKS.sub(" ", element.text or "").strip()
            if text:
                self.support("id", element)
                return text
        self.reader.fault(self.element, "an activity without an iati-identifier")
        return f"{self.reader.file}:{self.element.sourceline}"

    def support(self, field: str, element: Element, **more: Any) -> None:
        """Note where in the file a value stands."""
        self.evidence.append(
            {
                "field": field,
                "values": more.get("values"),
                "sources": [self.reader.file],
                "derived": more.get("derived"),
                "note": "; ".join(text for text in (f"line {element.sourceline}", more.get("note")) if text),
            }
        )

    def narratives(self, element: Element) -> list[str]:
        """Return the texts of an element, the language that is wanted first, then the activity's own."""
        found: list[tuple[int, str]] = []
        narratives = element.findall("narrative") or [element]
        for narrative in narratives:
            text = _BLANKS.sub(" ", narrative.text or "").strip()
            language = (narrative.get(_LANG) or self.language).lower()[:2]
            if text and text.lower() != language:
                found.append((0 if language == _WANTED else 1 if language == self.language else 2, text))
        return [text for _, text in sorted(found, key=lambda pair: pair[0])]

    def texts(self, tag: str) -> list[str]:
        """Return the texts of all elements of a tag: versions 1.0x repeat the element for each language."""
        elements = self.children[tag]
        if not elements:
            return []
        self.support(tag, elements[0])
        if len(elements) == 1:
            return self.narratives(elements[0])
        ranked = sorted(elements, key=lambda e: (e.get(_LANG) or self.language).lower()[:2] != _WANTED)
        return [text for element in ranked for text in self.narratives(element)]

    def dates(self) -> tuple[str | None, str | None]:
        """Return start and end: the actual date, or else the planned one."""
        known: dict[str, tuple[str, Element]] = {}
        for element in self.children["activity-date"]:
            kind = codes.DATES.get((element.get("type") or "").lower())
            written = (element.get("iso-date") or element.text or "").strip()
            match = _ISO_DAY.match(written)
            if kind and match:
                try:
                    known[kind] = (dates.parse(match[0]), element)
                except ValueError:
                    self.reader.fault(element, f"'{written}' is not a date")
            elif kind and written:
                self.reader.fault(element, f"'{written}' is not a date")
        return self.date(known, "start"), self.date(known, "end")

    def date(self, known: dict[str, tuple[str, Element]], field: str) -> str | None:
        for kind in (f"{field}-actual", f"{field}-planned"):
            if kind in known:
                date, element = known[kind]
                self.support(field, element, note="planned" if kind.endswith("planned") else None)
                return date
        return None

    def status(self) -> str | None:
        for element in self.children["activity-status"]:
            if status := codes.STATUSES.get((element.get("code") or "").strip()):
                self.support("status", element)
                return status
        return None

    def partners(self) -> list[dict[str, Any]]:
        partners: list[dict[str, Any]] = []
        for element in self.children["participating-org"]:
            name = next(iter(self.narratives(element)), "")
            match = self.reader.organisations.resolve(element.get("ref") or "", name)
            if match is None:
                continue
            spelling = Spelling(match.id, name, element.get("ref") or "", match.score)
            self.reader.spellings[spelling] += 1
            partner = {
                "id": match.id,
                "name": match.name,
                "role": codes.ROLES.get((element.get("role") or "").strip().lower()),
            }
            if partner not in partners:
                spelled = f"written '{name}'" if match.score < 100 else None  # noqa: PLR2004 - in full
                self.support(f"partners[{len(partners)}]", element, note=spelled)
                partners.append(partner)
        return partners

    def sectors(self) -> list[str]:
        """Return the DAC sectors of the activity or, where it has none, of its transactions."""
        own = self.children["sector"] or [
            s for t in self.children["transaction"] for s in t.findall("sector")
        ]
        return [
            element.get("code") or ""
            for element in own
            if (element.get("vocabulary") or "").lower() in _DAC_5
        ]

    def countries(self) -> list[str]:
        """Return the countries of the activity or, where it has none, of its transactions."""
        own = self.children["recipient-country"]
        elements = own or [c for t in self.children["transaction"] for c in t.findall("recipient-country")]
        found = dict.fromkeys((element.get("code") or "").upper() for element in elements)
        countries = [code for code in found if code in CODES]
        if countries:
            self.support("countries", elements[0], note=None if own else "of the transactions")
        return countries

    def regions(self) -> list[str]:
        elements = self.children["recipient-region"]
        found = [codes.REGIONS.get(element.get("code") or "") for element in elements]
        regions = list(dict.fromkeys(region for region in found if region))
        if regions:
            self.support("regions", elements[0])
        return regions

    def amounts(self) -> Iterator[dict[str, Any]]:
        """Return the sums per kind and currency. Transactions of different types are never added."""
        sums: dict[tuple[str, str], float] = defaultdict(float)
        first: dict[tuple[str, str], Element] = {}
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for kind, element in self.moneys():
            value, currency = self.value(element)
            if value is not None and currency:
                sums[kind, currency] += value
                counts[kind, currency] += 1
                first.setdefault((kind, currency), element)
        for index, ((kind, currency), total) in enumerate(sums.items()):
            value = round(total, 2)
            parts = counts[kind, currency]
            note = f"sum of {parts}" if parts > 1 else None
            self.support(f"amounts[{index}]", first[kind, currency], note=note)
            yield {
                "kind": kind,
                "value": int(value) if value.is_integer() else value,
                "currency": currency,
                "phase": None,
                "level": self.level(),
            }

    def moneys(self) -> Iterator[tuple[str, Element]]:
        for element in self.children["budget"]:
            yield codes.BUDGETS.get((element.get("type") or "1").lower(), "budget"), element
        for element in self.children["transaction"]:
            kind_element = element.find("transaction-type")
            code = "" if kind_element is None else (kind_element.get("code") or "").lower()
            if kind := codes.TRANSACTIONS.get(code):
                yield kind, element
            else:
                self.reader.fault(element, f"'{code}' is not a type of transaction")

    def value(self, element: Element) -> tuple[float | None, str | None]:
        value = element.find("value")
        if value is None:
            return None, None
        written = (value.text or "").strip().replace(",", "")
        currency = (value.get("currency") or self.element.get("default-currency") or "").strip().upper()
        try:
            number = float(written)
        except ValueError:
            self.reader.fault(value, f"'{written}' is not a sum")
            return None, None
        if not currency:
            self.reader.fault(value, "a sum without a currency")
        return (number, currency) if abs(number) < 2**53 else (None, None)

    def level(self) -> int:
        written = self.element.get("hierarchy") or "1"
        return int(written) if written.isascii() and written.isdigit() else 1

    def links(self) -> list[str]:
        urls = (element.get("url") or "" for element in self.children["document-link"])
        return list(dict.fromkeys(url.strip() for url in urls if url.strip()))

    def sdgs(self) -> list[str]:
        """Return the goals and targets: tags of vocabulary 2 and 3, or sectors of vocabulary 7 and 8."""
        found = [e.get("code") for e in self.children["tag"] if e.get("vocabulary") in ("2", "3")]
        found += [e.get("code") for e in self.children["sector"] if e.get("vocabulary") in ("7", "8")]
        return list(dict.fromkeys(code for code in found if code))


def _language(element: Element) -> str:
    return (element.get(_LANG) or "").lower()[:2]
