"""What an atlas is composed from, and the questions that its parts ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from briefing.catalogue import entries, text
from briefing.names import short_name
from data.codes import COUNTRY_CODE, Level, RegionKey, in_study
from data.figure import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from briefing.atlas.lens import Clusters, Contrast, Pool
    from briefing.land import Land
    from geo.bounds.evidence import Evidence
    from geo.bounds.scaled import Number
    from geo.counts import CountTable
    from geo.groups import Group
    from geo.region import Regions

AMOUNTS = frozenset({"count", "share", "share_of_parent"})
GUANGDONG = "440000"
FACTS = (Standing.PUBLISHED, Standing.DERIVED)
NATION = RegionKey(Level.COUNTRY, COUNTRY_CODE)


@dataclass(frozen=True, kw_only=True)
class Joint:
    """Hold the interval of a sum; `exact` where the sums alone leave one value."""

    low: float
    high: float | None
    exact: bool


def shown(number: Number | float) -> float:
    """Give a number as pages write it: whole where it is whole."""
    value = float(number)
    return int(value) if value.is_integer() else value


@dataclass(frozen=True, kw_only=True)
class Material:
    """Hold the numbers, the geometry and the choices of one atlas.

    Parameters
    ----------
    evidence
        Statements about counts, for joint questions: rests, groups, reasons. `None` for numbers
        that do not add up, such as rates.
    counts
        Counts of every level.
    measured
        The chosen measure, by level; a level that cannot have it is absent.
    regions, land
        The geography and its geometry.
    measure
        A key of `geo.measures.MEASURES`.
    level
        Level of the regions in the national view.
    style, scheme, k
        How values are drawn and classed.
    group
        The group asked for, if any, and every group that may be outlined.
    shipped
        The numbers are the study's sample; else a user's own.
    citation
        For a user's own table: what to print as its source.
    quantity, unit
        For a user's own table: the heading of its numbers and what one of them is, as the user
        has it; blank where the table does not say.
    remarks
        For a user's own table: what the reader must know of its numbers, each `said`.
    title
        The user's own headline for the first view.
    digest
        Of data, arguments, recipe and version.
    lens
        Two tables compared or a spatial statistic, in place of the measure itself.
    pool
        What this map has in common with those beside it.
    """

    evidence: Evidence | None
    counts: CountTable
    measured: Mapping[Level, CountTable]
    regions: Regions
    land: Land
    measure: str = "count"
    level: Level = Level.PROVINCE
    style: Literal["fill", "symbols"] = "fill"
    scheme: str = "fisher-jenks"
    k: int = 5
    group: Group | None = None
    groups: Mapping[str, Group]
    shipped: bool = True
    citation: str = ""
    quantity: str = ""
    unit: str = ""
    remarks: tuple[str, ...] = ()
    title: str = ""
    digest: str = ""
    lens: Contrast | Clusters | None = None
    pool: Pool | None = None

    @property
    def as_of(self) -> str:
        """Give the date of the data."""
        return self.counts.as_of

    @property
    def additive(self) -> bool:
        """Tell whether parts add up to their whole."""
        return self.evidence is not None

    @property
    def amounts(self) -> bool:
        """Tell whether the measure is an amount, of which places hold shares."""
        return self.additive and self.measure in AMOUNTS

    @property
    def sums(self) -> bool:
        """Tell whether the numbers drawn are counts or amounts that add up."""
        return self.additive and self.measure == "count"

    def joint(self, keys: Iterable[RegionKey]) -> Joint:
        """Give the interval of the sum of several units; open where numbers do not add up."""
        if self.evidence is None:
            return Joint(low=0, high=None, exact=False)
        found = self.evidence.group(keys)
        high = None if found.high is None else shown(found.high)
        return Joint(low=shown(found.low), high=high, exact=found.exact)

    @cached_property
    def _count_rows(self) -> dict[tuple[str, str], pd.Series]:
        return dict(self.counts.frame.iterrows())

    @cached_property
    def _measured_rows(self) -> dict[tuple[str, str], pd.Series]:
        return {key: row for table in self.measured.values() for key, row in table.frame.iterrows()}

    def count_row(self, key: RegionKey) -> pd.Series:
        """Give the row of counts of a region."""
        return self._count_rows[(str(key.level), key.code)]

    def row(self, key: RegionKey) -> pd.Series:
        """Give the row of the chosen measure of a region."""
        return self._measured_rows[(str(key.level), key.code)]

    def value(self, key: RegionKey) -> float | None:
        """Give the chosen measure where it is a point."""
        row = self._measured_rows.get((str(key.level), key.code))
        if row is None or not Standing(row["standing"]).has_value:
            return None
        return float(row["low"])

    def count(self, key: RegionKey) -> float | None:
        """Give the count where it is a fact: no estimate ever goes into a sum or a share."""
        row = self._count_rows.get((str(key.level), key.code))
        if row is None or row["standing"] not in FACTS:
            return None
        return shown(row["low"])

    def standing(self, key: RegionKey) -> Standing:
        """Tell how the chosen measure of a region is known."""
        return Standing(self.row(key)["standing"])

    def name(self, key: RegionKey, language: str, *, alone: bool = True) -> str:
        """Give a region's short name."""
        return short_name(self.regions.get(*key), language, alone=alone)

    def say(self, name: str, language: str, /, **values: object) -> str:
        """Give a string; a user's own table has its own wording where the sample's would be false.

        ``say("title")`` looks for ``atlas.title.user`` first when the numbers are a user's.
        """
        own = f"atlas.{name}.user"
        if not self.shipped and own in entries(language):
            return text(own, language, what=self.what(language), **values)
        return text(f"atlas.{name}", language, **values)

    def what(self, language: str) -> str:
        """Name what a user's numbers are, by their heading and their unit."""
        if not self.quantity:
            return self.unit or text("ownmap.what.unsaid", language)
        if not self.unit:
            return self.quantity
        return text("ownmap.what", language, name=self.quantity, unit=self.unit)

    def counted(self, name: str, count: int, language: str, /, **values: object) -> str:
        """Give a string about `count` things; a single one has its own wording where it needs it.

        The placeholder ``{count}`` is filled with `count` unless `values` says it otherwise.
        """
        single = f"{name}.one"
        known = count == 1 and f"atlas.{single}" in entries(language)
        return self.say(single if known else name, language, **{"count": count, **values})


@dataclass(frozen=True, kw_only=True)
class View:
    """One view of an atlas: which regions it is about, and of what whole they are parts.

    `id` is ``"100000"``, a province's code, or a group's id; `whole` is the region whose parts
    the view shows, `None` for a group.
    """

    id: str
    keys: tuple[RegionKey, ...]
    whole: RegionKey | None
    group: Group | None = None

    @property
    def national(self) -> bool:
        """Tell whether the view is the nation's."""
        return self.whole == NATION

    @property
    def level(self) -> Level:
        """Give the level of the regions shown."""
        return self.keys[0].level

    @property
    def covered(self) -> tuple[RegionKey, ...]:
        """Give the regions that the study covers."""
        return tuple(key for key in self.keys if in_study(key.code))


def views(material: Material) -> tuple[View, ...]:
    """List the views: the group asked for, the nation, and every province with parts to show."""
    found = [nation(material)]
    if material.group is not None:
        found.insert(0, group_view(material, material.group))
    if material.measured.keys() & {Level.CITY, Level.COUNTY}:
        found += [
            province(material, region.code)
            for region in material.regions.at(Level.PROVINCE)
            if in_study(region.code)
            and len(material.regions.at(part_level(material), within=region.code)) > 1
        ]
    return tuple(found)


def part_level(material: Material) -> Level:
    """Give the level of a province's parts: counties where the atlas is of counties."""
    return Level.COUNTY if material.level is Level.COUNTY else Level.CITY


def nation(material: Material) -> View:
    """Make the view of the whole Mainland with Hong Kong, Macao and Taiwan."""
    rows = material.regions.at(material.level)
    have = material.measured[material.level].at(material.level).index
    keys = tuple(row.key for row in rows if row.code in have)
    return View(id=COUNTRY_CODE, keys=keys, whole=NATION)


def province(material: Material, code: str) -> View:
    """Make the view of one province by its cities, or counties where the atlas is of counties."""
    keys = tuple(row.key for row in material.regions.at(part_level(material), within=code))
    if code == GUANGDONG and part_level(material) is Level.CITY:
        # Hong Kong and Macao lie inside this picture: shown, and said to be out of scope. Among
        # counties they are land beside the regions: they have no counties.
        keys += tuple(RegionKey(Level.CITY, near) for near in ("810000", "820000"))
    return View(id=code, keys=keys, whole=RegionKey(Level.PROVINCE, code))


def group_view(material: Material, group: Group) -> View:
    """Make the view of a group's members, at the atlas's level."""
    units = group.units(material.regions, material.level)
    near = [key for key in group.shown if key.level is material.level]
    keys = (*(unit.key for unit in units), *near)
    return View(id=group.id, keys=keys, whole=None, group=group)


def group_name(group: Group, language: str) -> str:
    """Give a group's name; a user's group is called by its own word."""
    return text(group.name_key, language) if group.name_key else group.id


def group_note(group: Group, language: str) -> str:
    """Give a group's definition in few words; blank for a user's group."""
    return text(group.note_key, language) if group.note_key else ""


def group_legend(group: Group, language: str) -> str:
    """Give what the legend says beside a group's outline."""
    return text(f"{group.name_key}.legend", language) if group.name_key else group.id
