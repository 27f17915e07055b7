"""What a session keeps of its editing: drafts, marks of rows, what is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.editing_words import choices, heading, headings
from app.desk import desk, put
from app.state import language
from briefing.catalogue import text
from briefing.firm.names import Names as FirmNames
from plusn.desk.edits import (
    AddRow,
    Discard,
    DuplicateRow,
    RemoveRows,
    SetCells,
    apply,
    followed,
)
from plusn.desk.edits_drafts import Drafts, moves_between
from plusn.desk.edits_marks import Marks
from plusn.desk.edits_view import Look, block, changed_by, page_with, sheet_of
from plusn.desk.fields import GROUPS, fields_of
from plusn.desk.fields_names import MODES, NOTHING, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.spec import Language
    from plusn.desk.desk import Desk
    from plusn.desk.edits import Edit
    from plusn.desk.edits_case import Case
    from plusn.desk.fields_names import Changed, Names

KEY = "editing"
MOST_LINES = 2_000
"""Lines of a pasted block; what is beyond is left out."""


@dataclass(frozen=True, kw_only=True)
class Editing:
    """Hold the editing of one session.

    Parameters
    ----------
    case
        Case that the rest belongs to.
    fresh
        Marks of rows just added, by table.
    done
        Number of the last event dealt with, by the table on the page that sent it.
    go
        Mark, column and number of the last wish to show a cell.
    laid
        Desk that was edited last, and what it became.
    """

    case: Case = field(repr=False)
    marks: Marks = field(repr=False)
    drafts: Drafts = field(default_factory=Drafts)
    look: Look = field(default_factory=Look)
    fresh: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    done: Mapping[str, int] = field(default_factory=dict)
    go: tuple[int, str, int] = (0, "", 0)
    laid: tuple[Desk, Desk] | None = field(default=None, repr=False)


def editing(now: Desk) -> Editing:
    """Give the editing of the desk; it follows a case that was changed elsewhere."""
    held: Editing | None = st.session_state.get(KEY)
    if held is not None and held.case == now.case:
        return held
    # A desk without past or future was just opened: no draft belongs to it.
    if held is None or not (now.past or now.future):
        done = held.done if held else {}
        return keep(Editing(case=now.case, marks=Marks.of(now.case), done=done))
    moves = moves_between(held.case, now.case)
    return keep(
        replace(
            held,
            case=now.case,
            drafts=followed(held.case, now.case, held.drafts),
            marks=held.marks.followed(now.case, moves),
        )
    )


def keep(changed: Editing) -> Editing:
    """Keep the editing for the rest of the session."""
    st.session_state[KEY] = changed
    return changed


def current() -> Desk:
    """Give the desk; one that was to be laid down when its run ended is laid down now.

    The library may end a run at any touch of the session, so an edit is kept in one touch, with
    the desk that it leads to.
    """
    now = desk()
    held: Editing | None = st.session_state.get(KEY)
    if held is not None and held.laid is not None and held.laid[0] is now:
        return put(held.laid[1])
    return now


def do(edit: Edit, state: Editing | None = None) -> Editing:
    """Edit the desk of this session, and follow what it moved."""
    now = current()
    before = state or editing(now)
    changed, drafts = apply(now, before.drafts, edit)
    return _after(before, now, changed, drafts)


def edit(wanted: Edit) -> None:
    """Edit the desk, as a button does."""
    do(wanted)


def take(step: Callable[[Desk, Drafts], tuple[Desk, Drafts]]) -> None:
    """Take a step back or on."""
    now = current()
    before = editing(now)
    changed, drafts = step(now, before.drafts)
    _after(before, now, changed, drafts)


def _after(before: Editing, now: Desk, changed: Desk, drafts: Drafts) -> Editing:
    """Keep what an edit left, then lay the desk down."""
    case = changed.case
    fresh = dict(before.fresh)
    for table, moved in drafts.moves.items():
        landed = tuple(row for row, to in moved.items() if row < 0 and to is not None)
        fresh[table] = (*landed, *fresh.get(table, ()))
    marks = before.marks.followed(case, drafts.moves)
    laid = (now, changed) if changed is not now else None
    after = replace(before, case=case, drafts=drafts, marks=marks, fresh=fresh, laid=laid)
    keep(after)
    if laid:
        put(changed)
    return after


def let_be() -> None:
    """Close the question on a removal: the rows stay."""
    state = editing(current())
    keep(replace(state, drafts=replace(state.drafts, removal=None)))


def tongue() -> Language:
    """Give the reader's language."""
    return language()


def names_for(case: Case, lang: Language) -> tuple[FirmNames, Names]:
    """Give the reader's words for a case: of figures, and of cells."""
    firm = FirmNames.of(case, lang)
    by: dict[str, Callable[[str], str]] = {
        "facilities": firm.site,
        "products": firm.product,
        "territories": firm.territory,
        "policies": firm.plan,
        "scenarios": firm.scenario,
        "origins": firm.origin,
        "regions": firm.region,
        "layers": firm.layer,
        "regimes": firm.regime,
        "terms": firm.term,
        "modes": lambda mode: _mode(mode, lang),
        "tables": lambda table: text(f"editing.table.{table}", lang),
        "columns": lambda column: _column_words(column, lang),
    }

    def namer(target: str, id_: str) -> str:
        return by[target](id_) if target in by else id_

    anything = text("editing.any", lang)
    return firm, names_of(
        case,
        namer,
        anything=anything,
        choices=choices(lang),
        worded=_worded(case, firm),
        headings=headings(lang),
    )


def _mode(mode: str, lang: Language) -> str:
    """Name a mode of transport; one that is the firm's own word stays."""
    return text(f"editing.mode.{mode}", lang) if mode in MODES else mode


def _worded(case: Case, firm: FirmNames) -> dict[tuple[str, str], dict[str, str]]:
    """Give the names of a shipped case in the reader's language."""
    named = {
        ("facilities", "name"): {row.name: firm.site(row.id) for row in case.facilities},
        ("territories", "name"): {row.name: firm.territory(row.id) for row in case.territories},
        ("products", "name"): {row.name: firm.product(row.id) for row in case.products},
        ("products", "family"): {row.family: firm.family(row.family) for row in case.products},
        ("policies", "label"): {row.label: firm.plan(row.id) for row in case.policies},
        ("scenarios", "label"): {row.label: firm.scenario(row.id) for row in case.scenarios},
        ("ranges", "label"): {row.label: firm.range(row.label) for row in case.ranges},
        ("settings", "name"): {case.general.name: firm.case},
    }
    return {
        place: {held: words for held, words in names.items() if held and held != words}
        for place, names in named.items()
    }


def _column_words(column: str, lang: Language) -> str:
    """Name a column where its table is not known: by the first that has it."""
    every = (table for tables in GROUPS.values() for table in tables)
    table = next(table for table in every if column in fields_of(table))
    return heading(table, column, lang)


def look_now(state: Editing, table: str) -> Look:
    """Give what is looked at; another table begins at its first page, unsorted."""
    look = state.look if state.look.table == table else Look(table=table, more=state.look.more)
    marks = state.fresh.get(table, ())
    rows = (state.marks.row(table, mark) for mark in marks)
    return replace(look, table=table, fresh=tuple(row for row in rows if row is not None))


def received(sent: Mapping[str, Any] | None) -> bool:
    """Deal with the events of the table, each once and in order; tell whether there were any.

    A run may end between two of them, when the reader asks for more: the next run begins with
    those that are left.
    """
    if not sent:
        return False
    found = False
    who = str(sent["id"])
    for event in sent["events"]:
        state = editing(current())
        number = int(event["n"])
        if number > state.done.get(who, 0):
            _event(event, replace(state, done={**state.done, who: number}))
            found = True
    return found


def _event(event: Mapping[str, Any], state: Editing) -> None:
    """Deal with an event, and keep in one touch that it was dealt with."""
    table = str(event["table"])
    if table not in state.marks.by_table:
        keep(state)
    elif event["kind"] == "look":
        _look(state, table, event)
    elif event["kind"] == "add":
        do(AddRow(table=table), replace(state, look=replace(look_now(state, table), page=0)))
    elif event["kind"] == "keep":
        keep(replace(state, drafts=replace(state.drafts, removal=None)))
    else:
        row = _row(state, table, int(event["mark"]))
        wanted = None if row is None else _edit(state, table, row, event)
        if wanted:
            do(wanted, state)
        else:
            keep(state)


def _row(state: Editing, table: str, mark: int) -> int | None:
    found = state.marks.row(table, mark)
    if found is None and any(draft.row == mark for draft in state.drafts.of(table)):
        return mark
    return found


def _edit(state: Editing, table: str, row: int, event: Mapping[str, Any]) -> Edit | None:
    kind, column = event["kind"], str(event.get("column", ""))
    _, names = names_for(state.case, tongue())
    if kind == "set" and column in fields_of(table):
        drafts = [draft for draft in state.drafts.of(table) if draft.row == row]
        changed = changed_by(state.case, drafts, table, row)
        text_ = names.meant(fields_of(table)[column], str(event["text"])[:2_000], changed)
        return SetCells(table=table, cells=((row, column, text_),))
    if kind == "paste":
        sheet = sheet_of(state.case, state.drafts, look_now(state, table), names)
        lines = [[str(cell) for cell in line] for line in event["lines"][:MOST_LINES]]
        return _meant(block(sheet, row, column, lines), state.case, names)
    simple: dict[str, Edit] = {
        "duplicate": DuplicateRow(table=table, row=row),
        "remove": RemoveRows(table=table, rows=(row,), naming=bool(event.get("naming"))),
        "discard": Discard(table=table, row=row, column=column),
    }
    return simple.get(kind)


def _meant(edit: SetCells, case: Case, names: Names) -> SetCells:
    """Turn the names of a pasted block into ids."""
    fields = fields_of(edit.table)

    def meant(name: str, words: str, changed: Changed) -> str:
        return names.meant(fields[name], words, changed)

    cells = tuple(
        (row, name, meant(name, words, changed_by(case, (), edit.table, row)))
        for row, name, words in edit.cells
    )
    new = []
    for line in edit.new:
        typed = dict(line)
        other = meant("table", typed["table"], NOTHING) if "table" in typed else ""
        changed = other, meant("column", typed.get("column", ""), (other, "")) if other else ""
        new.append(tuple((name, meant(name, words, changed)) for name, words in line))
    return replace(edit, cells=cells, new=tuple(new))


def _look(state: Editing, table: str, event: Mapping[str, Any]) -> None:
    look = look_now(state, table)
    if "find" in event:
        look = replace(look, find=str(event["find"])[:200], page=0)
    if "page" in event:
        look = replace(look, page=int(event["page"]))
    if "more" in event:
        look = replace(look, more=bool(event["more"]))
    if event.get("sort") in fields_of(table):
        column = str(event["sort"])
        down = look.sort == column and not look.down
        ended = look.sort == column and look.down
        look = replace(look, sort="" if ended else column, down=down, page=0)
    keep(replace(state, look=look, fresh={**state.fresh, table: ()}))


def go_to(table: str, row: int, column: str) -> None:
    """Show a cell: on its page, with the cursor in it."""
    state = editing(current())
    _, names = names_for(state.case, tongue())
    look = replace(look_now(state, table), find="", site="")
    field_ = fields_of(table).get(column)
    if field_ and not field_.essential:
        look = replace(look, more=True)
    look = replace(look, page=page_with(state.case, state.drafts, look, names, row))
    mark = row if row < 0 else state.marks.by_table[table][row]
    keep(replace(state, look=look, go=(mark, column, state.go[2] + 1)))
