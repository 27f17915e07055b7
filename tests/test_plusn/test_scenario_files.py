"""A case is the same case in every kind of file, and a bad file says all that is wrong with it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.case import Case
from plusn.scenarios.files import load, save

KINDS = ("case.yaml", "case.xlsx", "case.csv-folder", "case.json")
HOSTILE = [
    "NO", "yes", "null", "~", "0101", "1e5", "1_000", "12:30:45", "2025-04-02", "=cmd|' /C calc'!A0",
    "+1", "-2", "@SUM(A1)", "＝1+1", "'", "''", "'=1", "東莞「一廠」", 'say "hi"', "two\nlines",
    "two\r\nlines", "a\tb", "_x000D_", "_x005F_x000D_", "x005F_", "#N/A", "TRUE", "{a: b}", "- x",
    "&amp;<b>", "a: b # c", "a\x85b\u2028c", "\ufeffa", "\xa0a", "😀", "*", "!!int 3", "&a", "<<", "%",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
        ),
        max_size=20,
    ),
).map(str.strip)
amounts = st.floats(0, 1e15, allow_nan=False, allow_infinity=False)
IDS = [
    "NO",
    "0101",
    "1e5",
    "-2",
    "+x",
    "@y",
    "'z",
    "東莞",
    "a b",
    "true",
    "TRUE",
    "~",
    "0x1F",
    "1.10",
]


@st.composite
def cases(draw):
    territories = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    products = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
    sites = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=6, unique=True))

    def some(options):
        return draw(st.sampled_from(options))

    tables = {
        "settings": [{"name": draw(texts.filter(bool)), "weeks": draw(st.floats(0.1, 520))}],
        "exchange_rates": [{"currency": "USD", "rate": draw(st.floats(1e-9, 1e9)), "day": "2025-06-30"}],
        "territories": [
            {"id": one, "name": draw(texts.filter(bool)), "source": draw(texts)} for one in territories
        ],
        "products": [
            {"id": one, "name": draw(texts), "hts": some(["0101", "8517.13", "", "0"])} for one in products
        ],
        "facilities": [
            {
                "id": site,
                "kind": "plant",
                "name": draw(texts.filter(bool)),
                "territory": some(territories),
                "region": draw(texts),
                "lat": draw(st.none() | st.floats(-90, 90)),
                "fixed_cost_per_year": draw(amounts),
                "modules_max": draw(st.integers(1, 10_000)),
            }
            for site in sites
        ],
        "lanes": [
            {"from": sites[0], "to": sites[1], "mode": some(IDS), "cost_per_kg": draw(amounts),
             "qualified": draw(st.booleans()), "product": some(["*", *products])}
        ],
        "duties": [
            {"layer": some(IDS), "origin": "*", "dest": territories[0], "rate": draw(st.floats(0, 10)),
             "valid_from": draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)))}
        ],
        "policies": [{"id": some(IDS), "label": draw(texts), "keep_open": sites[: draw(st.integers(0, 3))]}],
        "scenarios": [{"id": "s", "label": draw(texts)}],
        "overrides": [
            {"scenario": "s", "table": "facilities", "column": "region", "value": draw(texts)},
            {"scenario": "s", "table": "facilities", "column": "wage_per_hour", "value": draw(amounts)},
            {"scenario": "s", "table": "lanes", "column": "qualified", "value": draw(st.booleans())},
        ],
    }  # fmt: skip
    return Case.of(tables)


@given(cases())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_case_is_equal_after_it_went_through_every_kind_of_file(case):
    with tempfile.TemporaryDirectory() as folder:
        now = case
        for kind in KINDS:
            path = Path(folder) / kind.replace(".csv-folder", "")
            save(now, path)
            now = load(path).case
            assert now == case, kind
            assert now.digest == case.digest
