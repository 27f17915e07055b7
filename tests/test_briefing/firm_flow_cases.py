"""Firms' plans for tests of the diagram: rows of any size, without a case or a solver."""

import random

from hypothesis import strategies as st

from briefing.flow.firm.amounts import Scale
from briefing.flow.firm.rows import Rows
from briefing.flow.firm.spec import LaneRow, SiteRow
from briefing.spec import Colour

KINDS = ("supplier", "plant", "depot", "port", "market")
GROUPS = ("CN", "VN", "TH")
COLOUR = Colour(light="#0b6e69", dark="#4fc4b2")


def site(facility, shape, group="CN", name=None):
    return SiteRow(
        id=f"facility:{facility}",
        facility=facility,
        shape=shape,
        group=group if shape in {"supplier", "plant"} else "site",
        name=name or f"{shape} {facility}",
        role=shape,
        place="somewhere",
        open=True,
        aria=facility,
    )


def lane(tail, head, quantity, stage="finished", group="CN", cost=None):
    return LaneRow(
        id=f"lane:{tail};{head};road;{stage};{group}",
        kind="goods",
        tail=tail,
        head=head,
        product=stage,
        origin=group,
        group=group,
        name=f"{tail} → {head}",
        quantity=quantity,
        cost=quantity * 0.1 if cost is None else cost,
        duty=0.0,
        days=3.0,
        carbon=quantity * 0.01,
        texts={"quantity": f"{quantity:,.0f}"},
        aria=f"{tail} → {head}",
    )


def control(tail, head):
    made = lane(tail, head, 0, "control", "site")
    empty = dict.fromkeys(("quantity", "cost", "duty", "days", "carbon"))
    return made.model_copy(update={"kind": "control", "product": "control", **empty})


def rows(sites, lanes, places=None, measure="quantity"):
    return Rows(
        sites=tuple(sites),
        lanes=tuple(lanes),
        colours={**dict.fromkeys(GROUPS, COLOUR), "site": COLOUR},
        groups={group: group for group in (*GROUPS, "site")},
        places=places or {},
        countries={},
        measure=measure,
        scale=Scale(divisor=1, unit="units a week"),
        weeks=52.0,
    )


def plan(seed, *, suppliers, plants, depots, ports, markets, links=3, measure="quantity"):
    """Make a plan in which what reaches a port or depot leaves it."""
    pick = random.Random(seed)  # noqa: S311 - a made-up plan
    counts = dict(zip(KINDS, (suppliers, plants, depots, ports, markets), strict=True))
    letter = dict(zip(KINDS, "SPDXM", strict=True))
    names = {kind: [f"{letter[kind]}{i}" for i in range(n)] for kind, n in counts.items()}
    sites = [
        site(name, kind, pick.choice(GROUPS)) for kind, found in names.items() for name in found
    ]
    group = {row.facility: row.group for row in sites}
    moved = {}
    held = {}

    def move(tail, head, quantity, stage, origin):
        key = (tail, head, stage, origin)
        moved[key] = moved.get(key, 0.0) + quantity

    for plant in names["plant"]:
        origin = group[plant]
        heads = pick.sample(
            [*names["port"], *names["depot"], *names["market"]],
            k=min(links, ports + depots + markets),
        )
        for head in heads:
            quantity = pick.choice([1, 7, 100, 2500, 40000]) * (1 + pick.random())
            move(plant, head, quantity, "finished", origin)
            if head[0] != "M":
                held[head, origin] = held.get((head, origin), 0.0) + quantity
        for supplier in pick.sample(names["supplier"], k=min(links, suppliers)):
            move(supplier, plant, pick.random() * 9000 + 1, "component", group[supplier])
    for (tail, origin), quantity in sorted(held.items()):
        heads = pick.sample(names["market"], k=min(links, markets))
        for head in heads:
            move(tail, head, quantity / len(heads), "finished", origin)
    lanes = [lane(t, h, q, stage, origin) for (t, h, stage, origin), q in sorted(moved.items())]
    places = {row.facility: (pick.uniform(95, 125), pick.uniform(0, 40)) for row in sites}
    places |= dict.fromkeys(names["market"][: markets // 2], (-100.0, 40.0))
    return rows(
        [*sites, site("HQ", "hq")],
        [*lanes, *(control("HQ", plant) for plant in names["plant"])],
        {**places, "HQ": (114.0, 22.0)},
        measure,
    )


plans = st.builds(
    plan,
    st.integers(0, 10_000),
    suppliers=st.integers(0, 9),
    plants=st.integers(1, 9),
    depots=st.integers(0, 2),
    ports=st.integers(0, 6),
    markets=st.integers(1, 8),
    links=st.integers(1, 5),
)
