"""The family of a published activity as a tree, with the money of each member beside it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact, status
from unodc_cli.model.exact import sum_of_money, to_json
from unodc_cli.query.families import Family, Member, family
from unodc_cli.query.records import selected_columns
from unodc_cli.query.resolve import interpretation_notes, resolve
from unodc_cli.query.selection import Selection
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Column, ColumnKind

COLUMNS: Final = (
    Column("tree", ColumnKind.ID),
    Column("project", ColumnKind.ID, 9),
    Column("title", ColumnKind.TEXT, 1),
    Column("depth", ColumnKind.NUMBER, 9),
    Column("parent", ColumnKind.ID, 9),
    Column("level", ColumnKind.NUMBER, 4),
    Column("start", ColumnKind.DATE, 2),
    Column("end", ColumnKind.DATE, 3),
    Column("status", ColumnKind.STATUS, 5),
    Column("amounts", ColumnKind.LIST),
)
TABLE: Final = ("tree", "title", "level", "status", "amounts")
# Levels of families beyond this are drawn at this depth.
_DEEPEST: Final = 12

_Amount = dict[str, Any]


def tree(catalogue: Catalogue, name: str, selection: Selection, today: str, columns: Sequence[str]) -> Report:
    """Return the family of the activity that a name means, each member after its parent.

    Members that are in no file have empty values. Money is never added across hierarchy levels.
    """
    id_ = resolve(catalogue, "project", name)
    relatives = family(catalogue, id_)
    rows = list(_rows(catalogue, relatives, today))
    visible = selected_columns(COLUMNS, selection, default=columns)
    visible_rows = rows[: selection.limit]
    return Report(
        visible,
        [tuple(_cell(row, column.name) for column in visible) for row in visible_rows],
        [to_json({name: value for name, value in row.items() if name != "tree"}) for row in visible_rows],
        has_selected_fields=bool(selection.fields),
        notes=(
            *interpretation_notes(catalogue, "project", [name]),
            *_circles(relatives),
            *_missing(rows),
            *_sums(rows),
        ),
    )


def _rows(catalogue: Catalogue, relatives: Family, today: str) -> Iterator[dict[str, Any]]:
    ids = to_json([member.id for member in relatives.members])
    values_by_id = {
        row[0]: row[1:]
        for row in catalogue.rows(
            f"""SELECT id, title, start, "end", {status.SQL}, num,
            json_extract(CAST(document AS TEXT), '$.activity.level') FROM projects JOIN documents USING (num)
            WHERE id IN (SELECT value FROM json_each(:ids))""",
            {"ids": ids, "today": today},
        )
    }
    amounts: dict[int, list[_Amount]] = {}
    for number, kind, currency, units, trillionths in catalogue.rows(
        """SELECT project, kind, currency, units, trillionths FROM amounts JOIN projects ON num = project
        WHERE id IN (SELECT value FROM json_each(:ids)) AND units IS NOT NULL ORDER BY amounts.rowid""",
        {"ids": ids},
    ):
        amount = {
            "kind": kind,
            "value": exact.number_of(units, trillionths),
            "currency": currency,
        }
        amounts.setdefault(number, []).append(amount)
    for member, mark in zip(relatives.members, _marks(relatives.members), strict=True):
        title, start, end, state, number, level = values_by_id.get(member.id, (None,) * 6)
        yield {
            "tree": mark + member.id,
            "project": member.id,
            "title": title,
            "depth": member.depth,
            "parent": member.parent,
            "level": level,
            "start": start,
            "end": end,
            "status": state,
            "amounts": amounts.get(number, []),
            "missing": member.id not in values_by_id,
        }


def _marks(members: Sequence[Member]) -> list[str]:
    """Return the lines drawn before each member: from its parent, and from the parents of later members."""
    marks: list[str] = []
    # The depths at which a later member has the same parent.
    continued: set[int] = set()
    for member in reversed(members):
        depth = min(member.depth, _DEEPEST)
        above = "".join("│ " if level in continued else "  " for level in range(1, depth))
        marks.append(above + ("├ " if depth in continued else "└ ") if depth else "")
        continued = {level for level in continued if level < depth} | {depth}
    return marks[::-1]


def _cell(row: dict[str, Any], name: str) -> Cell:
    if name == "amounts":
        return [
            f"{amount['kind']} {sum_of_money(amount['value'])} {amount['currency']}"
            for amount in row["amounts"]
        ]
    cell: Cell = "(in no file)" if name == "title" and row["missing"] else row[name]
    return cell


def _circles(relatives: Family) -> tuple[str, ...]:
    return (f"parents in a circle: {', '.join(relatives.circles)}",) if relatives.circles else ()


def _missing(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    missing = [row for row in rows if row["missing"]]
    parents = {row["parent"] for row in rows}
    if above := [row["project"] for row in missing if row["project"] in parents]:
        yield f"in no file: {', '.join(above)}, a parent: its money is not known"
    if count := len(missing) - len(above):
        yield f"{count} {'child is' if count == 1 else 'children are'} in no file"


def _sums(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the sums of each hierarchy level: the money of one level may be that of another."""
    sums: dict[int, dict[tuple[str, str], int]] = {}
    for row in rows:
        for amount in row["amounts"]:
            if row["level"] is not None:
                of_level = sums.setdefault(row["level"], {})
                key = amount["kind"], amount["currency"]
                of_level[key] = of_level.get(key, 0) + exact.trillionths(amount["value"])
    for level, of_level in sorted(sums.items()):
        texts = [
            f"{kind} {sum_of_money(exact.number(value))} {currency}"
            for (kind, currency), value in of_level.items()
            if value
        ]
        if texts and len(rows) > 1:
            yield f"level {level} together: {', '.join(texts)}"
