"""What really moved, told as a plan, so that it is priced and checked like one.

Flows are taken as they are recorded; what was made, used, supplied and sold follows from them.
What does not fit becomes a finding, in a sentence: records of a real year never balance. Only what
cannot be priced at all is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import Problems
from data.phrase import Site as SiteId
from data.phrase import said
from network.case.naming import STATUSES
from network.engine.plan import Overtime, Plan, Site
from network.evaluate.actual_book import LEAST, Book
from network.evaluate.actual_flows import read_flows
from network.evaluate.look import Look

if TYPE_CHECKING:
    from network.case.case import Case
    from network.engine.plan import Flow


@dataclass(frozen=True, kw_only=True)
class Actual:
    """Hold what really happened as a plan, and what does not fit together in the records."""

    plan: Plan
    findings: tuple[str, ...]


def plan_of_actual_flows(case: Case) -> Plan:
    """Tell the flows that really moved as a plan.

    Raises
    ------
    Problems
        As `read_actual`.
    """
    return read_actual(case).plan


def read_actual(case: Case) -> Actual:
    """Tell the flows that really moved as a plan, and what does not balance in them.

    Sites are as they are today (`modules_now`; blank is all modules of a site that is open), or
    open where something moved through them. Refunds of duty are not derived from flows.

    Raises
    ------
    Problems
        A flow runs on no lane of the case, or its origin is blank and not clear from the case.
    """
    look = Look(case)
    flows, problems = read_flows(look)
    if problems:
        raise Problems(problems, what=said("the actual flows"))
    book = Book(look, flows)
    for row in case.facilities:
        if row.kind == "plant":
            book.make(row.id)
    book.supply()
    sold = book.sell()
    sites = _sites(look, flows, book.findings)
    overtime = _overtime(look, sites, book)
    book.leftovers()
    plan = Plan(
        weeks=case.general.weeks,
        sites=sites,
        flows=flows,
        supplied=tuple(book.supplied),
        made=tuple(book.made),
        overtime=overtime,
        used=tuple(book.used),
        sold=sold,
    )
    return Actual(plan=plan, findings=tuple(book.findings))


def _sites(look: Look, flows: tuple[Flow, ...], findings: list[str]) -> tuple[Site, ...]:
    """Give every site as it is today; one that something moved through was open."""
    moved = {place for flow in flows for place in (flow.from_, flow.to)}
    found: list[Site] = []
    for row in look.case.facilities:
        today = row.status in {"existing", "required"}
        if row.id in moved and not today:
            status = STATUSES[row.status]
            findings.append(
                said(
                    "{site} is {status}, yet goods moved through it.",
                    site=SiteId(row.id),
                    status=status,
                )
            )
        opened = today or row.id in moved
        modules = row.modules_max if row.modules_now is None else max(1, row.modules_now)
        limited = opened and row.module_per_week is not None
        found.append(Site(facility=row.id, open=opened, modules=modules if limited else 0))
    return tuple(found)


def _overtime(look: Look, sites: tuple[Site, ...], book: Book) -> tuple[Overtime, ...]:
    """Take what is above the capacity of a plant as overtime, as far as the case allows."""
    weeks, share = look.case.general.weeks, look.case.general.overtime_share
    found: list[Overtime] = []
    for site in sites:
        per_week = look.facility[site.facility].module_per_week
        if per_week is None or look.facility[site.facility].kind != "plant":
            continue
        usual = per_week * site.modules * weeks
        made = [line for line in book.made if line.facility == site.facility]
        use = {line.product: look.product[line.product].capacity_use_per_unit for line in made}
        above = sum(line.quantity * use[line.product] for line in made) - usual
        if above > share * usual + LEAST * usual:
            book.findings.append(
                said(
                    "{site} made {above:,.6g} capacity units more than it can in usual hours; "
                    "overtime gives {overtime:,.6g}.",
                    site=SiteId(site.facility),
                    above=above,
                    overtime=share * usual,
                )
            )
        rest = min(above, share * usual)
        for line in sorted(made, key=lambda line: (line.product, line.recipe, line.origin)):
            if rest > 0 and use[line.product] > 0:
                units = min(line.quantity, rest / use[line.product])
                rest -= units * use[line.product]
                overtime = Overtime(facility=site.facility, product=line.product, quantity=units)
                found.append(overtime)
    return tuple(found)
