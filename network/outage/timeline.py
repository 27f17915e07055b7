"""What works when: events cut to the period, and weeks of the same state put together.

Stock has no order in time here, so weeks in which the same things work are one interval, wherever
in the period they lie.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from data.phrase import Place, said
from network.case.choices import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from network.case import Case
    from network.case.places import Facility

DISRUPTED_KINDS = frozenset({"supplier", "plant", "depot", "port"})
"""Kinds of facility that an outage takes capacity from; at markets it changes the demand."""
Pairs = tuple[tuple[str, float], ...]


class State(NamedTuple):
    """Say what is left and what is wanted; weeks of the same state are pooled.

    Parameters
    ----------
    available
        Share of capacity left, by facility; only facilities that keep less than all.
    demand
        Factor on the demand, by market; only markets that want other than usual.
    """

    available: Pairs = ()
    demand: Pairs = ()

    @property
    def disrupted(self) -> bool:
        """Tell whether anything differs from normal weeks."""
        return self != NORMAL

    @property
    def loses_capacity(self) -> bool:
        """Tell whether anything works less than it does, not only what is wanted differs."""
        return bool(self.available)


NORMAL = State()


@dataclass(frozen=True, kw_only=True)
class Outage:
    """Take capacity away for some weeks, or change what is wanted.

    Parameters
    ----------
    weeks
        Length; a fraction of a week is allowed.
    available
        Share of capacity that is left, by facility.
    demand
        Factor on what a market wants.
    start
        Week of the period in which it begins, from 0.
    name
        How it is told.
    """

    weeks: float
    available: Mapping[str, float] = field(default_factory=dict)
    demand: Mapping[str, float] = field(default_factory=dict)
    start: float = 0.0
    name: str = "outage"


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Hold the states of a period.

    Parameters
    ----------
    weeks
        Length of the period.
    states
        Each state with its weeks in all, the normal one first where it occurs.
    notes
        Sentences: events that were cut or touch nothing.
    """

    weeks: float
    states: tuple[tuple[State, float], ...]
    notes: tuple[str, ...] = ()

    def mean(self) -> tuple[dict[str, float], dict[str, float]]:
        """Give the mean share that is left and the mean factor of demand over the period.

        Against these a plan of the whole period is checked.
        """
        parts: tuple[dict[str, list[float]], ...] = (defaultdict(list), defaultdict(list))
        for state, weeks in self.states:
            for found, pairs in zip(parts, state, strict=True):
                for place, share in pairs:
                    found[place].append((share - 1.0) * weeks / self.weeks)
        available, demand = (
            {place: 1.0 + fsum(changes) for place, changes in found.items()} for found in parts
        )
        return available, demand


def timeline(case: Case, events: Iterable[Event | Outage]) -> Timeline:
    """Lay events over the period of a case.

    Where events overlap, the smaller share is left and factors of demand multiply. Nothing is
    counted beyond the end of the period.

    Parameters
    ----------
    events
        Rows of the case's `events`, or outages.

    Examples
    --------
    >>> from network.case import Case
    >>> site = {"kind": "plant", "name": "Plant", "territory": "A", "region": "East"}
    >>> case = Case.of(
    ...     {
    ...         "settings": [{"name": "one site", "weeks": 10}],
    ...         "territories": [{"id": "A", "name": "Here"}],
    ...         "products": [{"id": "cup"}],
    ...         "facilities": [{"id": "P", **site}],
    ...     }
    ... )
    >>> strike = Outage(weeks=3, available={"P": 0.5})
    >>> fire = Outage(weeks=4, available={"P": 0.0}, start=2, name="fire")
    >>> for state, weeks in timeline(case, [strike, fire]).states:
    ...     print(state.available, weeks)
    () 4.0
    (('P', 0.0),) 4.0
    (('P', 0.5),) 2.0
    """
    end = case.general.weeks
    outages = [outage_of(case, one) if isinstance(one, Event) else one for one in events]
    notes = [note for outage in outages for note in _notes(outage, end)]
    spans = [(o.start, min(o.start + o.weeks, end), o) for o in outages if o.start < end]
    cuts = sorted({0.0, end, *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    lengths: dict[State, list[float]] = defaultdict(list)
    for begin, until in pairwise(cuts):
        now = [outage for s, e, outage in spans if s <= begin and e >= until]
        lengths[_state(now)].append(until - begin)
    states = tuple(sorted((state, fsum(weeks)) for state, weeks in lengths.items()))
    return Timeline(weeks=end, states=states, notes=tuple(notes))


def outage_of(case: Case, event: Event) -> Outage:
    """Find the facilities and markets that an event touches."""
    touched = [row for row in case.facilities if _touches(event, row)]
    place = event.facility or event.region
    return Outage(
        weeks=float(event.weeks),
        start=float(event.start_week),
        available={row.id: event.available for row in touched if row.kind in DISRUPTED_KINDS},
        demand={row.id: event.demand for row in touched if row.kind == "market"},
        name=said(
            "the event at {place} from week {week}", place=Place(place), week=event.start_week
        ),
    )


def down(case: Case, place: str, available: float = 0.0) -> dict[str, float]:
    """Give the share that is left at a facility, or at every facility of a region."""
    return {
        row.id: available
        for row in case.facilities
        if place in {row.id, row.region} and row.kind in DISRUPTED_KINDS
    }


def _touches(event: Event, row: Facility) -> bool:
    here = event.facility in {"", row.id} and event.region in {"", row.region}
    return here and bool(event.facility or event.region)


def _notes(outage: Outage, end: float) -> Iterable[str]:
    if outage.start >= end:
        yield said(
            "Left out: {event} begins after the period of {weeks:g} weeks.",
            event=outage.name,
            weeks=end,
        )
    elif outage.start + outage.weeks > end:
        kept = end - outage.start
        yield said(
            "Cut: of {event}, {kept:g} of {weeks:g} weeks lie in the period.",
            event=outage.name,
            kept=kept,
            weeks=outage.weeks,
        )
    if _state([outage]) == NORMAL:
        yield said(
            "Without effect: {event} takes no capacity and changes no demand.", event=outage.name
        )


def _state(outages: Sequence[Outage]) -> State:
    available: dict[str, float] = {}
    demand: dict[str, float] = {}
    for outage in outages:
        for place, share in outage.available.items():
            available[place] = min(share, available.get(place, 1.0))
        for place, factor in outage.demand.items():
            demand[place] = factor * demand.get(place, 1.0)
    return State(
        tuple(sorted((place, share) for place, share in available.items() if share < 1.0)),
        tuple(sorted((place, factor) for place, factor in demand.items() if factor != 1.0)),
    )
