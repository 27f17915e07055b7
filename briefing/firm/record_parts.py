"""Parts of a command's record, as they come back from JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.firm.frame import Record

Rows = list[dict[str, Any]]


def part(record: Record, key: str) -> Mapping[str, Any]:
    """Give a part of a record that is a mapping itself.

    Raises
    ------
    TypeError
        It is none: the record is of another command, a mistake of ours.
    """
    found = record[key]
    if not isinstance(found, dict):
        raise TypeError(f"{key} of the record is {type(found).__name__}, no mapping")
    return found


def rows_of(record: Record, table: str, **where: object) -> Rows:
    """Give the rows of a table, of those that match; none where it has no such table.

    Examples
    --------
    >>> rows_of({"tables": {"t": [{"a": 1}, {"a": 2}]}}, "t", a=2)
    [{'a': 2}]
    """
    rows = part(record, "tables").get(table, ())
    return [row for row in rows if all(row.get(key) == value for key, value in where.items())]


def list_in(record: Record, key: str) -> list[Any]:
    """Give a list of a record.

    Raises
    ------
    TypeError
        It is none: the record is of another command, a mistake of ours.
    """
    found = record[key]
    if not isinstance(found, list):
        raise TypeError(f"{key} of the record is {type(found).__name__}, no list")
    return found


def number_in(record: Record, key: str) -> float:
    """Give a number of a record.

    Examples
    --------
    >>> number_in({"weeks": 52}, "weeks")
    52.0
    """
    return float(str(record[key]))
