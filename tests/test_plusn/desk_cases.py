"""Cases on which controls are tried: two that ship, one from a starter sheet."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from network.intake.starter import start
from plusn.desk.knobs import knobs
from plusn.scenarios.shipped import shipped_case

STARTER = {
    "home": "CN Mainland (CHN)",
    "away": "VN Vietnam (VNM); TH Thailand (THA)",
    "markets": "US United States (USA)",
    "units_per_year": 520_000,
    "value_per_unit": 100.5,
    "labour_hours_per_unit": 0.5,
    "wage_home": 36,
    "wage_away": 19,
    "fixed_cost_away": 4_000_000,
    "weeks_of_stock": 3,
    "duty_home_1": 0.1,
    "duty_away_1": 0,
}
CASES = ("electronics", "two_plants", "starter")


@cache
def desk_case(name):
    return start(STARTER).case if name == "starter" else shipped_case(name)


def value_of(knob):
    """Draw a value that a control can hold."""
    if knob.kind == "slider":
        last = round((knob.high - knob.low) / knob.step)
        return st.integers(0, last).map(
            lambda n: min(round(knob.low + n * knob.step, 9), knob.high)
        )
    if knob.kind == "multi":
        return st.lists(st.sampled_from(knob.options), unique=True).map(
            lambda chosen: tuple(one for one in knob.options if one in chosen)
        )
    if knob.kind == "day":
        return st.dates().map(lambda day: day.isoformat())
    return st.sampled_from(knob.options)


def values_for(case, *, without=()):
    """Draw settings of some controls of a case."""
    usable = {knob.id: value_of(knob) for knob in knobs(case) if knob.id not in without}
    return st.fixed_dictionaries({}, optional=usable)
