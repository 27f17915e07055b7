"""Edits of a desk: cells, rows and sites; what is refused stays beside the case as a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plusn.desk.edits_drafts import Draft, Drafts, moves_between, without
from plusn.desk.edits_removal import removal_of, removed
from plusn.desk.edits_settle import settle
from plusn.desk.fields import fields_in
from plusn.desk.fields_text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.case import Case
    from plusn.desk.desk import Desk
    from plusn.desk.edits_drafts import Moves

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SetCells:
    """Type into cells: row, column, text; a negative row is a new one that is not complete yet."""

    table: str
    cells: tuple[tuple[int, str, str], ...]
    new: tuple[Texts, ...] = ()
    """Rows below the last one, as a pasted block brings them: columns and texts."""


@dataclass(frozen=True, kw_only=True)
class AddRow:
    """Begin a row, with what is known of it already."""

    table: str
    cells: Texts = ()


@dataclass(frozen=True, kw_only=True)
class DuplicateRow:
    """Begin a row with the cells of another."""

    table: str
    row: int


@dataclass(frozen=True, kw_only=True)
class RemoveRows:
    """Take rows out; with `naming`, what names them goes too."""

    table: str
    rows: tuple[int, ...]
    naming: bool = False


@dataclass(frozen=True, kw_only=True)
class MoveSite:
    """Put a site elsewhere, in degrees (WGS 84)."""

    site: str
    lon: float
    lat: float


@dataclass(frozen=True, kw_only=True)
class RemoveSite:
    """Take a site out; with `naming`, its lanes, stocks and the like go too."""

    site: str
    naming: bool = False


@dataclass(frozen=True, kw_only=True)
class Discard:
    """Forget what was refused: one cell of a row; without a column, the whole row's."""

    table: str
    row: int
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Retry:
    """Try again what was refused, after the case has changed otherwise."""


Edit = SetCells | AddRow | DuplicateRow | RemoveRows | MoveSite | RemoveSite | Discard | Retry


def add_site(lon: float, lat: float, cells: Mapping[str, str]) -> AddRow:
    """Begin a site at a place, in degrees (WGS 84), with what is known of it."""
    place = {"lat": f"{lat:.4f}", "lon": f"{lon:.4f}"}
    return AddRow(table="facilities", cells=tuple({**place, **cells}.items()))


def free_id(case: Case, name: str) -> str:
    """Make an id for a new site from its name, that none has yet.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> (
    ...     free_id(shipped_case("two_plants"), "Hai Phong depot"),
    ...     free_id(shipped_case("two_plants"), "a"),
    ... )
    ('HAI_PHONG_DEPOT', 'A_2')
    """
    bare = re.sub(r"[\s;=*]+", "_", name.strip().upper()).strip("_")[:50] or "SITE"
    taken = {site.id for site in case.facilities}
    if bare not in taken:
        return bare
    return next(f"{bare}_{n}" for n in range(2, len(taken) + 3) if f"{bare}_{n}" not in taken)


def apply(desk: Desk, drafts: Drafts, edit: Edit) -> tuple[Desk, Drafts]:
    """Edit a desk: what makes sense goes into the case, the rest becomes or stays a draft.

    Earlier drafts that make sense now go in with it. One edit is one step to undo.
    """
    drafts = replace(drafts, moves={}, removal=None)
    if isinstance(edit, RemoveSite):
        edit = RemoveRows(table="facilities", rows=_rows(desk, edit.site), naming=edit.naming)
    if isinstance(edit, RemoveRows):
        return _remove(desk, drafts, edit)
    if isinstance(edit, Discard):
        return desk, _discarded(drafts, edit)
    if isinstance(edit, Retry):
        return _settled(desk, drafts, ())
    if isinstance(edit, MoveSite):
        edit = _move(desk, edit)
    if isinstance(edit, DuplicateRow):
        edit = _twin(desk.case, drafts, edit)
    if isinstance(edit, AddRow):
        edit = SetCells(table=edit.table, cells=(), new=(edit.cells,))
    drafts, typed = _typed(desk.case, drafts, edit)
    return _settled(desk, drafts, typed)


def undo(desk: Desk, drafts: Drafts) -> tuple[Desk, Drafts]:
    """Take the last change back; drafts follow their rows and go with those that go."""
    return _followed(desk, desk.undo(), drafts)


def redo(desk: Desk, drafts: Drafts) -> tuple[Desk, Drafts]:
    """Do again what was taken back; drafts follow their rows and go with those that go."""
    return _followed(desk, desk.redo(), drafts)


def followed(before: Case, after: Case, drafts: Drafts) -> Drafts:
    """Let drafts follow a change of the case that came from elsewhere."""
    return drafts.moved(moves_between(before, after))


def _followed(before: Desk, after: Desk, drafts: Drafts) -> tuple[Desk, Drafts]:
    return after, followed(before.case, after.case, drafts)


def _rows(desk: Desk, site: str) -> tuple[int, ...]:
    return tuple(n for n, one in enumerate(desk.case.facilities) if one.id == site)


def _move(desk: Desk, edit: MoveSite) -> SetCells:
    place = (("lat", f"{edit.lat:.4f}"), ("lon", f"{edit.lon:.4f}"))
    rows = _rows(desk, edit.site)
    cells = tuple((row, column, text) for row in rows for column, text in place)
    return SetCells(table="facilities", cells=cells)


def _twin(case: Case, drafts: Drafts, edit: DuplicateRow) -> AddRow:
    """Copy a row as it is shown, what was refused there included; not whose it was."""
    told = {"provenance", "source"}
    cells = texts_of(case, edit.table, edit.row)
    for draft in drafts.of(edit.table):
        if draft.row == edit.row:
            cells |= dict(draft.cells)
    return AddRow(
        table=edit.table,
        cells=tuple((name, text) for name, text in cells.items() if text and name not in told),
    )


def texts_of(case: Case, table: str, row: int) -> dict[str, str]:
    """Give the cells of a row as they are typed; none for a row that is not there."""
    rows = getattr(case, table)
    if not 0 <= row < len(rows):
        return {}
    return {
        name: shown(field, getattr(rows[row], field.column.field))
        for name, field in fields_in(table, rows[row].model_dump()).items()
    }


def _typed(case: Case, drafts: Drafts, edit: SetCells) -> tuple[Drafts, tuple[Draft, ...]]:
    """Take the drafts that an edit replaces out of those kept."""
    kept = {(one.table, one.row, _column(one)): one for one in drafts.kept}
    typed: list[Draft] = []
    count = len(getattr(case, edit.table))
    for row, column, text in edit.cells:
        if row < 0:
            new = kept.pop((edit.table, row, ""), None)
            pending = next((one for one in typed if one.row == row), None)
            if pending:
                typed.remove(pending)
            before = pending or new
            if before:
                cells = tuple((dict(before.cells) | {column: text}).items())
                typed.append(replace(before, cells=cells))
        elif row < count:
            kept.pop((edit.table, row, column), None)
            typed.append(Draft(table=edit.table, row=row, cells=((column, text),)))
    last = drafts.last
    for cells in edit.new:
        last -= 1
        typed.append(Draft(table=edit.table, row=last, cells=cells))
    return replace(drafts, kept=tuple(kept.values()), last=last), tuple(typed)


def _column(draft: Draft) -> str:
    return "" if draft.new else draft.cells[0][0]


def _settled(desk: Desk, drafts: Drafts, typed: Sequence[Draft]) -> tuple[Desk, Drafts]:
    """Put in what was typed, then whatever that makes possible."""
    case = desk.case
    moves: dict[str, dict[int, int | None]] = {}
    waiting, older = list(typed), list(drafts.kept)
    while waiting or older:
        done = settle(case, waiting)
        then = settle(done.case, older)
        for landed in (done.landed, then.landed):
            for table, rows in landed.items():
                moves.setdefault(table, {}).update(rows)
        refused = [*then.refused, *done.refused]
        again = then.case != done.case or (done.case != case and done.refused)
        case, waiting, older = then.case, refused if again else [], []
        if not again:
            older = refused
            break
    kept = tuple(sorted(older, key=lambda one: (one.table, one.row, one.cells)))
    gone: Moves = {table: dict(rows) for table, rows in moves.items()}
    return desk.change(case), replace(drafts, kept=kept, moves=gone)


def _remove(desk: Desk, drafts: Drafts, edit: RemoveRows) -> tuple[Desk, Drafts]:
    new = [row for row in edit.rows if row < 0]
    moves: Moves = {edit.table: dict.fromkeys(new)} if new else {}
    drafts = drafts.moved(moves)
    rows = tuple(sorted(row for row in edit.rows if 0 <= row < len(getattr(desk.case, edit.table))))
    if not rows:
        return desk, drafts
    asked = removal_of(desk.case, edit.table, rows)
    if asked.problem or ((asked.named or asked.cleared) and not edit.naming):
        return desk, replace(drafts, removal=asked)
    case, gone = removed(desk.case, edit.table, rows)
    shifts: Moves = {
        table: without(sorted(numbers), len(getattr(desk.case, table)))
        for table, numbers in gone.items()
        if numbers
    }
    for row in new:
        shifts.setdefault(edit.table, {})[row] = None
    changed, after = _settled(desk.change(case), drafts.moved(shifts), ())
    # What the removal made possible is one step with it.
    if changed.case != case:
        changed = desk.change(changed.case)
    for table, landed in after.moves.items():
        shifts.setdefault(table, {}).update(landed)
    return changed, replace(after, moves=shifts)


def _discarded(drafts: Drafts, edit: Discard) -> Drafts:
    kept = tuple(
        one
        for one in drafts.kept
        if (one.table, one.row) != (edit.table, edit.row)
        or (edit.column and _column(one) != edit.column)
    )
    gone: Moves = {edit.table: {edit.row: None}} if edit.row < 0 else {}
    return replace(drafts, kept=kept, moves=gone)
