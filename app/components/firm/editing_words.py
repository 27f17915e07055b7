"""Words for cells: headings, units, meanings, what is allowed, and why something was refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.catalogue import entries, text
from briefing.names import listed
from briefing.phrases import problem_in_words
from plusn.desk.fields import GROUPS, OPEN, fields_of, key_of

if TYPE_CHECKING:
    from briefing.firm.names import Names as FirmNames
    from briefing.spec import Language
    from plusn.desk.edits_case import Case, Column
    from plusn.desk.fields import Field
    from plusn.desk.fields_names import Names
    from plusn.desk.fields_text import Why

TOLD = 5
"""Names told beside a cell before the list is cut short."""
LETTERS = {r"^[A-Z]{3}$": "letters", r"^([A-Z]{3})?$": "letters", r"^[0-9.]*$": "digits"}
MOST = 1e15


def heading(table: str, column: str, lang: Language) -> str:
    """Give the heading of a column."""
    own = f"editing.column.{table}.{column}"
    return text(own if own in entries(lang) else f"editing.column.{column}", lang)


@cache
def headings(lang: Language) -> dict[tuple[str, str], str]:
    """Give the heading of every column of every table."""
    return {
        (table, column): heading(table, column, lang)
        for tables in GROUPS.values()
        for table in tables
        for column in fields_of(table)
    }


def meaning(table: str, column: str, lang: Language) -> str:
    """Say in a line what a column means."""
    own = f"editing.meaning.{table}.{column}"
    return text(own if own in entries(lang) else f"editing.meaning.{column}", lang)


def unit(field: Field, case: Case, lang: Language) -> str:
    """Say what a column counts in, e.g. ``HKD a year``; blank where it counts nothing."""
    if not field.unit:
        return ""
    code = re.sub(r"[^a-z0-9]+", "_", field.unit.lower()).strip("_")
    own = text("editing.unit.row_money", lang) if field.own_money else case.general.currency
    return text(f"editing.unit.{code}", lang, money=own)


def choice(column: str, word: str, lang: Language) -> str:
    """Give the words for one of a column's choices."""
    return text(f"editing.choice.{column}.{word.replace(' ', '_')}", lang)


@cache
def choices(lang: Language) -> dict[tuple[str, str], str]:
    """Give the words for every choice of every table."""
    return {
        (field.name, word): choice(field.name, word, lang)
        for tables in GROUPS.values()
        for table in tables
        for field in fields_of(table).values()
        if field.kind == "choice"
        for word in field.column.limits["enum"]
    }


def allowed(field: Field, names: Names, lang: Language) -> str:
    """Say what a cell may hold."""
    column = field.column
    if field.kind in {"number", "whole", "percent"}:
        said = _number(field, lang)
    elif field.kind == "choice":
        known = [choice(field.name, word, lang) for word in column.limits["enum"]]
        said = text("editing.allowed.choice", lang, list=listed(known, lang))
    elif field.target and field.target not in OPEN:
        said = _named(field, names, lang)
    elif field.kind in {"day", "any"}:
        said = text(f"editing.allowed.{field.kind}", lang)
    elif field.kind == "yes or no":
        said = text("editing.allowed.yes", lang)
    else:
        said = _text(column, lang)
    return said if column.required else f"{said} {text('editing.allowed.blank', lang)}"


def why_words(
    why: Why, field: Field | None, *, names: Names, firm: FirmNames, lang: Language, typed: str
) -> str:
    """Say why a cell or a row was refused, and what is allowed there."""
    if why.code == "case" or field is None:
        return problem_in_words(why.problem, lang, firm) if why.problem else ""
    said = text(f"editing.why.{why.code}", lang, text=typed, other=why.other + 1)
    if why.code == "fixed":
        return said
    if why.code == "ambiguous":
        return f"{said} {text('editing.allowed.ambiguous', lang)}"
    if why.code == "twice":
        key = [heading(field.table, name, lang) for name in key_of(field.table)]
        return f"{said} {text('editing.allowed.twice', lang, columns=listed(key, lang))}"
    return f"{said} {allowed(field, names, lang)}"


def _number(field: Field, lang: Language) -> str:
    """Say between which numbers a cell lies, in its own unit."""
    limits = field.column.limits
    times = 100 if field.kind == "percent" else 1
    above, below = limits.get("exclusiveMinimum"), limits.get("exclusiveMaximum")
    low, high = limits.get("minimum", -MOST), limits.get("maximum", MOST)
    told = {
        name: f"{bound * times:,.12g}".replace("-", "−")
        for name, bound in {
            "low": above if above is not None else low,
            "high": below if below is not None else high,
        }.items()
    }
    if above is not None:
        form = "above" if high >= MOST else "above_to"
    elif below is not None:
        form = "below"
    elif low <= -MOST:
        form = "free"
    else:
        form = "from" if high >= MOST else "between"
    what = text(f"editing.allowed.{field.kind}", lang)
    return text(f"editing.allowed.{form}", lang, what=what, **told)


def _named(field: Field, names: Names, lang: Language) -> str:
    known = list(names.options(field).values())
    if not known:
        key = f"editing.table.{field.target}"
        table = text(key if key in entries(lang) else "editing.table.cumulation", lang)
        return text("editing.allowed.none", lang, table=table)
    shown = known[:TOLD]
    if len(known) > TOLD:
        shown.append(text("editing.more_names", lang, count=len(known) - TOLD))
    comma = text("common.list.comma", lang)
    form = "many" if field.kind == "many" else "one"
    return text(f"editing.allowed.{form}", lang, list=comma.join(shown))


def _text(column: Column, lang: Language) -> str:
    pattern = column.limits.get("pattern", "")
    if pattern in LETTERS:
        return text(f"editing.allowed.{LETTERS[pattern]}", lang)
    if pattern:
        return text("editing.allowed.id", lang)
    return text("editing.allowed.text", lang, most=column.limits.get("maxLength", 400))
