"""Names and codes to regions, from Python and from the command line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.codes import Level
from data.errors import BadValue, UnknownChoice
from data.names import name_rows, not_region_rows, old_code_rows, unit_rows
from data.phrase import said
from geo.matching import Matcher, clean
from geo.matching.codes import read_code
from geo.matching.gazetteer import Gazetteer, Name, NotRegion, OldCode, Source, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.matching.report import Match, MatchReport

COLUMNS = ("row", "raw", "code", "own_code", "status", "level", "candidates", "reason")
LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
BETWEEN = ";"
SHORTEST_CODE = 6  # digits


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


@cache
def words() -> Words:
    """Tell what texts name, for the understanding of a sheet.

    Raises
    ------
    HashMismatch
        A packaged table is not the recorded one.
    """
    return Words(matcher())


class Words:
    """Tell what a text names: `data.sheets.words.Words` from the whole gazetteer.

    A number of fewer than six digits may be a code, but in a sheet it is far more often a number.
    """

    def __init__(self, known: Matcher) -> None:
        self._known = known

    def levels(self, text: str) -> frozenset[Level]:
        """Give the levels of the regions that a name or code may mean; none if it means none."""
        digits = read_code(clean(text))
        if digits is not None and len(digits) < SHORTEST_CODE:
            return frozenset()
        return self._known.levels(text)

    def is_aggregate(self, text: str) -> bool:
        """Tell whether it is a sum or a rest: 合计, Other."""
        return self._known.kind(text) in {"aggregate", "country", "heading"}

    def is_group(self, text: str) -> bool:
        """Tell whether it is a named group of regions: 珠三角, 东部地区."""
        return self._known.kind(text) == "group"


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

    if level is not None and level not in LEVELS:
        raise UnknownChoice.of("level", level, LEVELS)
    columns = [None if column is None else list(column) for column in (values, hints, codes)]
    if len({len(column) for column in columns if column is not None}) > 1:
        raise BadValue(
            said("the columns are not of the same length"),
            remedy=said("Give one hint and one code for each value."),
        )
    asked, provinces, beside = columns
    report = matcher().match(asked or (), provinces, beside, Level(level) if level else None)
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
