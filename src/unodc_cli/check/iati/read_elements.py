"""The elements and attributes that the readers read, and those that the standard makes mandatory.

A path leads to an element below the activity or organisation (`transaction/value`) or to an attribute
(`@hierarchy`, `sector/@code`). What an element contains is written in brackets after it: `value(@currency)`
means the paths `value` and `value/@currency`.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

_ORG: Final = "@ref @type narrative"
_TEXTS: Final = "title(narrative) description(@type narrative)"
_DOCUMENT: Final = (
    "@url @format @language title(narrative) description(narrative) category(@code narrative)"
    " language(@code narrative) document-date(@iso-date) recipient-country(@code narrative)"
)
_PERIOD: Final = "period-start(@iso-date) period-end(@iso-date)"
_VALUE: Final = "value(@currency @value-date)"
_REFERENCE: Final = "reference(@code @vocabulary @vocabulary-uri @indicator-uri)"
_STATED: Final = (
    f"@value location(@ref) dimension(@name @value) comment(narrative) document-link({_DOCUMENT})"
)
_COUNTRY: Final = "@code @vocabulary @percentage narrative"
_REGION: Final = "@code @vocabulary @vocabulary-uri @percentage narrative"
_PARTIES: Final = f"provider-org(@provider-activity-id {_ORG}) receiver-org(@receiver-activity-id {_ORG})"
# Elements of activities, including those of 1.0x that 2.0x no longer has.
_OF_ACTIVITIES: Final[Mapping[str, str]] = {
    "iati-identifier": "",
    "reporting-org": f"@secondary-reporter {_ORG}",
    "title": "narrative",
    "description": "@type narrative",
    "participating-org": f"@role @activity-id @crs-channel-code {_ORG}",
    "activity-status": "@code narrative",
    "activity-date": "@type @iso-date narrative",
    "recipient-country": _COUNTRY,
    "recipient-region": _REGION,
    "sector": _REGION,
    "tag": "@code @vocabulary @vocabulary-uri narrative",
    "policy-marker": "@code @vocabulary @vocabulary-uri @significance narrative",
    "related-activity": "@type @ref",
    "budget": f"@type @status {_PERIOD} {_VALUE}",
    "planned-disbursement": f"@type @updated {_PERIOD} {_VALUE} {_PARTIES}",
    "default-aid-type": "@code @vocabulary narrative",
    "default-flow-type": "@code narrative",
    "default-finance-type": "@code narrative",
    "default-tied-status": "@code narrative",
    "collaboration-type": "@code narrative",
    "activity-scope": "@code",
    "humanitarian-scope": "@type @vocabulary @vocabulary-uri @code narrative",
    "conditions": "@attached condition(@type narrative)",
    "country-budget-items": "@vocabulary"
    " budget-item(@code @vocabulary @percentage description(@type narrative))",
    "capital-spend": "@percentage",
    "crs-add": "other-flags(@code @significance) aidtype-flag(@code @significance) channel-code"
    " loan-terms(@rate-1 @rate-2 repayment-type(@code) repayment-plan(@code) commitment-date(@iso-date)"
    " repayment-first-date(@iso-date) repayment-final-date(@iso-date))"
    " loan-status(@year @currency @value-date interest-received principal-outstanding principal-arrears"
    " interest-arrears)",
    "fss": "@extraction-date @priority @phaseout-year forecast(@year @value-date @currency)",
    "other-identifier": "@ref @type @owner-name @owner-ref owner-org(@ref narrative)",
    "legacy-data": "@name @value @iati-equivalent",
    "activity-website": "",
    "transaction": "@ref @humanitarian transaction-type(@code narrative) transaction-date(@iso-date)"
    f" {_VALUE} description(narrative) {_PARTIES}"
    " aid-type(@code @vocabulary narrative) flow-type(@code narrative) finance-type(@code narrative)"
    " tied-status(@code narrative) disbursement-channel(@code narrative)"
    f" sector({_REGION}) recipient-country({_COUNTRY}) recipient-region({_REGION})",
    "document-link": _DOCUMENT,
    "location": "@ref @percentage name(narrative) description(narrative) activity-description(narrative)"
    " point(@srsName pos) exactness(@code) location-reach(@code) location-class(@code)"
    " feature-designation(@code) location-type(@code narrative) location-id(@vocabulary @code)"
    " administrative(@vocabulary @level @code @country @adm1 @adm2)"
    " coordinates(@latitude @longitude @precision) gazetteer-entry(@gazetteer-ref)",
    "result": f"@type @aggregation-status {_TEXTS} {_REFERENCE} document-link({_DOCUMENT})"
    f" indicator(@measure @ascending @aggregation-status {_TEXTS} {_REFERENCE} document-link({_DOCUMENT})"
    f" baseline(@iso-date @year {_STATED}) period({_PERIOD} target({_STATED}) actual({_STATED})))",
}
_OF_ORGANISATIONS: Final[Mapping[str, str]] = {
    "organisation-identifier": "",
    "iati-identifier": "",
    "name": "narrative",
    "reporting-org": f"@secondary-reporter {_ORG}",
    **{
        kind: f"@status {_PERIOD} {_VALUE} {recipient}"
        f" budget-line(@ref {_VALUE} narrative) expense-line(@ref {_VALUE} narrative)"
        for kind, recipient in (
            ("total-budget", ""),
            ("recipient-org-budget", "recipient-org(@ref narrative)"),
            ("recipient-region-budget", "recipient-region(@code @vocabulary @vocabulary-uri narrative)"),
            ("recipient-country-budget", "recipient-country(@code narrative)"),
            ("total-expenditure", ""),
        )
    },
    "document-link": _DOCUMENT,
}


class Schema(NamedTuple):
    """The elements of activities or organisations."""

    # Attributes of the root element itself.
    attributes: tuple[str, ...]
    # All that are read, in order.
    read: tuple[str, ...]
    # Mandatory paths: one of each tuple (minOccurs in the schema of 2.03; the guidance on `sector`,
    # `recipient-country` and `recipient-region`); and those in each of these elements where it is present.
    must: tuple[tuple[str, ...], ...]
    must_within: Mapping[str, str]
    # Read where they are present, but not reported as lacking: most activities have none.
    rare: tuple[str, ...]
    # The mandatory currency: each value has its own, or that of the root element.
    currency: str = "@default-currency or value/@currency"


def _paths(spec: str, above: str) -> Iterator[str]:
    """Yield the paths of what is written in a specification."""
    depth, start = 0, 0
    text = f"{spec} "
    for position, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
        elif character == " " and not depth:
            name, _, inside = text[start:position].partition("(")
            if name:
                yield f"{above}{name}"
                yield from _paths(inside.removesuffix(")"), f"{above}{name}/")
            start = position + 1


def _read(attributes: tuple[str, ...], elements: Mapping[str, str]) -> tuple[str, ...]:
    return (
        *attributes,
        *(path for tag, inside in elements.items() for path in (tag, *_paths(inside, f"{tag}/"))),
    )


_ATTRIBUTES: Final = ("@default-currency", "@hierarchy", "@humanitarian", "@last-updated-datetime")
_RARE_ATTRIBUTES: Final = ("@linked-data-uri", "@budget-not-provided", "@version")
ACTIVITIES: Final = Schema(
    _ATTRIBUTES,
    _read((*_ATTRIBUTES, *_RARE_ATTRIBUTES), _OF_ACTIVITIES),
    must=(
        ("iati-identifier",),
        ("reporting-org",),
        ("title",),
        ("description",),
        ("participating-org",),
        ("activity-status",),
        ("activity-date",),
        ("sector", "transaction/sector"),
        (
            "recipient-country",
            "recipient-region",
            "transaction/recipient-country",
            "transaction/recipient-region",
        ),
    ),
    must_within={
        "reporting-org": "@ref @type",
        "participating-org": "@role",
        "activity-status": "@code",
        "activity-date": "@type @iso-date",
        "recipient-country": "@code",
        "recipient-region": "@code",
        "sector": "@code",
        "tag": "@code @vocabulary",
        "policy-marker": "@code",
        "related-activity": "@type @ref",
        "budget": "period-start period-end value",
        "transaction": "transaction-type transaction-date value",
        "document-link": "@url @format",
    },
    rare=(
        *("humanitarian-scope", "conditions", "country-budget-items", "capital-spend", "crs-add", "fss"),
        *("other-identifier", "legacy-data", "activity-website"),
    ),
)
_BUDGETS: Final = ("total-budget", "recipient-org-budget", "recipient-region-budget")
ORGANISATIONS: Final = Schema(
    ("@default-currency", "@last-updated-datetime"),
    _read(("@default-currency", "@last-updated-datetime", "@version"), _OF_ORGANISATIONS),
    must=(("organisation-identifier", "iati-identifier"), ("name",), ("reporting-org",)),
    must_within={
        "reporting-org": "@ref @type",
        **dict.fromkeys((*_BUDGETS, "total-expenditure"), "period-start period-end value"),
        "recipient-country-budget": "period-start period-end value recipient-country",
        "document-link": "@url @format",
    },
    rare=("iati-identifier", "organisation-identifier"),
)
