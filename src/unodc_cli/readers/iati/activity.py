"""Turn one `iati-activity` into one project."""

from typing import Any

from unodc_cli.codelists import iati
from unodc_cli.codelists.classifications import DAC
from unodc_cli.codelists.countries import CODES, SUCCESSORS
from unodc_cli.readers.iati.activity_dates import conflicts, read_dates, start_or_end
from unodc_cli.readers.iati.classifications import ClassificationReader
from unodc_cli.readers.iati.details import DetailReader
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.markers import read_markers
from unodc_cli.readers.iati.money import MoneyReader, level_of
from unodc_cli.readers.iati.organisations import OrganisationMatcher
from unodc_cli.readers.iati.partners import PartnerReader
from unodc_cli.readers.iati.shares import Shares, shares
from unodc_cli.readers.iati.texts import name_of, texts_of
from unodc_cli.readers.records import Content, Record

_TRUE = ("1", "true")
_FLAGS = {"1": True, "true": True, "0": False, "false": False}
_GENERAL = "1"
_GOALS = ("7", "8")


class ActivityReader:
    """Read the activities of one file; `language` is preferred where a text has several."""

    def __init__(self, language: str, organisations: OrganisationMatcher) -> None:
        self.language = language
        self._partners = PartnerReader(language, organisations)
        self._money = MoneyReader(language, self._partners.id_of)
        self._classifications = ClassificationReader(language)
        self._details = DetailReader(language)

    def read(self, activity: ActivityContext) -> Record:
        """Return the project that an activity describes, without what `enrich` adds.

        Faults, spellings and places are noted in the activity.
        """
        id_ = _identifier(activity)
        titles, title_language = _titles(activity, self.language)
        title = titles[0] if titles else id_
        summary = _summary(activity, self.language)
        dates = read_dates(activity)
        start, start_kind = start_or_end(activity, dates, "start")
        end, end_kind = start_or_end(activity, dates, "end")
        status = _status(activity)
        partners, participants = self._partners.read(activity)
        sectors = shares(activity, "sector", self.language, or_of_transactions=True)
        sectors.support(activity, "activity.sectors")
        # The standard has recipients on the activity or on its transactions, not on both.
        countries, regions = self._recipients(activity, or_of_transactions=False)
        if not (countries.listed or regions.listed):
            countries, regions = self._recipients(activity, or_of_transactions=True)
        country_codes, region_ids = _countries(activity, countries), _regions(activity, regions)
        parts, unreadable, beside_unreadable = self._money.read(activity)
        updated = _updated(activity)
        reporter, level = _reporter(activity, self.language), _level(activity)
        markers, markers_with_more = read_markers(activity)
        published = {
            "reporter": reporter,
            "level": level,
            "updated": updated,
            "language": activity.language or None,
            "status": status,
            "dates": {name: dates.day(name) for name in iati.DATE_FIELDS},
            "sectors": sectors.listed,
            "countries": countries.listed,
            "regions": regions.listed,
            "of_transactions": [
                name
                for name, listed in (("sectors", sectors), ("countries", countries), ("regions", regions))
                if listed.of_transactions
            ],
            "markers": markers,
            "related": _related(activity),
            "parts": [],
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
            "regions": region_ids,
            "countries": country_codes,
            "start": start,
            "end": end,
            "status": iati.STATUSES.get(status or ""),
            "phases": [],
            "amounts": [],
            "identifiers": [{"scheme": "iati", "value": id_, "phase": None}],
            "results": [],
            "links": _links(activity),
            "sdgs": _goals(activity, sectors),
            "conflicts": conflicts(activity, dates, {start_kind: "start", end_kind: "end"}),
            "evidence": [],
            "activity": published,
        }
        alike, statements = self._classifications.read(activity, markers_with_more)
        if participants:
            alike["participants"] = participants
        return Record(
            content,
            len(partners),
            updated or "",
            activity.places,
            details=self._details.read(activity),
            alike=alike,
            statements=statements,
            parts=parts,
            unreadable=beside_unreadable,
            repeats=_repeated(activity, id_),
            title_language=title_language,
        )

    def _recipients(self, activity: ActivityContext, *, or_of_transactions: bool) -> tuple[Shares, Shares]:
        return (
            shares(activity, "recipient-country", self.language, or_of_transactions=or_of_transactions),
            shares(activity, "recipient-region", self.language, or_of_transactions=or_of_transactions),
        )


def _identifier(activity: ActivityContext) -> str:
    if identifier := activity.identifier():
        text, element = identifier
        activity.support("id", element)
        return text
    activity.fault(activity.element, FindingKind.NO_IDENTIFIER, "an activity without an iati-identifier")
    return f"{activity.file}:{activity.element.sourceline}"


def _updated(activity: ActivityContext) -> str | None:
    updated: str | None = activity.element.get("last-updated-datetime")
    if updated:
        activity.support("activity.updated", activity.element)
    return updated


def _level(activity: ActivityContext) -> int:
    if activity.element.get("hierarchy"):
        activity.support("activity.level", activity.element)
    return level_of(activity.element)


def _reporter(activity: ActivityContext, wanted: str) -> dict[str, Any] | None:
    for element in activity.children["reporting-org"]:
        activity.support("activity.reporter", element)
        return {
            "ref": attribute(element, "ref") or None,
            "name": name_of(element, activity.language, wanted) or None,
            "type": attribute(element, "type") or None,
            "secondary": _FLAGS.get(attribute(element, "secondary-reporter").lower()),
        }
    return None


def _repeated(activity: ActivityContext, id_: str) -> list[str]:
    """Return the identifiers of the activity that a secondary reporter repeats; none for a first report."""
    flags = (attribute(e, "secondary-reporter").lower() for e in activity.children["reporting-org"][:1])
    if not any(flag in _TRUE for flag in flags):
        return []
    others = (attribute(e, "ref") for e in activity.children["other-identifier"])
    return list(dict.fromkeys((id_, *(ref for ref in others if ref))))


def _titles(activity: ActivityContext, wanted: str) -> tuple[list[str], str | None]:
    """Return the titles, and the language of the first."""
    texts = texts_of(activity.children["title"], activity.language, wanted)
    if not texts:
        return [], None
    activity.support("title", texts[0].element, texts[0].note(wanted))
    return [text.text for text in texts], texts[0].language


def _summary(activity: ActivityContext, wanted: str) -> str | None:
    """Return the general description, or else the first one with the others of its type."""
    elements = activity.children["description"]
    general = [e for e in elements if e.get("type", _GENERAL) == _GENERAL]
    if elements and not general:
        general = [e for e in elements if e.get("type") == elements[0].get("type")]
    texts = texts_of(general, activity.language, wanted)
    if not texts:
        return None
    activity.support("summary", texts[0].element, texts[0].note(wanted))
    return texts[0].text


def _status(activity: ActivityContext) -> str | None:
    for element in activity.children["activity-status"]:
        code = attribute(element, "code")
        if code in iati.STATUSES:
            activity.support("status", element)
            return code
    return None


def _countries(activity: ActivityContext, countries: Shares) -> list[str]:
    codes = [code for _, written, *_ in countries.listed if (code := _country(written))]
    countries.support(activity, "countries" if codes else "activity.countries")
    return list(dict.fromkeys(codes))


def _country(written: str) -> str | None:
    """Return the country of a code; a withdrawn code counts if the country has only one successor."""
    code = written.upper()
    successors = SUCCESSORS.get(code, ())
    return code if code in CODES else successors[0] if len(successors) == 1 else None


def _regions(activity: ActivityContext, regions: Shares) -> list[str]:
    """Return the regions with a code of OECD DAC, the standard's vocabulary, that the portfolio also has."""
    dac = regions.codes(*DAC)
    ids = list(dict.fromkeys(iati.REGIONS[code] for code in dac if code in iati.REGIONS))
    regions.support(activity, "regions" if ids else "activity.regions")
    return ids


def _related(activity: ActivityContext) -> list[dict[str, str | None]]:
    elements = [e for e in activity.children["related-activity"] if attribute(e, "ref")]
    if elements:
        activity.support("activity.related", elements[0])
    return [{"kind": iati.RELATIONS.get(attribute(e, "type")), "id": attribute(e, "ref")} for e in elements]


def _links(activity: ActivityContext) -> list[str]:
    urls: dict[str, Element] = {}
    for element in activity.children["document-link"]:
        if url := attribute(element, "url"):
            urls.setdefault(url, element)
    if urls:
        activity.support("links", next(iter(urls.values())))
    return list(urls)


def _goals(activity: ActivityContext, sectors: Shares) -> list[str]:
    """Return the goals and targets: tags of vocabulary 2 and 3, or sectors of vocabulary 7 and 8."""
    tags = [e for e in activity.children["tag"] if e.get("vocabulary") in ("2", "3") and e.get("code")]
    goals = [share for share in sectors.listed if share[0] in _GOALS]
    if tags:
        activity.support("sdgs", tags[0])
    elif goals:
        activity.places.append(("sdgs", goals[0][4], (), None, None))
    return list(dict.fromkeys([*(tag.get("code") for tag in tags), *(code for _, code, *_ in goals)]))
