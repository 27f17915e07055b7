"""From one total of cost to another, as the records of commands tell it: totals and terms between.

The terms of the engine are told in groups that a director asks about; no money is lost between
them: the changes of the groups add up to the changes of the terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.firm.record_parts import list_in, number_in, part, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.firm.frame import Record

GROUPS: dict[str, tuple[str, ...]] = {
    "purchase": ("purchase",),
    "making": ("labour", "overtime", "overhead"),
    "freight": ("freight",),
    "duty": ("duty",),
    "sites": ("fixed", "modules", "opening", "closing", "expansion", "complexity"),
    "stock": ("pipeline", "stock_holding", "stock_drawn"),
    "carbon": ("carbon",),
    "lost_sales": ("lost_sales",),
}
OTHER = "other"
MOST = 6
"""Bars of change between two totals, at most."""
SMALL = 0.03
"""A change smaller than this share of the largest is told with others."""
NIL = 1e-6


@dataclass(frozen=True, kw_only=True)
class Term:
    """Tell how a term of the engine changes; case currency over the period."""

    term: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """Give what it adds to the total."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Change:
    """Tell how a group of terms changes."""

    group: str
    terms: tuple[Term, ...]

    @property
    def amount(self) -> float:
        """Give what it adds to the total."""
        return sum(term.change for term in self.terms)


@dataclass(frozen=True, kw_only=True)
class SiteChange:
    """Tell what happens to a site: opens, closes, modules, expanded or not expanded."""

    facility: str
    change: str
    before: int = 0
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class Leg:
    """Lead from a total to the next.

    Parameters
    ----------
    begin, end
        The totals.
    terms
        What changes between them.
    whole
        All changes are told as one bar.
    """

    begin: float
    end: float
    terms: tuple[Term, ...]
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Lead over totals with names, leg by leg; the sites that change are those of the last leg.

    `lacking` says which layers of duty are not given: then no total is one.
    """

    names: tuple[str, ...]
    legs: tuple[Leg, ...]
    sites: tuple[SiteChange, ...] = ()
    currency: str
    weeks: float
    lacking: tuple[str, ...] = ()

    @property
    def last(self) -> Leg:
        """Give the leg to the last total."""
        return self.legs[-1]


def walk_of_baseline(record: Record) -> Walk:
    """Read the three steps of a record of `baseline`."""
    steps = dict(part(record, "steps"))
    rows = rows_of(record, "bridge")
    (_, actual), (flows, best), (sites, free) = steps.items()
    return Walk(
        names=("actual", "best_flows", "free"),
        legs=(
            Leg(begin=actual, end=best, terms=_terms(rows, step=flows), whole=True),
            Leg(begin=best, end=free, terms=_terms(rows, step=sites)),
        ),
        sites=sites_of(rows_of(record, "sites")),
        currency=str(record["currency"]),
        weeks=number_in(record, "weeks"),
        lacking=tuple(list_in(record, "lacking")),
    )


def walk_of_compare(record: Record, scenario: str) -> Walk:
    """Read how a scenario of a record of `compare` differs from its first."""
    told = rows_of(record, "scenarios")
    cost = {str(row["scenario"]): float(row["objective"]) for row in told}
    first = str(told[0]["scenario"])
    lacking = part(record, "lacking")
    return Walk(
        names=(first, scenario),
        legs=(
            Leg(
                begin=cost[first],
                end=cost[scenario],
                terms=_terms(rows_of(record, "bridge"), scenario=scenario),
            ),
        ),
        sites=sites_of(rows_of(record, "sites"), scenario=scenario),
        currency=str(record["currency"]),
        weeks=number_in(record, "weeks"),
        lacking=tuple(dict.fromkeys([*lacking[first], *lacking[scenario]])),
    )


def walk_of_terms(
    names: tuple[str, str],
    before: Mapping[str, float],
    after: Mapping[str, float],
    *,
    currency: str,
    weeks: float,
    sites: Sequence[SiteChange] = (),
    lacking: Sequence[str] = (),
) -> Walk:
    """Lead from the terms of one answer to those of another.

    Parameters
    ----------
    names
        What the two totals are called: words, as a reader should see them.
    before, after
        Cost by term, case currency over the period.
    sites, lacking
        What changes between them; what the engine says of layers of duty that are not given.
    """
    terms = [
        Term(term=term, before=before.get(term, 0.0), after=after.get(term, 0.0))
        for term in dict.fromkeys([*before, *after])
    ]
    leg = Leg(
        begin=sum(before.values()),
        end=sum(after.values()),
        terms=tuple(term for term in terms if abs(term.change) > NIL),
    )
    return Walk(names=names, legs=(leg,), sites=tuple(sites), currency=currency, weeks=weeks,
                lacking=tuple(lacking))  # fmt: skip


def changes_of(leg: Leg, *, most: int = MOST) -> tuple[Change, ...]:
    """Tell a leg by groups of terms, the largest savings first, small ones together at the end.

    Examples
    --------
    >>> leg = Leg(
    ...     begin=10,
    ...     end=7,
    ...     terms=(Term(term="duty", before=9, after=2), Term(term="fixed", before=1, after=5)),
    ... )
    >>> [(change.group, change.amount) for change in changes_of(leg)]
    [('duty', -7), ('sites', 4)]
    """
    if leg.whole:
        return (Change(group="flows", terms=leg.terms),) if leg.terms else ()
    home = {term: group for group, terms in GROUPS.items() for term in terms}
    found: dict[str, list[Term]] = {}
    for term in leg.terms:
        found.setdefault(home.get(term.term, OTHER), []).append(term)
    groups = [Change(group=group, terms=tuple(terms)) for group, terms in found.items()]
    groups = [change for change in groups if any(abs(t.change) > NIL for t in change.terms)]
    large, small = _parted(groups, most)
    large.sort(key=lambda change: (change.amount > 0, -abs(change.amount), change.group))
    if not small:
        return tuple(large)
    joined = tuple(term for change in small for term in change.terms)
    return (*large, Change(group=OTHER, terms=joined))


def _parted(groups: list[Change], most: int) -> tuple[list[Change], list[Change]]:
    """Part large changes from small ones; a single small one keeps its name."""
    ranked = sorted(groups, key=lambda change: (-abs(change.amount), change.group))
    if not ranked:
        return [], []
    least = SMALL * abs(ranked[0].amount)
    kept = [
        change
        for rank, change in enumerate(ranked)
        if abs(change.amount) >= least and change.group != OTHER
        and (rank < most - 1 or len(ranked) <= most)
    ]  # fmt: skip
    rest = [change for change in ranked if change not in kept]
    if len(rest) == 1 and rest[0].group != OTHER and len(kept) < most:
        return ranked, []
    return kept, rest


def sites_of(rows: Iterable[Mapping[str, Any]], **where: object) -> tuple[SiteChange, ...]:
    """Read the rows of sites that change, of those that match."""
    return tuple(
        SiteChange(
            facility=str(row["facility"]),
            change=str(row["change"]),
            before=int(row["before"]),
            after=int(row["after"]),
        )
        for row in rows
        if all(row.get(column) == value for column, value in where.items())
    )


def _terms(rows: Iterable[Mapping[str, Any]], **where: str) -> tuple[Term, ...]:
    return tuple(
        Term(term=str(row["term"]), before=float(row["before"]), after=float(row["after"]))
        for row in rows
        if all(row[column] == value for column, value in where.items())
    )
