"""The tables of money that `sql` offers: amounts, rows of money, and shares."""

from typing import Final

from unodc_cli.catalogue.flags import CONTAINED, REPLACED, ROW_BITS
from unodc_cli.query.details import decimal
from unodc_cli.query.reports.sql_columns import SqlColumn, Table
from unodc_cli.report.data_table import Type


def _value(table: str, meaning: str = "") -> SqlColumn:
    """Return the value of a sum."""
    number, text = decimal(table)
    return SqlColumn("value", number, meaning, Type.DECIMAL, text)


def _text_of_day(day: str) -> str:
    """Return a day that is stored as a number as text."""
    return f"substr({day}, 1, 4) || '-' || substr({day}, 5, 2) || '-' || substr({day}, 7)"


def _of_party(role: str, expression: str) -> str:
    return f"(SELECT {expression} FROM main.parties WHERE num = m.{role})"


AMOUNTS: Final = Table(
    "amounts",
    "sums of money, each of one kind",
    "main.amounts AS a JOIN main.projects AS p ON p.num = a.project",
    (
        SqlColumn("project", "p.id", "id of the project"),
        SqlColumn("kind", "a.kind", "eu-contribution, total-budget, commitment …"),
        _value("a"),
        SqlColumn("currency", "a.currency", ""),
        SqlColumn("phase", "a.phase", "id of the phase; NULL: the project as a whole"),
        SqlColumn("level", "a.level", "hierarchy level of published activities", Type.INTEGER),
        SqlColumn("programme", "a.programme", "id of the programme that pays"),
        SqlColumn(
            "counted",
            "a.counted",
            "1 for what makes up the total, 0 for the phases of what has one",
            Type.BOOLEAN,
        ),
        SqlColumn("negative", "a.negative", "how many of the published values are below zero", Type.INTEGER),
        SqlColumn(
            "unreadable",
            "a.unreadable",
            "how many published values are no number; they are not in it",
            Type.INTEGER,
        ),
        SqlColumn("partner", "a.partner", "id of the partner whose sum it is; several: joined by '; '"),
        SqlColumn("contested", "a.contested", "1 if sources differ on it", Type.BOOLEAN),
    ),
)

MONEY: Final = Table(
    "money",
    "transactions, budgets, planned disbursements; amounts of curated portfolios",
    f"""main.money AS m JOIN main.projects AS p ON p.num = m.num >> {ROW_BITS}
    JOIN main.classes AS c ON c.num = m.class""",
    (
        SqlColumn("id", "m.num", "number of the row; others with each new catalogue", Type.INTEGER),
        SqlColumn("project", "p.id", "id of the project"),
        SqlColumn("kind", "c.kind", "commitment, planned-disbursement, eu-contribution …"),
        _value("m", "as a floating-point number, NULL if it cannot be read"),
        SqlColumn("units", "m.units", "the value exactly: whole units of the currency …", Type.INTEGER),
        SqlColumn(
            "trillionths",
            "m.trillionths",
            "… and trillionths of one beside them, of the same sign",
            Type.INTEGER,
        ),
        SqlColumn("currency", "c.currency", ""),
        SqlColumn(
            "first_day",
            _text_of_day("m.first"),
            "of the transaction, or the first of the period",
            Type.DATE,
        ),
        SqlColumn(
            "last_day",
            _text_of_day("m.last"),
            "the last of the period; NULL for a transaction",
            Type.DATE,
        ),
        SqlColumn(
            "value_day", _text_of_day("m.value_day"), "of the exchange rate, if it is another", Type.DATE
        ),
        SqlColumn("level", "c.level", "hierarchy level of published activities", Type.INTEGER),
        SqlColumn("provider", _of_party("provider", "id"), "id of the organisation"),
        SqlColumn("provider_name", _of_party("provider", "COALESCE(name, ref)"), "as it is written"),
        SqlColumn("provider_activity", "m.provider_activity", "id of its own activity"),
        SqlColumn("receiver", _of_party("receiver", "id"), "id of the organisation"),
        SqlColumn("receiver_name", _of_party("receiver", "COALESCE(name, ref)"), "as it is written"),
        SqlColumn("receiver_activity", "m.receiver_activity", "id of its own activity"),
        SqlColumn("aid_type", "c.aid_type", "of the transaction, or else of its activity"),
        SqlColumn("flow_type", "c.flow_type", "the same"),
        SqlColumn("finance_type", "c.finance_type", "the same"),
        SqlColumn("channel", "c.channel", "code of DisbursementChannel"),
        SqlColumn("humanitarian", "c.humanitarian", "1, 0, or NULL where nothing says", Type.BOOLEAN),
        SqlColumn("phase", "m.phase", "id of the phase; NULL: the project as a whole"),
        SqlColumn("programme", "m.programme", "id of the programme that pays"),
        SqlColumn(
            "counted",
            f"NOT m.flags & {CONTAINED}",
            "0 for phases of what has a sum of its own",
            Type.BOOLEAN,
        ),
        SqlColumn(
            "replaced",
            f"m.flags & {REPLACED} <> 0",
            "1 if a later one of the period replaces it",
            Type.BOOLEAN,
        ),
        SqlColumn("file", "(SELECT name FROM main.files WHERE num = p.reading)", ""),
        SqlColumn("line", "m.line", "", Type.INTEGER),
        SqlColumn("ref", "m.ref", "reference of the transaction"),
        SqlColumn("description", "m.description", "of the transaction"),
        SqlColumn("status", "c.status", "of a budget: indicative, committed; NULL: not stated"),
        SqlColumn("tied_status", "c.tied_status", "of the transaction itself"),
        SqlColumn("aid_types", "c.aid_types", "a JSON array of codes of other vocabularies: 2:1"),
        SqlColumn("provider_type", "c.provider_type", "code of OrganisationType"),
        SqlColumn("receiver_type", "c.receiver_type", "the same"),
        SqlColumn("updated", "m.updated", "day of a planned disbursement's last change, in 1.0x"),
    ),
)

SHARES: Final = Table(
    "shares",
    "percentages of a project's money, or of a row of it",
    "main.shares AS s JOIN main.projects AS p ON p.num = s.project",
    (
        SqlColumn("project", "p.id", "id of the project"),
        SqlColumn(
            "money",
            "s.row",
            "id of the row of money; NULL: of all that have none of their own",
            Type.INTEGER,
        ),
        SqlColumn("kind", "s.kind", "country, region, sector"),
        SqlColumn("vocabulary", "s.vocabulary", "as published; NULL is that of the standard"),
        SqlColumn("code", "s.code", "as published"),
        SqlColumn("percentage", "s.percentage", "as published; NULL if none is stated", Type.DECIMAL),
        SqlColumn("line", "s.line", "", Type.INTEGER),
    ),
)
