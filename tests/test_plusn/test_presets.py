"""Presets: each makes sense for its case, is refused with a reason, or is absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.errors import Problems, UnavailableMeasure
from plusn.desk.knobs import moved
from plusn.desk.knobs_rows import scenario_of
from plusn.desk.lens import begins_at, lens
from plusn.desk.presets import asks_for_rates, presets, with_layer
from plusn.factbook import facts
from plusn.scenarios.firm import scenario
from plusn.scenarios.running import run

from .desk_cases import CASES, desk_case


def taken(case, name):
    preset = next(one for one in presets(case) if one.id == name)
    return scenario_of(case, preset.values, name="taken")


@pytest.mark.parametrize("name", CASES)
def test_every_preset_that_is_offered_can_be_run(name):
    case = desk_case(name)
    for preset in presets(case):
        if preset.kind != "lens" and preset.refused is None:
            assert moved(case, preset.values)
            assert run(scenario_of(case, preset.values, name="taken"), "taken").certificate


def test_each_case_gets_the_presets_that_make_sense_for_it():
    ids = {name: [p.id for p in presets(desk_case(name)) if p.refused is None] for name in CASES}
    assert ids["two_plants"] == ["outage", "plus-1", "lens"]
    assert {"outage", "plus-1", "plus-2", "port-X_HK", "us-section-122-2026", "lens"} <= set(
        ids["electronics"]
    )
    assert {"plus-1", "plus-2", "us-section-122-2026"} <= set(ids["starter"])


def test_the_region_that_makes_most_stands_still_for_eight_weeks():
    case = desk_case("electronics")
    made = taken(case, "outage")
    assert [(e.region, e.weeks) for e in made.events if e.scenario == "taken"] == [("Guangdong", 8)]
    own, shipped = run(made, "taken").aftermath, run(case, "gd_shutdown_8w").aftermath
    assert own.extra == pytest.approx(shipped.extra)


def test_the_anchor_is_where_most_plants_of_today_are():
    plan = run(taken(desk_case("electronics"), "plus-1"), "taken")
    assert plan.question.policy.anchor == "CN"
    assert plan.result.open_plants == ("P_DG", "P_BN")
    fresh = replace(desk_case("electronics"), policies=(), scenarios=(), overrides=(), events=())
    assert taken(fresh, "plus-2").policies[-1].share_min == pytest.approx(0.1)


def test_duty_stays_when_everything_goes_through_one_port():
    case = desk_case("electronics")
    policy = {"plus": "1", "share_min": 15}
    port = next(one for one in presets(case) if one.kind == "port").values
    free = run(scenario_of(case, policy, name="a"), "a").result
    via = run(scenario_of(case, policy | port, name="a"), "a").result
    assert via.objective > free.objective + 100_000  # the port does change the way goods go
    assert via.terms["duty"] == pytest.approx(free.terms["duty"])


def test_a_proposed_regime_is_refused_with_its_reason_and_a_dated_one_says_its_days():
    by_id = {one.id: one for one in presets(desk_case("electronics"))}
    proposed = by_id["us-section-301-forced-labor-low"]
    assert proposed.status == "proposed"
    assert "only proposed" in str(proposed.refused)
    assert not proposed.values
    dated = by_id["us-section-122-2026"]
    assert dated.days == ("2026-02-24", "2026-07-23")
    assert dated.unrated == ("EU",)
    bare = desk_case("electronics")
    left = tuple(row for row in bare.duties if row.layer != "section_301")
    none = dict.fromkeys(("expected_layers", "scenarios", "overrides", "events", "ranges"), ())
    bare = replace(bare, duties=left, **none)
    assert {one.id: one for one in presets(bare)}[dated.id].lacks == ("section_301",)


def test_a_regime_nobody_levies_in_the_case_is_refused():
    refused = [one for one in presets(desk_case("two_plants")) if one.kind == "regime"]
    assert refused
    assert all(isinstance(one.refused, UnavailableMeasure) for one in refused)


def test_a_day_after_the_last_rate_asks_and_a_rate_given_answers():
    case = desk_case("two_plants")
    ended = replace(
        case,
        duties=tuple(r.model_copy(update={"valid_to": date(2025, 12, 31)}) for r in case.duties),
    )
    assert asks_for_rates(ended, date(2025, 6, 1)) == ()
    asked = asks_for_rates(ended, date(2026, 1, 1))
    assert "no rate on 2026-01-01" in str(asked[0])
    later = ended
    for origin in ("HOME", "AWAY"):
        row = {"layer": "mfn", "origin": origin, "dest": "ABROAD", "rate": 0.3,
               "valid_from": date(2026, 1, 1)}  # fmt: skip
        later = with_layer(later, row, date(2026, 3, 1))
    assert asks_for_rates(later, date(2026, 1, 1)) == ()
    made = scenario_of(later, {"run_date": "2026-06-01"}, name="later")
    assert made.scenarios[-1].run_date == date(2026, 6, 1)
    with pytest.raises(Problems):
        with_layer(case, {"layer": "mfn", "origin": "NOWHERE", "dest": "ABROAD"}, date(2026, 3, 1))


def test_a_day_beyond_the_known_regimes_asks_for_rates():
    case = desk_case("electronics")
    assert asks_for_rates(case, date(2026, 3, 1)) == ()
    told = [
        str(one) for one in asks_for_rates(case, date(2026, 8, 1), regime="us-section-122-2026")
    ]
    assert len(told) == 2
    assert "section_122" in told[0]


def test_the_lens_is_worked_out_from_the_facts_and_adds_up():
    found = {one.name: one for one in lens()}
    book = facts("Southeast Asia motives").set_index("fact_id")["value"]
    assert all(one.published == book[one.fact] for one in found.values())
    assert [round(100 * one.weight) for one in lens()] == [40, 38, 22]
    assert sum(one.weight for one in lens()) == pytest.approx(1)


def test_the_lens_begins_on_the_curve_and_never_changes_it():
    case = desk_case("electronics")
    assert next(one for one in presets(case) if one.id == "lens").values == {}
    report = scenario(case).tradeoff(against="lead_time_max_days", points=5)
    rows = report.tables["tradeoff"]
    begin = begins_at(rows, "lead_time_max_days")
    assert begin in {row["point"] for row in rows if not row["dominated"]}
    assert begins_at(rows, "carbon_max_t") is None
    assert begins_at([], "region_share_max") is None


def test_the_lens_weighs_risk_above_cost():
    rows = [{"point": n, "cost": 10.0 * n, "attained": 1 - 0.1 * n, "dominated": False}
            for n in range(4)]  # fmt: skip
    assert begins_at(rows, "region_share_max") == 3
    gains = [{**row, "attained": 0.1 * n} for n, row in enumerate(rows)]
    assert begins_at(gains, "outside_share_min") == 3
