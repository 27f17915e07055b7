"""A user's totals beside the study's published ones, and why the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from data.figure import Standing
from data.phrase import said
from plusn.shipped import AS_OF, published_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.phrase import Told
    from geo.counts import CountTable
    from plusn.own.supply import OwnNumbers

LEVELS = (Level.COUNTRY, Level.PROVINCE)
ENTERPRISES = frozenset(
    {"", "count", "家", "户", "戶", "个", "個", "企业", "企業", "家企业", "家企業", "firms",
     "enterprises", "companies", "units"}
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Set a user's total beside a published one.

    Parameters
    ----------
    key
        The region.
    own, published
        The two numbers.
    """

    key: RegionKey
    own: float
    published: int

    @property
    def difference(self) -> float:
        """Give the user's number less the published one."""
        return self.own - self.published


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Hold the totals that both have, and what may explain their difference.

    Parameters
    ----------
    rows
        Sorted by (level, code).
    reasons
        Sentences: another year, another universe, another definition.
    """

    rows: tuple[Beside, ...]
    reasons: tuple[Told, ...]


def compare_published(numbers: OwnNumbers) -> Compared | None:
    """Set a user's national and provincial totals beside the study's.

    Neither is called wrong: the study counts a research sample, and a bureau's table another
    universe. `None` where the user's numbers are no counts of enterprises, or no total is in both.
    """
    if numbers.evidence is None or numbers.unit not in ENTERPRISES:
        return None
    rows = tuple(_rows(numbers.counts))
    if not rows:
        return None
    differ = any(row.difference for row in rows)
    return Compared(rows=rows, reasons=tuple(_reasons(numbers, rows)) if differ else ())


def _rows(counts: CountTable) -> Iterator[Beside]:
    for row in published_counts().itertuples(index=False):
        level = Level(row.level)
        if level not in LEVELS or (str(level), row.code) not in counts.frame.index:
            continue
        cell = counts.frame.loc[(str(level), row.code)]
        if cell["standing"] in {Standing.PUBLISHED, Standing.DERIVED}:
            key = RegionKey(level, str(row.code))
            yield Beside(key=key, own=float(cell["low"]), published=int(row.value))


def _reasons(numbers: OwnNumbers, rows: tuple[Beside, ...]) -> Iterator[Told]:
    year = numbers.counts.as_of
    if not year:
        yield said(
            "The study counts {year}; the table does not say of which year it is.", year=AS_OF
        )
    elif str(AS_OF) not in year:
        yield said("The study counts {year}, the table {own}.", year=AS_OF, own=year)
    yield said(
        "The study is a research sample of manufacturing enterprises with Hong Kong investment "
        "that are operational or in normal business status; the table may count others."
    )
    if any(row.difference > 0 for row in rows):
        yield said(
            "Where the table has more: branches, other owners or other industries may be in it."
        )
    if any(row.difference < 0 for row in rows):
        yield said(
            "Where the table has less: it may leave out small enterprises, or places that have no "
            "number in it."
        )
