"""Rules on who is who: the identifier, its reporter, the partners, and the parent."""

from collections.abc import Iterator

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists.iati import PLACEHOLDERS
from unodc_cli.readers.iati.element import Element, line_of, text_of
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.readers.iati.seen import Seen, attribute, plain

_TRUE = ("1", "true")
# Codelist OtherIdentifierType: an organisation's identifier from before.
_FORMER_ORGANISATION = "B1"
# Codelist RelatedActivityType.
_PARENT = "1"


def of_identifier(seen: Seen) -> Iterator[Finding]:
    """iati-identifier: it begins with reporting-org/@ref, or with one the reporter had (other-identifier B1).

    A secondary reporter (reporting-org/@secondary-reporter) repeats the identifier of somebody else.
    """
    reporters = [e for e in seen.all("reporting-org")[:1] if attribute(e, "secondary-reporter") not in _TRUE]
    refs = [ref for e in reporters if (ref := attribute(e, "ref"))]
    if not refs or not seen.id:
        return
    former = (e for e in seen.all("other-identifier") if attribute(e, "type") == _FORMER_ORGANISATION)
    accepted = (*refs, *(ref for e in former if (ref := attribute(e, "ref"))))
    if not seen.id.startswith(accepted):
        element = seen.all("iati-identifier")[0]
        yield at(element, FindingKind.NOT_PREFIXED, f"'{seen.id}' does not begin with '{refs[0]}'")


def of_partners(seen: Seen) -> Iterator[Finding]:
    """participating-org: @ref identifies the organisation, and the narrative is its name."""
    for element in seen.all("participating-org"):
        ref = attribute(element, "ref")
        name = _name(element)
        role = attribute(element, "role")
        said = f"role {role}: '{name}'" if name else f"role {role}"
        if not ref:
            yield at(element, FindingKind.NO_REF, said)
        elif ref.lower() in PLACEHOLDERS:
            yield at(element, FindingKind.PLACEHOLDER_REF, f"'{ref}', {said}")
        if name.lower() in PLACEHOLDERS:
            yield at(element, FindingKind.NO_NAME, f"role {role}, reference '{ref}'" if ref else said)


def _name(element: Element) -> str:
    narratives = (plain(text_of(child)) for child in element if child.tag == "narrative")
    return next(filter(None, narratives), "") or plain(text_of(element))


def parents(seen: Seen) -> list[tuple[str, int]]:
    """Return the identifiers of the parents (related-activity/@type 1), each with its line."""
    related = (e for e in seen.all("related-activity") if attribute(e, "type") == _PARENT)
    return [(ref, line_of(e)) for e in related if (ref := plain(e.get("ref")))]
