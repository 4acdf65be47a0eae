"""Turn one `iati-activity` into one project."""

from functools import lru_cache
from typing import Any

from unodc_cli.codelists import iati
from unodc_cli.codelists.countries import CODES, SUCCESSORS
from unodc_cli.readers.iati import dates
from unodc_cli.readers.iati.dates import PublishedDate, date_of, one_of
from unodc_cli.readers.iati.details import DetailReader
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, line_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.money import MoneyReader, level_of
from unodc_cli.readers.iati.organisations import OrganisationMatch, OrganisationMatcher, identifier_of
from unodc_cli.readers.iati.shares import Shares, shares
from unodc_cli.readers.iati.texts import name_of, texts_of
from unodc_cli.readers.records import Content, Record, Spelling

_TRUE = ("1", "true")
_FLAGS = {"1": True, "true": True, "0": False, "false": False}
_GENERAL = "1"
_GOALS = ("7", "8")
_KNOWN = 100
# With more, memory would grow with the file. Few publishers write more than these.
_MOST_NAMES = 100_000

# A date and its element.
_Dated = tuple[PublishedDate, Element]
# The date of each kind that counts.
_Dates = dict[str, _Dated]


class ActivityReader:
    """Read the activities of one file; `language` is preferred where a text has several."""

    def __init__(self, language: str, organisations: OrganisationMatcher) -> None:
        self.language = language
        self.organisations = organisations
        # Organisations that no vocabulary knows, by the reference under which each was named first.
        self._by_reference: dict[str, OrganisationMatch] = {}
        self._money = MoneyReader(language, self._organisation)
        self._details = DetailReader(language)
        self._resolved_names: dict[tuple[str, str], tuple[OrganisationMatch, Spelling] | None] = {}

    def read(self, activity: ActivityContext) -> Record:
        """Return the project that an activity describes, without what `enrich` adds.

        Faults, spellings and places are noted in the activity.
        """
        id_ = _identifier(activity)
        titles = _titles(activity, self.language)
        title = titles[0] if titles else id_
        summary = _summary(activity, self.language)
        all_dates, other_dates = _dates(activity)
        start, start_kind = _date(activity, all_dates, "start")
        end, end_kind = _date(activity, all_dates, "end")
        status = _status(activity)
        partners, participants = self._partners(activity)
        sectors = shares(activity, "sector", self.language, or_of_transactions=True)
        sectors.support(activity, "activity.sectors")
        # The standard has recipients on the activity or on its transactions, not on both.
        countries, regions = self._recipients(activity, or_of_transactions=False)
        if not (countries.listed or regions.listed):
            countries, regions = self._recipients(activity, or_of_transactions=True)
        country_codes, region_ids = _countries(activity, countries), _regions(activity, regions)
        parts, unreadable, money_details = self._money.read(activity)
        updated = _updated(activity)
        published = {
            "reporter": _reporter(activity, self.language),
            "level": _level(activity),
            "updated": updated,
            "language": activity.language or None,
            "status": status,
            "dates": {name: _day(all_dates, name) for name in iati.DATE_FIELDS},
            "sectors": sectors.listed,
            "countries": countries.listed,
            "regions": regions.listed,
            "of_transactions": [
                name
                for name, listed in (("sectors", sectors), ("countries", countries), ("regions", regions))
                if listed.of_transactions
            ],
            "markers": _markers(activity),
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
            "conflicts": _conflicts(activity, other_dates, {start_kind: "start", end_kind: "end"}),
            "evidence": [],
            "activity": published,
        }
        details = self._details.read(activity)
        if participants:
            details["participants"] = participants
        if money_details:
            details["money_details"] = money_details
        return Record(
            content,
            len(partners),
            updated or "",
            activity.places,
            details=details,
            parts=parts,
            repeats=_repeated(activity, id_),
        )

    def _partners(self, activity: ActivityContext) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
        """Return the partners, each once in a role, and the rows of `ParticipantRow`."""
        partners: dict[tuple[str, str | None], dict[str, Any]] = {}
        rows: list[tuple[Any, ...]] = []
        for element in activity.children["participating-org"]:
            name, ref = name_of(element, activity.language, self.language), element.get("ref") or ""
            resolved = self._resolved(ref, name)
            if resolved is None:
                continue
            match, spelling = resolved
            activity.spellings.append(spelling)
            role = iati.ROLES.get(element.get("role") or "") or _role(element)
            rows.append((match.id, role, name or None, ref.strip() or None, *_affiliation(element)))
            if (match.id, role) not in partners:
                is_other_name = (
                    bool(name) and not self.organisations.is_known(match.id) and name != match.name
                )
                note = f"written '{name}'" if match.score < _KNOWN or is_other_name else None
                activity.support(f"partners[{len(partners)}]", element, note)
                partners[match.id, role] = {"id": match.id, "name": match.name, "role": role}
        return list(partners.values()), rows

    def _recipients(self, activity: ActivityContext, *, or_of_transactions: bool) -> tuple[Shares, Shares]:
        return (
            shares(activity, "recipient-country", self.language, or_of_transactions=or_of_transactions),
            shares(activity, "recipient-region", self.language, or_of_transactions=or_of_transactions),
        )

    def _organisation(self, ref: str, name: str) -> str | None:
        """Return the id of an organisation that provides or receives money; None if nothing says which."""
        resolved = self._resolved(ref, name)
        return resolved[0].id if resolved else None

    def _resolved(self, ref: str, name: str) -> tuple[OrganisationMatch, Spelling] | None:
        """Return the organisation that a reference and a name mean, and how it is written."""
        key = ref, name
        if key not in self._resolved_names:
            if len(self._resolved_names) > _MOST_NAMES:
                self._resolved_names.clear()
            match = self._by_its_reference(ref, name, self.organisations.resolve(ref, name))
            self._resolved_names[key] = (match, Spelling(match.id, name, ref, match.score)) if match else None
        return self._resolved_names[key]

    def _by_its_reference(
        self, ref: str, name: str, match: OrganisationMatch | None
    ) -> OrganisationMatch | None:
        """Return the organisation that the file named first with a reference, if it is unknown otherwise."""
        reference = identifier_of(ref)
        if match is None or not reference or self.organisations.is_known(match.id):
            return match
        if name.strip() and len(self._by_reference) < _MOST_NAMES:
            return self._by_reference.setdefault(reference, match)
        return self._by_reference.get(reference, match)


def _affiliation(element: Element) -> tuple[str | None, str | None, str | None, int]:
    """Return the type, channel and own activity of a participant, and its line."""
    get = element.get
    type_, channel, own_activity = get("type"), get("crs-channel-code"), get("activity-id")
    return type_, channel and channel.strip(), own_activity and own_activity.strip(), line_of(element)


def _role(element: Element) -> str | None:
    """Return a role that is written with blanks around it or in capitals, as some publishers do."""
    return iati.ROLES.get(attribute(element, "role").lower())


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
    """Return the identifiers by which a secondary reporter names what it repeats; none of a first report."""
    flags = (attribute(e, "secondary-reporter").lower() for e in activity.children["reporting-org"][:1])
    if not any(flag in _TRUE for flag in flags):
        return []
    others = (attribute(e, "ref") for e in activity.children["other-identifier"])
    return list(dict.fromkeys((id_, *(ref for ref in others if ref))))


def _titles(activity: ActivityContext, wanted: str) -> list[str]:
    texts = texts_of(activity.children["title"], activity.language, wanted)
    if texts:
        activity.support("title", texts[0].element, texts[0].note(wanted))
    return [text.text for text in texts]


def _summary(activity: ActivityContext, wanted: str) -> str | None:
    """Return the general description, or else the first one with those of the same type."""
    elements = activity.children["description"]
    general = [e for e in elements if e.get("type", _GENERAL) == _GENERAL]
    if elements and not general:
        general = [e for e in elements if e.get("type") == elements[0].get("type")]
    texts = texts_of(general, activity.language, wanted)
    if not texts:
        return None
    activity.support("summary", texts[0].element, texts[0].note(wanted))
    return texts[0].text


def _dates(activity: ActivityContext) -> tuple[_Dates, list[tuple[str, _Dated]]]:
    """Return the date of each kind that counts, and the other dates of the same kinds."""
    listed: dict[str, list[_Dated]] = {}
    for element in activity.children["activity-date"]:
        name = iati.DATES.get(attribute(element, "type").lower())
        date = date_of(element)
        if name is None or not date.written:
            continue
        if date.date:
            listed.setdefault(name, []).append((date, element))
        else:
            activity.fault(element, FindingKind.NOT_A_DATE, f"'{date.written}' is not a date")
    counting: _Dates = {}
    others: list[tuple[str, _Dated]] = []
    for name, dated in listed.items():
        counting[name] = one_of(dated, is_start=name.startswith("start"))
        others += [(name, other) for other in dated if other[0].date != counting[name][0].date]
    return counting, others


def _day(all_dates: _Dates, name: str) -> str | None:
    return all_dates[name][0].date if name in all_dates else None


def _date(activity: ActivityContext, all_dates: _Dates, field: str) -> tuple[str | None, str | None]:
    """Return the actual start or end, or else the planned one, and the name of its kind."""
    chosen = chosen_name = placeholder = None
    for name in (f"{field}_actual", f"{field}_planned"):
        if name not in all_dates:
            continue
        date, element = all_dates[name]
        if chosen or dates.is_placeholder(date.date or ""):
            placeholder = placeholder or f"{date.date} is a placeholder"
            activity.support(f"activity.dates.{name}", element)
            continue
        planned = "planned" if name.endswith("planned") else None
        in_text = "from the text, not @iso-date" if date.is_in_text else None
        activity.support(field, element, planned, in_text, placeholder)
        chosen, chosen_name = date.date, name
    return chosen, chosen_name


def _conflicts(
    activity: ActivityContext, others: list[tuple[str, _Dated]], fields: dict[str | None, str]
) -> list[dict[str, Any]]:
    """Return the dates that do not count, as other statements on the date of their kind that does."""
    return [
        {
            "field": fields.get(name, f"activity.dates.{name}"),
            "value": date.date,
            "sources": [activity.file],
            "note": f"line {line_of(element)}",
        }
        for name, (date, element) in others
    ]


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
    """Return a country by its code, or by a withdrawn one that only one country came after."""
    code = written.upper()
    successors = SUCCESSORS.get(code, ())
    return code if code in CODES else successors[0] if len(successors) == 1 else None


def _regions(activity: ActivityContext, regions: Shares) -> list[str]:
    """Return the regions of the standard's own vocabulary (OECD DAC) that the portfolio has too."""
    dac = regions.codes("", "1")
    ids = list(dict.fromkeys(iati.REGIONS[code] for code in dac if code in iati.REGIONS))
    regions.support(activity, "regions" if ids else "activity.regions")
    return ids


def _markers(activity: ActivityContext) -> list[dict[str, Any]]:
    elements = activity.children["policy-marker"]
    if elements:
        activity.support("activity.markers", elements[0])
    return [_marker(e.get("vocabulary"), e.get("code"), e.get("significance")) for e in elements]


@lru_cache(maxsize=1000)
def _marker(vocabulary: str | None, code: str | None, significance: str | None) -> dict[str, str | None]:
    """Return a marker; most activities have a dozen, and all of them the same ones."""
    return {"vocabulary": vocabulary, "code": (code or "").strip(), "significance": significance}


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
