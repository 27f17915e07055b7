"""What a reader sees of a table: some of its rows, in some order, with drafts in their cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plusn.desk.edits import SetCells, texts_of
from plusn.desk.fields import fields_of
from plusn.desk.fields_names import NOTHING
from plusn.desk.fields_text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.case import Case
    from network.case.rows import Row
    from plusn.desk.edits_drafts import Draft, Drafts
    from plusn.desk.fields import Field
    from plusn.desk.fields_names import Changed, Names
    from plusn.desk.fields_text import Why

PAGE = 50
"""Rows of a page: no more travel to the reader at once."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """Say what of a table is looked at.

    Parameters
    ----------
    find
        Text that a row must have somewhere, as it is shown.
    sort, down
        Column by which rows are ordered, and whether the largest stands first; blank keeps the
        order of the case.
    site
        Id of a facility that a row must name; blank for any row.
    fresh
        Rows that were just added: they stand first, where the reader made them.
    """

    table: str = "facilities"
    find: str = ""
    sort: str = ""
    down: bool = False
    page: int = 0
    more: bool = False
    site: str = ""
    fresh: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeenRow:
    """Show a row.

    Parameters
    ----------
    row
        As in `Draft`: negative where the case does not have it yet.
    texts
        By column, as the reader sees them: what was refused stands where it was typed.
    held
        What the case holds where something else was typed.
    why
        What was refused, beside its column or beside the row.
    """

    row: int
    texts: Mapping[str, str]
    held: Mapping[str, str] = field(default_factory=dict)
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Show a page of a table."""

    look: Look
    fields: tuple[Field, ...]
    rows: tuple[SeenRow, ...]
    order: tuple[int, ...] = field(repr=False)
    """All rows that match, in the order shown, drafts of new rows first."""
    pages: int = 1


def sheet_of(case: Case, drafts: Drafts, look: Look, names: Names) -> Sheet:
    """Show a page of a table; a page that is not there becomes the last one."""
    order = order_of(case, drafts, look, names)
    pages = max(1, -(-len(order) // PAGE))
    look = replace(look, page=min(max(look.page, 0), pages - 1))
    fields = tuple(one for one in fields_of(look.table).values() if look.more or one.essential)
    by_row: dict[int, list[Draft]] = {}
    for draft in drafts.of(look.table):
        by_row.setdefault(draft.row, []).append(draft)
    return Sheet(
        look=look,
        fields=fields,
        rows=tuple(
            _seen(case, look.table, row, by_row.get(row, []), names)
            for row in order[look.page * PAGE : (look.page + 1) * PAGE]
        ),
        order=order,
        pages=pages,
    )


def order_of(case: Case, drafts: Drafts, look: Look, names: Names) -> tuple[int, ...]:
    """Give the numbers of the rows that match, in the order shown.

    Rows with something refused always match, so that nothing typed goes out of sight.
    """
    refused = {draft.row for draft in drafts.of(look.table)}
    rows: Sequence[Row] = getattr(case, look.table)
    fresh = [row for row in look.fresh if row < len(rows)]
    first = [*sorted(row for row in refused if row < 0), *fresh]
    matching = _matching(rows, look, names) | {row for row in refused if row >= 0}
    rest = sorted(matching - set(fresh))
    if look.sort in fields_of(look.table):
        rest = _sorted(rows, rest, look, names)
    return (*first, *rest)


def page_with(case: Case, drafts: Drafts, look: Look, names: Names, row: int) -> int:
    """Give the page on which a row stands; the first where it does not match."""
    order = order_of(case, drafts, look, names)
    return order.index(row) // PAGE if row in order else 0


def block(sheet: Sheet, row: int, column: str, lines: Sequence[Sequence[str]]) -> SetCells:
    """Say which cells a block fills that is pasted at a cell, as the reader sees the table.

    Lines beyond the last row that matches become new rows; columns beyond the last are left out.
    """
    columns = [one.name for one in sheet.fields]
    left = columns.index(column) if column in columns else 0
    top = sheet.order.index(row) if row in sheet.order else len(sheet.order)
    cells, new = [], []
    for number, texts in enumerate(lines):
        pairs = tuple(zip(columns[left:], texts, strict=False))
        if top + number < len(sheet.order):
            cells += [(sheet.order[top + number], name, text) for name, text in pairs]
        else:
            new.append(pairs)
    return SetCells(table=sheet.look.table, cells=tuple(cells), new=tuple(new))


def changed_by(case: Case, drafts: Sequence[Draft], table: str, row: int) -> Changed:
    """Name the table and the column that a row changes; blank where it changes none."""
    if "table" not in fields_of(table):
        return NOTHING
    cells = texts_of(case, table, row)
    cells |= {name: text for draft in drafts for name, text in draft.cells if text}
    return cells.get("table", ""), cells.get("column", "")


def _seen(case: Case, table: str, row: int, drafts: Sequence[Draft], names: Names) -> SeenRow:
    fields = fields_of(table)
    changed = changed_by(case, drafts, table, row)
    held = {
        name: names.read(fields[name], text, changed)
        for name, text in texts_of(case, table, row).items()
    }
    typed = {
        name: text if draft.row >= 0 else names.read(fields[name], text, changed)
        for draft in drafts
        for name, text in draft.cells
    }
    return SeenRow(
        row=row,
        texts=dict.fromkeys(fields, "") | held | typed,
        held={name: held[name] for name in typed if name in held},
        why=tuple(why for draft in drafts for why in draft.why),
    )


def _matching(rows: Sequence[Row], look: Look, names: Names) -> set[int]:
    """Find the rows that name the site and have the text somewhere."""
    found = {
        number
        for number, row in enumerate(rows)
        if not look.site or look.site in _ids(row, look.table)
    }
    text = look.find.strip().casefold()
    if not text:
        return found
    # The same cells stand in many rows: what they read is worked out once.
    known: dict[tuple[str, object, Changed], bool] = {}
    for number in sorted(found):
        row = rows[number]
        changed = getattr(row, "table", ""), getattr(row, "column", "")
        for one in fields_of(look.table).values():
            key = one.name, getattr(row, one.column.field), changed
            if key not in known:
                known[key] = text in _read(row, one, names)
            if known[key]:
                break
        else:
            found.discard(number)
    return found


def _ids(row: Row, table: str) -> set[str]:
    found = set()
    for one in fields_of(table).values():
        if one.target == "facilities" or (table == "facilities" and one.name == "id"):
            cell = getattr(row, one.column.field)
            found |= set(cell) if isinstance(cell, tuple) else {cell}
    return found


def _sorted(rows: Sequence[Row], numbers: list[int], look: Look, names: Names) -> list[int]:
    """Order by what is shown, numbers by size; blanks stand last either way."""
    one = fields_of(look.table)[look.sort]
    counted = one.kind in {"number", "percent", "whole"}
    keyed = []
    for number in numbers:
        cell = getattr(rows[number], one.column.field)
        blank = cell is None or cell in ("", ())
        if counted:
            keyed.append((blank, 0 if blank else cell, "", number))
        else:
            keyed.append((blank, 0, _read(rows[number], one, names), number))
    keyed.sort(key=lambda entry: entry[1:3], reverse=look.down)
    keyed.sort(key=lambda entry: entry[0])
    return [number for *_, number in keyed]


def _read(row: Row, one: Field, names: Names) -> str:
    changed = getattr(row, "table", ""), getattr(row, "column", "")
    return names.read(one, _text(row, one), changed).casefold()


def _text(row: Row, one: Field) -> str:
    return shown(one, getattr(row, one.column.field))
