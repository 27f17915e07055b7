"""A user's table between the file and the numbers: nothing lost, nothing guessed."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from data.codes import Level, RegionKey
from data.errors import DuplicateRegion, Problems, UnknownChoice
from data.figure import Standing
from data.sheets.table import Role
from plusn.own import draft as draft_module
from plusn.own.located import Outcome
from plusn.own.opening import open_draft
from plusn.own.quantity import Kind
from plusn.own.supply import own_numbers

from .own_sheets import (
    COUNTRY,
    DONGGUAN,
    GUANGDONG,
    KUNSHAN,
    SHENZHEN,
    SUZHOU,
    book,
    cells,
    draft,
)

HEAD = ("地区", "企业数")


def test_every_line_has_one_outcome() -> None:
    one = draft(
        ("单位：家",),
        HEAD,
        ("全国", 100),
        ("广东省", 50),
        ("深圳市", 30),
        ("其中：电子业", 3),
        ("东部地区", 70),
        ("越南", 2),
        ("不存在市", 1),
        ("合计", 100),
    )
    assert sum(one.outcomes().values()) == len(one.understood.lines)
    by_row = {row.line.number: row.outcome for row in one.located}
    assert by_row[4] is by_row[5] is Outcome.PLACED
    assert by_row[6] is Outcome.OF_WHICH
    assert by_row[7] is Outcome.REGIONAL
    assert by_row[8] is Outcome.ELSEWHERE
    assert by_row[9] is Outcome.UNCLEAR
    assert by_row[10] is Outcome.TOTAL


def test_each_mark_of_a_cell_has_its_standing() -> None:
    one = draft(
        HEAD,
        ("深圳市", 30),
        ("东莞市", "≈20"),
        ("广州市", "10–20"),
        ("佛山市", "<50"),
        ("惠州市", "—"),
        ("中山市", "…"),
        ("珠海市", None),
        ("江门市", 0),
    )
    found = {cell.key.code: cell for cell in one.table().pick().cells}
    standings = {code: cell.standing for code, cell in found.items()}
    assert standings["440300"] is standings["440700"] is Standing.PUBLISHED
    assert standings["441900"] is Standing.ESTIMATED
    assert standings["440100"] is standings["440600"] is Standing.BOUNDED
    assert standings["441300"] is standings["442000"] is standings["440400"] is Standing.UNKNOWN
    assert (found["440100"].low, found["440100"].high) == (10, 20)
    assert found["440600"].high == 49
    assert found["440700"].low == 0


def test_a_dash_is_zero_only_where_the_user_says_so() -> None:
    one = draft(HEAD, ("东莞市", 2), ("深圳市", "-"))
    assert cells(one)[SHENZHEN].standing is Standing.UNKNOWN
    assert "not known" in " ".join(next(iter(one.table().remarks.values())))
    zero = one.with_choices(dash="zero")
    assert cells(zero)[SHENZHEN].low == 0
    assert one.table().digest != zero.table().digest


def test_several_rows_of_a_region_are_refused_with_their_rows_until_the_user_decides() -> None:
    one = draft(HEAD, ("深圳", 30), ("东莞", 5), ("深圳市", 12))
    (problem,) = one.problems()
    assert isinstance(problem, DuplicateRegion)
    assert "rows 2, 4" in str(problem)
    with pytest.raises(Problems):
        one.table()
    for choice, value, standing in (
        ("sum", 42, Standing.DERIVED),
        ("first", 30, Standing.PUBLISHED),
        ("last", 12, Standing.PUBLISHED),
    ):
        cell = cells(one.with_choices(duplicates=choice))[SHENZHEN]
        assert (cell.low, cell.standing) == (value, standing)


def test_a_number_that_nobody_knows_is_not_summed_as_zero() -> None:
    one = draft(HEAD, ("深圳", 30), ("深圳市", "…"), duplicates="sum")
    cell = cells(one)[SHENZHEN]
    assert (cell.low, cell.high, cell.standing) == (30, None, Standing.BOUNDED)


def test_an_ambiguous_name_is_asked_about_and_the_answer_is_kept() -> None:
    one = draft(HEAD, ("深圳市", 30), ("朝阳区", 10), ("朝阳区", 5), duplicates="sum")
    (question,) = one.questions
    assert (question.raw, question.rows, question.value) == ("朝阳区", (3, 4), 15)
    assert len(question.candidates) > 1
    assert one.unmatched_share == pytest.approx(15 / 45)
    assert (one.unplaced.rows, one.unplaced.of_rows) == (2, 3)
    answered = one.confirm("朝阳区", question.candidates[0])
    assert answered.unplaced.rows == 0
    assert answered.questions[0].answered
    assert answered.with_reading(answered.understood.reading).confirmed == answered.confirmed
    assert answered.forget("朝阳区").unplaced == one.unplaced
    dismissed = one.confirm("朝阳区", None)
    assert dismissed.outcomes()[Outcome.DISMISSED] == 2
    assert dismissed.unmatched_share == one.unmatched_share


def test_an_answer_never_overrides_the_province_beside_a_name() -> None:
    one = draft(("省份", *HEAD), ("辽宁省", "朝阳", 1), ("北京市", "朝阳区", 2))
    told = one.confirm("朝阳", SHENZHEN)
    assert SHENZHEN not in {row.key for row in told.located}


def test_a_county_is_rolled_up_among_cities_and_stands_alone_among_counties() -> None:
    among = draft(HEAD, ("昆山市", 12), ("深圳市", 30), ("东莞市", 5), duplicates="sum")
    assert cells(among)[SUZHOU].low == 12
    apart = among.with_choices(counties="parts")
    assert cells(apart)[KUNSHAN].low == 12
    both = draft(HEAD, ("苏州市", 40), ("昆山市", 12), ("深圳市", 30))
    assert "2, 3" in str(both.problems()[0])


def test_the_share_of_the_value_counts_no_place_twice() -> None:
    one = draft(HEAD, ("广东省", 100), ("深圳市", 60), ("乌有市", 100))
    assert one.unmatched_share == pytest.approx(0.5)


def test_columns_of_years_and_sectors_are_series() -> None:
    one = draft(("地区", "2022年", "2023年"), ("深圳市", 1, 2), ("东莞市", 3, 4))
    table = one.table()
    assert table.years == ("2023", "2022")
    assert cells(one)[SHENZHEN].low == 2
    assert cells(one, year="2022")[DONGGUAN].low == 3
    with pytest.raises(UnknownChoice):
        table.pick(year="2001")


def test_a_long_table_gives_a_series_for_each_sector() -> None:
    one = draft(
        ("地区", "行业", "企业数"),
        ("深圳市", "电子", 5),
        ("深圳市", "合计", 9),
        ("东莞市", "电子", 1),
        ("东莞市", "合计", 4),
    )
    assert one.table().sectors == ("电子", "合计")
    assert cells(one)[SHENZHEN].low == 9
    assert cells(one, sector="电子")[SHENZHEN].low == 5


def test_counts_in_ten_thousands_are_full_numbers_and_money_keeps_its_unit() -> None:
    counts = draft(("单位：万家",), HEAD, ("深圳市", 3.0971)).table().pick()
    assert (counts.cells[0].low, counts.quantity.unit) == (Decimal(30971), "家")
    money = draft(("地区", "GDP（亿元）"), ("深圳市", 34606.4)).table().pick()
    assert (money.cells[0].low, money.quantity.unit) == (Decimal("34606.4"), "亿元")
    assert money.quantity.kind is Kind.AMOUNT


@pytest.mark.parametrize("heading", ["增长率", "比重（%）", "人均GDP（元）", "growth"])
def test_rates_and_averages_never_add_up(heading) -> None:
    one = draft(("地区", heading), ("深圳市", 5.2), ("广东省", 4.1))
    assert not one.table().pick().quantity.additive
    assert one.unmatched_share is None


def test_numbers_below_zero_are_no_counts() -> None:
    one = draft(("地区", "变动"), ("深圳市", -5), ("广东省", 4))
    assert not one.table().pick().quantity.additive


def test_all_problems_are_listed_at_once_with_their_rows() -> None:
    one = draft(HEAD, ("东莞市", 5), ("东莞", 6), ("深圳市", "abc"), ("广州市", 7))
    text = str(Problems(one.problems(), what="own.csv"))
    assert "row 4" in text
    assert "rows 2, 3" in text


def test_a_sheet_without_numbers_or_regions_says_what_to_name() -> None:
    one = draft(HEAD, ("深圳市", 5), ("东莞市", 6))
    lost = one.with_role(0, Role.NOTE)
    assert "no column of regions" in str(lost.problems()[0])


def test_a_choice_that_nobody_can_make_is_refused() -> None:
    one = draft(HEAD, ("深圳市", 5))
    with pytest.raises(UnknownChoice):
        one.with_choices(duplicates="keep")
    with pytest.raises(UnknownChoice):
        one.with_choices(colour="red")


def test_the_country_and_its_provinces_stand_where_they_belong() -> None:
    one = draft(HEAD, ("全国", 100), ("广东", 50))
    counted = one.table().pick()
    assert [cell.key for cell in counted.cells] in ([GUANGDONG], [COUNTRY, GUANGDONG])
    keys = {cell.key for cell in counted.cells} | {given.key for given in counted.sums.given}
    assert keys == {COUNTRY, GUANGDONG}


def test_beijing_is_one_unit_at_both_levels() -> None:
    one = draft(HEAD, ("北京", 5), ("天津市", 6))
    assert set(cells(one)) == {
        RegionKey(Level.PROVINCE, "110000"),
        RegionKey(Level.PROVINCE, "120000"),
    }


def test_two_data_sets_of_one_name_never_answer_for_each_other() -> None:
    """Whatever the order in which they are asked, each gives its own numbers."""
    one, other = (
        open_draft(book(HEAD, ("深圳市", value), ("朝阳区", 2), name="企业数.xlsx"))
        for value in (30, 31)
    )
    told = one.confirm("朝阳区", one.questions[0].candidates[0])
    for _ in range(2):
        assert [cells(d)[SHENZHEN].low for d in (one, other, told)] == [30, 31, 30]
        assert [len(cells(d)) for d in (one, other, told)] == [1, 1, 2]
        drawn = [own_numbers(d) for d in (one, other, told)]
        assert [n.counts.figure(SHENZHEN).value for n in drawn] == [30, 31, 30]
        assert len({n.digest for n in drawn}) == 3
    assert one.table().name == other.table().name


def test_nothing_of_a_user_is_cached_for_the_whole_process() -> None:
    """What is kept for a process is asked for without saying of which data."""
    kept = [
        (function.name, function.args.args)
        for path in Path(draft_module.__file__).parent.glob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        and any("cache" in ast.unparse(d) and "property" not in ast.unparse(d)
                for d in function.decorator_list)
    ]  # fmt: skip
    assert {name for name, _ in kept} >= {"make_ready"}
    asked_for = {argument.arg for _, arguments in kept for argument in arguments}
    assert asked_for <= {"key", "language", "level"}  # regions and languages


def test_a_sum_with_an_estimate_in_it_is_an_estimate() -> None:
    one = draft(HEAD, ("深圳", 30), ("深圳市", "约12"), ("东莞市", 1), duplicates="sum")
    cell = cells(one)[SHENZHEN]
    assert (cell.low, cell.standing) == (42, Standing.ESTIMATED)


def test_the_province_and_the_city_beside_a_name_say_which_region_is_meant() -> None:
    rows = (("北京市", "北京市", "朝阳区", 2), ("吉林省", "长春市", "朝阳区", 3))
    for head, taken in (
        (("省份", "城市", "区县", "企业数"), rows),
        (("省份", "区县", "企业数"), [(a, c, d) for a, _, c, d in rows]),
        (("城市", "区县", "企业数"), [(b, c, d) for _, b, c, d in rows]),
    ):
        one = draft(head, *taken, counties="parts")
        assert {key.code: cell.low for key, cell in cells(one).items()} == {
            "110105": 2,
            "220104": 3,
        }
        assert one.questions == ()


def test_the_level_beside_a_name_says_which_of_two_units_is_meant() -> None:
    one = draft(
        ("地区", "级别", "企业数"), ("吉林", "省", 5), ("吉林", "市", 3), ("深圳市", "市", 1)
    )
    found = {(str(key.level), key.code): cell.low for key, cell in cells(one).items()}
    assert found == {("province", "220000"): 5, ("city", "220200"): 3, ("city", "440300"): 1}


def test_of_two_caps_of_a_region_the_lower_one_holds() -> None:
    one = draft(
        ("地区", "企业数", "at_most_unlisted"),
        ("广东省", 60, 9),
        ("广东", 40, 7),
        ("深圳市", 3, None),
        duplicates="sum",
    )
    assert cells(one)[GUANGDONG].cap == 7


def test_an_answer_that_the_name_cannot_mean_places_nothing() -> None:
    one = draft(HEAD, ("东莞市", 1), ("朝阳区", 10)).confirm("朝阳区", SHENZHEN)
    assert one.outcomes() == {Outcome.PLACED: 1, Outcome.UNCLEAR: 1}
    unknown = draft(HEAD, ("东莞市", 1), ("乌有市", 10)).confirm("乌有市", SHENZHEN)
    assert cells(unknown)[SHENZHEN].low == 10
