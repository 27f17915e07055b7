"""Recorded flows on lanes of the case, with the origin and the declaration that they lack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from data.errors import BadValue, within
from data.phrase import Heading, Mode, Origin, Product, Site, Table, joined, said
from network.case.reading import table_and_row
from network.engine.plan import Flow

if TYPE_CHECKING:
    from data.errors import PlusNError
    from network.case.choices import ActualFlow
    from network.evaluate.look import Look

    Key = tuple[str, str, str]

LEAST_SHARE = 1e-12


def read_flows(look: Look) -> tuple[tuple[Flow, ...], list[PlusNError]]:
    """Give the recorded flows as flows of a plan, and what is wrong with them."""
    problems: list[PlusNError] = []
    flows: list[Flow] = []
    origins = _possible(look)
    for number, row in enumerate(look.case.actual_flows):
        where = table_and_row("actual_flows", number)
        lane = _lane(look, row)
        if lane is None:
            problems.append(_no_lane(row, where))
            continue
        origin = row.origin
        if not origin:
            found = sorted(origins[row.from_, row.product])
            if len(found) != 1:
                problems.append(_unclear(row, where, found))
                continue
            origin = found[0]
        flows.append(
            Flow(
                lane=lane,
                from_=row.from_,
                to=row.to,
                mode=row.mode,
                product=row.product,
                origin=origin,
                quantity=row.quantity,
            )
        )
    return _declared(look, flows), problems


def _lane(look: Look, row: ActualFlow) -> int | None:
    """Find the lane of a record; one for the product alone comes before one for all."""
    found = [
        number
        for number, lane in enumerate(look.case.lanes)
        if (lane.from_, lane.to, lane.mode) == (row.from_, row.to, row.mode)
        and lane.product in {"*", row.product}
    ]
    return min(found, key=lambda n: (look.case.lanes[n].product == "*", n), default=None)


def _no_lane(row: ActualFlow, where: str) -> PlusNError:
    return BadValue(
        said(
            "no lane carries {product} from {tail} to {head} by {mode}",
            product=Product(row.product),
            tail=Site(row.from_),
            head=Site(row.to),
            mode=Mode(row.mode),
        ),
        where=where,
        remedy=said(
            "Add the lane to the table {table}, or correct the record.", table=Table("lanes")
        ),
    )


def _unclear(row: ActualFlow, where: str, found: list[str]) -> PlusNError:
    if found:
        return BadValue(
            said(
                "the origin of {product} from {tail} may be {origins}",
                product=Product(row.product),
                tail=Site(row.from_),
                origins=joined(", ", map(Origin, found)),
            ),
            where=_origin_in(where),
            remedy=said("Say which; a flow of several origins takes a row for each."),
        )
    return BadValue(
        said(
            "nothing says where {product} at {tail} comes from",
            product=Product(row.product),
            tail=Site(row.from_),
        ),
        where=_origin_in(where),
        remedy=said(
            "Give the origin, or a row of {supply} or {recipes} at the place it comes from.",
            supply=Table("supply"),
            recipes=Table("recipes"),
        ),
    )


def _origin_in(where: str) -> str:
    heading = Heading.of("actual_flows", "origin")
    return within(where, "origin", said(", column {column}", column=heading))


def _possible(look: Look) -> dict[tuple[str, str], set[str]]:
    """Name the origins that a product may have at a place, by what is had and what came there."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for supply in look.case.supply:
        found[supply.facility, supply.product].add(look.supply_origin(supply))
    for (plant, product, _), way in look.ways.items():
        found[plant, product].add(way.origin)
    changed = True
    while changed:
        changed = False
        for row in look.case.actual_flows:
            sent = {row.origin} if row.origin else found[row.from_, row.product]
            there = found[row.to, row.product]
            changed |= not sent <= there
            there |= sent
    return found


def _declared(look: Look, flows: list[Flow]) -> tuple[Flow, ...]:
    """Declare goods for the territory they enter, where duty there is on freight too.

    What passes a port for several territories is divided as what leaves the port is.
    """
    shares = _destinations(look, flows)
    return tuple(
        replace(flow, bound_for=bound, quantity=flow.quantity * share)
        for flow in flows
        for bound, share in sorted(_headed(look, flow, shares).items())
        if share > LEAST_SHARE
    )


def _destinations(look: Look, flows: list[Flow]) -> dict[Key, dict[str, float]]:
    """Give, by place and goods, which share goes on to where duty is on freight; blank stays.

    Found from the ends backward, one lane a round; a circle is left as it stands in the end.
    """
    out: dict[Key, list[Flow]] = defaultdict(list)
    into: dict[Key, float] = defaultdict(float)
    for flow in flows:
        out[flow.from_, flow.product, flow.origin].append(flow)
        into[flow.to, flow.product, flow.origin] += flow.quantity
    shares: dict[Key, dict[str, float]] = {key: {"": 1.0} for key in sorted({*out, *into})}
    for _ in look.case.facilities:
        before = dict(shares)
        for key, leaving in out.items():
            sent = sum(flow.quantity for flow in leaving)
            whole = max(sent, into[key])
            mix: dict[str, float] = defaultdict(float, {"": (whole - sent) / whole})
            for flow in leaving:
                for bound, share in _headed(look, flow, before).items():
                    mix[bound] += share * flow.quantity / whole
            shares[key] = dict(mix)
        if shares == before:
            break
    return shares


def _headed(look: Look, flow: Flow, shares: dict[Key, dict[str, float]]) -> dict[str, float]:
    there = look.entered(look.case.lanes[flow.lane])
    if there and any(
        layer.basis == "cif" and layer.charged_rate > 0
        for layer in look.layers(flow.origin, there, flow.product)
    ):
        return {there: 1.0}
    return shares[flow.to, flow.product, flow.origin]
