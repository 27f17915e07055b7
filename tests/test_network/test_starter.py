"""A case from a sheet of numbers: it always makes sense, and hides nothing that it filled in."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Problems
from network.case import TABLES
from network.case.case import Case
from network.engine.solve import design
from network.evaluate.opinion import evaluate
from network.intake.starter import start, starter_template
from network.intake.starter_entries import ENTRIES, NUMBERS

LEAST = {
    "home": "CN Mainland (CHN)",
    "away": "VN Vietnam (VNM); TH Thailand (THA)",
    "markets": "US United States (USA); VN Vietnam (VNM); CN Mainland (CHN)",
    "units_per_year": 520_000,
    "value_per_unit": 100.0,
    "labour_hours_per_unit": 0.5,
    "wage_home": 36.0,
    "wage_away": 19.0,
    "fixed_cost_away": 4_000_000,
    "duty_home_1": 0.1,
    "duty_home_2": 0.05,
    "duty_away_1": 0.02,
    "duty_away_2": 0.0,
    "duty_away_3": 0.03,
}
WHOLE = {
    **LEAST,
    "away": "VN Vietnam (VNM)",
    "name": "Ours", "currency": "USD", "kg_per_unit": 0.7, "material_share": 0.55,
    "productivity_away": 0.8, "fixed_cost_home": 3_000_000, "overhead_per_unit": 2,
    "capacity_home": 11_000, "capacity_away": 6000, "mix_1": 0.5, "mix_2": 0.2, "mix_3": 0.3,
    "price_per_unit": 160, "freight_home_per_kg": 3, "freight_away_per_kg": 3.4,
    "freight_material_per_kg": 2, "days_home": 23, "days_away": 26, "complexity_away": 500_000,
    "weeks_of_stock": 2,
}  # fmt: skip


def rows_with_numbers(case):
    for table, rows in case.tables().items():
        for number, row in enumerate(rows):
            yield table, number, row


def refused(cells):
    with pytest.raises(Problems) as told:
        start(cells)
    return [str(problem) for problem in told.value.problems]


def number(entry):
    low = entry.low + (1e-3 if entry.above_low else 0.0)
    return st.floats(low, min(entry.high, 1e6), allow_subnormal=False)


OPTIONAL = {entry.key: number(entry) for entry in NUMBERS if entry.key[:4] not in {"mix_", "duty"}}


@st.composite
def sheets(draw):
    """Draw any sheet that can be filled in: one to three markets, one to four places away."""
    places = [f"P{k} Place {k}" for k in range(8)]
    away = draw(st.lists(st.sampled_from(places[1:5]), min_size=1, max_size=4, unique=True))
    markets = draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True))
    cells = draw(st.fixed_dictionaries({}, optional=OPTIONAL))
    cells |= {
        entry.key: draw(number(entry))
        for entry in NUMBERS
        if entry.needed or entry.key[-1] in "123"[: len(markets)]
    }
    for k, market in enumerate(markets, 1):
        if market == places[0]:
            cells[f"duty_home_{k}"] = None
        if [market] == away:
            cells[f"duty_away_{k}"] = None
    cells["units_per_year"] = draw(st.floats(1, 1e7))
    cells |= {"home": places[0], "away": "; ".join(away), "markets": "; ".join(markets)}
    if draw(st.booleans()):
        parts = [draw(st.integers(1, 9)) for _ in markets]
        cells |= {f"mix_{k}": part / sum(parts) for k, part in enumerate(parts, 1)}
    else:
        cells = {key: cell for key, cell in cells.items() if not key.startswith("mix_")}
    return cells


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_whatever_the_sheet_says_the_case_makes_sense(cells):
    started = start(cells)
    again = Case.of(
        {
            table: [row.model_dump(by_alias=True) for row in rows]
            for table, rows in started.case.tables().items()
        }
    )
    assert again.digest == started.case.digest
    total = sum(row.per_week for row in started.case.demand) * 52
    assert total == pytest.approx(cells["units_per_year"], rel=0.006)


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_every_assumed_row_is_listed_with_its_reason_and_every_listed_cell_holds_its_value(cells):
    started = start(cells)
    listed = {(cell.table, cell.row) for cell in started.assumed}
    for table, row_number, row in rows_with_numbers(started.case):
        assert row.provenance in {"user", "assumed"}
        assert (row.provenance == "assumed") == ((table, row_number) in listed)
        assert row.source.startswith("starter sheet")
    for cell in started.assumed:
        assert cell.why
        row = getattr(started.case, cell.table)[cell.row]
        if cell.column:
            field = {"from": "from_"}.get(cell.column, cell.column)
            assert getattr(row, field) == cell.value
            assert f"{cell.column} = " in str(cell)


def test_with_the_fewest_numbers_the_case_can_be_solved_and_checked():
    case = start(LEAST).case
    result = design(case)
    assert result.outcome == "optimal"
    opinion = evaluate(case, result.plan)
    assert opinion.ok, opinion.failures
    assert opinion.total == pytest.approx(result.objective)
    for policy in case.policies:
        assert design(case, policy).objective >= result.objective - 1e-6


def test_the_users_numbers_stand_in_the_case_unchanged():
    case = start(WHOLE).case
    home, away = (row for row in case.facilities if row.kind == "plant")
    assert (home.wage_per_hour, away.wage_per_hour) == (36.0, 19.0)
    assert (home.fixed_cost_per_year, away.fixed_cost_per_year) == (3_000_000, 4_000_000)
    assert (home.module_per_week, away.module_per_week) == (11_000, 6000)
    assert (home.productivity, away.productivity) == (1.0, 0.8)
    assert [row.per_week for row in case.demand] == pytest.approx([5000, 2000, 3000])
    assert [row.units for row in case.stock] == pytest.approx([10_000, 4000, 6000])
    assert {row.price_per_unit for row in case.demand} == {160}
    product = next(row for row in case.products if row.kind == "finished")
    material = next(row for row in case.products if row.kind == "component")
    assert (product.kg_per_unit, product.value_per_unit) == (0.7, 100.0)
    assert material.value_per_unit == pytest.approx(55)
    rates = {(row.origin, row.dest): row.rate for row in case.duties if row.product == product.id}
    assert rates == {
        ("CN", "US"): 0.1, ("VN", "US"): 0.02, ("CN", "VN"): 0.05, ("VN", "CN"): 0.03,
    }  # fmt: skip
    far = {(row.from_, row.to): (row.cost_per_kg, row.days) for row in case.lanes}
    assert far["PLANT_CN", "MARKET_US"] == (3, 23)
    assert far["PLANT_VN", "MARKET_US"] == (3.4, 26)
    assert far["PLANT_CN", "MARKET_CN"] == far["PLANT_VN", "MARKET_VN"] == (0, 0)
    assert case.general.currency == "USD"
    assert {row.iso3 for row in case.territories} == {"CHN", "VNM", "USA"}


def test_a_row_is_the_users_only_where_all_of_it_follows_from_the_sheet():
    whole = {t: {r.provenance for r in rows} for t, rows in start(WHOLE).case.tables().items()}
    assert whole["demand"] == whole["stock"] == whole["territories"] == {"user"}
    least = start(LEAST).case
    assert {row.provenance for row in least.demand} == {"assumed"}
    product = next(row for row in least.products if row.kind == "finished")
    assert product.provenance == "assumed"  # its weight was filled in


def test_a_further_place_away_is_alike_and_says_so():
    started = start(LEAST)
    said = [str(cell) for cell in started.assumed if "until you know better" in cell.why]
    assert any("wage_per_hour = 19:" in line for line in said)
    assert any("rate = 0.02" in line for line in said)
    only = start(LEAST | {"away": "VN Vietnam"})
    assert not [cell for cell in only.assumed if "until you know better" in cell.why]


def test_the_sheet_has_at_most_thirty_numbers_and_its_template_has_every_line():
    assert len(NUMBERS) <= 30
    lines = starter_template()
    assert [line["key"] for line in lines] == list(ENTRIES)
    assert all(line["unit"] and line["note"] and line["value"] == "" for line in lines)
    assert all(line.keys() == {"key", "value", "unit", "note"} for line in lines)


def test_every_number_of_the_sheet_changes_the_case():
    assert {field.name for field in fields(Case)} == set(TABLES)
    base = start(WHOLE).case.digest
    for entry in NUMBERS:
        told = WHOLE.get(entry.key)
        if entry.key in {"duty_home_3", "duty_away_2"}:
            assert not told  # goods made there cross no border
            continue
        changed = {entry.key: told * 1.001}
        assert start(WHOLE | changed).case.digest != base, entry.key


# --- what is refused -------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once_with_what_may_have_been_meant():
    cells = {key: cell for key, cell in LEAST.items() if key not in {"wage_away", "duty_home_2"}}
    said = refused(cells | {"wage_hme": 30, "days_home": "soon", "value_per_unit": 0})
    assert len(said) == 5
    text = "\n".join(said)
    assert "unknown key 'wage_hme'" in text
    assert "Did you mean wage_home?" in text
    assert "wage_away is missing" in text
    assert "'soon' is not allowed (starter sheet, days_home)" in text
    assert "above 0" in text
    assert "duty_home_2 is missing" in text
    assert "duty of Vietnam on goods made in Mainland" in text


@pytest.mark.parametrize(
    "cell", ["1,200", "15%", "1_000", "nan", "inf", True, float("nan"), 10**400, -1, 2, [0.5]]
)
def test_a_share_is_a_plain_number_from_0_to_1(cell):
    (said,) = refused(LEAST | {"material_share": cell})
    assert "material_share" in said
    assert "from 0 to 1 (share 0-1)" in said


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"mix_1": 0.5}, "Give every market's share, or none"),
        ({"mix_1": 0.5, "mix_2": 0.2, "mix_3": 0.2}, "must add up to 1"),
        ({"markets": "US; EU", "duty_away_3": 0.1}, "There are 2 markets"),
        ({"away": "CN Mainland"}, "Name other places than home"),
        ({"away": "VN; VN"}, "Up to 4 different ones"),
        ({"markets": "A; B; C; D"}, "Up to 3 different ones"),
        ({"home": "(CHN)"}, "Write a code, a name"),
        ({"home": ";"}, "Write a code, a name"),
        ({"currency": "dollars"}, "a code of three letters"),
    ],
)
def test_lines_that_do_not_fit_together_are_refused_in_words(cells, told):
    assert any(told in line for line in refused(LEAST | cells)), refused(LEAST | cells)


def test_no_duty_is_asked_for_where_no_border_is_crossed():
    cells = {key: cell for key, cell in LEAST.items() if not key.startswith("duty")}
    inland = cells | {"away": "VN", "markets": "CN Mainland"}
    assert any("duty_away_1 is missing" in line for line in refused(inland))
    assert not any("duty_home_1" in line for line in refused(inland))
    (said,) = refused(inland | {"duty_away_1": 0.1, "duty_home_1": 0.1})
    assert "Goods made in Mainland cross no border there" in said
    started = start(inland | {"duty_away_1": 0.1})
    assert [row.dest for row in started.case.duties] == ["CN", "VN"]
