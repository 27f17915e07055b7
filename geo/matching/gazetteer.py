"""The names that are known: units of every vintage, and what is no region."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.codes import RegionKey


class Source(StrEnum):
    """What kind of name or code an entry is; the order is not a preference."""

    FULL = "full"  # 广东省, 深圳市
    BARE = "bare"  # 广东, 深圳
    ENGLISH = "english"  # Guangdong, Shenzhen
    PINYIN = "pinyin"  # toneless, one word a syllable: "shen zhen"
    ROMANISED = "romanised"  # Canton, Soochow, Tung Kwan
    FORMER = "former"  # a name that the unit had: 襄樊 → 襄阳
    ZONE = "zone"  # a development zone, which lies in the unit
    TOWN = "town"  # a town of the unit; others bear its name, so it counts beside the unit's only


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Hold one unit of the 2023 vintage.

    `key` is (level, code); `parent` the unit it lies in: a county's city-level unit, a city's
    province. A unit that stands at city level directly under a province has a city's key only.
    """

    key: RegionKey
    parent: RegionKey | None
    name: str  # full Simplified name


@dataclass(frozen=True, kw_only=True)
class Name:
    """Hold one name of one unit: the same text may name several."""

    text: str
    source: Source
    key: RegionKey


@dataclass(frozen=True, kw_only=True)
class OldCode:
    """Hold a code that is no longer in use.

    `successors` are today's units: one where the unit lives on under another code or was merged,
    several where it was divided. `name` is what it was called, `until` the last year it was valid.
    """

    code: str
    name: str
    until: int
    successors: tuple[RegionKey, ...]


@dataclass(frozen=True, kw_only=True)
class NotRegion:
    """Hold a text that is no region of ours.

    `kind` is ``aggregate`` (合计, Other), ``group`` (珠三角) or ``foreign`` (Vietnam, 大阪).
    """

    text: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """Hold everything that a matcher knows; built by `data.names` from the packaged tables."""

    units: tuple[Unit, ...]
    names: tuple[Name, ...]
    old_codes: tuple[OldCode, ...] = ()
    not_regions: tuple[NotRegion, ...] = ()
