"""Money between activities of different publishers in one answer: notes, and `--once`."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

# A donor gives 100 of its 150 to an activity of another publisher, which says so too and passes 90 on to one
# of its own. Of 30 more, the giver is in no file.
ACTIVITIES = """<iati-activities version="2.03">
<iati-activity default-currency="EUR"><iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1"><narrative>Donor</narrative></reporting-org>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-01-01"/>
<value value-date="2020-01-01">100</value><receiver-org receiver-activity-id="XX-2-B"/></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-01-01"/>
<value value-date="2020-01-01">50</value></transaction></iati-activity>
<iati-activity default-currency="EUR"><iati-identifier>XX-2-B</iati-identifier>
<reporting-org ref="XX-2"><narrative>Agency</narrative></reporting-org>
<transaction><transaction-type code="1"/><transaction-date iso-date="2020-02-01"/>
<value value-date="2020-02-01">100.5</value><provider-org provider-activity-id="XX-1-A"/></transaction>
<transaction><transaction-type code="1"/><transaction-date iso-date="2020-02-01"/>
<value value-date="2020-02-01">30</value><provider-org provider-activity-id="XX-9-Z"/></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-03-01"/>
<value value-date="2020-03-01">90</value><receiver-org receiver-activity-id="XX-2-C"/></transaction>
</iati-activity>
<iati-activity default-currency="EUR"><iati-identifier>XX-2-C</iati-identifier>
<reporting-org ref="XX-2"><narrative>Agency</narrative></reporting-org>
<transaction><transaction-type code="1"/><transaction-date iso-date="2020-03-01"/>
<value value-date="2020-03-01">90</value><provider-org provider-activity-id="XX-2-B"/></transaction>
</iati-activity></iati-activities>
"""
GIVEN = "100 EUR of disbursement (level 1) are for activities of other publishers in this answer"
RECEIVED = "100.50 EUR of incoming-funds (level 1) are from activities of other publishers in this answer"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "activities.xml"
    path.write_text(ACTIVITIES, encoding="utf-8")
    return str(path)


def _totals(out: str) -> dict[str, Any]:
    return {row["kind"]: row["total"] for row in json.loads(out) if row["row"] == "total"}


def test_money_that_both_sides_state_is_said_and_left_out_when_asked(run: Run, file: str) -> None:
    usual = run("by", "year", "--kind", "incoming-funds", "--kind", "disbursement", "--json", "--data", file)
    assert _totals(usual.out) == {"incoming-funds": 220.5, "disbursement": 240}
    assert GIVEN in usual.err
    assert f"{RECEIVED}: --once leaves them out" in usual.err
    once = run("by", "year", "--once", "--json", "--data", file)
    # Within a publisher, and from what is in no file, all of it counts.
    assert _totals(once.out) == {"incoming-funds": 120, "disbursement": 240}
    assert "left out: 100.50 EUR of incoming-funds (level 1), given by activities of other" in once.err


def test_rows_are_left_out_too(run: Run, file: str) -> None:
    every = run("money", "--kind", "incoming-funds", "--json", "--data", file)
    assert [row["value"] for row in json.loads(every.out)] == [100.5, 30, 90]
    assert RECEIVED in every.err
    once = run("money", "--kind", "incoming-funds", "--once", "--json", "--data", file)
    assert [row["value"] for row in json.loads(once.out)] == [30, 90]


def test_groups_say_it_too(run: Run, file: str) -> None:
    err = run("by", "publisher", "--data", file).err
    assert f"{RECEIVED}: unodc by publisher --once leaves them out" in err


def test_one_side_alone_counts(run: Run, file: str) -> None:
    result = run("by", "year", "--once", "--publisher", "xx-2", "--json", "--data", file)
    assert _totals(result.out) == {"incoming-funds": 220.5, "disbursement": 90}
    assert "other publishers" not in result.err
