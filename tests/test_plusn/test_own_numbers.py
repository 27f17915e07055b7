"""From cells to bounds and maps: sums, rounding, and numbers that come back bit by bit."""

from __future__ import annotations

import csv
import io
import struct
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import plusn
from data.codes import Level, RegionKey
from data.errors import Contradiction, PartsExceedWhole, UnavailableMeasure
from data.figure import Standing
from plusn.own.how import How
from plusn.own.located import Outcome
from plusn.own.numbers import counts_of, evidence_of, scale_of
from plusn.own.supply import own_numbers
from plusn.regions import load_regions

from .own_sheets import COUNTRY, DONGGUAN, GUANGDONG, SHENZHEN, book, draft, names

HEAD = ("地区", "企业数")
CITIES = [name for name in names(Level.CITY) if name.endswith("市")]
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def numbers(*rows, **how):
    counted = draft(*rows, **how).table().pick()
    evidence = evidence_of(counted)
    return counts_of(counted, evidence), evidence


def test_a_total_bounds_what_is_not_printed() -> None:
    counts, _ = numbers(HEAD, ("广东省", 100), ("深圳市", 60), ("东莞市", "…"))
    found = counts.figure(DONGGUAN)
    assert (found.low, found.high, found.standing) == (0, 40, Standing.BOUNDED)
    assert counts.figure(SHENZHEN).sources == ("row 3",)


def test_the_sum_of_all_provinces_is_the_country() -> None:
    provinces = names(Level.PROVINCE)
    rows = [(name, 10 * place) for place, name in enumerate(provinces)]
    total = sum(value for _, value in rows)
    rows[3] = (rows[3][0], "…")
    counts, _ = numbers(HEAD, *rows, ("合计", total))
    assert counts.figure(COUNTRY).low == total
    hidden = next(k for k in counts.at("province").index if k.startswith("14"))
    cell = counts.at("province").loc[hidden]
    assert (cell["low"], cell["high"], cell["standing"]) == (30, 30, Standing.DERIVED)


def test_a_sum_of_some_regions_bounds_each_of_them_and_no_other() -> None:
    counts, _ = numbers(HEAD, ("深圳市", 60), ("东莞市", "…"), ("苏州市", "…"), ("合计", 100))
    for code in ("441900", "320500"):
        assert counts.at("city").loc[code, "high"] == 40
    assert counts.at("city").loc["440100", "standing"] == Standing.UNKNOWN


def test_rows_without_a_region_are_part_of_a_sum() -> None:
    counts, _ = numbers(HEAD, ("深圳市", 60), ("东莞市", "…"), ("越南", 30), ("合计", 100))
    assert counts.figure(DONGGUAN).low == counts.figure(DONGGUAN).high == 10


def test_a_sum_that_is_not_that_of_its_rows_is_said() -> None:
    table = draft(HEAD, ("深圳市", 60), ("东莞市", 10), ("合计", 100)).table()
    (remark,) = next(iter(table.remarks.values()))
    assert remark == "The sum in row 4 is 100, its rows add up to 70."
    assert not next(iter(draft(HEAD, ("深圳市", 60), ("合计", 60)).table().remarks.values()))


def test_parts_above_their_whole_are_refused_with_their_rows() -> None:
    with pytest.raises(PartsExceedWhole, match="row 3") as problem:
        numbers(HEAD, ("广东省", 50), ("深圳市", 60), ("东莞市", 1))
    assert "row 2" in str(problem.value)


def test_two_sums_that_differ_are_refused_unless_they_are_ignored() -> None:
    rows = (HEAD, ("全国", 90), ("广东", 50), ("全国合计", 80))
    with pytest.raises(Contradiction):
        numbers(*rows)
    numbers(*rows, totals="ignore")


def test_wholes_that_differ_by_rounding_stand_as_they_are_given() -> None:
    cities = [name for name in CITIES if name in _guangdong()]
    rows = [(name, 1.14) for name in cities]
    assert len(cities) == 21
    counts, evidence = numbers(("单位：亿元",), ("地区", "产值"), ("广东省", 24.0), *rows)
    assert evidence is not None
    given = counts.figure(GUANGDONG)
    assert (given.value, given.standing) == (24.0, Standing.PUBLISHED)
    with pytest.raises((PartsExceedWhole, Contradiction)):
        numbers(("单位：亿元",), ("地区", "产值"), ("广东省", 25.0), *rows)


def _guangdong():
    return {r.name_zh_hans for r in load_regions().at("city", within="440000")}


def test_an_estimate_is_drawn_and_never_bounds_anything() -> None:
    counts, _ = numbers(HEAD, ("广东省", 100), ("深圳市", "约60"), ("东莞市", "…"))
    assert counts.figure(SHENZHEN).standing is Standing.ESTIMATED
    assert counts.figure(SHENZHEN).value == 60
    assert counts.figure(DONGGUAN).high == 100


def test_decimals_are_exact_in_bounds() -> None:
    counts, evidence = numbers(("地区", "产值（亿元）"), ("广东省", 0.3), ("深圳市", 0.1))
    rest = evidence.group(evidence.unlisted(GUANGDONG))
    assert rest.high == Decimal("0.2")
    assert counts.figure(DONGGUAN).high == 0.2


def test_rates_have_no_bounds_no_density_and_no_shares() -> None:
    frame = pd.DataFrame({"地区": ["广东省", "江苏省"], "增长率（%）": [5.2, -1.25]})
    figure = plusn.atlas(data=frame)
    marks = {mark.code: mark for mark in figure.spec.regions}
    assert (marks["440000"].value, marks["320000"].value) == (5.2, -1.25)
    assert marks["110000"].standing == "unknown"
    assert figure.spec.unit == "%"
    for measure in ("density", "share", "per_capita", "lq"):
        with pytest.raises(UnavailableMeasure, match="do not add up"):
            plusn.atlas(data=frame, measure=measure)


def test_a_map_says_what_the_users_numbers_are() -> None:
    frame = pd.DataFrame({"地区": ["深圳市", "东莞市"], "从业人员（万人）": [12.3, 4.5]})
    spec = plusn.atlas(data=frame, level="city").spec
    assert spec.subtitle.startswith("从业人员")
    assert "人" in spec.legend.title
    assert "enterprise" not in spec.title + spec.subtitle + spec.alt
    value = next(mark.value for mark in spec.regions if mark.code == "440300")
    assert value == 123_000


def test_the_concentration_of_a_sector_is_measured_against_all_sectors() -> None:
    rows = [
        (name, sector, 5 + place % 7 + 20 * (sector == "合计"))
        for place, name in enumerate(names(Level.PROVINCE))
        for sector in ("电子", "合计")
    ]
    frame = pd.DataFrame(rows, columns=["地区", "行业", "企业数"])
    spec = plusn.atlas(data=frame, measure="lq", how=How(sector="电子")).spec
    assert sum(mark.value is not None for mark in spec.regions) == 31


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=3) | st.integers(0, 10**12)


@st.composite
def tables(draw):
    chosen = draw(st.lists(st.sampled_from(CITIES), min_size=3, max_size=12, unique=True))
    return [(name, draw(AMOUNTS)) for name in chosen]


@SLOW
@given(rows=tables(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_form_of_cells_change_no_number(rows, order) -> None:
    """A permutation, and numbers written as text, give the same counts."""
    counted = _values(draft(("城市", "产值"), *[(n, float(v)) for n, v in rows]))
    shuffled = list(rows)
    order.shuffle(shuffled)
    again = _values(draft(("城市", "产值"), *[(n, f"{v:,f}") for n, v in shuffled]))
    assert again == counted


@SLOW
@given(rows=tables())
def test_a_row_that_is_split_gives_the_same_sum(rows) -> None:
    rows = [(name, int(value)) for name, value in rows]
    split = [(n, part) for n, v in rows for part in (v // 3, v - v // 3)]
    whole = _values(draft(("城市", "数"), *rows))
    assert _values(draft(("城市", "数"), *split, duplicates="sum")) == whole


def _values(one):
    return {cell.key: float(cell.low) for cell in one.table().pick().cells}


@SLOW
@given(
    texts=st.lists(
        st.sampled_from(
            ["深圳市", "朝阳区", "乌有市", "越南", "合计", "广东省", "东部地区", "Other"]
        ),
        min_size=3,
        max_size=15,
    )
)
def test_matched_and_not_matched_are_all_rows(texts) -> None:
    one = draft(HEAD, *[(text, place + 1) for place, text in enumerate(texts)], ("东莞市", 1))
    outcomes = one.outcomes()
    assert sum(outcomes.values()) == len(one.understood.lines)
    table_rows = len(one.understood.lines) + len(one.understood.left_out)
    assert table_rows == len(texts) + 2
    placed = outcomes.get(Outcome.PLACED, 0)
    assert one.unplaced.of_rows - one.unplaced.rows == placed


def test_numbers_are_bit_equal_from_csv_to_map_to_csv() -> None:
    rng = np.random.default_rng(5)
    some = [0.1, 12.34, 141633.8, 1e-7, 123456789.123, 0.0, 1e-300, 5e-324, 1e17]
    values = some + (10.0 ** rng.uniform(-9, 15, len(CITIES) - len(some))).tolist()
    frame = pd.DataFrame({"城市": CITIES, "产值": values})
    first = _csv(plusn.atlas(data=frame, level="city", measure="count"))
    assert [_bits(v) for v in first.values()] == [_bits(v) for v in values]
    again = pd.DataFrame({"城市": list(first), "产值": list(first.values())})
    assert _csv(plusn.atlas(data=again, level="city", measure="count")) == first


def _csv(figure):
    text = figure.to_bytes("csv").decode("utf-8-sig")
    rows = {r["code"]: r["value"] for r in csv.DictReader(io.StringIO(text)) if r["value"]}
    order = {mark.code: mark for mark in figure.spec.regions}
    by_name = {order[code].names["zh-Hans"]: code for code in rows}
    return {by_name[name]: float(rows[by_name[name]]) for name in CITIES if name in by_name}


def _bits(value):
    return struct.pack("<d", value)


def test_scale_is_that_of_the_longest_decimals() -> None:
    counted = draft(("地区", "产值"), ("深圳市", 1.25), ("东莞市", 3)).table().pick()
    assert scale_of(counted) == 100


def test_a_draft_and_its_table_give_the_same_numbers_as_the_file() -> None:
    one = draft(HEAD, ("深圳市", 60), ("东莞市", 10))
    from_draft, from_table = own_numbers(one), own_numbers(one.table())
    pd.testing.assert_frame_equal(from_draft.counts.frame, from_table.counts.frame)
    assert from_draft.digest == from_table.digest
    assert book(HEAD).digest != one.book.digest


def test_every_mark_of_a_region_without_a_row_is_unknown() -> None:
    counts, _ = numbers(HEAD, ("深圳市", 60))
    beijing = counts.figure(RegionKey(Level.PROVINCE, "110000"))
    assert beijing is None


def test_a_sum_of_all_parts_and_of_a_row_without_a_region_is_not_the_regions_number() -> None:
    cities = [(name, 1) for name in CITIES if name in _guangdong()]
    counts, _ = numbers(HEAD, *cities, ("乌有市", 10), ("合计", 31))
    assert counts.figure(GUANGDONG).value == 21


def test_a_sum_beside_a_province_is_of_its_rows_alone() -> None:
    counts, _ = numbers(
        ("省份", "城市", "企业数"),
        ("广东省", "深圳市", 60),
        ("广东省", "东莞市", "…"),
        ("广东省", "合计", 100),
        ("江苏省", "南京市", 7),
        ("江苏省", "苏州市", "…"),
    )
    assert counts.figure(DONGGUAN).high == 40
    assert counts.at("city").loc["320500", "standing"] == Standing.UNKNOWN


@pytest.mark.parametrize(("total", "is_said"), [(3.35, False), (3.36, True)])
def test_a_sum_may_differ_by_a_half_of_the_last_digit_for_each_number_and_itself(
    total, is_said
) -> None:
    rows = [("深圳市", 1.11), ("东莞市", 1.11), ("苏州市", 1.11), ("合计", total)]
    table = draft(("单位：亿元",), ("地区", "产值"), *rows).table()
    assert bool(next(iter(table.remarks.values()))) is is_said
