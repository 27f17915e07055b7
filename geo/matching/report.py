"""What became of each string."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.codes import Level, RegionKey
    from data.phrase import Told


class Status(StrEnum):
    """What became of a string (docs/matching.md)."""

    MATCHED = "matched"
    ROLLED_UP = "rolled_up"  # a county-level unit, zone or longer code, counted in its city
    HISTORICAL = "historical"  # an abolished code or former name with one successor
    PROVINCE = "province"  # a province-level unit where cities are asked for
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    AGGREGATE = "aggregate"  # 合计, Other, 珠三角: not a region
    OUT_OF_SCOPE = "out_of_scope"  # a place outside China


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """Hold the answer for one string.

    Parameters
    ----------
    raw, cleaned
        As given, and as it was looked up.
    status, reason
        What became of it, and why, in one sentence.
    unit
        The city-level unit (province-level where a province is named); `None` unless exactly one.
    own
        The unit named: for Kunshan `unit` is Suzhou, `own` is Kunshan.
    level
        Level of `own`; `None` where nothing is.
    candidates
        For ambiguous strings, every unit that may be meant, sorted by (level, code); for unknown
        ones, suggestions that the user may confirm.
    """

    raw: str
    cleaned: str
    status: Status
    reason: Told
    unit: RegionKey | None = None
    own: RegionKey | None = None
    level: Level | None = None
    candidates: tuple[RegionKey, ...] = ()


@dataclass(frozen=True)
class MatchReport:
    """Hold one match for every row, in order: nothing is lost, nothing is added."""

    rows: tuple[Match, ...]

    def counts(self) -> dict[Status, int]:
        """Count rows by status, in the order of `Status`, zeros left out."""
        found = dict.fromkeys(Status, 0)
        for row in self.rows:
            found[row.status] += 1
        return {status: count for status, count in found.items() if count}
