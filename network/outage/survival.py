"""How long every demand is served while a site or a region is down.

Time to survive, after Simchi-Levi and others, Interfaces 45(5) (2015) 375-390,
doi:10.1287/inte.2015.0804: the length of the interval is a column, all limits are rates times that
length, and the longest time with nothing unserved is found. It is defined by service, not by
cost: a firm that would rather lose a sale has not survived. Stock may be used up; policies are
suspended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data.errors import UnknownChoice
from data.phrase import Place, Product, Site, joined, said
from network.engine.interval import Interval
from network.engine.limits import describe_limit
from network.engine.marginals import LIMITS, used_of
from network.engine.model import Model
from network.engine.operations import add_operations
from network.engine.result import Binding
from network.engine.solver import Solver
from network.outage.recourse import add_stock_limits, held_sites
from network.outage.timeline import DISRUPTED_KINDS, down

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.phrase import Value
    from network.case import Case
    from network.engine.frame import Frame
    from network.engine.model import Entry
    from network.engine.operations import Operations
    from network.engine.result import Result
    from network.engine.solver import Answer

Served = Literal["all", "as planned"]
INSTANT = 1e-6
"""A survival below this many weeks is the solver's dust, and told as 0."""
SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class Survival:
    """Tell how long every demand is served.

    Parameters
    ----------
    place
        The site or region that is down.
    weeks
        Longest time with every demand served; the ceiling where `beyond`.
    beyond
        Whether the ceiling is reached: it is told as longer than that.
    short
        Markets and products that compete for what runs out first.
    limits
        What is used up at the end; `worth` is weeks gained by one unit more.
    """

    place: str
    weeks: float
    beyond: bool
    short: tuple[tuple[str, str], ...] = ()
    limits: tuple[Binding, ...] = ()

    def __str__(self) -> str:
        """Tell the time as it is shown.

        Examples
        --------
        >>> str(Survival(place="P", weeks=52.0, beyond=True))
        '> 52 weeks'
        """
        return str(self.time)

    @property
    def time(self) -> str:
        """Tell the time as it is shown, in any language."""
        if self.beyond:
            return said("> {weeks:g} weeks", weeks=self.weeks)
        return said("{weeks:.1f} weeks", weeks=self.weeks)

    def sentence(self, case: Case) -> str:
        """Say how long, who would be short, and what runs out.

        Parameters
        ----------
        case
            The case that was asked.
        """
        place = Place(self.place)
        if self.beyond:
            return said(
                "{place} down: every demand is served for more than {weeks:g} weeks.",
                place=place,
                weeks=self.weeks,
            )
        begin = self._begin(place, _listed([short_of(*one) for one in self.short]))
        what = _listed([describe_limit(case, limit) for limit in self.limits])
        if not what:
            return said("{begin}.", begin=begin)
        return said("{begin}; used up: {limits}.", begin=begin, limits=what)

    def _begin(self, place: Place, who: str) -> str:
        told: dict[str, Value] = {"place": place, "weeks": self.weeks, "who": who}
        if self.weeks and who:
            return said(
                "{place} down: every demand is served for {weeks:.1f} weeks, then {who} would be "
                "short",
                **told,
            )
        if self.weeks:
            return said("{place} down: every demand is served for {weeks:.1f} weeks", **told)
        if who:
            return said(
                "{place} down: not every demand is served from the first day ({who})", **told
            )
        return said("{place} down: not every demand is served from the first day", **told)


def short_of(market: str, product: str) -> str:
    """Name a demand that is not served."""
    return said("{product} at {market}", product=Product(product), market=Site(market))


def survival(
    frame: Frame,
    result: Result,
    place: str,
    *,
    available: float = 0.0,
    ceiling_weeks: float | None = None,
    served: Served = "all",
) -> Survival:
    """Find the longest time that every demand is served while a place is down.

    Parameters
    ----------
    frame, result
        The case and the plan whose sites are held.
    place
        A facility, or a region with all its suppliers, plants, depots and ports.
    available
        Share of the capacity that is left there.
    ceiling_weeks
        Nobody looks further; the period of the case where not given.
    served
        ``all``: every demand in full. ``as planned``: sales that the plan itself loses in normal
        weeks may be lost at that rate.

    Raises
    ------
    UnknownChoice
        There is no such facility or region, or nothing there can be down.
    """
    case = frame.case
    share = down(case, place, available)
    if not share:
        raise UnknownChoice.of(said("place that can be down"), place, places(case))
    ceiling = case.general.weeks if ceiling_weeks is None else ceiling_weeks
    return Endurance(frame, result, served).under(share, ceiling, place)


def places(case: Case) -> tuple[str, ...]:
    """List the facilities, then the regions, that can be down."""
    able = [row for row in case.facilities if row.kind in DISRUPTED_KINDS]
    regions = sorted({row.region for row in able if row.region})
    return (*(row.id for row in able), *regions)


class Endurance:
    """Hold what is asked of a plan in every outage; each outage is a cold solve of its own.

    Parameters
    ----------
    frame, result
        The case and the plan whose sites are held.
    served
        As `survival` has it.
    """

    def __init__(self, frame: Frame, result: Result, served: Served = "all") -> None:
        self._frame = frame
        self._sites = held_sites(frame, result)
        self._lost = {
            (sold.market, sold.product): sold.lost / result.plan.weeks if sold.lost else 0.0
            for sold in (result.plan.sold if served == "as planned" else ())
        }

    def under(self, share: Mapping[str, float], ceiling: float, name: str = "") -> Survival:
        """Find the longest time with everything served, up to a ceiling, weeks.

        Parameters
        ----------
        share
            Share of capacity that is left, by facility.
        ceiling
            Nobody looks further.
        name
            How the outage is called.
        """
        model = Model(quantity=self._frame.instance.size)
        length = model.column("weeks", upper=ceiling, scaled=False)
        interval = Interval(
            name="outage", weeks=1.0, length=length, available=share, lost_sales=bool(self._lost)
        )
        stock = dict.fromkeys(range(len(self._frame.case.stock)), 0.0)
        part = add_operations(model, self._frame, interval, self._sites, stock)
        add_stock_limits(model, self._frame, [part])
        self._allow_usual_losses(model, part, length)
        model.cost = [0.0] * len(model.cost)
        model.cost[length] = -1.0
        answer = Solver(model).solve()
        weeks = float(answer.x[length])
        if weeks >= ceiling - INSTANT:
            return Survival(place=name, weeks=ceiling, beyond=True)
        return Survival(
            place=name,
            weeks=weeks if weeks > INSTANT else 0.0,
            beyond=False,
            short=tuple(sorted(key for key, row in part.demand.items() if _tight(answer, row))),
            limits=_limits(model, answer, _lost_rows(part)),
        )

    def _allow_usual_losses(self, model: Model, part: Operations, length: int) -> None:
        for key, column in part.lost.items():
            entries: Iterable[Entry] = [(column, 1.0), (length, -self._lost[key])]
            model.row(("outage", "usual loss", *key), entries, upper=0.0)


def _tight(answer: Answer, row: int) -> bool:
    """Tell whether a row's price matters: beside the largest, as units are of any size."""
    return bool(abs(answer.price[row]) > INSTANT * abs(answer.price).max())


def _lost_rows(part: Operations) -> frozenset[int]:
    """Name the limits of which the outage leaves nothing: they are what is asked, no answer."""
    left = part.interval.available
    return frozenset(limit.row for limit in part.limits if left.get(limit.place, 1.0) == 0)


def _limits(model: Model, answer: Answer, lost: frozenset[int]) -> tuple[Binding, ...]:
    """List what is used up, that which would give most time by a tenth more first."""
    found: dict[tuple[str, str], Binding] = {}
    for key, row in model.rows.items():
        if not isinstance(key, tuple) or key[1] not in LIMITS or row in lost:
            continue
        if not _tight(answer, row):
            continue
        used = used_of(model, answer, row)
        kind, place = str(key[1]), "; ".join(map(str, key[2:]))
        worth = abs(float(answer.price[row]))
        found[kind, place] = Binding(kind=kind, place=place, amount=used, worth=worth)
    return tuple(sorted(found.values(), key=lambda b: (-b.worth * b.amount, b.kind, b.place)))


def _listed(words: Sequence[str]) -> str:
    """List the first few, and say how many there are more.

    Examples
    --------
    >>> _listed(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    first = joined(", ", words[:SHOWN])
    if len(words) <= SHOWN:
        return first
    return said("{first} and {more} more", first=first, more=len(words) - SHOWN)
