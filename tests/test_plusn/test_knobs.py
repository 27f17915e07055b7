"""Controls of a firm's case: what they are, the rows they make, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from string import ascii_letters, digits

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.errors import BadValue, InputProblem, Problems, UnknownChoice
from network.case.overrides import scenario_case
from network.case.places import Facility
from plusn.desk.knobs import GROUPS, by_group, knobs, moved, now_of, settled
from plusn.desk.knobs_back import apart, values_of
from plusn.desk.knobs_kind import code_of
from plusn.desk.knobs_rows import scenario_of
from plusn.desk.knobs_url import from_text, to_text
from plusn.scenarios.files import save
from plusn.scenarios.running import run
from plusn.scenarios.told import report_of

from .desk_cases import CASES, desk_case, values_for
from .scenario_commands import asked, timeless

RELAXED = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
PLAIN = {*ascii_letters, *digits, "_", "-", "~"}
DATED = ("regime", "run_date")
DUTY = "duty-mfn-HOME-ABROAD"


@pytest.mark.parametrize("name", CASES)
def test_controls_stand_in_the_order_that_matters_with_plain_codes(name):
    found = knobs(desk_case(name))
    places = [GROUPS.index(knob.group) for knob in found]
    assert places == sorted(places)
    assert len({knob.id for knob in found}) == len(found)
    assert all(set(knob.id) <= PLAIN for knob in found)
    assert all(knob.checked(knob.now) == knob.now for knob in found)


def test_a_control_without_use_is_absent():
    small, large = desk_case("two_plants"), desk_case("electronics")
    groups = set(by_group(large)) - set(by_group(small))
    assert groups == {"origin", "stock", "money", "carbon"}
    alone = replace(
        small,
        facilities=tuple(row for row in small.facilities if row.id != "B"),
        lanes=tuple(row for row in small.lanes if "B" not in {row.from_, row.to}),
        policies=(), scenarios=(), overrides=(), events=(),
    )  # fmt: skip
    assert not {"policy", "caution", "site"} & set(by_group(alone))


def test_the_duty_with_most_at_stake_comes_first_and_tops_are_sensible():
    first = knobs(desk_case("electronics"))[0]
    assert first.subject == (("layer", "section_301"), ("origin", "CN"), ("territory", "US"))
    assert (first.now, first.low, first.high) == (5.5, 0.0, 50.0)
    ts = next(knob for knob in knobs(desk_case("electronics")) if "transshipment" in knob.id)
    assert (ts.now, ts.high) == (38.0, 80.0)


def test_rows_of_a_group_with_different_rates_get_the_same_points_on_top():
    case = desk_case("electronics")
    made = scenario_of(case, {"duty-mfn-~-US": 10}, name="more")
    rates = {row.hts_prefix: row.rate for row in scenario_case(made, "more").duties
             if (row.layer, row.dest) == ("mfn", "US")}  # fmt: skip
    assert rates == pytest.approx({"8518": 0.136, "8504": 0.117})


def test_ended_proposed_and_exempt_rows_are_no_slider():
    case = desk_case("two_plants")
    first = case.duties[0]
    others = [
        first.model_copy(update={"layer": "old", "status": "ended"}),
        first.model_copy(update={"layer": "new", "status": "proposed"}),
        first.model_copy(update={"layer": "free", "combine": "exempt"}),
    ]
    ids = [knob.id for knob in knobs(replace(case, duties=(*case.duties, *others)))]
    assert [code for code in ids if code.startswith("duty")] == [DUTY, "duty-mfn-AWAY-ABROAD"]


@pytest.mark.parametrize("name", CASES)
def test_every_control_moves_cells_that_the_case_has(name):
    case = desk_case(name)
    for knob in knobs(case):
        for one in knob.targets:
            assert one.rows
            assert hasattr(getattr(case, one.table)[one.rows[0]], one.column)


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
@RELAXED
def test_what_is_written_is_read_back(name, data):
    case = desk_case(name)
    values = data.draw(values_for(case, without=DATED))
    made = written(case, values)
    assert values_of(made, "what_if") == settled(case, values)
    assert apart(made, "what_if").count == 0


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
@RELAXED
def test_writing_what_was_read_changes_nothing(name, data):
    case = desk_case(name)
    made = written(case, data.draw(values_for(case, without=DATED)))
    again = scenario_of(made, values_of(made, "what_if"), name="what_if")
    assert again == made


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
@RELAXED
def test_an_address_gives_back_what_it_was_made_of(name, data):
    case = desk_case(name)
    values = data.draw(values_for(case))
    text = to_text(case, values)
    assert set(text) <= PLAIN | set(":,.")
    assume(text)
    assert from_text(case, text) == settled(case, values)


@given(text=st.text(max_size=80) | st.from_regex(r"[a-z-]{1,20}:[0-9a-z.]{0,9}", fullmatch=True))
@RELAXED
def test_no_address_can_set_what_a_control_cannot_hold(text):
    case = desk_case("two_plants")
    read = from_text(case, text)
    assert settled(case, read) == read
    assert set(read) == set(now_of(case))


def written(case, values):
    """Write values that fit together; plants of shut territories cannot be the anchor's."""
    try:
        return scenario_of(case, values, name="what_if", label="What if")
    except InputProblem:
        assume(False)  # noqa: FBT003
        raise


@pytest.mark.parametrize("name", ["electronics", "two_plants"])
def test_every_shipped_scenario_is_said_with_controls_and_stays_the_same(name):
    case = desk_case(name)
    for row in case.scenarios:
        assert apart(case, row.id).count == 0
        again = scenario_of(case, values_of(case, row.id), name=row.id)
        assert [one.id for one in again.scenarios] == [one.id for one in case.scenarios]
        assert again.policies == case.policies
        same, before = run(again, row.id).result.objective, run(case, row.id).result.objective
        assert same == pytest.approx(before)


def test_only_what_differs_from_today_makes_rows():
    case = desk_case("electronics")
    made = scenario_of(case, now_of(case), name="same")
    assert (made.overrides, made.events, made.policies) == (
        case.overrides, case.events, case.policies,
    )  # fmt: skip
    one = scenario_of(case, {"carbon": 300}, name="same")
    assert [
        (row.table, row.column, row.value) for row in one.overrides if row.scenario == "same"
    ] == [("settings", "carbon_price_per_t", 300.0)]
    assert one.overrides[-1].provenance == "user"


def test_a_policy_of_the_case_that_asks_the_same_is_used():
    case = desk_case("electronics")
    plus = {"plus": "1", "share_min": 15}
    assert scenario_of(case, plus, name="a").scenarios[-1].policy == "china_plus_1"
    other = scenario_of(case, plus | {"share_min": 16}, name="a", label="Mine")
    assert other.policies[-1].id == other.scenarios[-1].policy == "a.policy"
    assert other.policies[-1].label == "Mine"


def test_territories_left_out_have_their_plants_kept_closed():
    made = scenario_of(desk_case("electronics"), {"allowed": ("CN", "VN")}, name="a")
    assert made.policies[-1].keep_closed == ("P_PG", "P_RY")


def test_what_no_control_says_is_kept_and_counted():
    case = desk_case("two_plants")
    plain = scenario_of(case, {DUTY: 20}, name="a")
    odd = plain.overrides[-1].model_copy(
        update={"table": "demand", "where": "market=H", "column": "per_week", "value": 900.0}
    )
    later = case.events[0].model_copy(update={"scenario": "a", "start_week": 9})
    policy = case.policies[1].model_copy(update={"id": "odd", "plants_max": 2})
    mixed = replace(
        plain, overrides=(*plain.overrides, odd), events=(*plain.events, later),
        policies=(*plain.policies, policy),
        scenarios=tuple(row.model_copy(update={"policy": "odd"}) if row.id == "a" else row
                        for row in plain.scenarios),
    )  # fmt: skip
    assert apart(mixed, "a").count == 3
    changed = scenario_of(mixed, values_of(mixed, "a") | {DUTY: 25}, name="a")
    assert apart(changed, "a") == apart(mixed, "a")
    assert values_of(changed, "a")[DUTY] == 25
    assert values_of(changed, "a")["plus"] == "1"


@pytest.mark.parametrize(
    ("op", "value", "read"),
    [("add", 0.2, 30.0), ("mul", 2.0, 20.0), ("set", 0.15, 15.0), ("set", 0.9, 10.0)],
)
def test_an_override_is_read_whichever_way_it_is_written(op, value, read):
    case = desk_case("two_plants")
    row = case.overrides[0].model_copy(update={"op": op, "value": value})
    held = replace(case, overrides=(row,))
    assert values_of(held, "duty_20")[DUTY] == read
    assert len(apart(held, "duty_20").overrides) == (value == 0.9)


def test_values_that_are_not_allowed_are_refused_together():
    with pytest.raises(Problems) as told:
        settled(desk_case("two_plants"), {"speed": 1, DUTY: 70, "plus": "7", "run_date": "x"})
    assert len(told.value.problems) == 4
    with pytest.raises(UnknownChoice):
        values_of(desk_case("two_plants"), "nothing")
    with pytest.raises(BadValue, match="letters"):
        scenario_of(desk_case("two_plants"), {}, name="a" * 51)


def test_idle_controls_count_as_today():
    case = desk_case("electronics")
    assert moved(case, {"outage_weeks": 3, "outage_left": 50, "anchor": "VN"}) == {}
    assert set(moved(case, {"outage": "site:P_SZ", "outage_weeks": 3})) == {
        "outage",
        "outage_weeks",
    }


def test_a_day_without_rates_is_refused_before_it_is_held():
    case = desk_case("electronics")
    with pytest.raises(Problems, match="no rate on 2027-01-01"):
        scenario_of(case, {"regime": "us-section-122-2026", "run_date": "2027-01-01"}, name="later")
    made = scenario_of(case, {"regime": "us-section-122-2026"}, name="dated")
    assert made.scenarios[-1].regime == values_of(made, "dated")["regime"] == "us-section-122-2026"


def test_a_case_with_any_ids_has_plain_codes():
    case = desk_case("two_plants")
    strange = Facility.model_validate(
        case.facilities[2].model_dump() | {"id": "Werk <b>, 東莞:1", "region": "<script>, 東"}
    )
    odd = replace(case, facilities=(*case.facilities, strange))
    ids = [knob.id for knob in knobs(odd)]
    assert code_of("fixed", "Werk <b>, 東莞:1") in ids
    values = {"outage": "region:<script>, 東", code_of("fixed", "Werk <b>, 東莞:1"): 150.0}
    text = to_text(odd, values)
    assert "<" not in text
    assert from_text(odd, text) == settled(odd, values)


ANSWERED = {
    "two_plants": {DUTY: 27.5, "outage": "region:Home", "outage_weeks": 3, "freight": 150},
    "electronics": {
        "duty-section_301-CN-US": 15.5, "stock": 4, "ports": ("X_HK", "X_HP"), "rate-CNY": 105,
        "wage-VN": 120, "productivity-VN": 90, "fixed-P_BN": 110, "lead_time": 25, "carbon": 200,
        "origin-asean_value": 55, "region_cap": 90, "outage": "site:P_DG", "outage_left": 30,
    },
    "starter": {"plus": "1", "share_min": 10, "stock": 5},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("suffix", ["yaml", "xlsx", "json"])
def test_the_command_answers_the_same_from_a_saved_file(name, suffix, tmp_path, capsys):
    made = scenario_of(desk_case(name), ANSWERED[name], name="mine", label="Mine")
    file = save(made, tmp_path / f"case.{suffix}")
    told = timeless(asked(capsys, "run", str(file), "--scenario", "mine"))
    here = report_of(run(made, "mine"))
    page = timeless(json.loads(json.dumps({**here.record, "tables": here.tables})))
    assert told["objective"] == pytest.approx(page["objective"], rel=1e-12)
    assert told == page
