"""The panel in which a firm edits its case: groups of tables, undo, what is to be mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from app.components.firm.case_table import KEY, case_table
from app.components.firm.editing_site import asked, chosen_site, removal, site_form
from app.components.firm.editing_state import (
    current,
    do,
    edit,
    editing,
    go_to,
    keep,
    look_now,
    names_for,
    received,
    take,
    tongue,
)
from app.components.firm.editing_words import heading
from app.components.told import told
from app.state import Choice, segmented, theme, words, write
from briefing.safe_text import encode
from plusn.desk.edits import Discard, Retry, redo, undo
from plusn.desk.edits_case import differences
from plusn.desk.edits_view import sheet_of
from plusn.desk.fields import GROUPS, field_of
from plusn.desk.fields_text import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.components.firm.editing_state import Editing
    from plusn.desk.desk import Desk
    from plusn.desk.edits_case import Case, Change
    from plusn.desk.fields_names import Names

GROUP = Choice("tables", tuple(GROUPS), "sites")
TABLES = {group: Choice("table", tables, tables[0]) for group, tables in GROUPS.items()}

__all__ = ["editing_panel", "site_form"]


def editing_panel(desk: Desk, put: Callable[[Desk], Desk], focus: str | None = None) -> None:
    """Show the tables of the case on the desk, to be edited in place.

    Parameters
    ----------
    desk
        Whose case is edited.
    put
        Lays a desk down; edits are laid down by `app.desk.put` before the page runs again.
    focus
        Id of a facility that is selected elsewhere on the page.
    """
    del put  # what is typed arrives before the page runs, and is laid down then
    late = KEY in st.session_state and received(st.session_state[KEY].sent)
    if late or current().case != desk.case:
        st.rerun()
    state = editing(desk)
    firm, names = names_for(desk.case, tongue())
    st.subheader(words("editing.title"), anchor=False)
    _steps(desk, state, names)
    if focus:
        chosen_site(desk.case, focus, names)
    table = _table()
    look = look_now(state, table)
    if look != state.look:
        state = keep(replace(state, look=look))
    sheet = sheet_of(desk.case, state.drafts, look, names)
    question = asked(state, names)
    beside = _beside(state, table, [row.row for row in sheet.rows])
    if question and beside is None:
        removal(state, question)
    case_table(
        sheet,
        case=desk.case,
        names=names,
        firm=firm,
        marks=lambda row: row if row < 0 else state.marks.by_table[table][row],
        done=state.done,
        go=state.go,
        asked=(beside, question.words, question.go) if question and beside is not None else None,
        lit=_mark_of(state, table, focus),
        theme=theme(),
        on_sent=_sent,
    )
    st.caption(words("editing.own"))


def _sent() -> None:
    received(st.session_state[KEY].sent)


def _beside(state: Editing, table: str, rows: list[int]) -> int | None:
    """Give the mark of the row on the page that the open question is about."""
    open_ = state.drafts.removal
    if open_ is None or open_.table != table or len(open_.rows) != 1 or open_.rows[0] not in rows:
        return None
    return state.marks.by_table[table][open_.rows[0]]


def _mark_of(state: Editing, table: str, site: str | None) -> int | None:
    if table != "facilities" or not site:
        return None
    ids = [row.id for row in state.case.facilities]
    return state.marks.by_table[table][ids.index(site)] if site in ids else None


def _table() -> str:
    """Let the reader choose a group of tables, then one of them."""
    group = segmented(
        GROUP,
        label=words("editing.tables"),
        captions={name: words(f"editing.group.{name}") for name in GROUPS},
    )
    choice = TABLES[group]
    if len(GROUPS[group]) == 1:
        return GROUPS[group][0]
    return segmented(
        choice,
        label=words("editing.table"),
        captions={name: words(f"editing.table.{name}") for name in GROUPS[group]},
    )


def _steps(desk: Desk, state: Editing, names: Names) -> None:
    """Offer the way back and on, and the way to what was refused, each with what it would do."""
    kept = state.drafts.kept
    with st.container(horizontal=True, vertical_alignment="center", key="editing-steps"):
        for name, cases, step in (("undo", desk.past, undo), ("redo", desk.future, redo)):
            what = _what(cases[-1], desk.case, names, back=name == "undo") if cases else ""
            st.button(
                words(f"editing.{name}", count=len(cases)),
                key=f"editing-{name}",
                disabled=not cases,
                help=words(
                    f"editing.{name}.what" if cases else f"editing.{name}.none", what=encode(what)
                ),
                on_click=take,
                args=(step,),
            )
        _refused(state)
    latest = _what(desk.past[-1], desk.case, names, back=True) if desk.past else ""
    note = words("editing.refused.note") if kept else ""
    line = words("editing.undo.what", what=latest) if latest else words("editing.undo.none")
    told(" ".join(filter(None, (line, note))), key="editing-latest", manner="quiet")


def _what(other: Case, now: Case, names: Names, *, back: bool) -> str:
    """Say what a step changed: the first change in words, and how many more there are."""
    changes = differences(other, now) if back else differences(now, other)
    # That a row is the reader's own now goes without saying beside what was changed in it.
    changes = tuple(one for one in changes if one.column != "provenance") or changes
    if not changes:
        return ""
    first = change_words(changes[0], names)
    if len(changes) == 1:
        return first
    return words("editing.change.more", what=first, count=len(changes) - 1)


def change_words(change: Change, names: Names) -> str:
    """Say what became of a row, with names for ids and headings for columns."""
    row = ", ".join(_cell(change.table, column, text, names) for column, text in change.row)
    kind = change.kind
    return words(
        f"editing.change.{kind}",
        table=words(f"editing.table.{change.table}"),
        row=row or words(f"editing.table.{change.table}"),
        column=heading(change.table, change.column, tongue()) if change.column else "",
        before=_cell(change.table, change.column, change.before, names),
        after=_cell(change.table, change.column, change.after, names),
    )


def _cell(table: str, column: str, text: str, names: Names) -> str:
    field = field_of(table, column)
    if not text:
        return words("editing.blank")
    if field is None:
        return text
    if field.kind == "percent":
        return f"{shown(field, float(text))} %"
    if field.kind in {"number", "whole"}:
        return shown(field, float(text))
    if field.name == "id":
        return names.called.get(table, {}).get(text, text)
    return names.read(field, text)


def _refused(state: Editing) -> None:
    """Count what was refused, with a way to the next and ways out."""
    kept = state.drafts.kept
    if not kept:
        return
    spot = kept[state.go[2] % len(kept)]
    title = words("editing.refused.some", count=len(kept))
    told(title=title, key="editing-refused", manner="mind")
    st.button(
        words("editing.refused.go", table=words(f"editing.table.{spot.table}")),
        key="editing-go",
        on_click=_go,
        args=(spot.table, spot.row, spot.why[0].column if spot.why else ""),
    )
    again = words("editing.refused.retry")
    st.button(again, key="editing-retry", on_click=edit, args=(Retry(),))
    st.button(words("editing.refused.drop"), key="editing-drop", on_click=_drop)


def _go(table: str, row: int, column: str) -> None:
    group = next(name for name, tables in GROUPS.items() if table in tables)
    write(GROUP, group)
    write(TABLES[group], table)
    go_to(table, row, column)


def _drop() -> None:
    state = editing_state()
    for draft in state.drafts.kept:
        do(Discard(table=draft.table, row=draft.row))


def editing_state() -> Editing:
    """Give the editing of the desk of this session."""
    return editing(current())
