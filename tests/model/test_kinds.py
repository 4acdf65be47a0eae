"""Words that are types of the models and stand elsewhere as data are the same words."""

from typing import get_args

from unodc_cli.codelists import iati
from unodc_cli.model.activity import PublishedKind, Relation
from unodc_cli.model.project import CuratedKind, Role, Status
from unodc_cli.query.fields import AMOUNT_KINDS
from unodc_cli.query.filters import ROLES, STATUSES


def test_what_can_be_asked_for_is_what_there_can_be() -> None:
    assert set(ROLES) == set(get_args(Role))
    assert set(STATUSES) == set(get_args(Status))
    assert set(AMOUNT_KINDS) == {*get_args(CuratedKind), *get_args(PublishedKind)}
    assert len(AMOUNT_KINDS) == len(set(AMOUNT_KINDS))


def test_codes_stand_for_what_there_can_be() -> None:
    assert set(iati.ROLES.values()) == set(get_args(Role))
    assert set(iati.STATUSES.values()) <= set(get_args(Status))
    assert {*iati.BUDGETS.values(), *iati.TRANSACTIONS.values()} == set(get_args(PublishedKind))
    assert set(iati.RELATIONS.values()) == set(get_args(Relation))
