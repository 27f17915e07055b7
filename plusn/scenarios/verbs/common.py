"""What the verbs share: results confirmed, sites in words, notes once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from data.phrase import Plan, clauses, said
from data.phrase import Site as SiteId
from network.case.checks_goods import unjudged_rules
from network.engine.solve import TIME_LIMIT, design
from network.evaluate import certify
from network.explain.baseline import calibration
from plusn.scenarios.running import ILLUSTRATIVE, is_illustrative

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from network.case import Case
    from network.case.choices import Policy
    from network.engine.frame import Frame
    from network.engine.plan import Site
    from network.engine.result import Result
    from plusn.scenarios.tables import Cell, Rows


def confirmed(result: Result) -> Result:
    """Give a result that the second opinion confirms.

    Raises
    ------
    UncertifiedResult
        It does not; nothing is shown.
    """
    certify(result.case, result.plan, result.objective, result.policy)
    return result


def confirmed_cost(
    case: Case | Frame,
    sites: Iterable[Site],
    policy: Policy | None = None,
    *,
    seconds: float = TIME_LIMIT,
) -> Result:
    """Solve the flows between given sites, and have the cost confirmed.

    Parameters
    ----------
    case
        The case, or its frame.
    sites
        What is open; nothing else is decided.
    policy
        What management insists on.
    seconds
        Time limit.

    Raises
    ------
    Infeasible
        The sites cannot serve what must be served.
    UncertifiedResult
        The second opinion does not confirm the plan; nothing is shown.
    """
    held = {site.facility: site for site in sites}
    return confirmed(design(case, policy, sites=held, seconds=seconds))


def known(value: float | None) -> float | None:
    """Give a number that is one: a measure of nothing delivered is none.

    Examples
    --------
    >>> known(float("nan")), known(0.5)
    (None, 0.5)
    """
    return value if value is not None and math.isfinite(value) else None


def notes_once(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """List sentences of several results, each once, in the order they first appear."""
    return tuple(dict.fromkeys(note for notes in groups for note in notes))


def standing(case: Case, base: Case | None = None) -> tuple[str, ...]:
    """Say what stands on everything told of a case: made up, calibrated, rules that bind nothing.

    Parameters
    ----------
    case
        As it is asked.
    base
        The base case, which the ledger is of; None where it is the same.

    Raises
    ------
    Problems
        The recorded flows cannot be read.
    """
    made_up = (ILLUSTRATIVE,) if is_illustrative(case) else ()
    return (*made_up, calibration(base or case), *unjudged_rules(case))


def plan_and(name: str, why: str) -> str:
    """Say of a plan why it cannot be had.

    Examples
    --------
    >>> plan_and("plus_1", "no plant may be open.")
    'plus_1: no plant may be open.'
    """
    return said("{plan}: {why}", plan=Plan(name), why=why)


def changes_in_words(changes: Iterable[tuple[Site, Site]]) -> str:
    """Say which sites change and how.

    Examples
    --------
    >>> from network.engine.plan import Site
    >>> a, b = Site(facility="A", open=True, modules=2), Site(facility="B", open=False)
    >>> new = Site(facility="B", open=True, modules=1)
    >>> changes_in_words([(a, Site(facility="A", open=True, modules=1)), (b, new)])
    'A has 1 instead of 2 modules, B opens'
    """
    return clauses(_change(before, after) for before, after in changes)


def _change(before: Site, after: Site) -> str:
    site = SiteId(after.facility)
    if before.open != after.open:
        return said("{site} opens", site=site) if after.open else said("{site} closes", site=site)
    if before.modules != after.modules:
        return said(
            "{site} has {after} instead of {before} modules",
            site=site,
            after=after.modules,
            before=before.modules,
        )
    if after.expanded:
        return said("{site} is expanded", site=site)
    return said("{site} is not expanded", site=site)


def site_changes(changes: Iterable[tuple[Site, Site]], **of: Cell) -> Rows:
    """List which sites change and how, one a row, for those who put it in other words.

    Parameters
    ----------
    changes
        Sites before and after.
    of
        Columns that say what changes them, repeated in every row.

    Examples
    --------
    >>> from network.engine.plan import Site
    >>> before, after = Site(facility="B", open=False), Site(facility="B", open=True, modules=1)
    >>> site_changes([(before, after)], point=1)
    [{'point': 1, 'facility': 'B', 'change': 'opens', 'before': 0, 'after': 1}]
    """
    return [
        {
            **of,
            "facility": after.facility,
            "change": _kind(before, after),
            "before": before.modules,
            "after": after.modules,
        }
        for before, after in changes
    ]


def _kind(before: Site, after: Site) -> str:
    if before.open != after.open:
        return "opens" if after.open else "closes"
    if before.modules != after.modules:
        return "modules"
    return "expanded" if after.expanded else "not expanded"


def plants_open(case: Case, sites: Mapping[str, Site] | Iterable[Site]) -> str:
    """Name the open plants of a plan, in the order of the case."""
    states = sites.values() if hasattr(sites, "values") else sites
    opened = {site.facility for site in states if site.open}
    return "; ".join(row.id for row in case.facilities if row.kind == "plant" and row.id in opened)
