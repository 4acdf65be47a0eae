"""One `iati-activity` → one project."""

from collections import Counter
from functools import lru_cache
from typing import Any

from unodc_cli.codelists import iati
from unodc_cli.codelists.countries import CODES
from unodc_cli.errors import Fault
from unodc_cli.readers.iati import dates as days
from unodc_cli.readers.iati.element import Element, Published, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.money import level_of, stated
from unodc_cli.readers.iati.organisations import OrganisationMatch, Organisations
from unodc_cli.readers.iati.shares import Shares, shares
from unodc_cli.readers.iati.texts import language_of, name_of, texts_of
from unodc_cli.readers.reading import Content, Record, Spelling

_GENERAL = "1"
_GOALS = ("7", "8")
_KNOWN = 100
# Beyond, memory would grow with the file. Few publishers write more than these.
_REMEMBERED = 100_000


class ActivityReader:
    """Reads the activities of one file: `language` is that of its texts which name none.

    Faults are added to `faults`, and the activity is kept.
    """

    def __init__(  # noqa: PLR0917
        self,
        file: str,
        language: str,
        wanted: str,
        organisations: Organisations,
        faults: list[Fault],
        spellings: Counter[Spelling],
    ) -> None:
        self.file = file
        self.language = language
        self.wanted = wanted
        self.organisations = organisations
        self.faults = faults
        self.spellings = spellings
        self._known: dict[tuple[str, str], tuple[OrganisationMatch | None, Spelling | None]] = {}

    def read(self, element: Element) -> Record:
        """Return the project that an activity is, but for what `finished` adds."""
        found = Published(self.file, element, language_of(element) or self.language, self.faults)
        wanted = self.wanted
        id_ = _identifier(found)
        titles = _titles(found, wanted)
        title = titles[0] if titles else id_
        summary = _summary(found, wanted)
        dates = _dates(found)
        start, end = _date(found, dates, "start"), _date(found, dates, "end")
        status = _status(found)
        partners = self._partners(found)
        sectors = shares(found, "sector", wanted, apart=True)
        sectors.support(found, "activity.sectors")
        # The standard has recipients on the activity or on its transactions, not on both.
        apart = not (found.children["recipient-country"] or found.children["recipient-region"])
        countries = shares(found, "recipient-country", None, apart=apart)
        regions = shares(found, "recipient-region", wanted, apart=apart)
        known_countries, known_regions = _countries(found, countries), _regions(found, regions)
        parts, unreadable = stated(found)
        updated = element.get("last-updated-datetime")
        if updated:
            found.support("activity.updated", element)
        if element.get("hierarchy"):
            found.support("activity.level", element)
        published = {
            "reporter": _reporter(found, wanted),
            "level": level_of(element),
            "updated": updated,
            "language": found.language or None,
            "status": status,
            "dates": {name: on[0] if (on := dates.get(name)) else None for name in iati.DATE_FIELDS},
            "sectors": sectors.listed,
            "countries": countries.listed,
            "regions": regions.listed,
            "of_transactions": [
                name
                for name, of in (("sectors", sectors), ("countries", countries), ("regions", regions))
                if of.of_transactions
            ],
            "markers": _markers(found),
            "related": _related(found),
            "parts": parts,
            "unreadable": unreadable,
            "why": [],
        }
        content: Content = {
            "id": id_,
            "title": title,
            "acronym": None,
            "aliases": [text for text in dict.fromkeys(titles) if text != title],
            "summary": summary,
            "themes": [],
            "programme": None,
            "partners": partners,
            "regions": known_regions,
            "countries": known_countries,
            "start": start,
            "end": end,
            "status": iati.STATUSES.get(status or ""),
            "phases": [],
            "amounts": [],
            "identifiers": [{"scheme": "iati", "value": id_, "phase": None}],
            "results": [],
            "links": _links(found),
            "sdgs": _goals(found, sectors),
            "conflicts": [],
            "evidence": [],
            "activity": published,
        }
        return Record(content, len(partners), updated or "", found.places)

    def _partners(self, found: Published) -> list[dict[str, Any]]:
        partners: list[dict[str, Any]] = []
        seen = set()
        for element in found.children["participating-org"]:
            name, ref = name_of(element, found, self.wanted), element.get("ref") or ""
            match, spelling = self._resolved(ref, name)
            if match is None or spelling is None:
                continue
            self.spellings[spelling] += 1
            role = iati.ROLES.get(element.get("role") or "") or _role(element)
            if (match.id, role) in seen:
                continue
            seen.add((match.id, role))
            spelled = f"written '{name}'" if match.score < _KNOWN else None
            found.support(f"partners[{len(partners)}]", element, spelled)
            partners.append({"id": match.id, "name": match.name, "role": role})
        return partners

    def _resolved(self, ref: str, name: str) -> tuple[OrganisationMatch | None, Spelling | None]:
        """Return what a published name means, and how it is written."""
        key = ref, name
        if key not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            match = self.organisations.resolve(ref, name)
            self._known[key] = match, match and Spelling(match.id, name, ref, match.score)
        return self._known[key]


def _role(element: Element) -> str | None:
    """Return the role that is written with blanks or in capitals, as some do."""
    return iati.ROLES.get((element.get("role") or "").strip().lower())


def _identifier(found: Published) -> str:
    for element in found.children["iati-identifier"]:
        text = " ".join(text_of(element).split())
        if text:
            found.support("id", element)
            return text
    found.fault(found.element, FindingKind.NO_IDENTIFIER, "an activity without an iati-identifier")
    return f"{found.file}:{found.element.sourceline}"


def _reporter(found: Published, wanted: str) -> dict[str, str | None] | None:
    for element in found.children["reporting-org"]:
        found.support("activity.reporter", element)
        return {
            "ref": (element.get("ref") or "").strip() or None,
            "name": name_of(element, found, wanted) or None,
        }
    return None


def _titles(found: Published, wanted: str) -> list[str]:
    texts = texts_of(found.children["title"], found.language, wanted)
    if texts:
        found.support("title", texts[0].element, texts[0].note(wanted))
    return [text.text for text in texts]


def _summary(found: Published, wanted: str) -> str | None:
    """Return the general description, or else the first and what is of the same type."""
    elements = found.children["description"]
    general = [e for e in elements if e.get("type", _GENERAL) == _GENERAL]
    if elements and not general:
        general = [e for e in elements if e.get("type") == elements[0].get("type")]
    texts = texts_of(general, found.language, wanted)
    if not texts:
        return None
    found.support("summary", texts[0].element, texts[0].note(wanted))
    return texts[0].text


def _dates(found: Published) -> dict[str, tuple[str, Element, bool]]:
    """Return for each kind of date the day, its element, and whether it stands in the text (1.0x)."""
    known: dict[str, tuple[str, Element, bool]] = {}
    for element in found.children["activity-date"]:
        name = iati.DATES.get((element.get("type") or "").strip().lower())
        attribute = element.get("iso-date")
        written = (attribute or text_of(element)).strip()
        if name is None or not written:
            continue
        if day := days.read(written):
            known[name] = (day, element, not attribute)
        else:
            found.fault(element, FindingKind.NOT_A_DATE, f"'{written}' is not a date")
    return known


def _date(found: Published, known: dict[str, tuple[str, Element, bool]], field: str) -> str | None:
    """Return the actual start or end, or else the planned one."""
    chosen = placeholder = None
    for name in (f"{field}_actual", f"{field}_planned"):
        if name not in known:
            continue
        day, element, in_text = known[name]
        if chosen or days.is_placeholder(day):
            placeholder = placeholder or f"{day} is a placeholder"
            found.support(f"activity.dates.{name}", element)
            continue
        planned = "planned" if name.endswith("planned") else None
        in_text_only = "from the text, not @iso-date" if in_text else None
        found.support(field, element, planned, in_text_only, placeholder)
        chosen = day
    return chosen


def _status(found: Published) -> str | None:
    for element in found.children["activity-status"]:
        code = (element.get("code") or "").strip()
        if code in iati.STATUSES:
            found.support("status", element)
            return code
    return None


def _countries(found: Published, countries: Shares) -> list[str]:
    known = [code for _, written, *_ in countries.listed if (code := written.upper()) in CODES]
    countries.support(found, "countries" if known else "activity.countries")
    return list(dict.fromkeys(known))


def _regions(found: Published, regions: Shares) -> list[str]:
    """Return the regions of the standard's own vocabulary (OECD DAC) that the portfolio has too."""
    dac = regions.codes("", "1")
    known = list(dict.fromkeys(iati.REGIONS[code] for code in dac if code in iati.REGIONS))
    regions.support(found, "regions" if known else "activity.regions")
    return known


def _markers(found: Published) -> list[dict[str, Any]]:
    elements = found.children["policy-marker"]
    if elements:
        found.support("activity.markers", elements[0])
    return [_marker(e.get("vocabulary"), e.get("code"), e.get("significance")) for e in elements]


@lru_cache(maxsize=1000)
def _marker(vocabulary: str | None, code: str | None, significance: str | None) -> dict[str, str | None]:
    """Return a marker; most activities have a dozen, and all the same ones."""
    return {"vocabulary": vocabulary, "code": (code or "").strip(), "significance": significance}


def _related(found: Published) -> list[dict[str, str | None]]:
    elements = [e for e in found.children["related-activity"] if (e.get("ref") or "").strip()]
    if elements:
        found.support("activity.related", elements[0])
    return [
        {"kind": iati.RELATIONS.get((e.get("type") or "").strip()), "id": e.get("ref").strip()}
        for e in elements
    ]


def _links(found: Published) -> list[str]:
    urls: dict[str, Element] = {}
    for element in found.children["document-link"]:
        if url := (element.get("url") or "").strip():
            urls.setdefault(url, element)
    if urls:
        found.support("links", next(iter(urls.values())))
    return list(urls)


def _goals(found: Published, sectors: Shares) -> list[str]:
    """Return the goals and targets: tags of vocabulary 2 and 3, or sectors of vocabulary 7 and 8."""
    tags = [e for e in found.children["tag"] if e.get("vocabulary") in ("2", "3") and e.get("code")]
    goals = [share for share in sectors.listed if share[0] in _GOALS]
    if tags:
        found.support("sdgs", tags[0])
    elif goals:
        found.places.append(("sdgs", goals[0][-1], (), None, None))
    return list(dict.fromkeys([*(tag.get("code") for tag in tags), *(code for _, code, *_ in goals)]))
