"""Check the activities of a file while they are read."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from unodc_cli.check.iati.coded import coded_findings, version_finding
from unodc_cli.check.iati.codes import code_findings
from unodc_cli.check.iati.dates import date_findings
from unodc_cli.check.iati.details import detail_findings
from unodc_cli.check.iati.findings import Finding
from unodc_cli.check.iati.money import FileMoney
from unodc_cli.check.iati.organisations import organisation_findings
from unodc_cli.check.iati.parties import (
    children,
    identifier_findings,
    parents,
    partner_findings,
    relation_findings,
)
from unodc_cli.check.iati.read_elements import ORGANISATIONS
from unodc_cli.check.iati.repeated_money import repeated_money_findings
from unodc_cli.check.iati.repeats import repeat_findings
from unodc_cli.check.iati.rules import RuleFindings
from unodc_cli.check.iati.shares import share_findings
from unodc_cli.check.iati.survey import Survey
from unodc_cli.check.iati.texts import outside_findings, text_findings
from unodc_cli.errors import Fault
from unodc_cli.readers.iati.element import ActivityContext, line_of
from unodc_cli.readers.iati.stream import ORGANISATION

if TYPE_CHECKING:
    from unodc_cli.check.iati.xml_schema import XmlSchemas


class Observation(NamedTuple):
    """Findings of one activity, with its line and its family, to compare with all other activities."""

    # The line of its identifier or, without one, of the activity.
    line: int
    parents: list[tuple[str, int]]
    children: list[tuple[str, int]]
    faults: list[Fault]


class Observer:
    """Check the activities of one file, one by one, on the day `today`."""

    def __init__(
        self,
        file: str,
        today: str,
        survey: Survey,
        of_organisations: Survey | None = None,
        schemas: "XmlSchemas | None" = None,
    ) -> None:
        self._file = file
        self._today = today
        self._survey = survey
        self._of_organisations = of_organisations or Survey(ORGANISATIONS)
        self._schemas = schemas
        self._money = FileMoney()
        self._rules = RuleFindings(file, today)
        self._version: Finding | None = None
        self._is_root_seen = False

    def observe(self, activity: ActivityContext) -> Observation:
        """Return the findings of an activity or organisation: the faults of its reader first."""
        root = activity.element.getparent()
        if root is not None and not self._is_root_seen:
            self._version, self._is_root_seen = version_finding(root), True
        if activity.element.tag == ORGANISATION:
            return self._organisation(activity)
        self._survey.add(activity)
        findings = [
            *identifier_findings(activity),
            *date_findings(activity, self._today),
            *repeat_findings(activity),
            *code_findings(activity),
            *coded_findings(activity),
            *detail_findings(activity),
            *share_findings(activity),
            *partner_findings(activity),
            *relation_findings(activity),
            *self._money.findings(activity),
            *repeated_money_findings(activity),
            *text_findings(activity),
            *outside_findings(activity),
            *self._invalid(activity),
        ]
        faults = self._with_rules(activity, findings)
        identifier = activity.identifier()
        line = line_of(identifier[1] if identifier else activity.element)
        return Observation(line, parents(activity), children(activity), faults)

    def _with_rules(self, entry: ActivityContext, findings: Sequence[Finding]) -> list[Fault]:
        """Return the faults of the reader, our own findings, and the rules that neither of them covers."""
        faults = [*entry.faults, *(finding.in_file(self._file) for finding in findings)]
        return [*faults, *self._rules.of(entry.element, {fault.kind or "" for fault in faults})]

    def _invalid(self, entry: ActivityContext) -> Iterator[Finding]:
        return self._schemas.findings(entry.element) if self._schemas else iter(())

    def _organisation(self, organisation: ActivityContext) -> Observation:
        self._of_organisations.add(organisation)
        findings = [
            *organisation_findings(organisation),
            *coded_findings(organisation),
            *detail_findings(organisation),
            *repeated_money_findings(organisation),
            *outside_findings(organisation),
            *self._invalid(organisation),
        ]
        faults = self._with_rules(organisation, findings)
        return Observation(line_of(organisation.element), [], [], faults)

    def file_faults(self) -> list[Fault]:
        """Return the findings of the file as a whole, once all of its activities were observed."""
        findings = [*([self._version] if self._version else []), *self._money.file_findings()]
        return [finding.in_file(self._file) for finding in findings]
