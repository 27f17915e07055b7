"""Knobs that are no numbers of a table: the policy, the outage, the ports that may be used."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from plusn.desk.knobs_kind import Knob, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case import Case
    from network.case.places import Facility

PLUS, ANCHOR, LEAST_SHARE, ALLOWED = "plus", "anchor", "share_min", "allowed"
REGION_CAP, OUTSIDE, LEAD_TIME = "region_cap", "outside_share", "lead_time"
SHARES = {
    LEAST_SHARE: "share_min",
    OUTSIDE: "outside_share_min",
    REGION_CAP: "region_share_max",
    LEAD_TIME: "lead_time_max_days",
}
"""Columns of a policy by the slider that sets them."""
PLACE, WEEKS, LEFT = "outage", "outage_weeks", "outage_left"
PORTS = "ports"
REGION, SITE = "region:", "site:"
USUAL_WEEKS, MOST_WEEKS = 8.0, 52.0
MOST_PLUS = 4
CLOSED = "excluded"
"""Status of a site that may not be used."""


def policy_knobs(case: Case) -> Iterator[Knob]:
    """Give what management can insist on: further territories, least share, where to produce."""
    found = territories(case)
    if len(found) < 2:  # noqa: PLR2004 - a choice needs two
        return
    more = tuple(str(number) for number in range(1, min(MOST_PLUS, len(found) - 1) + 1))
    yield Knob(id=PLUS, group="policy", name=PLUS, kind="choice", now="", options=("", "0", *more))
    yield Knob(
        id=ANCHOR, group="policy", name=ANCHOR, kind="choice", now=found[0], options=found,
        subject=(("territory", ""),),
    )  # fmt: skip
    yield Knob(
        id=LEAST_SHARE, group="policy", name=LEAST_SHARE, kind="slider", unit="percent", now=0.0,
        high=100.0, factor=0.01, off="low",
    )  # fmt: skip
    free = tuple(there for there in found if not _bound(case, there))
    if free:
        yield Knob(
            id=ALLOWED, group="policy", name=ALLOWED, kind="multi", now=free, options=free,
            subject=(("territory", ""),),
        )  # fmt: skip


def caution_knobs(case: Case) -> Iterator[Knob]:
    """Give what stands in for a taste for risk: no probability is known, so limits are set."""
    regions = {row.region for row in plants(case) if row.region}
    if len(regions) > 1:
        yield Knob(
            id=REGION_CAP, group="caution", name=REGION_CAP, kind="slider", unit="percent",
            now=100.0, high=100.0, factor=0.01, off="high",
        )  # fmt: skip
    if len(territories(case)) > 1:
        yield Knob(
            id=OUTSIDE, group="caution", name=OUTSIDE, kind="slider", unit="percent", now=0.0,
            high=100.0, factor=0.01, off="low",
        )  # fmt: skip


def outage_knobs(case: Case) -> Iterator[Knob]:
    """Give where capacity is lost, for how many weeks, and what is left of it."""
    places = places_by_weight(case)
    most = min(MOST_WEEKS, float(math.floor(case.general.weeks)))
    if not places or most < 1:
        return
    yield Knob(
        id=PLACE, group="outage", name=PLACE, kind="choice", now="", options=("", *places),
        subject=(("place", ""),),
    )  # fmt: skip
    yield Knob(
        id=WEEKS, group="outage", name=WEEKS, kind="slider", unit="weeks",
        now=min(USUAL_WEEKS, most), low=1.0, high=most,
    )  # fmt: skip
    yield Knob(
        id=LEFT, group="outage", name=LEFT, kind="slider", unit="percent", now=0.0, high=100.0,
        factor=0.01,
    )  # fmt: skip


def lead_time_knobs(case: Case) -> Iterator[Knob]:
    """Give the cap on the days that goods are on the way on average."""
    longest: dict[str, float] = defaultdict(float)
    kind = {row.id: row.kind for row in case.facilities}
    for lane in case.lanes:
        longest[kind[lane.from_]] = max(longest[kind[lane.from_]], lane.days)
    days = sum(longest.values())
    if days:
        top = float(5 * math.ceil(days / 5))
        yield Knob(
            id=LEAD_TIME, group="freight", name=LEAD_TIME, kind="slider", unit="days", now=top,
            high=top, off="high", step=0.5,
        )  # fmt: skip


def port_knobs(case: Case) -> Iterator[Knob]:
    """Give which ports may be used; the others are shut."""
    ports = tuple(row.id for row in case.facilities if row.kind == "port" and row.status != CLOSED)
    if len(ports) > 1:
        yield Knob(
            id=PORTS, group="freight", name=PORTS, kind="multi", now=ports, options=ports,
            subject=(("site", ""),),
            targets=tuple(target(case, "facilities", f"id={port}", "status") for port in ports),
        )  # fmt: skip


def plants(case: Case) -> tuple[Facility, ...]:
    """Give the plants that can be open."""
    return tuple(row for row in case.facilities if row.kind == "plant" and row.status != CLOSED)


def territories(case: Case) -> tuple[str, ...]:
    """Give the territories that have plants, those with most plants of today first."""
    now: dict[str, int] = defaultdict(int)
    for row in plants(case):
        now[row.territory] += row.status != "optional"
    return tuple(sorted(now, key=lambda there: (-now[there], there)))


def plants_in(case: Case, territory: str) -> tuple[str, ...]:
    """Give the ids of a territory's plants, in the order of the case."""
    return tuple(row.id for row in plants(case) if row.territory == territory)


def _bound(case: Case, territory: str) -> bool:
    """Tell whether a plant there must stay open."""
    return any(row.territory == territory and row.status == "required" for row in plants(case))


def places_by_weight(case: Case) -> tuple[str, ...]:
    """Give the regions and sites that can fail, those that make most today first."""
    made = output_now(case)
    sites = [row for row in case.facilities if row.kind not in {"market", "hq"}
             and row.status != CLOSED]  # fmt: skip
    regions: dict[str, float] = defaultdict(float)
    for row in sites:
        if row.region:
            regions[row.region] += made.get(row.id, 0.0)
    by_region = sorted(regions, key=lambda region: (-regions[region], region))
    by_site = sorted(sites, key=lambda row: (-made.get(row.id, 0.0), row.id))
    return (*(REGION + region for region in by_region), *(SITE + row.id for row in by_site))


def output_now(case: Case) -> dict[str, float]:
    """Give what each plant of today makes a week, in capacity units: recorded, else what it can."""
    here = [row for row in plants(case) if row.status != "optional"]
    use = {row.id: row.capacity_use_per_unit for row in case.products if row.kind == "finished"}
    sent: dict[str, float] = defaultdict(float)
    for flow in case.actual_flows:
        sent[flow.from_] += flow.quantity * use.get(flow.product, 0.0) / case.general.weeks
    if any(sent[row.id] for row in here):
        return {row.id: sent[row.id] for row in here}
    return {
        row.id: (row.module_per_week or 1.0)
        * (row.modules_max if row.modules_now is None else row.modules_now)
        for row in here
    }
