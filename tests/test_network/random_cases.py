"""Random firms, valid by construction, in which every rule of the model may occur.

Hypothesis draws how many there are of each thing and which features a firm has, so that a failing
firm shrinks to few sites and few features; the numbers come from a drawn seed.
"""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import product as pairs
from math import inf

from hypothesis import strategies as st

from data.errors import Infeasible
from network.case import Case
from network.engine.solve import design

FEATURES = (
    "fixed", "modules", "expansion", "closing", "optional", "overtime", "currencies", "carbon",
    "capital", "rules", "specific", "cif", "drawback", "exempt", "floor", "replace", "dated",
    "limits", "stock", "mandatory", "subassembly", "transit", "air", "part", "complexity", "idle",
)  # fmt: skip
# What must be had may lack; only a firm that is asked to be so is.
SCARCE = frozenset({"mandatory", "limits", "scarce"})
ONLY_ADDING = frozenset(FEATURES) - {"floor", "replace"}
LAW = {"max_examples": 50, "deadline": None, "derandomize": True}
LETTERS = {"supplier": "S", "plant": "P", "depot": "D", "port": "W", "market": "M", "hq": "H"}
CLASS = "X"  # an origin class that is no territory


@dataclass
class Firm:
    """Hold the tables of a firm as plain rows, and what it was drawn from."""

    features: frozenset[str]
    seed: int
    tables: dict[str, list[dict]] = field(default_factory=dict)

    def case(self, **changes) -> Case:
        """Make the case, some tables replaced."""
        return Case.of({**self.tables, **changes})

    def copy(self) -> Firm:
        """Give a firm whose rows can be changed."""
        return Firm(self.features, self.seed, deepcopy(self.tables))

    def ids(self, *kinds: str) -> list[str]:
        """Name the facilities of some kinds."""
        return [row["id"] for row in self.tables["facilities"] if row["kind"] in kinds]

    def rng(self, salt: int = 1) -> random.Random:
        """Give random numbers of this firm's own."""
        return random.Random(self.seed * 1000 + salt)  # noqa: S311 - a test, not a secret


def cost(firm: Firm | Case, policy=None) -> float:
    """Give the least cost; infinite where no plan holds."""
    try:
        case = firm.case() if isinstance(firm, Firm) else firm
        return design(case, policy, stable=False).objective
    except Infeasible:
        return inf


def same(one: float, two: float) -> bool:
    """Tell whether two optima are the same up to the solver's tolerance."""
    return one == two or abs(one - two) <= 1e-6 * max(1.0, abs(one), abs(two))


def no_more(less: float, more: float) -> bool:
    """Tell whether an optimum is not above another."""
    return less <= more or same(less, more)


@st.composite
def firms(draw, *, allowed=frozenset(FEATURES), needed=frozenset(), small=False) -> Firm:
    """Draw a firm; `small` ones have few decisions, so that all of them can be tried."""
    mask = draw(st.integers(0, 2 ** len(FEATURES) - 1))
    drawn = {feature for bit, feature in enumerate(FEATURES) if mask >> bit & 1}
    counts = {
        "territories": draw(st.integers(2, 2 if small else 6)),
        "finished": draw(st.integers(1, 2 if small else 4)),
        "components": draw(st.integers(1, 2 if small else 3)),
        "supplier": draw(st.integers(1, 2 if small else 3)),
        "plant": draw(st.integers(1, 2 if small else 3)),
        "depot": draw(st.integers(0, 1)),
        "port": draw(st.integers(0, 1 if small else 2)),
        "market": draw(st.integers(1, 2 if small else 3)),
        "hq": draw(st.integers(0, 1)),
    }
    firm = Firm(frozenset(drawn & allowed) | needed, draw(st.integers(0, 10**6)))
    _Maker(firm, counts, small=small).fill()
    return firm


class _Maker:
    """Fill the tables of a firm."""

    def __init__(self, firm: Firm, counts: dict[str, int], *, small: bool) -> None:
        self.firm, self.counts, self.small = firm, counts, small
        self.rng = firm.rng(0)
        self.tables = firm.tables
        self.territories = [f"T{n}" for n in range(counts["territories"])]
        self.parts = [f"c{n}" for n in range(counts["components"])]
        self.goods = [f"g{n}" for n in range(counts["finished"])]
        self.sub = "sub" if self.has("subassembly") else ""

    def has(self, feature: str) -> bool:
        return feature in self.firm.features

    def num(self, least: float, most: float) -> float:
        return round(self.rng.uniform(least, most), 2)

    def often(self, share: float = 0.5) -> bool:
        return self.rng.random() < share

    def some(self, share: float, low: float, high: float):
        """Give a number now and then, else nothing."""
        return self.num(low, high) if self.often(share) else None

    def money(self) -> str:
        return self.rng.choice(["", "HKD", "USD", "VND"]) if self.has("currencies") else ""

    def places(self, kind: str) -> list[str]:
        return [f"{LETTERS[kind]}{n}" for n in range(self.counts[kind])]

    def fill(self) -> None:
        make = (
            self.settings, self.territories_and_goods, self.facilities, self.supply, self.recipes,
            self.lanes, self.duties, self.demand, self.stock_and_events,
        )  # fmt: skip
        for step in make:
            step()

    def settings(self) -> None:
        capital, overtime = self.has("capital"), self.has("overtime")
        row = {
            "name": "random",
            "currency": "HKD",
            "weeks": self.rng.choice([4, 13, 26, 52]),
            "holding_rate_per_year": 0.12 if capital else 0,
            "finance_rate_per_year": 0.07 if capital else 0,
            "insurance_rate": 0.01 if self.has("cif") else 0,
            "carbon_price_per_t": self.num(50, 900) if self.has("carbon") else 0,
            "overtime_share": self.num(0.05, 0.4) if overtime else 0,
            "overtime_premium": self.num(0, 1),
        }
        if self.has("dated"):
            row["run_date"] = "2025-06-30"
        self.tables["settings"] = [row]
        self.tables["exchange_rates"] = [
            {"currency": "USD", "rate": 7.8},
            {"currency": "VND", "rate": 0.0003},
        ]

    def territories_and_goods(self) -> None:
        complexity = self.has("complexity")
        self.tables["territories"] = [
            {"id": t, "name": t, "complexity_per_year": self.num(0, 9000) if complexity else 0}
            for t in self.territories
        ]
        components = [*self.parts, self.sub] if self.sub else self.parts
        self.tables["products"] = [self._product(one, "component", 2, 40) for one in components] + [
            self._product(one, "finished", 40, 120) for one in self.goods
        ]
        bill = [(self.sub, self.parts[0])] if self.sub else []
        for one in self.goods:
            of = [part for part in components if self.often(0.8)]
            bill += [(one, part) for part in of]
        self.tables["bill_of_materials"] = [
            {"product": one, "component": part, "quantity": self.rng.choice([1, 2, 0.5])}
            for one, part in bill
        ]

    def _product(self, name: str, kind: str, low: float, high: float) -> dict:
        return {
            "id": name,
            "kind": kind,
            "hts": self.rng.choice(["8504.40", "8517.62"]),
            "value_per_unit": self.num(low, high),
            "kg_per_unit": self.num(0, 2),
            "labour_hours_per_unit": self.num(0, 2),
            "capacity_use_per_unit": self.rng.choice([1, 1, 2, 0.5]),
        }

    def facilities(self) -> None:
        kinds = ("supplier", "plant", "depot", "port", "market", "hq")
        self.tables["facilities"] = [
            self._facility(kind, place, number)
            for kind in kinds
            for number, place in enumerate(self.places(kind))
        ]

    def _facility(self, kind: str, place: str, number: int) -> dict:
        row = {
            "id": place,
            "kind": kind,
            "name": place,
            "territory": self.rng.choice(self.territories),
            "region": self.rng.choice(["north", "south", "west"]),
            "currency": self.money(),
        }
        if kind in {"market", "hq"}:
            return row
        scale = {"": 1, "HKD": 1, "USD": 1 / 7.8, "VND": 1 / 0.0003}[row["currency"]]
        if kind == "plant":
            row |= {
                "wage_per_hour": self.num(2, 40) * scale,
                "productivity": self.rng.choice([1, 0.8, 1.2]),
                "overhead_per_capacity_unit": self.num(0, 3) * scale,
                "carbon_kg_per_capacity_unit": self.num(0, 5),
            }
        backbone = number == 0 and kind in {"supplier", "plant"}
        decisive = kind == "plant" or not self.small or self.often(0.3)
        return row | self._decisions(scale, backbone=backbone, decisive=decisive)

    def _decisions(self, scale: float, *, backbone: bool, decisive: bool) -> dict:
        row: dict = {}
        if self.has("optional") and not backbone and decisive:
            row["status"] = self.rng.choice(["optional", "optional", "required", "excluded"])
            row["opening_cost_per_year"] = self.num(0, 9000) * scale
        if self.has("fixed") and decisive:
            row["fixed_cost_per_year"] = self.num(0, 30000) * scale
        if self.has("closing") and decisive:
            row["closing_cost_per_year"] = self.num(0, 9000) * scale
        if backbone and self.has("mandatory") and not self.has("scarce"):
            return row
        if self.has("limits") or (self.has("modules") and decisive):
            row["module_per_week"] = self.num(20, 400)
            row["modules_max"] = self.rng.choice([1, 2, 3])
            if self.has("modules") and decisive:
                row["module_cost_per_year"] = self.num(0, 20000) * scale
            if self.has("expansion") and decisive:
                row["expansion_per_week"] = self.num(10, 100)
                row["expansion_cost_per_year"] = self.num(0, 9000) * scale
        return row

    def supply(self) -> None:
        rows = []
        for number, place in enumerate(self.places("supplier")):
            for part in self.parts:
                if number and not self.often(0.7):
                    continue
                limited = self.has("limits") and not (number == 0 and self.has("mandatory"))
                rows.append(self._supply(place, part, limited=limited))
        if self.has("transit"):
            rows += [
                self._supply(place, self.parts[0], limited=True)
                for place in self.places("port") + self.places("depot")
                if self.often(0.3)
            ]
        self.tables["supply"] = rows

    def _supply(self, place: str, part: str, *, limited: bool) -> dict:
        return {
            "facility": place,
            "product": part,
            "cost_per_unit": self.num(1, 9),
            "capacity_per_week": self.some(0.5, 20, 600) if limited else None,
            "origin": self.rng.choice(self.territories),
        }

    def recipes(self) -> None:
        if self.has("rules") or self.sub:
            self.tables["origin_rules"] = [
                {"id": "rule", "regional_value_min": self.num(0.5, 0.95), "cumulation": "club"},
            ]
            self.tables["cumulation"] = [
                {"set": "club", "origin": one}
                for number, one in enumerate(self.territories)
                if not number or self.often(0.25)
            ]
            where = {row["id"]: row["territory"] for row in self.tables["facilities"]}
            self.tables["recipes"] = [
                row for place in self.places("plant") for row in self._recipes(place, where[place])
            ]

    def _recipes(self, place: str, territory: str) -> list[dict]:
        made = [*self.goods, self.sub] if self.sub else self.goods
        rows = [{"facility": place, "product": one, "name": "light", "origin": CLASS}
                for one in made]  # fmt: skip
        for one in made:
            rule = "rule" if self.has("rules") else ""
            full = {"facility": place, "product": one, "name": "full", "origin": territory}
            rows.append(full | {"origin_rule": rule})
        return rows

    def lanes(self) -> None:
        supplier, plant = self.places("supplier"), self.places("plant")
        depot, port, market = self.places("depot"), self.places("port"), self.places("market")
        ways = [(supplier, plant, 0.7), (plant, market, 0.7), (plant, depot, 0.6),
                (depot, market, 0.7), (plant, port, 0.8), (port, market, 0.8),
                (supplier, port, 0.5), (port, plant, 0.5)]  # fmt: skip
        if self.has("transit"):
            ways += [(port, port, 0.5), (plant, plant, 0.4), (market, market, 0.3),
                     (depot, depot, 0.5), (depot, port, 0.4), (supplier, depot, 0.4)]  # fmt: skip
        if self.sub:
            ways.append((plant, plant, 0.6))
        ends = dict.fromkeys(
            (tail, head)
            for tails, heads, share in ways
            for tail, head in pairs(tails, heads)
            if tail != head and ((tail in {"S0", "P0"} and head in {"P0", *market}) or
                                 self.often(share))
        )  # fmt: skip
        rows = [self._lane(tail, head, "sea") for tail, head in ends]
        if self.has("air"):
            rows += [self._lane(*end, "air") for end in ends if self.often(0.3)]
        self.tables["lanes"] = rows

    def _lane(self, tail: str, head: str, mode: str) -> dict:
        sea = mode == "sea"
        backbone = sea and tail in {"S0", "P0"}
        only = self.has("part") and not backbone and self.often(0.3)
        currency = self.money()
        scale = {"": 1, "HKD": 1, "USD": 1 / 7.8, "VND": 1 / 0.0003}[currency]
        return {
            "from": tail,
            "to": head,
            "mode": mode,
            "product": self.rng.choice(self.goods + self.parts) if only else "*",
            "currency": currency,
            "cost_per_kg": self.num(0, 4) * scale,
            "cost_per_unit": self.num(0, 4 if sea else 12) * scale,
            "days": self.num(5, 40) if sea else self.num(1, 5),
            "carbon_kg_per_kg": self.num(0, 1) * (1 if sea else 8),
            "capacity_per_week": self.some(0.4, 10, 300)
            if self.has("limits") and not backbone
            else None,
        }

    def duties(self) -> None:
        origins = self.territories + ([CLASS] if "recipes" in self.tables else [])
        goods = ["*", *self.goods, *self.parts]
        further = {"floor": "max", "replace": "replace", "exempt": "exempt"}
        layers = {"mfn": "add", "extra": "add"}
        layers |= {name: combine for name, combine in further.items() if self.has(name)}
        rows: dict[tuple, dict] = {}
        for layer, combine in layers.items():
            for dest in self.territories:
                if not self.often(0.7):
                    continue
                for _ in range(self.rng.choice([1, 2])):
                    # Often only goods without origin bear duty, so that an origin is worth having.
                    origin = origins[-1] if self.often(0.4) else self.rng.choice(["*", *origins])
                    of = self.rng.choice(goods)
                    heading = self.rng.choice(["", "", "8517"]) if of == "*" else ""
                    row = self._duty(layer, combine)
                    row |= {"origin": origin, "dest": dest, "product": of, "hts_prefix": heading}
                    rows[layer, origin, dest, of, heading] = row
        self.tables["duties"] = list(rows.values())

    def _duty(self, layer: str, combine: str) -> dict:
        row = {"layer": layer, "combine": combine, "rate": self.num(0, 0.4)}
        if self.has("specific") and self.often():
            row |= {"specific_per_unit": self.num(0, 5), "currency": self.rng.choice(["", "USD"])}
        if self.has("cif") and self.often():
            row["basis"] = "cif"
        if self.has("drawback") and self.often():
            row["drawback"] = self.rng.choice([1.0, 0.9, 0.5])
        if self.has("dated"):
            row |= {"valid_from": "2025-01-01", "valid_to": self.rng.choice([None, "2025-12-31"])}
        return row

    def demand(self) -> None:
        rows = []
        for market in self.places("market"):
            for one in self.goods:
                mandatory = self.has("mandatory") and self.often(0.6)
                rows.append({
                    "market": market,
                    "product": one,
                    "per_week": 0 if self.has("idle") and self.often(0.2) else self.num(10, 150),
                    "price_per_unit": None if mandatory else self.num(40, 300),
                })  # fmt: skip
        self.tables["demand"] = rows

    def stock_and_events(self) -> None:
        if not self.has("stock"):
            return
        self.tables["stock"] = [
            {"facility": "M0", "product": self.goods[0], "units": self.num(1, 90)},
            {"facility": "P0", "product": self.parts[0], "units": self.num(1, 90),
             "origin": self.rng.choice(self.territories), "replacement_cost_per_unit": 4},
        ]  # fmt: skip
        self.tables["scenarios"] = [{"id": "quake"}]
        self.tables["events"] = [
            {"scenario": "quake", "facility": "P0", "weeks": 3, "available": 0.2},
            {"scenario": "quake", "facility": "M0", "start_week": 1, "weeks": 2, "demand": 1.5},
        ]
