"""The codes of the IATI standard stand for the words of the model."""

from typing import get_args

from unodc_cli.codelists import iati
from unodc_cli.model.kinds import AMOUNT_KINDS, ROLES, STATUSES, PublishedKind, Relation


def test_codes_stand_for_what_there_can_be() -> None:
    assert set(iati.ROLES.values()) == set(ROLES)
    assert set(iati.STATUSES.values()) <= set(STATUSES)
    published = {*iati.BUDGETS.values(), *iati.PLANNED_DISBURSEMENTS.values(), *iati.TRANSACTIONS.values()}
    assert published == set(get_args(PublishedKind))
    assert set(iati.RELATIONS.values()) == set(get_args(Relation))


def test_each_kind_of_amounts_stands_once() -> None:
    assert len(AMOUNT_KINDS) == len(set(AMOUNT_KINDS))
