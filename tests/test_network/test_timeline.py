"""Events over a period: overlaps, cuts, and weeks of one state put together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.case.choices import Event
from network.outage.timeline import NORMAL, Outage, State, down, outage_of, timeline

from .outage_cases import cups, outages, plans
from .random_cases import LAW

HALF = {"P": 0.5}


@settings(**LAW)
@given(st.data())
def test_states_are_those_found_week_by_week(data):
    case = data.draw(plans()).case
    events = data.draw(outages(case))
    weeks: dict[State, float] = {}
    for week in range(round(case.general.weeks)):
        available: dict[str, float] = {}
        demand: dict[str, float] = {}
        for one in events:
            if one.start <= week < one.start + one.weeks:
                for place, share in one.available.items():
                    available[place] = min(share, available.get(place, 1.0))
                for place, factor in one.demand.items():
                    demand[place] = demand.get(place, 1.0) * factor
        state = State(
            tuple(sorted((p, s) for p, s in available.items() if s < 1)),
            tuple(sorted((p, f) for p, f in demand.items() if f != 1)),
        )
        weeks[state] = weeks.get(state, 0.0) + 1.0
    assert dict(timeline(case, events).states) == pytest.approx(weeks)
    assert timeline(case, events[::-1]).states == timeline(case, events).states


def test_weeks_of_one_state_are_one_interval_wherever_they_lie():
    when = timeline(cups(), [Outage(start=1, weeks=2, available=HALF),
                             Outage(start=9, weeks=3, available=HALF)])  # fmt: skip
    assert when.states == ((NORMAL, 15.0), (State((("P", 0.5),)), 5.0))


def test_of_events_at_one_place_the_smaller_share_is_left_and_demand_factors_multiply():
    events = [
        Outage(weeks=4, available={"P": 0.2}, demand={"M": 2.0}),
        Outage(start=3, weeks=2, available={"P": 0.6}, demand={"M": 1.5}),
    ]
    for order in (events, events[::-1]):
        assert timeline(cups(), order).states == (
            (NORMAL, 15.0),
            (State((("P", 0.2),), (("M", 2.0),)), 3.0),
            (State((("P", 0.2),), (("M", 3.0),)), 1.0),
            (State((("P", 0.6),), (("M", 1.5),)), 1.0),
        )


def test_an_event_touches_capacity_of_sites_and_demand_of_markets():
    case = cups(other=3.0, facilities=[*_sites(), _port("East"), _port("Shops")])
    east = outage_of(case, Event(scenario="s", region="East", weeks=2, available=0.3, demand=2))
    assert (east.available, east.demand) == ({"P": 0.3, "port East": 0.3}, {})
    shops = outage_of(case, Event(scenario="s", region="Shops", weeks=2, demand=2))
    assert (shops.available, shops.demand) == ({"port Shops": 0.0}, {"M": 2.0})
    one = outage_of(case, Event(scenario="s", facility="P", weeks=2))
    assert (one.available, one.demand) == ({"P": 0.0}, {})
    assert down(case, "East", 0.5) == {"P": 0.5, "port East": 0.5}


def _sites() -> list[dict]:
    return [row.model_dump(by_alias=True) for row in cups(other=3.0).facilities]


def _port(region: str) -> dict:
    return {"id": f"port {region}", "kind": "port", "name": "Port", "territory": "A",
            "region": region}  # fmt: skip


def test_what_lies_beyond_the_period_is_cut_and_named():
    when = timeline(
        cups(),
        [
            Outage(start=18, weeks=5, available=HALF, name="the flood"),
            Outage(start=20, weeks=1, available={"P": 0.0}, name="the strike"),
            Outage(weeks=1, available={"P": 1.0}, name="the rumour"),
        ],
    )
    assert when.states == ((NORMAL, 18.0), (State((("P", 0.5),)), 2.0))
    assert when.notes == (
        "Cut: of the flood, 2 of 5 weeks lie in the period.",
        "Left out: the strike begins after the period of 20 weeks.",
        "Without effect: the rumour takes no capacity and changes no demand.",
    )


def test_a_period_may_end_within_a_week():
    case = cups(settings=[{"name": "cups", "weeks": 4.5}])
    when = timeline(case, [Outage(start=4, weeks=1, available=HALF)])
    assert when.states == ((NORMAL, 4.0), (State((("P", 0.5),)), 0.5))


def test_the_means_of_a_period_are_weighted_by_weeks():
    when = timeline(
        cups(),
        [Outage(weeks=5, available={"P": 0.2}), Outage(start=15, weeks=5, demand={"M": 3.0})],
    )
    available, demand = when.mean()
    assert available == pytest.approx({"P": 0.8})
    assert demand == pytest.approx({"M": 1.5})
