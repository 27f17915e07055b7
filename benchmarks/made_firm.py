"""A made firm of any size: suppliers, plants, depots, ports and markets in eight territories."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from network.case import Case

TERRITORIES = [f"T{number}" for number in range(8)]
PLACES = ((22.5, 113.5), (31, 120), (10.8, 106.7), (13.7, 100.5), (3.1, 101.7), (39, -98), (50, 8),
          (19, 75))  # fmt: skip
SPREAD = 3  # degrees that sites of a territory stand from its middle at most
SHARES = {"supplier": 0.20, "plant": 0.20, "depot": 0.15, "port": 0.10, "market": 0.35}
WAYS = (
    ("supplier", "plant", 0.30),
    ("plant", "port", 0.15),
    ("plant", "depot", 0.15),
    ("port", "depot", 0.10),
    ("port", "market", 0.10),
    ("depot", "market", 0.20),
)
MODES = ("sea", "road", "air")
WANTED = 6  # products that a market wants
PARTS = 3  # components of a product, and of a supplier


def made_firm(facilities: int = 300, products: int = 20, lanes: int = 5_000) -> Case:
    """Make a firm; every lane carries every product, so goods of many origins meet everywhere."""
    return _Firm(random.Random(3), facilities, products, lanes).case()  # noqa: S311 - no secrets


@dataclass
class _Firm:
    rng: random.Random
    facilities: int
    products: int
    lanes: int
    about: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311
    sites: dict[str, list[str]] = field(default_factory=dict)

    def case(self) -> Case:
        finished = [f"g{number}" for number in range(self.products * 3 // 5)]
        parts = [f"c{number}" for number in range(self.products - len(finished))]
        for kind, share in SHARES.items():
            self.sites[kind] = [f"{kind} {n}" for n in range(round(self.facilities * share))]
        rng = self.rng
        return Case.of({
            "settings": [{"name": "made", "holding_rate_per_year": 0.1}],
            "territories": [{"id": t, "name": t, "complexity_per_year": 1e5} for t in TERRITORIES],
            "products": [self._product(one, finished=one in finished) for one in finished + parts],
            "bill_of_materials": [
                {"product": one, "component": part, "quantity": 1}
                for one in finished
                for part in rng.sample(parts, min(PARTS, len(parts)))
            ],
            "facilities": [self._site(k, one) for k, sites in self.sites.items() for one in sites],
            "supply": [
                {"facility": site, "product": part, "cost_per_unit": rng.uniform(2, 20),
                 "capacity_per_week": rng.uniform(3_000, 9_000)}
                for site in self.sites["supplier"]
                for part in rng.sample(parts, min(PARTS, len(parts)))
            ],
            "lanes": self._lanes(),
            "duties": [
                {"layer": "mfn", "origin": "*", "dest": t, "product": p,
                 "rate": round(rng.uniform(0, 0.2), 3)}
                for t in TERRITORIES for p in finished + parts
            ],
            "demand": [
                {"market": site, "product": one, "per_week": rng.uniform(5, 60),
                 "price_per_unit": 400}
                for site in self.sites["market"]
                for one in rng.sample(finished, min(WANTED, len(finished)))
            ],
        })  # fmt: skip

    def _product(self, one: str, *, finished: bool) -> dict[str, object]:
        rng = self.rng
        if not finished:
            return {"id": one, "kind": "component", "value_per_unit": rng.uniform(2, 20),
                    "kg_per_unit": rng.uniform(0.1, 2)}  # fmt: skip
        return {"id": one, "value_per_unit": rng.uniform(50, 200),
                "kg_per_unit": rng.uniform(0.5, 5),
                "labour_hours_per_unit": rng.uniform(0.1, 1)}  # fmt: skip

    def _site(self, kind: str, one: str) -> dict[str, object]:
        rng = self.rng
        row: dict[str, object] = {"id": one, "kind": kind, "name": one, "region": "made",
                                  "territory": rng.choice(TERRITORIES)}  # fmt: skip
        middle = PLACES[TERRITORIES.index(str(row["territory"]))]
        row["lat"], row["lon"] = (
            round(at + self.about.uniform(-SPREAD, SPREAD), 3) for at in middle
        )
        if kind != "plant":
            return row
        return row | {
            "status": rng.choice(["existing", "optional"]),
            "fixed_cost_per_year": rng.uniform(1e5, 1e6),
            "module_per_week": rng.uniform(800, 2_000),
            "modules_max": 3,
            "module_cost_per_year": rng.uniform(1e4, 1e5),
            "wage_per_hour": rng.uniform(5, 40),
        }

    def _lanes(self) -> list[dict[str, object]]:
        rng = self.rng
        found = []
        for tail, head, share in WAYS:
            ends = [(a, b, m) for a in self.sites[tail] for b in self.sites[head] for m in MODES]
            found += rng.sample(ends, min(len(ends), round(self.lanes * share)))
        return [
            {"from": a, "to": b, "mode": mode, "cost_per_kg": rng.uniform(0.1, 3),
             "days": rng.uniform(1, 30)}
            for a, b, mode in found
        ]  # fmt: skip
