"""Plans of random firms, outages that may strike them, and one tiny firm to check by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import reject
from hypothesis import strategies as st

from data.errors import Infeasible
from network.case import Case
from network.case.choices import Policy
from network.engine.frame import Frame
from network.engine.solve import design
from network.outage.survival import places
from network.outage.timeline import Outage, down

from .random_cases import firms

if TYPE_CHECKING:
    from network.engine.result import Result

POLICIES = (
    {},
    {"single_sourcing": True},
    {"region_share_max": 0.8},
    {"lead_time_max_days": 30},
    {"anchor": "T0", "outside_share_min": 0.3},
    {"anchor": "T0", "plus": 1, "share_min": 0.2},
)


class Held(NamedTuple):
    """Hold a case and the plan that outages strike."""

    frame: Frame
    result: Result

    @property
    def case(self) -> Case:
        return self.frame.case


@st.composite
def plans(draw, *, policies=False, **kinds) -> Held:
    """Draw a firm and find its plan, under a policy where one is asked for and can hold."""
    firm = draw(firms(**kinds))
    policy = Policy(id="policy", **draw(st.sampled_from(POLICIES if policies else ({},))))
    frame = Frame.of(firm.case())
    for tried in (policy, None):
        try:
            return Held(frame, design(frame, tried, stable=False))
        except Infeasible:
            continue
    return reject()


@st.composite
def stuffed(draw) -> Held:
    """Draw a plan with all that leaves a site without being made there to its capacity.

    Some goods take no capacity, every kind of site supplies and stores some, limited or not.
    """
    firm = draw(firms(needed=frozenset({"stock", "transit"})))
    rng, tables = firm.rng(), firm.tables
    for row in tables["products"]:
        row["capacity_use_per_unit"] *= rng.choice([0, 1])
    goods = [row["id"] for row in tables["products"]]
    for place in firm.ids("supplier", "plant", "depot", "port"):
        row = {"facility": place, "product": rng.choice(goods)}
        limit = rng.choice([None, rng.randint(1, 90)])
        cells = {"supply": {"cost_per_unit": 5, "capacity_per_week": limit},
                 "stock": {"units": rng.randint(1, 900)}}  # fmt: skip
        for table, more in cells.items():
            if not any(row.items() <= one.items() for one in tables[table]):
                tables[table].append(row | more)
    frame = Frame.of(firm.case())
    try:
        return Held(frame, design(frame, stable=False))
    except Infeasible:
        return reject()


@st.composite
def outages(draw, case: Case, *, least=0, most=3, wanted=True) -> list[Outage]:
    """Draw outages; some lie beyond the period, some only change the demand."""
    markets = [row.id for row in case.facilities if row.kind == "market"]
    found = []
    for _ in range(draw(st.integers(least, most))):
        share = draw(st.sampled_from([0.0, 0.0, 0.4, 0.9]))
        factor = draw(st.sampled_from([1.0, 1.0, 0.5, 1.6])) if wanted else 1.0
        market = draw(st.sampled_from(markets))
        found.append(
            Outage(
                start=draw(st.integers(0, round(case.general.weeks))),
                weeks=draw(st.integers(1, 12)),
                available=down(case, draw(st.sampled_from(places(case))), share),
                demand={market: factor},
            )
        )
    return found


def cups(*, in_stock=0.0, other=0.0, per_week=10.0, mandatory=False, **tables) -> Case:
    """Give a firm that sells ten cups a week: its plant P makes ten, Q some where it is there.

    A cup costs 2 to make at P and 3 at Q, brings 20, and is worth 8 in stock.
    """
    site = {"territory": "A", "name": "site"}
    plant = {"kind": "plant", "wage_per_hour": 2.0, "region": "East", "weeks_to_restart": 4.0}
    sites = [
        {"id": "P", **site, **plant, "module_per_week": 10.0},
        {"id": "M", "kind": "market", "region": "Shops", **site},
    ]
    if other:
        wage = {"wage_per_hour": 3.0, "region": "West", "weeks_to_restart": None}
        sites.append({"id": "Q", **site, **plant, **wage, "module_per_week": other})
    rows = {
        "settings": [{"name": "cups", "weeks": 20}],
        "territories": [{"id": "A", "name": "Here"}],
        "products": [{"id": "cup", "value_per_unit": 8.0, "labour_hours_per_unit": 1.0}],
        "facilities": sites,
        "lanes": [{"from": s["id"], "to": "M"} for s in sites if s["kind"] == "plant"],
        "demand": [
            {
                "market": "M",
                "product": "cup",
                "per_week": per_week,
                "price_per_unit": None if mandatory else 20.0,
            }
        ],
        "stock": [{"facility": "M", "product": "cup", "units": in_stock}] if in_stock else [],
    }
    return Case.of({**rows, **tables})


def held(case: Case, policy: Policy | None = None) -> Held:
    """Find the plan of a case."""
    frame = Frame.of(case)
    return Held(frame, design(frame, policy))
