"""Small tables of a user's, and the maps made of them once for all tests."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

import plusn
from data.codes import Level, in_study
from plusn.land import load_land
from plusn.regions import load_regions

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
PROVINCES = tuple(r for r in load_regions().at(Level.PROVINCE) if in_study(r.code))
HOSTILE = '<img src=x onerror=alert(1)>{{7*191}}</script>${7*7}=HYPERLINK("x")'


def frame(columns, names=None):
    """Make a long table: (part, numbers of the first provinces) in rows."""
    part, series = columns
    rows = [
        (region.name_zh_hans, word, value)
        for word, numbers in series.items()
        for region, value in zip(names or PROVINCES, numbers, strict=False)
    ]
    return pd.DataFrame(rows, columns=["地区", part, "企业数"])


@cache
def two_years():
    rng = np.random.default_rng(5)
    before = rng.integers(50, 900, 31)
    after = before + rng.integers(-40, 60, 31)
    after[:3] = before[:3]
    return frame(("年份", {"2023": after.tolist(), "2020": before.tolist()}))


@cache
def gaps():
    """Some numbers, some ranges, some nothing; a total in both years."""
    after = [595, 190, 700, 400, "<50", "200-300", 520, 310, 120]
    before = [595, 240, 100, "380-420", "60-80", "20-40", 20]
    table = frame(("年份", {"2023": after, "2020": before}))
    totals = pd.DataFrame(
        [("全国", "2023", 10_000), ("全国", "2020", 8_000)], columns=table.columns
    )
    return pd.concat([totals, table], ignore_index=True)


@cache
def sectors():
    rng = np.random.default_rng(7)
    parts = {name: rng.integers(3, 200, 31) for name in ("电子", "纺织", HOSTILE)}
    whole = sum(parts.values())
    return frame(("行业", {"合计": whole.tolist(), **{k: v.tolist() for k, v in parts.items()}}))


@cache
def clustered():
    """Give density a slope from west to east."""
    land = load_land()
    rng = np.random.default_rng(1)
    rows = []
    for region in PROVINCES:
        x = land.shapes["province", region.code].centroid.x
        density = max(0.01, 1 + x / 400) * rng.uniform(0.8, 1.2)
        rows.append((region.name_zh_hans, round(density * region.area_km2 / 10)))
    return pd.DataFrame(rows, columns=["地区", "企业数"])


ASKED = {
    "difference": {"data": two_years, "compare": "2020", "measure": "count"},
    "ratio": {"data": two_years, "compare": "2020", "compare_as": "ratio", "measure": "count"},
    "density": {"data": two_years, "compare": "2020"},
    "gaps": {"data": gaps, "compare": "2020"},
    "gaps ratio": {"data": gaps, "compare": "2020", "compare_as": "ratio"},
    "local": {"data": clustered, "statistic": "local-moran"},
    "gi": {"data": clustered, "statistic": "gi-star"},
    "pair": {"data": two_years, "compare": "2020", "compare_as": "pair", "measure": "count"},
    "pair gaps": {"data": gaps, "compare": "2020", "compare_as": "pair"},
    "years": {"data": gaps, "multiples": "year", "style": "symbols"},
    "sectors": {"data": sectors, "multiples": "sector", "measure": "count"},
}
SEVERAL = ("pair", "pair gaps", "years", "sectors")


@cache
def figure(name, lang="en"):
    asked = dict(ASKED[name])
    return plusn.atlas(data=asked.pop("data")(), lang=lang, **asked)


def marks(spec):
    return {mark.code: mark for mark in spec.regions}
