"""Tariff regimes of the packaged tables: dated, and incomplete by themselves."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from data.errors import UnavailableMeasure, UnknownChoice
from data.packaged import load_rows, load_sources
from network.case.case import Case
from network.case.trade import Duty
from network.duty.dates import run_out
from network.duty.overlap import overlapping
from network.duty.presets import regime_duties, regime_expectations, regimes_of
from network.duty.stack import Tariff
from network.duty.words import describe
from plusn.scenarios.regimes import (
    apply_regime,
    regime_gaps,
    regime_named,
    regime_of_day,
    regimes,
)

DATED = [regime for regime in regimes() if regime.run_date]
PROPOSED = [regime for regime in regimes() if not regime.run_date]
PLACES = {"China": "CHN", "Viet": "VNM", "States": "USA", "Union": "DEU", "India": "IND"}
ORIGINS = [place for place in PLACES if place != "States"]
BY_COUNTRY = ["us-ieepa-2025-08", "us-ieepa-2025-10", "us-section-122-2026"]


def own(layer, **cells):
    return {"layer": layer, "origin": "*", "dest": "States", **cells}


COMPLETE = (
    own("mfn", rate=0.026),
    own("section_301", origin="China", product="phone", rate=0.25),
)


def case_of(*duties, places=PLACES, **settings):
    return Case.of(
        {
            "settings": [{"name": "regimes", **settings}],
            "territories": [{"id": i, "name": i, "iso3": iso3} for i, iso3 in places.items()],
            "products": [{"id": "phone", "hts": "8517.13"}],
            "facilities": [
                {"id": "P", "name": "P", "kind": "plant", "territory": "China"},
                {"id": "M", "name": "M", "kind": "market", "territory": "States"},
            ],
            "lanes": [{"from": "P", "to": "M"}],
            "demand": [{"market": "M", "product": "phone", "per_week": 1}],
            "duties": duties,
        }
    )


def stacks(case, origins=ORIGINS):
    tariff = Tariff(case)
    return {origin: tariff.stack(origin, "States", "phone") for origin in origins}


@pytest.mark.parametrize("regime", DATED, ids=lambda regime: regime.id)
def test_no_regime_is_a_tariff_by_itself(regime):
    # IEEPA alone reads Mainland China 10 %, Viet Nam 20 %: the wrong sign.
    for origin, stack in stacks(apply_regime(case_of(), regime.id)).items():
        assert "mfn" in stack.missing
        assert ("section_301" in stack.missing) == (origin == "China")
        assert stack.total_rate is None
        assert describe(stack)[-1].startswith("Incomplete, no total: ")
        assert not any("Total" in line for line in describe(stack))


@pytest.mark.parametrize("regime", BY_COUNTRY)
def test_with_the_case_s_own_rates_the_stack_is_whole(regime):
    case = apply_regime(case_of(*COMPLETE), regime)
    assert all(stack.complete for stack in stacks(case).values())
    assert overlapping(case) == []
    assert run_out(case) == []


def test_the_mainland_bears_more_than_viet_nam_once_the_stack_is_whole():
    case = apply_regime(case_of(*COMPLETE), "us-ieepa-2025-10")
    found = {origin: stack.total_rate for origin, stack in stacks(case).items()}
    assert found == pytest.approx(
        {
            "China": 0.026 + 0.25 + 0.10 + 0.10,
            "Viet": 0.026 + 0.20,
            "Union": 0.15,
            "India": 0.026 + 0.25 + 0.25,
        }
    )
    assert describe(stacks(case)["China"])[0] == (
        "ieepa_fentanyl 10 % (fob) + ieepa_reciprocal 10 % (fob) + mfn 2.6 % (fob) + "
        "section_301 25 % (fob)"
    )


def test_an_all_in_floor_gives_way_to_a_higher_general_rate():
    case = apply_regime(case_of(own("mfn", rate=0.32)), "us-ieepa-2025-10")
    assert stacks(case)["Union"].total_rate == pytest.approx(0.32)


def test_what_the_source_calls_a_floor_is_an_all_in_layer_and_nothing_else_is():
    for regime in DATED:
        for rate in regime.rates:
            assert (rate.combine == "max") == rate.note.startswith("floor:")
    assert {r.origin for r in regime_named("us-ieepa-2025-10").rates if r.combine == "max"} == {
        "DEU",
        "JPN",
    }


@pytest.mark.parametrize("regime", regimes(), ids=lambda regime: regime.id)
def test_every_rate_is_the_packaged_figure_of_its_country(regime):
    written = {
        (row["iso3"], row["scope"], row["value"], row["valid_from"], row["valid_to"], row["note"])
        for row in load_rows("country_parameters")
        if row["parameter"].startswith("us_")
    }
    assert regime.rates or regime.choices
    for rate in (*regime.rates, *regime.choices):
        key = ("WLD" if rate.origin == "*" else rate.origin, rate.goods)
        days = tuple(str(day or "") for day in (rate.valid_from, rate.valid_to))
        assert (*key, str(round(rate.rate * 100, 4)), *days, rate.note) in written
        assert set(rate.sources) <= set(load_sources())


def test_every_duty_of_the_tables_is_in_some_regime():
    parameters = {
        row["parameter"]
        for row in load_rows("country_parameters")
        if row["parameter"].startswith("us_")
    }
    assert parameters == {row["parameter"] for row in load_rows("tariff_layers")} - {""}


def test_regimes_follow_each_other_without_a_gap_or_an_overlap():
    for before, after in pairwise(DATED):
        assert after.valid_from == before.valid_to + timedelta(days=1)
    for regime in DATED:
        assert regime.covers(regime.run_date)
        assert regime.status == "ended"
        assert regime_of_day(regime.valid_from, "USA") == regime
        assert regime_of_day(regime.valid_to, "USA") == regime


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 7, 24), date(2025, 4, 4)])
def test_a_day_outside_all_regimes_asks_for_rates(day):
    with pytest.raises(UnavailableMeasure, match="no tariff regime of USA is known on") as caught:
        regime_of_day(day, "USA")
    assert "Add rows to duties with the rates of that day" in str(caught.value)
    assert "us-section-122-2026: 2026-02-24 to 2026-07-23" in str(caught.value)


@pytest.mark.parametrize("regime", DATED, ids=lambda regime: regime.id)
def test_a_case_run_after_its_regime_asks_for_rates(regime):
    case = apply_regime(case_of(*COMPLETE), regime.id)
    late = Case.of(tables(case) | {"settings": [{"name": "late", "run_date": "2026-11-22"}]})
    sentences = [str(problem) for problem in run_out(late)]
    assert {layer for layer in regime.layers if any(f"{layer!r}" in s for s in sentences)} == set(
        regime.layers
    )
    assert all("has no rate on 2026-11-22" in sentence for sentence in sentences)
    assert stacks(late)["China"].total_rate is None


def tables(case):
    return {name: [row.model_dump() for row in rows] for name, rows in case.tables().items()}


def test_one_regime_takes_the_place_of_another_and_the_case_keeps_its_own():
    mine = (
        *COMPLETE,
        own("section_232", hts_prefix="7208", rate=0.5),
        own("section_122", product="phone", combine="exempt"),
        {**own("section_122", rate=0.3), "dest": "Union"},
    )
    first = apply_regime(case_of(*mine), "us-ieepa-2025-10")
    second = apply_regime(first, "us-section-122-2026")
    assert second == apply_regime(case_of(*mine), "us-section-122-2026")
    assert second.duties[: len(mine)] == case_of(*mine).duties
    assert {duty.layer for duty in second.duties[len(mine) :]} == {"section_122"}
    assert second.general.run_date == date(2026, 5, 11)
    assert stacks(second)["Viet"].total_rate == 0.026  # the product is exempt
    assert {one.layer for one in second.expected_layers} == {"mfn", "section_301", "section_122"}
    assert apply_regime(second, "us-section-122-2026") == second


def test_a_territory_without_a_code_or_a_rate_is_named_and_gets_no_rows():
    places = {**PLACES, "Nowhere": "", "Korea": "KOR"}
    case = case_of(*COMPLETE, places=places)
    regime = regime_named("us-ieepa-2025-10")
    assert regime_gaps(regime, case) == ("Korea", "Nowhere")
    rows = regime_duties(regime, case.territories)
    assert {"Korea", "Nowhere"}.isdisjoint(row.origin for row in rows)
    for stack in stacks(apply_regime(case, regime.id), ["Korea", "Nowhere"]).values():
        assert stack.missing == ("ieepa_reciprocal",)
    early = regime_named("us-ieepa-2025-05")
    assert regime_gaps(early, case) == ("India", "Korea", "Nowhere", "Union", "Viet")


def test_rows_are_published_with_their_source_and_their_days():
    regime = regime_named("us-section-122-2026")
    rows = regime_duties(regime, case_of().territories)
    assert len(rows) == len(ORIGINS)
    for row in rows:
        assert isinstance(row, Duty)
        assert (row.provenance, row.rate) == ("published", 0.1)
        assert (row.valid_from, row.valid_to) == (date(2026, 2, 24), date(2026, 7, 23))
        assert row.source.startswith("YBL_TRACKER, SCOTUS2026: ")
        assert "not on top of Section 232" in row.source
    expected = regime_expectations(regime, case_of().territories)
    assert all(one.source for one in expected)


@pytest.mark.parametrize("regime", PROPOSED, ids=lambda regime: regime.id)
def test_a_proposed_regime_is_shown_but_not_applied(regime):
    assert {rate.status for rate in regime.rates} == {"proposed"}
    assert regime_duties(regime, case_of().territories) == ()
    with pytest.raises(UnavailableMeasure, match="only proposed") as caught:
        apply_regime(case_of(), regime.id)
    assert "with status in force" in str(caught.value)


def test_what_the_user_assumes_of_a_proposal_stays_in_the_case():
    assumed = own("section_301_forced_labor", origin="China", rate=0.125)
    case = apply_regime(case_of(*COMPLETE, assumed), "us-section-122-2026")
    assert stacks(case)["China"].total_rate == pytest.approx(0.026 + 0.25 + 0.1 + 0.125)


def test_rates_by_list_of_goods_are_offered_not_applied():
    regime = regime_named("us-section-122-2026")
    offered = {(one.layer, one.rate) for one in regime.choices}
    assert {("section_301", 0.25), ("section_301", 0.075), ("section_232", 0.5)} <= offered
    assert not {one.layer for one in regime.choices} & set(regime.layers)
    assert regime.layers_missing == ("mfn", "section_301")


def test_a_case_without_the_levying_territory_is_told_so():
    places = {"China": "CHN", "States": ""}
    with pytest.raises(UnavailableMeasure, match="no territory of the case has this iso3"):
        apply_regime(case_of(places=places), "us-ieepa-2025-10")


def test_an_unknown_regime_is_refused_with_the_list():
    with pytest.raises(UnknownChoice, match="us-section-122-2026"):
        apply_regime(case_of(), "us-2027")


def test_a_country_is_data_another_levies_a_regime_as_well():
    regime = regimes_of(
        [
            dict.fromkeys(("label", "note"), "x")
            | {
                "regime": "r",
                "destination": "VNM",
                "valid_from": "2030-01-01",
                "valid_to": "2030-12-31",
                "run_date": "2030-06-01",
                "status": "in force",
                "source_id": "S",
            }
        ],
        [
            {
                "regime": "r",
                "layer": "safeguard",
                "origin": "*",
                "parameter": "p",
                "combine": "add",
                "expected": "true",
                "source_id": "S",
                "note": "",
            }
        ],
        [
            {
                "iso3": "WLD",
                "parameter": "p",
                "scope": "",
                "value": "7",
                "valid_from": "",
                "valid_to": "",
                "status": "in force",
                "source_id": "S",
                "note": "",
            }
        ],
    )[0]
    (row,) = regime_duties(regime, case_of().territories)
    assert (row.layer, row.origin, row.dest, row.rate) == ("safeguard", "*", "Viet", 0.07)
