"""Named groups of regions: the Greater Bay Area, two deltas, and a user's own.

Each definition follows a plan of the State Council, named in the group's `source`; other
definitions of the same names exist, so a map that uses one prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from data.errors import BadValue, UnavailableMeasure, UnknownChoice, WrongColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.region import Region, Regions

NINE_CITIES = (
    "440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000",
)  # fmt: skip
HONG_KONG, MACAO = "810000", "820000"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Describe a group of regions.

    Parameters
    ----------
    id
        Word of command and URL, or the text of a user's `group` column.
    name_key
        Catalogue key of the name, blank for a user's group (its `id` is its name).
    members
        The regions counted, sorted by (level, code); none lies inside another.
    shown
        Regions that belong to the name but are out of scope: shown, never counted.
    note_key
        Catalogue key of the sentence that gives the definition and its source.
    source
        The document the definition comes from.

    Raises
    ------
    BadValue
        There is no member, or one stands twice.
    """

    id: str
    name_key: str
    members: tuple[RegionKey, ...]
    shown: tuple[RegionKey, ...] = ()
    note_key: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.members, key=lambda k: (k.level.rank, k.code)))
        object.__setattr__(self, "members", ordered)
        if not ordered:
            raise BadValue(f"the group {self.id} has no member", remedy="Name its regions.")
        if len(set(ordered)) != len(ordered):
            raise BadValue(f"the group {self.id} names a region twice", remedy="Name it once.")

    def units(self, regions: Regions, level: Level | str) -> tuple[Region, ...]:
        """List the regions of `level` that make up the group, sorted by code.

        Raises
        ------
        UnavailableMeasure
            The group is made of smaller regions than `level`.
        UnknownRegion
            A member is not among `regions`.
        BadValue
            A member lies inside another.
        """
        wanted = Level(level)
        found: dict[RegionKey, Region] = {}
        for key in self.members:
            if key.level > wanted:
                raise UnavailableMeasure(
                    f"the group {self.id} is made of {key.level} units, not of {wanted} units",
                    remedy=f"Ask for --level {key.level}.",
                )
            for region in _inside(regions, regions.get(*key), wanted):
                if region.key in found:
                    raise BadValue(
                        f"{key.level} {key.code} of the group {self.id} lies inside another member",
                        remedy="Name the larger or the smaller region, not both.",
                    )
                found[region.key] = region
        return tuple(sorted(found.values(), key=lambda region: region.code))


def _inside(regions: Regions, region: Region, level: Level) -> list[Region]:
    if region.level is level:
        return [region]
    children = regions.children(region.key)
    return [unit for child in children for unit in _inside(regions, child, level)]


def _cities(*codes: str) -> tuple[RegionKey, ...]:
    return tuple(RegionKey(Level.CITY, code) for code in codes)


def _provinces(*codes: str) -> tuple[RegionKey, ...]:
    return tuple(RegionKey(Level.PROVINCE, code) for code in codes)


GROUPS: Mapping[str, Group] = {
    group.id: group
    for group in (
        Group(
            id="gba",
            name_key="group.gba",
            members=_cities(*NINE_CITIES),
            shown=(*_cities(HONG_KONG, MACAO), *_provinces(HONG_KONG, MACAO)),
            note_key="note.group.gba",
            source=(
                "Outline Development Plan for the Guangdong–Hong Kong–Macao Greater Bay Area, "
                "CPC Central Committee and State Council, 18 February 2019"
            ),
        ),
        Group(
            id="prd",
            name_key="group.prd",
            members=_cities(*NINE_CITIES),
            note_key="note.group.prd",
            source=(
                "Outline of the Plan for the Reform and Development of the Pearl River Delta "
                "(2008–2020), National Development and Reform Commission, January 2009"
            ),
        ),
        Group(
            id="yrd",
            name_key="group.yrd",
            members=_provinces("310000", "320000", "330000", "340000"),
            note_key="note.group.yrd",
            source=(
                "Outline of the Integrated Regional Development of the Yangtze River Delta, "
                "CPC Central Committee and State Council, 1 December 2019"
            ),
        ),
    )
}


def named_group(name: str) -> Group:
    """Find a group by its word.

    Raises
    ------
    UnknownChoice
        `name` is no named group.

    Examples
    --------
    >>> len(named_group("gba").members), [key.code for key in named_group("yrd").members]
    (9, ['310000', '320000', '330000', '340000'])
    """
    if name not in GROUPS:
        raise UnknownChoice.of("group", name, GROUPS)
    return GROUPS[name]


def user_groups(frame: pd.DataFrame, column: str = "group") -> dict[str, Group]:
    """Read groups from a column of a user's table.

    Parameters
    ----------
    frame
        Indexed by (level, code); `column` names each row's group, blank where it is in none.

    Returns
    -------
    dict of str to Group
        By name, sorted.

    Raises
    ------
    WrongColumns
        There is no such column.
    BadValue
        A region stands twice in one group.
    """
    if column not in frame.columns:
        raise WrongColumns(f"the table has no column {column}", remedy="Name the group column.")
    named = frame[column].fillna("").astype(str).str.strip()
    members: dict[str, list[RegionKey]] = {}
    for (level, code), name in named[named != ""].items():
        members.setdefault(name, []).append(RegionKey(Level(level), code))
    return {
        name: Group(id=name, name_key="", members=tuple(members[name])) for name in sorted(members)
    }
