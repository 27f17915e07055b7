"""Columns asked for, held against the columns that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, WrongColumns
from data.phrase import joined, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.streams.batch import Columns

MOST_LISTED = 40


def need_both(asked: Columns) -> None:
    """Refuse columns of which longitude or latitude is not named.

    Raises
    ------
    BadValue
        One of them is not.
    """
    if not (asked.lon and asked.lat):
        raise BadValue(
            said("no columns of longitude and latitude are named"),
            remedy=said("Name both: --lon COLUMN --lat COLUMN."),
        )


def check_names(asked: Columns, there: Sequence[str]) -> None:
    """Refuse columns that are absent or stand twice.

    Raises
    ------
    WrongColumns
        One is; the message lists the columns that are there.
    """
    absent = [name for name in asked.wanted if name not in there]
    if absent:
        shown = list(dict.fromkeys(there))[:MOST_LISTED]
        raise WrongColumns(
            said("the file has no column {names}", names=joined(", ", absent)),
            remedy=said("Its columns: {columns}.", columns=joined(", ", shown)),
        )
    twice = [name for name in asked.wanted if there.count(name) > 1]
    if twice:
        raise WrongColumns(
            said("the file has more than one column {names}", names=joined(", ", twice)),
            remedy=said("Give each column a name of its own."),
        )
