"""Rules on identities: the identifier, its reporter, the partners, and the parents."""

from collections.abc import Iterator

from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.codelists.iati import PLACEHOLDERS
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, line_of, plain, text_of
from unodc_cli.readers.iati.kinds import FindingKind

_TRUE = ("1", "true")
# Codelist OtherIdentifierType: an identifier that the organisation had before.
_FORMER_ORGANISATION = "B1"
# Codelist RelatedActivityType.
_PARENT, _CHILD = "1", "2"


def relation_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Report a secondary reporter, who repeats the activity of somebody else, and relations to itself."""
    for element in activity.children["reporting-org"]:
        if attribute(element, "secondary-reporter").lower() in _TRUE:
            yield at(
                element, FindingKind.SECONDARY, f"'{attribute(element, 'ref')}' repeats what others report"
            )
    identifier = activity.identifier()
    for element in activity.children["related-activity"]:
        if identifier and plain(element.get("ref")) == identifier[0]:
            yield at(element, FindingKind.SELF, f"'{identifier[0]}', type {attribute(element, 'type')}")


def identifier_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Report an identifier that begins with no present (@ref) or former (B1) reference of its reporter.

    A secondary reporter (reporting-org/@secondary-reporter) repeats the identifier of somebody else.
    """
    elements = activity.children["reporting-org"][:1]
    reporters = [e for e in elements if attribute(e, "secondary-reporter") not in _TRUE]
    refs = [ref for e in reporters if (ref := attribute(e, "ref"))]
    identifier = activity.identifier()
    if not refs or not identifier:
        return
    others = activity.children["other-identifier"]
    former = (e for e in others if attribute(e, "type") == _FORMER_ORGANISATION)
    accepted = (*refs, *(ref for e in former if (ref := attribute(e, "ref"))))
    text, element = identifier
    if not text.startswith(accepted):
        yield at(element, FindingKind.NOT_PREFIXED, f"'{text}' does not begin with '{refs[0]}'")


def partner_findings(activity: ActivityElement) -> Iterator[Finding]:
    """Report partners without a reference (@ref) that identifies them, or without a name (narrative)."""
    for element in activity.children["participating-org"]:
        ref = attribute(element, "ref")
        name = _name(element)
        role = attribute(element, "role")
        partner = f"role {role}: '{name}'" if name else f"role {role}"
        if not ref:
            yield at(element, FindingKind.NO_REF, partner)
        elif ref.lower() in PLACEHOLDERS:
            yield at(element, FindingKind.PLACEHOLDER_REF, f"'{ref}', {partner}")
        if name.lower() in PLACEHOLDERS:
            message = f"role {role}, reference '{ref}'" if ref else partner
            yield at(element, FindingKind.NO_NAME, message)


def _name(element: Element) -> str:
    narratives = (plain(text_of(child)) for child in element if child.tag == "narrative")
    return next(filter(None, narratives), "") or plain(text_of(element))


def parents(activity: ActivityElement) -> list[tuple[str, int]]:
    """Return the identifiers of the parents (related-activity/@type 1), each with its line."""
    return _related(activity, _PARENT)


def children(activity: ActivityElement) -> list[tuple[str, int]]:
    """Return the identifiers of the children (related-activity/@type 2), each with its line."""
    return _related(activity, _CHILD)


def _related(activity: ActivityElement, type_: str) -> list[tuple[str, int]]:
    related = (e for e in activity.children["related-activity"] if attribute(e, "type") == type_)
    return [(ref, line_of(e)) for e in related if (ref := plain(e.get("ref")))]
