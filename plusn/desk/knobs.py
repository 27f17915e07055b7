"""What a firm can change without touching a table: the controls, in the order that matters.

The order is that of what most often changes the answer: duty, the origin test, how many
territories, an outage, stock, caution, labour, new plants, freight, money, carbon. A control that
a case has no use for is absent. Nothing here knows a country or a product.

A taste for risk is no control: without the firm's own rates of outages nothing could honestly be
said of likely losses. Limits on a region's share stand in its place.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from data.errors import InputProblem, PlusNError, Problems, UnknownChoice
from data.phrase import said
from plusn.desk import knobs_choices as choices
from plusn.desk import knobs_costs as costs
from plusn.desk.knobs_duty import MOST, duty_knobs, regime_knobs
from plusn.desk.knobs_kind import GROUPS, Knob, Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case import Case
    from plusn.desk.knobs_kind import Value

MOST_SLIDERS = min(MOST, costs.MOST_SITES)
"""Sliders of rates of duty, and of new plants, that a case has at most."""
MAKERS = (
    duty_knobs, regime_knobs, costs.origin_knobs, choices.policy_knobs, choices.outage_knobs,
    costs.stock_knobs, choices.caution_knobs, costs.labour_knobs, costs.site_knobs,
    costs.freight_knobs, choices.lead_time_knobs, choices.port_knobs, costs.money_knobs,
    costs.carbon_knobs,
)  # fmt: skip

_KEPT: dict[int, tuple[Knob, ...]] = {}
"""Controls by the case object, for as long as somebody holds it: no session's case outlives it."""


def knobs(case: Case) -> tuple[Knob, ...]:
    """List the controls of a case, in the order in which they matter.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> [knob.id for knob in knobs(shipped_case("two_plants"))][:4]
    ['duty-mfn-HOME-ABROAD', 'duty-mfn-AWAY-ABROAD', 'plus', 'anchor']
    """
    found = _KEPT.get(id(case))
    if found is None:
        found = _KEPT[id(case)] = tuple(knob for make in MAKERS for knob in make(case))
        weakref.finalize(case, _KEPT.pop, id(case), None).atexit = False
    return found


def now_of(case: Case) -> Values:
    """Give what every control is set to as the case was entered."""
    return {knob.id: knob.now for knob in knobs(case)}


def settled(case: Case, values: Mapping[str, Value]) -> Values:
    """Give a value for every control: today's where none is given, or where it says nothing.

    Without a place that fails, the weeks of an outage say nothing, nor does an anchor beside
    which nothing is counted.

    Raises
    ------
    Problems
        Values of controls that the case does not have (UnknownChoice), or that a control cannot
        hold.
    """
    known = {knob.id: knob for knob in knobs(case)}
    problems: list[PlusNError] = []
    given: Values = {}
    for code, value in values.items():
        try:
            if code not in known:
                raise UnknownChoice.of(said("control"), code, known)
            given[code] = known[code].checked(value)
        except InputProblem as problem:
            problems.append(problem)
    if problems:
        raise Problems(problems, what=said("the controls"))
    full = now_of(case) | given
    idle = _idle(full)
    return {code: known[code].now if code in idle or value == "" else value
            for code, value in full.items()}  # fmt: skip


def moved(case: Case, values: Mapping[str, Value]) -> Values:
    """Give the controls that differ from today."""
    now = now_of(case)
    return {code: value for code, value in settled(case, values).items() if value != now[code]}


def by_group(case: Case) -> dict[str, tuple[Knob, ...]]:
    """Give the controls by group, in order; groups without any are absent."""
    found = knobs(case)
    groups = {group: tuple(one for one in found if one.group == group) for group in GROUPS}
    return {group: members for group, members in groups.items() if members}


def _idle(values: Values) -> set[str]:
    idle = set()
    if not values.get(choices.PLACE):
        idle |= {choices.WEEKS, choices.LEFT}
    if values.get(choices.PLUS, "") == "" and not values.get(choices.OUTSIDE):
        idle.add(choices.ANCHOR)
    return idle
