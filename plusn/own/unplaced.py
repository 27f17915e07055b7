"""What is not on the map: rows, and how much of the value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from plusn.own.located import Located, Outcome, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.codes import RegionKey
    from data.phrase import Told
    from plusn.own.series import Entry, Series

ABSENT = {Outcome.UNCLEAR, Outcome.ELSEWHERE, Outcome.DISMISSED}


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """Count what lies in no region that is known.

    Parameters
    ----------
    rows, of_rows
        Rows without a region, and all rows that should have one.
    share
        Their part of the first series' value, from 0 to 1; `None` where values do not add up or
        nothing is known of them.
    """

    rows: int
    of_rows: int
    share: float | None


@dataclass(frozen=True, kw_only=True)
class Question:
    """Ask which region a text means.

    Parameters
    ----------
    raw
        The text.
    rows
        Rows in which it stands.
    candidates
        Regions that may be meant; suggestions where the text is unknown.
    reason
        Why it is asked.
    value
        What the rows hold of the first series; `None` where nothing adds up.
    answer
        What the user said; only for a question that has been answered.
    answered
        Whether it has been.
    """

    raw: str
    rows: tuple[int, ...]
    candidates: tuple[RegionKey, ...]
    reason: Told
    value: Decimal | None
    answer: RegionKey | None = None
    answered: bool = False


def unplaced_of(located: Sequence[Located], series: Sequence[Series]) -> Unplaced:
    """Count the rows without a region, and their share of the first series."""
    absent = sum(row.outcome in ABSENT for row in located)
    placed = sum(row.outcome is Outcome.PLACED for row in located)
    share = share_of(series[0]) if series else None
    return Unplaced(rows=absent, of_rows=absent + placed, share=share)


def share_of(series: Series) -> float | None:
    """Give the part of a series' value that lies in no region, each region counted once."""
    if not series.quantity.additive:
        return None
    lost = _sum(entry for entry in series.entries if entry.located.outcome in ABSENT)
    kept = _sum(_outermost(series.entries))
    return float(lost / (lost + kept)) if lost + kept > 0 else None


def questions_of(located: Sequence[Located], series: Sequence[Series]) -> tuple[Question, ...]:
    """List the texts that need an answer, or have been given one, most value first."""
    values = _values(series)
    asked: dict[str, list[Located]] = {}
    for row in located:
        if _asks(row):
            asked.setdefault(row.match.raw, []).append(row)
    found = [_question(raw, rows, values) for raw, rows in asked.items()]
    return tuple(sorted(found, key=lambda one: (-(one.value or 0), one.rows)))


def _asks(row: Located) -> bool:
    answered = row.outcome is Outcome.PLACED and row.match.unit is None and row.match.own is None
    return answered or row.outcome in {Outcome.UNCLEAR, Outcome.DISMISSED}


def _question(raw: str, rows: Sequence[Located], values: dict[int, Decimal]) -> Question:
    answers = [row for row in rows if row.outcome is not Outcome.UNCLEAR]
    return Question(
        raw=raw,
        rows=tuple(row.line.number for row in rows),
        candidates=tuple(dict.fromkeys(key for row in rows for key in row.match.candidates)),
        reason=rows[0].match.reason,
        value=sum((values[row.line.number] for row in rows), Decimal(0)) if values else None,
        answer=answers[0].key if answers else None,
        answered=len(answers) == len(rows),
    )


def _values(series: Sequence[Series]) -> dict[int, Decimal]:
    if not series or not series[0].quantity.additive:
        return {}
    return {
        entry.row: (entry.amount.low or Decimal(0)) if entry.amount.known else Decimal(0)
        for one in series
        for entry in one.entries
        if one.key.column == series[0].key.column
    }


def _outermost(entries: Iterable[Entry]) -> list[Entry]:
    """Keep the rows whose region lies in no other row's region."""
    placed = [entry for entry in entries if entry.located.key is not None]
    there = {entry.located.key for entry in placed}
    return [entry for entry in placed if there.isdisjoint(_above(entry.located.key))]


def _above(key: RegionKey | None) -> list[RegionKey]:
    """List the regions that one lies in."""
    found = []
    while key is not None and (key := whole_of(key)) is not None:
        found.append(key)
    return found


def _sum(entries: Iterable[Entry]) -> Decimal:
    known = (entry.amount.low for entry in entries if entry.amount.known)
    return sum((low for low in known if low is not None), Decimal(0))
