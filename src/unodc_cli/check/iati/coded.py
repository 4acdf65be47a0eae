"""Rules on codes in all other attributes, by the codelist that the standard assigns to each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from unodc_cli.check.iati.codes import problem
from unodc_cli.check.iati.findings import Finding, at
from unodc_cli.check.iati.old_forms import is_old_version
from unodc_cli.codelists.iati import lookup
from unodc_cli.codelists.languages import language
from unodc_cli.readers.iati.element import ActivityElement, Element, attribute, plain
from unodc_cli.readers.iati.kinds import FindingKind

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# Contact details are personal, so nothing in them is examined.
_PERSONAL: Final = "contact-info"
_CODE: Final = "code"
_VOCABULARY: Final = "vocabulary"
_STATUS: Final = (("status", "BudgetStatus"),)
# Attributes with a codelist, by their elements. `codes` has those of sectors, places and currencies, and the
# reader finds unknown statuses, and unknown types of dates, transactions and budgets, itself.
_ATTRIBUTES: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "iati-activity": (("budget-not-provided", "BudgetNotProvided"),),
    "reporting-org": (("type", "OrganisationType"),),
    "participating-org": (
        ("type", "OrganisationType"),
        ("role", "OrganisationRole"),
        ("crs-channel-code", "CRSChannelCode"),
    ),
    "provider-org": (("type", "OrganisationType"),),
    "receiver-org": (("type", "OrganisationType"),),
    "other-identifier": (("type", "OtherIdentifierType"),),
    "description": (("type", "DescriptionType"),),
    "activity-scope": ((_CODE, "ActivityScope"),),
    "collaboration-type": ((_CODE, "CollaborationType"),),
    "default-flow-type": ((_CODE, "FlowType"),),
    "flow-type": ((_CODE, "FlowType"),),
    "default-finance-type": ((_CODE, "FinanceType"),),
    "finance-type": ((_CODE, "FinanceType"),),
    "default-tied-status": ((_CODE, "TiedStatus"),),
    "tied-status": ((_CODE, "TiedStatus"),),
    "disbursement-channel": ((_CODE, "DisbursementChannel"),),
    "default-aid-type": (("vocabulary", "AidTypeVocabulary"),),
    "aid-type": (("vocabulary", "AidTypeVocabulary"),),
    "sector": (("vocabulary", "SectorVocabulary"),),
    "recipient-region": (("vocabulary", "RegionVocabulary"),),
    "tag": (("vocabulary", "TagVocabulary"),),
    "policy-marker": (("vocabulary", "PolicyMarkerVocabulary"), ("significance", "PolicySignificance")),
    "humanitarian-scope": (
        ("type", "HumanitarianScopeType"),
        ("vocabulary", "HumanitarianScopeVocabulary"),
    ),
    "condition": (("type", "ConditionType"),),
    "country-budget-items": (("vocabulary", "BudgetIdentifierVocabulary"),),
    "related-activity": (("type", "RelatedActivityType"),),
    "budget": _STATUS,
    "total-budget": _STATUS,
    "recipient-org-budget": _STATUS,
    "recipient-region-budget": _STATUS,
    "recipient-country-budget": _STATUS,
    "total-expenditure": _STATUS,
    "location-id": (("vocabulary", "GeographicVocabulary"),),
    "administrative": (("vocabulary", "GeographicVocabulary"),),
    "feature-designation": ((_CODE, "LocationType"),),
    "location-type": ((_CODE, "LocationType"),),
    "location-class": ((_CODE, "GeographicLocationClass"),),
    "location-reach": ((_CODE, "GeographicLocationReach"),),
    "exactness": ((_CODE, "GeographicExactness"),),
    "coordinates": (("precision", "GeographicalPrecision"),),
    "gazetteer-entry": (("gazetteer-ref", "GazetteerAgency"),),
    "result": (("type", "ResultType"),),
    "indicator": (("measure", "IndicatorMeasure"),),
    "document-link": (("format", "FileFormat"),),
    "category": ((_CODE, "DocumentCategory"),),
    "language": ((_CODE, "Language"),),
    "other-flags": ((_CODE, "CRSAddOtherFlags"),),
    "repayment-type": ((_CODE, "LoanRepaymentType"),),
    "repayment-plan": ((_CODE, "LoanRepaymentPeriod"),),
    "loan-status": (("currency", "Currency"),),
    "forecast": (("currency", "Currency"),),
}
_AID_TYPES: Final = {
    "": "AidType",
    "1": "AidType",
    "2": "EarmarkingCategory",
    "4": "CashandVoucherModalities",
}
# The codelists of codes by their vocabulary; an empty one is the standard's own.
_BY_VOCABULARY: Final[Mapping[str, Mapping[str, str]]] = {
    "default-aid-type": _AID_TYPES,
    "aid-type": _AID_TYPES,
    "policy-marker": {"": "PolicyMarker", "1": "PolicyMarker"},
    "tag": {"2": "UNSDG-Goals", "3": "UNSDG-Targets"},
    "administrative": {"A4": "Country"},
    "budget-item": {"1": "BudgetIdentifier"},
}
# The codelists of the vocabulary of a reference, by the element that has it.
_REFERENCE: Final = "reference"
_OF_REFERENCES: Final = {"result": "ResultVocabulary", "indicator": "IndicatorVocabulary"}
# An element whose text is its code.
_CHANNEL: Final = "channel-code"
_CODED: Final = frozenset((*_ATTRIBUTES, *_BY_VOCABULARY, _CHANNEL, _REFERENCE))
# Attributes that have words instead of codes in versions 1.0x, and in files that state no version.
_WORDS: Final = (_VOCABULARY, "role")
# The case of the codes in a list, where publishers write either case.
_CASE: Final[Mapping[str, Callable[[str], str]]] = {
    "Language": str.lower,
    "Currency": str.upper,
    "DocumentCategory": str.upper,
}


def coded_findings(entry: ActivityElement) -> Iterator[Finding]:
    """Check the codes and languages of an activity or organisation, at any depth."""
    root = entry.element.getparent()
    has_words = root is None or not attribute(root, "version").startswith("2")
    for element in _elements(entry):
        tag = element.tag
        written = element.get(_LANG)
        if written and not _is_language(written):
            yield at(element, FindingKind.UNKNOWN_CODE, f"{tag}/@xml:lang '{written}'")
        # Most elements have no code; seeing that is quicker than the call.
        if tag in _CODED:
            yield from _codes(element, has_words=has_words)


def version_finding(root: Element) -> Finding | None:
    """Check the version of the standard that a file states."""
    version = attribute(root, "version")
    if is_old_version(root) and lookup("Version", version):
        return at(root, FindingKind.OLD_VERSION, f"version {version}")
    return next(_code(root, "version", "Version", root.get("version")), None)


def _elements(entry: ActivityElement) -> Iterator[Element]:
    yield entry.element
    for child in entry.element.iterchildren("*"):
        if child.tag != _PERSONAL:
            yield from child.iter("*")


def _codes(element: Element, *, has_words: bool) -> Iterator[Finding]:
    tag = element.tag
    for name, codelist in _ATTRIBUTES.get(tag, ()):
        if not (has_words and name in _WORDS):
            yield from _code(element, name, codelist, element.get(name))
    if tag in _BY_VOCABULARY:
        # Budget items have that of the element around them.
        vocabulary = attribute(element, _VOCABULARY) or attribute(element.getparent(), _VOCABULARY)
        yield from _code(element, _CODE, _BY_VOCABULARY[tag].get(vocabulary, ""), element.get(_CODE))
    elif tag == _REFERENCE:
        codelist = _OF_REFERENCES.get(element.getparent().tag, "")
        yield from _code(element, _VOCABULARY, codelist, element.get(_VOCABULARY))
    elif tag == _CHANNEL:
        yield from _code(element, _CODE, "CRSChannelCode", plain(element.text))


def _code(element: Element, name: str, codelist: str, written: str | None) -> Iterator[Finding]:
    if written is None:
        return
    code = _CASE.get(codelist, str)(written.strip())
    where = element.tag if name == _CODE else f"{element.tag}/@{name}"
    if not code:
        yield at(element, FindingKind.NO_CODE, where)
    elif wrong := problem(codelist, code):
        kind, reason = wrong
        yield at(element, kind, f"{where} '{code}'{reason}")


@lru_cache(maxsize=1_000)
def _is_language(tag: str) -> bool:
    """Return whether a tag, which may have a region, begins with a language of the codelist."""
    return lookup("Language", language(tag)) is not None
