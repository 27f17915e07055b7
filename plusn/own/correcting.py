"""Correct what was understood, in the plain words that a page or a command has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from data.errors import BadValue, UnknownChoice
from data.phrase import quoted, said
from data.sheets.table import Reading, Role

if TYPE_CHECKING:
    from plusn.own.draft import Draft

LARGEST_FACTOR = Decimal(10) ** 12
STATED = ("title", "unit", "year")
LONGEST_WORDS = 200


def read_sheet(draft: Draft, name: str) -> Draft:
    """Read another sheet of the same file; everything else is worked out anew.

    Raises
    ------
    PlusNError
        The sheet cannot be read.
    """
    return draft.with_reading(Reading(sheet=name))


def read_role(draft: Draft, column: int, role: str) -> Draft:
    """Read a column in another role.

    Raises
    ------
    UnknownChoice
        There is no such role.
    PlusNError
        The sheet cannot be read so.
    """
    if role not in list(Role):
        raise UnknownChoice.of("role", role, list(Role))
    return draft.with_role(column, Role(role))


def read_header(draft: Draft, first: int, last: int) -> Draft:
    """Take other rows as the heading, counted from 1; ``0, 0`` for none.

    Columns keep no role: another heading is another table.

    Raises
    ------
    PlusNError
        The sheet cannot be read so.
    """
    reading = draft.understood.reading
    return draft.with_reading(replace(reading, header=(first, last), roles={}))


def read_factor(draft: Draft, text: str) -> Draft:
    """Multiply every value, in place of the unit that the sheet states; blank: as it states.

    Raises
    ------
    BadValue
        `text` is no number above 0.
    PlusNError
        The sheet cannot be read so.
    """
    factor = _factor(text.replace(",", "").strip())
    return draft.with_reading(replace(draft.understood.reading, factor=factor))


def read_hidden(draft: Draft, *, hidden: bool) -> Draft:
    """Read the rows that the workbook hides, or leave them out.

    Raises
    ------
    PlusNError
        The sheet cannot be read so.
    """
    return draft.with_reading(replace(draft.understood.reading, hidden=hidden))


def read_words(draft: Draft, name: str, text: str) -> Draft:
    """Call the title, the unit or the year of a sheet otherwise.

    Raises
    ------
    UnknownChoice
        `name` is none of ``title``, ``unit`` and ``year``.
    PlusNError
        The sheet cannot be read so.
    """
    if name not in STATED:
        raise UnknownChoice.of("word", name, STATED)
    kept = " ".join(text.split())[:LONGEST_WORDS]
    reading = replace(draft.understood.reading, **{name: kept})  # type: ignore[arg-type]
    return draft.with_reading(reading)


def _factor(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        factor = Decimal(text)
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or not 0 < factor <= LARGEST_FACTOR:
        raise BadValue(
            said("{text} is no factor", text=quoted(text[:20])),
            remedy=said("Give a number above 0, such as 10000 for a table in 万."),
        )
    return factor
