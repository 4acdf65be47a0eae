"""Write curated projects as activities of the IATI standard, version 2.03.

The order of elements and what must be there are those of the standard's schema
(`iati-activities-schema.xsd`), so that an activity is valid by construction. A project that lacks what the
schema demands is left out, and each value that the standard has no place for is listed: nothing is invented
to fill a gap.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_cli.export.omissions import Omission
from unodc_cli.model import dates
from unodc_cli.model.money import in_totals
from unodc_cli.readers.iati.themes import THEMES
from unodc_cli.text import without_controls

if TYPE_CHECKING:
    from unodc_cli.model.documents import AmountDocument, ProjectDocument, SpanDocument


VERSION: Final = "2.03"
# The vocabulary of a data file's own region codes, beside 99 (reporting organisation).
REGIONS: Final = "urn:unodc-cli:regions"
_OWN: Final = "99"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# The codelists OrganisationRole, ActivityStatus, ActivityDateType, TagVocabulary.
_ROLES: Final = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
_STATUSES: Final = {"planned": "1", "active": "2", "ended": "4", "cancelled": "5", "suspended": "6"}
_START_PLANNED, _START_ACTUAL, _END_PLANNED, _END_ACTUAL = "1", "2", "3", "4"
_GOAL, _TARGET = "2", "3"
# OtherIdentifierType: "Other Activity Identifier". DocumentCategory: "Activity web page".
_OTHER_IDENTIFIER: Final = "A9"
_WEB_PAGE: Final = "A12"
_NO_PERIOD: Final = "a budget has a period, and this one is not known"
_NO_SHARES: Final = "the standard's rules want percentages, which are not known"
_CONTAINED: Final = "the sum of a phase, which the sum of the whole project contains"
# BudgetType of the kinds of amounts that are budgets: original, revised. BudgetStatus: indicative.
_BUDGETS: Final = {"total-budget": "1", "budget": "1", "revised-budget": "2"}
_INDICATIVE: Final = "1"
_ONLY_ENTRY: Final = 1


class Publisher(NamedTuple):
    """The organisation that publishes the file: identifier, code of OrganisationType, and name."""

    ref: str
    type: str
    name: str


class Term(NamedTuple):
    """The name of a theme or region, and the DAC sectors that a theme stands for."""

    name: str
    sectors: Sequence[str] = ()


class Terms(NamedTuple):
    """The terms that projects refer to by their ids, identifiers of organisations, and languages."""

    themes: Mapping[str, Term]
    regions: Mapping[str, Term]
    organisations: Mapping[str, str]
    # The languages of the texts of projects, by their ids; without those that are not known.
    languages: Mapping[str, str]


class Written(NamedTuple):
    """An activity as XML text (None: the project is left out), and what is not in it."""

    xml: str | None
    omissions: list[Omission]


def head(day: str) -> str:
    """Return the beginning of the file; `day` is the day of the answer (ISO)."""
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC).isoformat()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<iati-activities version="{VERSION}" generated-datetime="{moment}">\n'
    )


TAIL: Final = "</iati-activities>\n"


def activity(
    document: "ProjectDocument", publisher: Publisher, terms: Terms, today: str, *, exact_dates: bool = False
) -> Written:
    """Return a curated project as an `iati-activity`.

    A date known to the month or year becomes its first possible day (a start) or last one (an end), with a
    narrative that says how exact it is; with `exact_dates`, it is left out instead.
    """
    writer = _Writer(document, publisher, terms, today, exact_dates=exact_dates)
    return writer.written()


class _Writer:
    def __init__(
        self,
        document: "ProjectDocument",
        publisher: Publisher,
        terms: Terms,
        today: str,
        *,
        exact_dates: bool,
    ) -> None:
        self._document = document
        self._publisher = publisher
        self._terms = terms
        self._today = today
        self._exact = exact_dates
        self._omissions: list[Omission] = []
        language = terms.languages.get(document["id"])
        self._root = ET.Element("iati-activity", {_LANGUAGE: language} if language else {})

    def written(self) -> Written:
        """Return the activity, with its elements in the order of the schema."""
        self._identifier_and_texts()
        self._partners()
        self._identifiers()
        self._status()
        self._dates()
        self._places()
        self._sectors()
        self._goals()
        self._budgets()
        self._links()
        self._rest()
        if missing := self._missing():
            reason = f"the standard demands {', '.join(missing)}"
            return Written(None, [Omission(self._document["id"], "project", reason)])
        ET.indent(self._root)
        return Written(ET.tostring(self._root, encoding="unicode") + "\n", self._omissions)

    def _missing(self) -> list[str]:
        required = {
            "description": "a summary",
            "participating-org": "a partner in a role",
            "activity-status": "a status",
            "activity-date": "a date",
        }
        return [noun for tag, noun in required.items() if self._root.find(tag) is None]

    def _add(self, tag: str, narrative: str | None = None, **attributes: str) -> ET.Element:
        element = ET.SubElement(
            self._root, tag, {name.replace("_", "-"): _text(value) for name, value in attributes.items()}
        )
        if narrative is not None:
            _narrative(element, narrative)
        return element

    def _omit(self, field: str, reason: str) -> None:
        self._omissions.append(Omission(self._document["id"], field, reason))

    def _identifier_and_texts(self) -> None:
        document, publisher = self._document, self._publisher
        self._add("iati-identifier").text = _text(f"{publisher.ref}-{document['id']}")
        self._add(
            "reporting-org", publisher.name, ref=publisher.ref, type=publisher.type, secondary_reporter="1"
        )
        self._add("title", document["title"])
        if document["summary"]:
            self._add("description", document["summary"], type="1")

    def _partners(self) -> None:
        for index, partner in enumerate(self._document["partners"]):
            if partner["role"] is None:
                self._omit(f"partners[{index}]", "no role is stated")
                continue
            ref = self._terms.organisations.get(partner["id"])
            optional = {"ref": ref} if ref else {}
            self._add("participating-org", partner["name"], role=_ROLES[partner["role"]], **optional)

    def _identifiers(self) -> None:
        for identifier in self._document["identifiers"]:
            self._add("other-identifier", ref=identifier["value"], type=_OTHER_IDENTIFIER)

    def _status(self) -> None:
        if code := _STATUSES.get(self._document["status"] or ""):
            self._add("activity-status", code=code)

    def _dates(self) -> None:
        start, end = self._document["start"], self._document["end"]
        if start:
            day = dates.earliest(start)
            self._date("start", _START_ACTUAL if day <= self._today else _START_PLANNED, start, day)
        if end:
            day = dates.latest(end)
            self._date("end", _END_ACTUAL if day < self._today else _END_PLANNED, end, day)

    def _date(self, field: str, kind: str, date: str, day: str) -> None:
        if date == day:
            self._add("activity-date", type=kind, iso_date=day)
        elif self._exact:
            self._omit(field, f"{date} is not exact to the day")
        else:
            position = "first" if field == "start" else "last"
            self._add(
                "activity-date", f"known as {date}; the {position} possible day", type=kind, iso_date=day
            )

    def _places(self) -> None:
        countries, regions = self._document["countries"], self._document["regions"]
        for code in countries:
            self._add("recipient-country", code=code)
        for id_ in regions:
            name = self._terms.regions[id_].name if id_ in self._terms.regions else id_
            self._add("recipient-region", name, code=id_, vocabulary=_OWN, vocabulary_uri=REGIONS)
        if len(countries) + len(regions) > _ONLY_ENTRY:
            self._omit("countries", _NO_SHARES)

    def _sectors(self) -> None:
        for id_ in self._document["themes"]:
            theme = self._terms.themes.get(id_, Term(id_))
            if len(theme.sectors) == _ONLY_ENTRY:
                self._add("sector", code=theme.sectors[0], vocabulary="1")
        for id_ in self._document["themes"]:
            theme = self._terms.themes.get(id_, Term(id_))
            self._add("sector", theme.name, code=id_, vocabulary=_OWN, vocabulary_uri=THEMES)
        if len(self._document["themes"]) > _ONLY_ENTRY:
            self._omit("themes", _NO_SHARES)

    def _goals(self) -> None:
        for goal in self._document["sdgs"]:
            self._add("tag", vocabulary=_TARGET if "." in goal else _GOAL, code=goal)

    def _budgets(self) -> None:
        budgets = []
        for index, amount in enumerate(self._document["amounts"]):
            if reason := self._reason_against(amount):
                self._omit(f"amounts[{index}]", reason)
            else:
                budgets.append((index, amount))
        # Readers of the standard add up all budgets of an activity.
        counted = in_totals([{**amount, "kind": _BUDGETS[amount["kind"]]} for _, amount in budgets])
        for (index, amount), is_counted in zip(budgets, counted, strict=True):
            if is_counted:
                self._budget(amount)
            else:
                self._omit(f"amounts[{index}]", _CONTAINED)

    def _budget(self, amount: "AmountDocument") -> None:
        start, end = self._period(amount)
        first, last = dates.earliest(start or ""), dates.latest(end or "")
        budget = self._add("budget", type=_BUDGETS[amount["kind"]], status=_INDICATIVE)
        ET.SubElement(budget, "period-start", {"iso-date": first})
        ET.SubElement(budget, "period-end", {"iso-date": last})
        value = ET.SubElement(budget, "value", {"currency": amount["currency"], "value-date": first})
        value.text = str(amount["value"])

    def _period(self, amount: "AmountDocument") -> tuple[str | None, str | None]:
        """Return the start and end of the phase of a sum, or of the project."""
        phases = {phase["id"]: phase for phase in self._document["phases"]}
        span: SpanDocument = phases.get(amount["phase"] or "") or self._document
        return span["start"], span["end"]

    def _reason_against(self, amount: "AmountDocument") -> str | None:
        """Return the reason why a sum is no budget of the standard, if there is one."""
        kind, period = amount["kind"], self._period(amount)
        if kind not in _BUDGETS:
            return f"the standard has no {kind} without a day and a provider"
        if not all(period):
            return _NO_PERIOD
        exact = all(len(date or "") == len("2016-01-01") for date in period)
        return "its period is not exact to the day" if self._exact and not exact else None

    def _links(self) -> None:
        for url in self._document["links"]:
            link = self._add("document-link", format="text/html", url=url)
            _narrative(ET.SubElement(link, "title"), url)
            ET.SubElement(link, "category", {"code": _WEB_PAGE})

    def _rest(self) -> None:
        document = self._document
        for field in ("acronym", "aliases", "programme", "phases", "results", "conflicts", "evidence"):
            if document[field]:
                self._omit(field, "the standard has no place for it")


def _narrative(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "narrative").text = _text(text)


def _text(text: str) -> str:
    # XML has no way to write most controls.
    return without_controls(text)
