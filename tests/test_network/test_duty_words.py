"""A stack in words says what counts, what does not, and never a total that is not one."""

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from network.duty.stack import Tariff
from network.duty.words import describe

sys.path.insert(0, str(Path(__file__).parent))
from duty_cases import GOODS, case_of, of_layer, tables


def told(*rows, expected=(), goods=("CN", "US", "phone")):
    return describe(Tariff(case_of(rows, expected=expected)).stack(*goods))


def test_layers_are_told_one_by_one_and_then_their_total():
    rows = [
        of_layer("mfn", rate=0.025, basis="cif", specific_per_unit=2),
        of_layer("section_301", origin="CN", rate=0.25, drawback=0.5),
        of_layer("extra", rate=0.1, status="proposed"),
    ]
    assert told(*rows) == (
        "mfn 2.5 % (cif) and 2 a unit + section_301 25 % (fob)",
        "Not counted: extra 10 % (fob), proposed, not in force.",
        "Drawback: 50 % of section_301 is refunded on goods that leave again.",
        "Total: 25 % of the fob value and 2.5 % of the cif value and 2 a unit.",
    )


def test_an_all_in_floor_tells_what_it_adds():
    rows = [of_layer("mfn", rate=0.04), of_layer("deal", rate=0.15, combine="max")]
    assert told(*rows)[0] == "mfn 4 % (fob) + deal 11 % (fob) up to 15 % all-in"


def test_nothing_due_is_told_in_words():
    assert told() == ("No duty.",)
    assert told(of_layer("mfn")) == ("mfn 0 % (fob)", "Total: 0 %.")
    assert told(of_layer("mfn", combine="exempt")) == (
        "Not counted: mfn 0 % (fob), exempt.",
        "No duty.",
    )


@settings(max_examples=100, deadline=None)
@given(tables, st.sampled_from(GOODS))
def test_a_stack_that_lacks_a_layer_never_tells_a_total(rows, what):
    expected = [{"layer": "lacking", "dest": dest} for dest in ("US", "CN")]
    lines = told(*rows, expected=expected, goods=what)
    if what[0] != what[1]:
        assert not any("Total" in line or line == "No duty." for line in lines)
        assert lines[-1] == "Incomplete, no total: lacking is missing."
