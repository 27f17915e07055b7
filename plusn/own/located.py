"""Where the rows of a sheet lie: each is placed, or has a reason why it is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from data.codes import COUNTRY_CODE, Level, RegionKey, in_study, province_of
from data.sheets.table import RowKind
from geo.matching.report import Status
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.sheets.table import Line, Understood
    from geo.matching.report import Match

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000", "710000", "810000", "820000"})
COUNTIES = ("auto", "parts", "roll_up")


class Outcome(StrEnum):
    """What becomes of a row: one of these, always."""

    PLACED = "placed"  # its region is known
    TOTAL = "total"  # a sum of other rows: checked, not added
    OF_WHICH = "of_which"  # 其中: a part of the row above by kind, not by place
    REGIONAL = "regional"  # a group of regions: not added
    UNCLEAR = "unclear"  # ambiguous or unknown: the user may say which region is meant
    ELSEWHERE = "elsewhere"  # no region of China, or no single one
    DISMISSED = "dismissed"  # the user said that it is no region


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """Hold one row with what became of it.

    Parameters
    ----------
    line, match
        As understood and as matched.
    outcome
        What becomes of it.
    key
        The region that its numbers belong to; `None` unless placed.
    """

    line: Line
    match: Match
    outcome: Outcome
    key: RegionKey | None = None


def locate(
    understood: Understood,
    matches: Sequence[Match],
    confirmed: Mapping[str, RegionKey | None],
    counties: str = "auto",
) -> tuple[Located, ...]:
    """Give every row of a sheet its place, or the reason why it has none.

    Parameters
    ----------
    understood, matches
        A match for every line, in order.
    confirmed
        What the user said of a text that is ambiguous or unknown; `None`: that it is no region.
    counties
        ``parts``: a county's numbers are its own, and a part of its city's; ``roll_up``: they
        are the city's, one row of several; ``auto``: parts where half of the rows or more are
        counties.
    """
    answers = [_answer(match, confirmed) for match in matches]
    whole = counties == "parts" or (counties == "auto" and _mostly_counties(answers))
    found: list[Located] = []
    for line, match, answer in zip(understood.lines, matches, answers, strict=True):
        key = answer if whole or answer is None else _rolled_up(answer)
        found.append(_located(line, match, key, confirmed))
    return tuple(found)


def canonical(key: RegionKey) -> RegionKey:
    """Give one key for a unit that stands at province and at city level.

    Examples
    --------
    >>> canonical(RegionKey(Level.CITY, "310000")).level
    <Level.PROVINCE: 'province'>
    """
    if key.level is Level.CITY and key.code in MUNICIPALITIES:
        return RegionKey(Level.PROVINCE, key.code)
    return key


@cache
def whole_of(key: RegionKey) -> RegionKey | None:
    """Give the unit that one lies in: a county's city, a city's province, a province's country.

    Hong Kong, Macao and Taiwan are in no sum; a municipality's districts lie in it directly.

    Examples
    --------
    >>> whole_of(RegionKey(Level.COUNTY, "320583")).code
    '320500'
    """
    if key.level is Level.COUNTRY:
        return None
    if key.level is Level.PROVINCE:
        return RegionKey(Level.COUNTRY, COUNTRY_CODE) if in_study(key.code) else None
    city = RegionKey(Level.CITY, f"{key.code[:4]}00")
    if key.level is Level.COUNTY and city in load_regions():
        return city
    return RegionKey(Level.PROVINCE, province_of(key.code))


def _answer(match: Match, confirmed: Mapping[str, RegionKey | None]) -> RegionKey | None:
    said = confirmed.get(match.raw)
    if match.status in {Status.AMBIGUOUS, Status.UNKNOWN} and said is not None:
        # With a province beside it the same text may mean fewer regions than elsewhere.
        possible = match.status is Status.UNKNOWN or said in match.candidates
        return canonical(said) if possible else None
    found = match.own or match.unit
    return None if found is None else canonical(found)


def _mostly_counties(answers: Sequence[RegionKey | None]) -> bool:
    known = [key for key in answers if key is not None]
    return 2 * sum(key.level is Level.COUNTY for key in known) >= len(known) > 0


def _rolled_up(key: RegionKey) -> RegionKey:
    above = whole_of(key) if key.level is Level.COUNTY else None
    return above or key


def _located(
    line: Line, match: Match, key: RegionKey | None, confirmed: Mapping[str, RegionKey | None]
) -> Located:
    if key is not None and line.kind is not RowKind.REGIONAL:
        return Located(line=line, match=match, outcome=Outcome.PLACED, key=key)
    return Located(line=line, match=match, outcome=_why_not(line, match, confirmed))


def _why_not(line: Line, match: Match, confirmed: Mapping[str, RegionKey | None]) -> Outcome:
    kinds = {
        RowKind.TOTAL: Outcome.TOTAL,
        RowKind.OF_WHICH: Outcome.OF_WHICH,
        RowKind.REGIONAL: Outcome.REGIONAL,
    }
    if line.kind in kinds:
        return kinds[line.kind]
    if match.raw in confirmed and confirmed[match.raw] is None:
        return Outcome.DISMISSED
    unclear = match.status in {Status.AMBIGUOUS, Status.UNKNOWN}
    return Outcome.UNCLEAR if unclear else Outcome.ELSEWHERE
