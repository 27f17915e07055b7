"""Small hierarchies with random statements, and every table that agrees with them."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from data.codes import Level, RegionKey
from geo.bounds.ranking import at_most
from geo.bounds.statements import Kind, Statement, between, group, known
from geo.region import Region, Regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.bounds.premises import Premises

COUNTRY = RegionKey(Level.COUNTRY, "100000")
A, B, C = (RegionKey(Level.PROVINCE, code) for code in ("120000", "440000", "450000"))
TWIN = RegionKey(Level.CITY, "120000")  # a municipality: the same unit as A
B1, B2 = RegionKey(Level.CITY, "440100"), RegionKey(Level.CITY, "440200")
C1, C2 = RegionKey(Level.CITY, "450100"), RegionKey(Level.CITY, "450200")
LEAVES = (A, B1, B2, C1, C2)
KEYS = (COUNTRY, A, B, C, TWIN, B1, B2, C1, C2)
PARTS = {COUNTRY: LEAVES, B: (B1, B2), C: (C1, C2), TWIN: (A,)}
LEVELS = {Level.PROVINCE: (A, B, C), Level.CITY: (TWIN, B1, B2, C1, C2)}
HIGHEST = 3
OUTSIDE = RegionKey(Level.PROVINCE, "810000")


def region(key: RegionKey, parent: RegionKey | None, kind: str = "prefecture") -> Region:
    name = f"{key.level}{key.code}"
    return Region(
        key=key,
        parent=parent,
        name_en=name,
        name_zh_hant=name,
        name_zh_hans=name,
        kind=kind,
        area_km2=1,
    )


@cache
def regions() -> Regions:
    rows = [region(COUNTRY, None), *(region(key, COUNTRY) for key in (A, B, C, OUTSIDE))]
    rows.append(region(TWIN, A, "municipality"))
    rows += [region(key, B) for key in (B1, B2)]
    rows += [region(key, C) for key in (C1, C2)]
    return Regions(tuple(rows))


EVERY = np.array(list(product(range(HIGHEST + 1), repeat=len(LEAVES))))


def leaves(keys: Iterable[RegionKey]) -> set[RegionKey]:
    return {leaf for key in keys for leaf in PARTS.get(key, (key,))}


def total(tables: np.ndarray, keys: Iterable[RegionKey]) -> np.ndarray:
    """Give the joint count of some units in each table of leaves."""
    return tables[:, [LEAVES.index(leaf) for leaf in leaves(keys)]].sum(axis=1)


def value(tables: np.ndarray, key: RegionKey) -> np.ndarray:
    """Give a unit's count in each table of leaves."""
    return total(tables, [key])


def tables(statements: Sequence[Statement], premises: Premises) -> np.ndarray:
    """List every table of leaves from 0 to HIGHEST that agrees."""
    agrees = np.ones(len(EVERY), dtype=bool)
    for row in statements:
        if row.premises <= premises.active:
            for keys in [row.keys] if row.kind is Kind.GROUP else [[key] for key in row.keys]:
                sums = total(EVERY, keys)
                agrees &= (row.low <= sums) & (sums <= (np.inf if row.high is None else row.high))
    return EVERY[agrees]


# Every leaf is at most HIGHEST, so that brute force sees every table.
FRAME = tuple(between(leaf, None, HIGHEST) for leaf in LEAVES)
keys = st.sampled_from(KEYS)
small = st.integers(0, HIGHEST)
sums = st.integers(0, 2 * HIGHEST)


@st.composite
def one_statement(draw: st.DrawFn, *, with_groups: bool) -> Statement:
    kinds = ["known", "range", "cap"] + ["group"] * with_groups
    kind = draw(st.sampled_from(kinds))
    row = draw(st.integers(2, 99))
    if kind == "known":
        return known(draw(keys), draw(sums), row=row)
    low, high = sorted((draw(sums), draw(sums)))
    if kind == "range":
        return between(draw(keys), low, draw(st.sampled_from([high, None])), row=row)
    if kind == "cap":
        return at_most(draw(st.sets(keys, min_size=1, max_size=4)), draw(small), row=row)
    return group(draw(st.sets(st.sampled_from(LEAVES), min_size=2, max_size=4)), low, high, row=row)


def statements(*, with_groups: bool = False, most: int = 4) -> st.SearchStrategy:
    rows = st.lists(one_statement(with_groups=with_groups), max_size=most)
    return rows.map(lambda found: (*FRAME, *found))
