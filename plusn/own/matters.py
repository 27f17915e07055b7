"""Which choices a table leaves to its user, and what of it is on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.codes import Level, in_study
from data.figure import Standing
from data.sheets.amounts import Mark
from plusn.own.located import Outcome
from plusn.own.pointed import can_be_points
from plusn.own.problems import repeated
from plusn.regions import load_regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.codes import RegionKey
    from geo.counts import CountTable
    from plusn.own.draft import Draft

FACTS = (Standing.PUBLISHED, Standing.DERIVED)


def matters(draft: Draft) -> tuple[str, ...]:
    """Name the choices of `plusn.own.draft.CHOICES` that change something in this table."""
    return tuple(_matters(draft))


def _matters(draft: Draft) -> Iterator[str]:
    if can_be_points(draft):
        yield "places"
    if draft.is_points:
        yield from ("datum", "finest")
        return
    if draft.duplicates != "refuse" or any(repeated(series) for series in draft.series):
        yield "duplicates"
    if any(_is_county(match.own) or _is_county(match.unit) for match in draft.report.rows):
        yield "counties"
    entries = (entry for series in draft.series for entry in series.entries)
    if any(entry.amount.mark is Mark.DASH for entry in entries):
        yield "dash"
    if any(row.outcome is Outcome.TOTAL for row in draft.located):
        yield "totals"


def _is_county(key: RegionKey | None) -> bool:
    return key is not None and key.level is Level.COUNTY


@dataclass(frozen=True, kw_only=True)
class Covered:
    """Count the regions of a level that a table covers.

    Parameters
    ----------
    level
        ``province``, ``city`` or ``county``.
    known, ranged, missing
        Regions with a number, with a range only, and with neither.
    """

    level: str
    known: tuple[RegionKey, ...]
    ranged: tuple[RegionKey, ...]
    missing: tuple[RegionKey, ...]

    @property
    def regions(self) -> int:
        """Count the regions."""
        return len(self.known) + len(self.ranged) + len(self.missing)


def covered(counts: CountTable, level: str) -> Covered:
    """Tell which regions of a level a table of counts covers."""
    rows = counts.at(level)["standing"]
    counties = Level(level) is Level.COUNTY
    found: dict[str, list[RegionKey]] = {"known": [], "ranged": [], "missing": []}
    for region in load_regions(counties=counties).at(Level(level)):
        if in_study(region.code):
            found[_kind(Standing(rows.get(region.code, Standing.UNKNOWN)))].append(region.key)
    return Covered(level=level, **{name: tuple(keys) for name, keys in found.items()})


def _kind(standing: Standing) -> str:
    if standing in FACTS or standing is Standing.ESTIMATED:
        return "known"
    return "ranged" if standing is Standing.BOUNDED else "missing"
