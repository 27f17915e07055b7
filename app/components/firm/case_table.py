"""Show a page of a table with a field in every cell, and tell what its reader does there.

What was typed comes back as plain events with the marks of their rows; Python decides all. Events
are sent until they are told as done, so none is lost while the page is busy with another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.editing_words import (
    allowed,
    choice,
    heading,
    meaning,
    unit,
    why_words,
)
from briefing.catalogue import HTML_LANG, text
from briefing.firm.palette import tokens
from plusn.desk.edits_view import PAGE
from plusn.desk.fields import AS_CHANGED, OPEN, field_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.firm.names import Names as FirmNames
    from briefing.palette import Theme
    from briefing.spec import Language
    from plusn.desk.edits_case import Case
    from plusn.desk.edits_view import SeenRow, Sheet
    from plusn.desk.fields import Field
    from plusn.desk.fields_names import Names

HERE = Path(__file__).parent
KEY = "case-table"
WORDS = (
    *(
        "find",
        "add",
        "more",
        "fewer",
        "duplicate",
        "remove",
        "row",
        "new",
        "fresh",
        "discard",
        "discard.blank",
    ),
    *("previous", "next", "none", "empty", "sort", "keys", "cell", "cell.new", "own", "day"),
)
SINGLE = "settings"
"""It has one row: there is none to add or to remove."""
FEW = 12
"""So many names are a menu; more are a field that suggests."""
STAR = r"^(\*|"


@st.cache_resource
def _component() -> Any:  # noqa: ANN401 - Streamlit's renderer has no public type
    return st.components.v2.component(
        "plusn.case_table",
        js="\n".join(
            (HERE / f"{name}.js").read_text(encoding="utf-8")
            for name in ("case_fields", "case_table")
        ),
        css=(HERE / "case_table.css").read_text(encoding="utf-8"),
    )


def case_table(
    sheet: Sheet,
    *,
    case: Case,
    names: Names,
    firm: FirmNames,
    marks: Callable[[int], int],
    done: Mapping[str, int],
    go: tuple[int, str, int],
    lit: int | None,
    asked: tuple[int, str, str] | None,
    theme: Theme,
    on_sent: Callable[[], None],
) -> None:
    """Mount the table; what its reader does is in ``st.session_state[KEY].sent``.

    Parameters
    ----------
    marks
        Gives the mark of a row by its number.
    done
        Number of the last event that was dealt with, by who sent it.
    go
        Mark and column of a cell to go to, and the number of that wish; 0 for none.
    lit
        Mark of a row to light.
    asked
        Mark of a row that could not be removed, why, and what removes it with all that names it.
    on_sent
        Called when there are new events.
    """
    lang = firm.lang
    _component()(
        key=KEY,
        data={
            "lang": HTML_LANG[lang],
            "tokens": tokens(theme),
            "table": sheet.look.table,
            "title": text(f"editing.table.{sheet.look.table}", lang),
            "words": {name: text(f"editing.ui.{name}", lang) for name in WORDS}
            | {"keep": text("editing.removal.keep", lang)},
            "columns": [_column(field, case, names, lang) for field in sheet.fields],
            "rows": [_row(row, sheet, case, names, firm, marks) for row in sheet.rows],
            "look": _look(sheet, lang),
            "done": dict(done),
            "go": list(go),
            "lit": lit,
            "asked": asked and {"mark": asked[0], "words": asked[1], "go": asked[2]},
        },
        default={"sent": None},
        on_sent_change=on_sent,
    )


def _look(sheet: Sheet, lang: Language) -> dict[str, Any]:
    look = sheet.look
    first = look.page * PAGE
    told = text(
        "editing.ui.page",
        lang,
        first=f"{first + 1:,}",
        last=f"{min(first + PAGE, len(sheet.order)):,}",
        total=f"{len(sheet.order):,}",
    )
    return {
        "find": look.find,
        "sort": look.sort,
        "down": look.down,
        "page": look.page,
        "pages": sheet.pages,
        "more": look.more,
        "told": told if sheet.order else "",
        "single": look.table == SINGLE,
        "narrowed": bool(look.find or look.site),
    }


def _column(field: Field, case: Case, names: Names, lang: Language) -> dict[str, Any]:
    options = _options(field, names, lang)
    return {
        "name": field.name,
        "kind": field.kind,
        "head": heading(field.table, field.name, lang),
        "unit": unit(field, case, lang),
        "meaning": f"{meaning(field.table, field.name, lang)} {allowed(field, names, lang)}",
        "required": field.column.required,
        "fixed": field.fixed,
        "options": options,
        "menu": field.kind == "choice" or _is_menu(field, options),
    }


def _is_menu(field: Field, options: list[list[str]]) -> bool:
    return field.kind == "one" and field.target not in OPEN and len(options) <= FEW


def _options(field: Field, names: Names, lang: Language) -> list[list[str]]:
    """Give what can be chosen: as typed and as read."""
    if field.kind == "choice":
        return [[word, choice(field.name, word, lang)] for word in field.column.limits["enum"]]
    if field.kind not in {"one", "many"}:
        return []
    options = [[id_, name] for id_, name in names.options(field).items()]
    if str(field.column.limits.get("pattern", "")).startswith(STAR):
        options.insert(0, ["*", names.anything])
    return options


def _after(
    row: SeenRow,
    sheet: Sheet,
    held: Any,  # noqa: ANN401 - a row of any table
    case: Case,
    lang: Language,
) -> dict[str, str]:
    """Say behind a number what its own row makes it count in."""
    found = {}
    money = (getattr(held, "currency", "") if held else "") or case.general.currency
    for field in sheet.fields:
        if field.own_money:
            found[field.name] = money
        elif (field.table, field.name) in AS_CHANGED and held:
            changed = field_of(held.table, held.column)
            if changed and changed.kind != "percent" and getattr(held, "op", "") != "mul":
                found[field.name] = unit(changed, case, lang)
    return {name: words for name, words in found.items() if row.texts[name]}


def _row(
    row: SeenRow,
    sheet: Sheet,
    case: Case,
    names: Names,
    firm: FirmNames,
    marks: Callable[[int], int],
) -> dict[str, Any]:
    table = sheet.look.table
    shown = [field.name for field in sheet.fields]
    held = getattr(case, table)[row.row] if row.row >= 0 else None
    errors: dict[str, str] = {}
    for why in row.why:
        column = why.column if field_of(table, why.column) else ""
        words = why_words(
            why,
            field_of(table, column),
            names=names,
            firm=firm,
            lang=firm.lang,
            typed=row.texts.get(column, ""),
        )
        beside = column if column in shown else ""
        if column and not beside:
            words = f"{heading(table, column, firm.lang)}: {words}"
        errors[beside] = f"{errors[beside]} {words}" if beside in errors else words
    return {
        "mark": marks(row.row),
        "number": row.row + 1 if row.row >= 0 else 0,
        "new": row.row < 0,
        "fresh": row.row in sheet.look.fresh,
        "texts": [row.texts[name] for name in shown],
        "held": {name: row.held[name] for name in shown if name in row.held},
        "errors": errors,
        "wanted": [why.column for why in row.why if why.code == "blank" and row.row < 0],
        "own": held is not None and held.provenance == "user",
        "after": _after(row, sheet, held, case, firm.lang),
    }
