"""Whether the model knows the business: a recorded year beside the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.errors import Problems, UnavailableMeasure
from network.case import Case
from network.explain.baseline import TOLERANCE, baseline, calibration
from plusn.scenarios.running import run
from plusn.scenarios.shipped import shipped_case

YEAR = [
    {"from": "S", "to": "A", "mode": "road", "product": "part", "quantity": 93_600},
    {"from": "A", "to": "H", "mode": "road", "product": "lamp", "quantity": 41_600},
    {"from": "A", "to": "F", "mode": "sea", "product": "lamp", "quantity": 52_000},
]
# 52 × (800 × 63 + 1,000 × 77) and two modules of the plant at home: docs/starters.md.
TOTAL = 8_704_800.0
TERMS = {
    "purchase": 93_600 * 40,
    "labour": 93_600 * 20,
    "freight": 93_600 * 1 + 41_600 * 2 + 52_000 * 6,
    "duty": 52_000 * 10,
    "fixed": 1_040_000,
    "modules": 2 * 520_000,
}


def plain(case):
    return {
        table: [row.model_dump() for row in rows] for table, rows in case.tables().items() if rows
    }


def recorded(ledger, **tables):
    lesson = plain(shipped_case("two_plants"))
    return Case.of(lesson | {"actual_flows": YEAR, "actual_costs": ledger} | tables)


def booked(term, amount, **cells):
    return {"term": term, "amount": amount, **cells}


def test_recorded_flows_cost_what_the_pencil_says_and_are_not_optimised():
    told = baseline(recorded([booked(term, amount) for term, amount in TERMS.items()]))
    assert told.findings == ()
    assert told.evaluation.total == pytest.approx(TOTAL)
    assert {gap.term: gap.model for gap in told.gaps} == pytest.approx(TERMS)
    assert told.difference == pytest.approx(0.0)
    assert told.sentence == (
        "Calibrated: the model differs from the ledger by 0.0% of the ledger's total "
        "(tolerance 5%)."
    )


@pytest.mark.parametrize(("share", "calibrated"), [(0.0499, True), (0.0501, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_beyond_five_percent_the_model_is_not_calibrated(share, calibrated, sign):
    ledger = TERMS["purchase"] / (1 + sign * share)
    told = baseline(recorded([booked("purchase", ledger)]))
    assert told.difference == pytest.approx(share)
    assert told.calibrated is calibrated
    assert told.sentence.startswith("Calibrated" if calibrated else "Not calibrated")


def test_exactly_five_percent_is_within_the_tolerance():
    told = baseline(recorded([booked("duty", TERMS["duty"] * 0.8)]))
    assert told.difference == 0.25
    gap = told.gaps[0]._replace(ledger=100.0, model=105.0)
    edge = replace(told, gaps=(gap,))
    assert edge.difference == TOLERANCE
    assert edge.calibrated


def test_two_mistakes_do_not_cancel():
    ledger = [booked("purchase", TERMS["purchase"] + 500_000),
              booked("labour", TERMS["labour"] - 500_000)]  # fmt: skip
    told = baseline(recorded(ledger))
    assert sum(gap.difference for gap in told.gaps) == pytest.approx(0)
    assert told.difference == pytest.approx(1_000_000 / (TERMS["purchase"] + TERMS["labour"]))
    assert told.calibrated is False


def test_a_ledger_in_another_currency_is_told_in_the_cases():
    ledger = [booked("labour", TERMS["labour"] / 7.8, currency="USD")]
    rates = [{"currency": "USD", "rate": 7.8, "day": "2025-06-30"}]
    told = baseline(recorded(ledger, exchange_rates=rates))
    assert told.gaps[0].ledger == pytest.approx(TERMS["labour"])
    assert told.calibrated


def test_a_ledger_by_site_is_compared_site_by_site():
    ledger = [
        booked("labour", 2_000_000, facility="A"),
        booked("labour", 0, facility="B"),
        booked("freight", 300_000, facility="F"),
        booked("duty", 520_000, facility="F"),
    ]
    told = baseline(recorded(ledger))
    assert [(gap.term, gap.facility, round(gap.model)) for gap in told.gaps] == [
        ("labour", "A", 1_872_000), ("labour", "B", 0), ("freight", "F", 312_000),
        ("duty", "F", 520_000),
    ]  # fmt: skip
    assert [round(gap.difference) for gap in told.gaps] == [-128_000, 0, 12_000, 0]


def test_a_term_booked_whole_and_by_site_counts_once():
    ledger = [booked("labour", 1_872_000), booked("labour", 9_000_000, facility="A")]
    told = baseline(recorded(ledger))
    assert len(told.gaps) == 2
    assert told.difference == pytest.approx(0)


def test_without_a_ledger_and_without_flows_nothing_is_called_calibrated():
    lesson = shipped_case("two_plants")
    with pytest.raises(UnavailableMeasure, match="records no flows"):
        baseline(lesson)
    assert calibration(lesson) == "Not calibrated: the case records no flows."
    told = baseline(recorded([]))
    assert (told.difference, told.calibrated) == (None, None)
    assert told.sentence == "Not calibrated: the case has no ledger to compare with."
    assert calibration(recorded([])) == told.sentence


def test_every_result_of_a_case_that_is_off_says_so():
    told = run(recorded([booked("purchase", 1_000_000)])).notes
    assert any(
        note.startswith("Not calibrated: the model differs from the ledger") for note in told
    )


def test_flows_on_a_lane_that_is_not_there_are_refused_with_their_row():
    wrong = [*YEAR, {"from": "H", "to": "F", "mode": "sea", "product": "lamp", "quantity": 1}]
    with pytest.raises(Problems, match="actual_flows"):
        baseline(recorded([], actual_flows=wrong))
