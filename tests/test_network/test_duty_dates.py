"""After the last known rate the user is asked, never told."""

import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from network.duty.dates import run_out
from network.duty.stack import Tariff

sys.path.insert(0, str(Path(__file__).parent))
from duty_cases import DAYS, GOODS, case_of, of_layer, tables

SURCHARGE = of_layer("surcharge", origin="CN", rate=0.1, valid_to="2025-06-30", status="ended")


def asked(*rows, run_date="2025-12-01"):
    return [str(problem) for problem in run_out(case_of(rows, run_date=run_date))]


def test_a_run_date_after_the_last_rate_asks_for_rates():
    (sentence,) = asked(SURCHARGE, {**SURCHARGE, "origin": "VN"})
    assert sentence == (
        "the layer 'surcharge' on any product from CN, VN into US has no rate on 2025-12-01: the "
        "last known day is 2025-06-30 (duties). Add rows with a valid_from after that day: the "
        "rate in force then, or 0 if the layer was lifted."
    )
    assert asked(SURCHARGE, run_date="2025-06-30") == []
    assert asked(SURCHARGE, run_date=None) == []


@pytest.mark.parametrize(
    ("follows", "silent"),
    [
        ({"valid_from": "2025-07-01", "valid_to": None, "status": "in force", "rate": 0}, True),
        ({"valid_from": "2026-02-01", "valid_to": None, "status": "in force"}, True),
        ({"origin": "*", "valid_to": None, "status": "in force"}, True),
        ({"origin": "*", "valid_to": None, "status": "proposed"}, False),
        ({"origin": "VN", "valid_to": None, "status": "in force"}, False),
        ({"hts_prefix": "85", "valid_to": None, "status": "in force"}, False),
        ({"valid_to": None, "status": "in force", "combine": "exempt"}, False),
        ({"layer": "other", "valid_to": None, "status": "in force"}, False),
    ],
    ids=str,
)
def test_only_a_rate_for_the_same_goods_follows(follows, silent):
    row = {column: cell for column, cell in {**SURCHARGE, **follows}.items() if cell is not None}
    assert (asked(SURCHARGE, row) == []) is silent


def test_a_heading_that_goes_on_covers_its_product():
    product = {**SURCHARGE, "product": "phone"}
    assert "on product phone from CN" in asked(product)[0]
    heading = of_layer("surcharge", hts_prefix="85.17", rate=0.1)
    assert asked(product, heading) == []
    assert "on products under 9405" in asked({**SURCHARGE, "hts_prefix": "9405"}, heading)[0]


def test_an_ended_row_without_a_last_day_says_so():
    row = of_layer("surcharge", rate=0.1, status="ended")
    assert (
        "from any origin into US has no rate on 2025-12-01: its last day is not known"
        in asked(row)[0]
    )


@settings(max_examples=200, deadline=None)
@given(tables, st.sampled_from(DAYS), st.sampled_from(GOODS))
def test_goods_whose_layer_spoke_once_and_no_more_are_asked_about_or_follow_later(rows, day, what):
    rows = [r for r in rows if r.combine != "exempt" and r.status == "in force"]
    assume(what[0] != what[1])
    ran_out = {str(problem).split("'")[1] for problem in run_out(case_of(rows, run_date=day))}
    speaks_now = layers(rows, day, what)
    later = {layer for after in DAYS if after > day for layer in layers(rows, after, what)}
    for before in (earlier for earlier in DAYS if earlier < day):
        assert layers(rows, before, what) - speaks_now - later <= ran_out


def layers(rows, day, what):
    return {one.layer for one in Tariff(case_of(rows, run_date=day)).stack(*what).applied}
