"""Read a curated data file: parse TOML, check its tables, and build the model."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import tomli
from pydantic import ValidationError

from unodc_cli.errors import DataError, Fault
from unodc_cli.model import project as model
from unodc_cli.model.details import Details, ResultRow
from unodc_cli.model.money import SHORT_KINDS, TOGETHER, in_totals
from unodc_cli.model.portfolio import (
    Organisation,
    OwnKind,
    Portfolio,
    Programme,
    Region,
    Source,
    Statement,
    Theme,
    Vocabulary,
)
from unodc_cli.readers.reading import Reading
from unodc_cli.readers.records import Batch, Record
from unodc_cli.readers.toml import crosschecks, faults, form
from unodc_cli.readers.toml.evidence import conflicts, evidence
from unodc_cli.readers.toml.other_formats import READ, format_of_bytes, format_of_text
from unodc_cli.readers.toml.syntax_hints import repetition, what_to_do


class ParsedFile(NamedTuple):
    """A data file that was parsed and checked, with its text and its raw tables."""

    name: str
    text: str
    raw: dict[str, Any]
    form: form.DataFile

    def reading(self) -> Reading:
        """Return the portfolio and projects that the file describes."""
        return _reading(self.form, self.name)


def parse(content: bytes, name: str) -> ParsedFile:
    """Parse and check a TOML file; `name` stands for the file in messages.

    Raises DataError with all faults: the file is not UTF-8 or not TOML, or values do not fit their tables.
    """
    text = _decoded(content, name)
    raw = _parsed(text, name)
    return ParsedFile(name, text, raw, _checked(raw, text, name))


def _checked(raw: dict[str, Any], text: str, name: str) -> form.DataFile:
    ids = crosschecks.ids(raw)
    path_faults = list(crosschecks.faults(raw))
    try:
        file = form.DataFile.model_validate(raw, context=ids)
    except ValidationError as error:
        path_faults += faults.from_pydantic(error, raw, ids)
    if path_faults:
        raise DataError(faults.placed(path_faults, raw, text, name))
    return file


def _decoded(content: bytes, name: str) -> str:
    if format_ := format_of_bytes(content):
        raise DataError([Fault(name, None, f"this is {format_}: {READ}")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError([Fault(name, line, "not UTF-8: save the file as UTF-8 text")]) from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        if format_ := format_of_text(text, name):
            raise DataError([Fault(name, 1, f"this is {format_}: {READ}")]) from error
        message = repetition(error) or error.msg
        if hint := what_to_do(error):
            message += f": {hint}"
        message = f"not TOML: {message}"
        raise DataError([Fault(name, error.lineno, message)]) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise DataError([Fault(name, None, f"not TOML that can be read: {error}")]) from error


class _Shared(NamedTuple):
    """Values of a file that each of its projects needs."""

    partners: Sequence[form.PartnerTable]
    # Organisation id → the name that is shown; web address → the id of its source.
    names: Mapping[str, str]
    addresses: Mapping[str, str]


def _reading(file: form.DataFile, name: str) -> Reading:
    shared = _Shared(
        partners=file.portfolio.partners,
        names={body.id: body.acronym or body.name for body in file.organisations},
        addresses={source.url: source.id for source in reversed(file.sources) if source.url},
    )
    batch = Batch([_record(project, shared) for project in file.projects])
    return Reading(name, _portfolio(file), [batch])


def _record(project: form.ProjectTable, shared: _Shared) -> Record:
    document = _project(project, shared)
    own_keys = {(partner.organisation, partner.role) for partner in project.partners}
    return Record(
        document.model_dump(),
        sum(not partner.shared for partner in document.partners),
        common=[
            i for i, partner in enumerate(document.partners) if (partner.id, partner.role) not in own_keys
        ],
        details=_details(document),
    )


def _details(document: model.Project) -> Details:
    rows = [
        tuple(ResultRow(result.what, actual=result.figure, end=result.as_of, phase=result.phase))
        for result in document.results
    ]
    return {"results": rows} if rows else {}


def _portfolio(file: form.DataFile) -> Portfolio:
    return Portfolio(
        title=file.portfolio.title,
        summary=file.portfolio.summary,
        updated=file.portfolio.updated,
        licence=file.portfolio.licence,
        language=file.portfolio.language,
        results=[Statement(**result.model_dump(exclude={"derived"})) for result in file.portfolio.results],
        sources=[Source(**source.model_dump()) for source in file.sources],
        vocabulary=Vocabulary(
            themes=[Theme(**theme.model_dump()) for theme in file.themes],
            organisations=[Organisation(**organisation.model_dump()) for organisation in file.organisations],
            programmes=[_programme(programme) for programme in file.programmes],
            regions=[Region(**region.model_dump()) for region in file.regions],
            kinds=[OwnKind(**kind.model_dump()) for kind in file.kinds],
        ),
    )


def _programme(programme: form.ProgrammeTable) -> Programme:
    return Programme(
        **programme.model_dump(exclude={"evidence", "amounts"}),
        amounts=_amounts(programme.amounts),
    )


def _amounts(tables: Sequence[form.AmountTable]) -> list[model.Amount]:
    amounts = [_amount(table) for table in tables]
    counted = in_totals([amount.model_dump() for amount in amounts])
    return [
        amount.model_copy(update={"counted": is_counted})
        for amount, is_counted in zip(amounts, counted, strict=True)
    ]


def _amount(amount: form.AmountTable) -> model.Amount:
    """Return a sum, under the short name of its kind and partner if they have one."""
    partner = TOGETHER.join(amount.partner)
    fields = amount.model_dump(exclude=_SUPPORT)
    if short := SHORT_KINDS.get((amount.kind, partner)):
        return model.Amount(**{**fields, "kind": short, "partner": None})
    return model.Amount(**{**fields, "partner": partner or None})


_SUPPORT = set(form.SupportedTable.model_fields)
_OWN = {"evidence", "partners", "amounts", "identifiers", "results", "phases", "conflicts"}


def _project(project: form.ProjectTable, shared: _Shared) -> model.Project:
    common = {(partner.organisation, partner.role): partner for partner in shared.partners}
    own_partners = {(partner.organisation, partner.role): partner for partner in project.partners}
    # A project's own statement on a common partner counts, but common partners come last.
    listed = [
        *(partner for key, partner in own_partners.items() if key not in common),
        *(own_partners.get(key, partner) for key, partner in common.items()),
    ]
    fields = {**project.model_dump(exclude=_OWN), **_from_phases(project)}
    return model.Project(
        **fields,
        partners=[
            model.Partner(
                id=partner.organisation,
                name=shared.names[partner.organisation],
                role=partner.role,
                shared=(partner.organisation, partner.role) in common,
            )
            for partner in listed
        ],
        phases=[model.Phase(**phase.model_dump(exclude={"evidence"})) for phase in project.phases],
        amounts=_amounts(project.amounts),
        identifiers=[model.Identifier(**i.model_dump(exclude=_SUPPORT)) for i in project.identifiers],
        results=[model.Result(**result.model_dump(exclude=_SUPPORT)) for result in project.results],
        conflicts=conflicts(project),
        evidence=list(evidence(project, listed, shared.addresses)),
    )


def _from_phases(project: form.ProjectTable) -> dict[str, Any]:
    """Return the fields that a project has from its phases: their span, if it states none, and countries.

    The end is unknown if that of the last phase is.
    """
    if not project.phases:
        return {}
    countries = dict.fromkeys(project.countries)
    regions = dict.fromkeys(project.regions)
    for phase in project.phases:
        countries |= dict.fromkeys(phase.countries)
        regions |= dict.fromkeys(phase.regions)
    return {
        "countries": list(countries),
        "regions": list(regions),
        "start": project.start or project.phases[0].start,
        "end": project.end or project.phases[-1].end,
    }
