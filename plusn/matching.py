"""Names and codes to regions, from Python and from the command line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.codes import Level
from data.names import name_rows, not_region_rows, old_code_rows, unit_rows
from geo.matching import Matcher
from geo.matching.gazetteer import Gazetteer, Name, NotRegion, OldCode, Source, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.matching.report import Match, MatchReport

COLUMNS = ("row", "raw", "code", "own_code", "status", "level", "candidates", "reason")
BETWEEN = ";"


@cache
def gazetteer() -> Gazetteer:
    """Build what the matcher knows from the packaged tables of names.

    Raises
    ------
    HashMismatch
        A packaged table is not the recorded one.
    """
    return Gazetteer(
        units=tuple(Unit(**row._asdict()) for row in unit_rows()),
        names=tuple(
            Name(text=row.text, source=Source(row.source), key=row.key) for row in name_rows()
        ),
        old_codes=tuple(OldCode(**row._asdict()) for row in old_code_rows()),
        not_regions=tuple(NotRegion(**row._asdict()) for row in not_region_rows()),
    )


@cache
def matcher() -> Matcher:
    """Build the matcher once; it keeps nothing of what it is asked.

    Raises
    ------
    HashMismatch
        A packaged table is not the recorded one.
    """
    return Matcher(gazetteer())


def match(
    values: Iterable[object],
    hints: Iterable[object] | None = None,
    *,
    codes: Iterable[object] | None = None,
    level: str | None = None,
) -> pd.DataFrame:
    """Find the region that each string names.

    Parameters
    ----------
    values
        Names or codes, one for each row.
    hints
        The province of each row, blank where not known.
    codes
        A code beside each name, blank where not known.
    level
        ``province``, ``city`` or ``county``: decides where units of several levels bear a name.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, one row for each value in order; `row` counts from 1.

    Raises
    ------
    UnknownChoice
        There is no such level.
    BadValue
        The columns are not of the same length.
    HashMismatch
        A packaged table is not the recorded one.

    Examples
    --------
    >>> frame = match(["廣東省深圳市", "Suzhou"])
    >>> frame["code"].tolist()
    ['440300', '']
    """
    import pandas as pd  # noqa: PLC0415 - the command starts without it

    report = matcher().match(values, hints, codes, Level(level) if level else None)
    return pd.DataFrame(report_rows(report), columns=list(COLUMNS))


def report_rows(
    report: MatchReport, numbers: Iterable[int] | None = None
) -> list[dict[str, str | int]]:
    """Lay out a report as rows of `COLUMNS`.

    Parameters
    ----------
    report
        One match for each row.
    numbers
        Row numbers of the spreadsheet; from 1 without.
    """
    counted = range(1, len(report.rows) + 1) if numbers is None else numbers
    return [_row(number, found) for number, found in zip(counted, report.rows, strict=True)]


def _row(number: int, found: Match) -> dict[str, str | int]:
    return {
        "row": number,
        "raw": found.raw,
        "code": found.unit.code if found.unit else "",
        "own_code": found.own.code if found.own else "",
        "status": found.status.value,
        "level": found.level.value if found.level else "",
        "candidates": BETWEEN.join(key.code for key in found.candidates),
        "reason": str(found.reason),
    }
