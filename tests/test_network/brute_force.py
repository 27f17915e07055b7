"""The least cost of a small firm by trying every design, each as a linear program over whole ways.

Nothing of the engine is used but the tables: goods travel by ways from where they arise to where
they end, instead of lane by lane, and duty is worked out along each way. scipy solves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product as every
from math import inf, prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import linprog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case import Case

MOST_DESIGNS = 96


class Source(NamedTuple):
    """Say where goods arise: by a row of supply, or by a recipe, in bond or not."""

    place: str
    product: str
    origin: str
    row: int | None = None
    recipe: str = ""
    rule: str = ""
    bonded: bool = False


@dataclass(frozen=True)
class Path:
    """Hold a way of goods: the lanes, what a unit costs, and whether it ends in bond."""

    source: Source
    lanes: tuple[int, ...]
    end: str
    cost: float
    in_bond: bool


class State(NamedTuple):
    """Say whether a site is open, with how many modules, and whether it is expanded."""

    is_open: bool
    modules: int = 0
    expanded: int = 0


class BruteForce:
    """Try every design of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.general = case.general
        self.site = {row.id: row for row in case.facilities}
        self.goods = {row.id: row for row in case.products}
        self.rate = {row.currency: row.rate for row in case.exchange_rates}
        self.rate |= {"": 1.0, self.general.currency: 1.0}
        self.years = self.general.weeks / 52
        self.bill = defaultdict(dict)
        for row in case.bill_of_materials:
            self.bill[row.product][row.component] = row.quantity
        self.drawbacks = any(row.drawback for row in case.duties)
        self.makes = [source for plant in self.site for source in self._makes(plant)]
        self.paths = [path for source in self._sources() for path in self._ways(source)]

    # what duty is due

    def _speaking(self, origin: str, into: str, product: str) -> list:
        day, best, exempt = self.general.run_date, {}, set()
        hts = self.goods[product].hts.replace(".", "")
        for row in self.case.duties:
            prefix = row.hts_prefix.replace(".", "")
            dated = day is None or (
                (row.valid_from is None or row.valid_from <= day)
                and (row.valid_to is None or day <= row.valid_to)
            )
            meant = row.dest == into and row.origin in {origin, "*"}
            if not (dated and meant and row.product in {product, "*"} and hts.startswith(prefix)):
                continue
            if row.combine == "exempt":
                exempt.add(row.layer)
            rank = (row.product != "*", len(prefix), row.origin != "*")
            if row.layer not in best or rank > best[row.layer][0]:
                best[row.layer] = rank, row
        rows = [row for layer, (_, row) in sorted(best.items()) if layer not in exempt]
        replacing = [row for row in rows if row.combine == "replace"]
        return replacing or rows

    def _binds(self, origin: str, into: str, product: str) -> bool:
        rows = self._speaking(origin, into, product)
        return origin != into and any(row.basis == "cif" or row.drawback for row in rows)

    def _duty(self, goods: Source, into: str, freight: float, *, in_bond: bool) -> float:
        if goods.origin == into:
            return 0.0
        rows = self._speaking(goods.origin, into, goods.product)
        value = self.goods[goods.product].value_per_unit
        basis = {"fob": value, "cif": value * (1 + self.general.insurance_rate) + freight}
        added = sum(row.rate for row in rows if row.combine == "add")
        due = 0.0
        for row in rows:
            rate = row.rate if row.combine != "max" else max(0.0, row.rate - added)
            kept = 1 - row.drawback if in_bond else 1.0
            due += kept * (rate * basis[row.basis]
                           + row.specific_per_unit * self.rate[row.currency])  # fmt: skip
        return due

    # where goods arise and which ways they can go

    def _makes(self, plant: str) -> Iterator[Source]:
        site = self.site[plant]
        if site.kind != "plant":
            return
        ways = [(r.product, r.origin, r.name, r.origin_rule)
                for r in self.case.recipes if r.facility == plant] or [
            (p.id, site.territory, "own", "") for p in self.case.products if p.kind == "finished"
        ]  # fmt: skip
        for item, origin, name, rule in ways:
            for bonded in (False, True) if self.drawbacks else (False,):
                yield Source(plant, item, origin, None, name, rule, bonded)

    def _sources(self) -> Iterator[Source]:
        for number, row in enumerate(self.case.supply):
            origin = row.origin or self.site[row.facility].territory
            yield Source(row.facility, row.product, origin, number)
        yield from self.makes

    def _enters(self, number: int) -> str:
        lane = self.case.lanes[number]
        tail, head = self.site[lane.from_], self.site[lane.to]
        crosses = tail.kind == "port" or tail.territory != head.territory
        return head.territory if crosses and head.kind != "port" else ""

    def _lane_cost(self, number: int, product: str) -> tuple[float, float]:
        lane, goods = self.case.lanes[number], self.goods[product]
        freight = self.rate[lane.currency] * (
            lane.cost_per_kg * goods.kg_per_unit + lane.cost_per_unit
        )
        capital = self.general.holding_rate_per_year + self.general.finance_rate_per_year
        pipeline = goods.value_per_unit * capital * lane.days / 365
        kg = lane.carbon_kg_per_kg * goods.kg_per_unit
        return freight, freight + pipeline + self.general.carbon_price_per_t * kg / 1000

    def _ways(self, source: Source) -> Iterator[Path]:
        waiting: list[tuple[tuple[int, ...], tuple[str, ...]]] = [((), (source.place,))]
        while waiting:
            lanes, places = waiting.pop()
            yield from self._along(source, lanes, places[-1])
            for number, lane in enumerate(self.case.lanes):
                if (lane.from_ == places[-1] and lane.to not in places
                        and lane.product in {"*", source.product}):  # fmt: skip
                    waiting.append(((*lanes, number), (*places, lane.to)))

    def _along(self, source: Source, lanes: tuple[int, ...], end: str) -> Iterator[Path]:
        """Give a way as paths if it ends where goods are wanted; a bond may be a choice."""
        wanted = any(row.market == end and row.product == source.product and row.per_week
                     for row in self.case.demand)  # fmt: skip
        used = self._used_at(end, source.product)
        if not wanted and not used:
            return
        for in_bond in (False, True) if self.drawbacks else (False,):
            found = self._price(source, lanes, bond_on_entry=in_bond)
            if found and (used if found[1] else True):
                yield Path(source, lanes, end, found[0], found[1])

    def _used_at(self, place: str, product: str) -> bool:
        return any(m.place == place and product in self.bill[m.product] for m in self.makes)

    def _price(
        self, source: Source, lanes: tuple[int, ...], *, bond_on_entry: bool
    ) -> tuple[float, bool] | None:
        """Give cost and whether the end is in bond; nothing where the goods may not go so."""
        home = self.site[source.place].territory if source.bonded else ""
        entering = [self._enters(number) for number in lanes]
        binding = [t for t in entering if t and self._binds(source.origin, t, source.product)]
        if len(binding) > 1 or (source.bonded and binding == [home]):
            return None
        if bond_on_entry and (source.bonded or not binding):
            return None
        cost = freight = 0.0
        ends_in_bond = source.bonded
        for number, into in zip(lanes, entering, strict=True):
            own, whole = self._lane_cost(number, source.product)
            freight += own
            cost += whole
            if not into:
                continue
            if into == home:
                return None
            bonds = bond_on_entry and into in binding
            if bonds and not self._used_at(self.case.lanes[number].to, source.product):
                return None
            cost += self._duty(source, into, freight, in_bond=bonds)
            ends_in_bond = bonds
        if source.row is not None:
            row = self.case.supply[source.row]
            cost += row.cost_per_unit * self.rate[row.currency]
        return cost, ends_in_bond

    # designs

    def states(self) -> dict[str, list[State]]:
        """List the states that each site may be in."""
        return {place: self._states(row) for place, row in self.site.items()}

    def _states(self, row) -> list[State]:
        if row.status == "excluded":
            return [State(is_open=False)]
        modules = range(1, row.modules_max + 1) if row.module_cost_per_year else [row.modules_max]
        if row.module_per_week is None:
            modules = [0]
        grown = [0, 1] if row.expansion_per_week else [0]
        found = [State(True, z, e) for z, e in every(modules, grown)]  # noqa: FBT003
        if row.status in {"existing", "optional"} and row.kind not in {"market", "hq"}:
            found.append(State(is_open=False))
        return found

    def designs(self) -> int:
        """Count the designs."""
        return prod(len(states) for states in self.states().values())

    def least(self) -> float:
        """Give the least cost; infinite where no design holds."""
        states = self.states()
        best = inf
        for chosen in every(*states.values()):
            state = dict(zip(states, chosen, strict=True))
            fixed = self._yearly(state)
            if fixed < best:
                best = min(best, fixed + self._flows(state))
        return best

    def _yearly(self, state: dict[str, State]) -> float:
        cost = 0.0
        for place, row in self.site.items():
            now = state[place]
            rate = self.rate[row.currency]
            if not now.is_open:
                cost += rate * row.closing_cost_per_year * (row.status == "existing")
                continue
            cost += rate * (row.fixed_cost_per_year + now.modules * row.module_cost_per_year
                            + now.expanded * row.expansion_cost_per_year
                            + row.opening_cost_per_year * (row.status == "optional"))  # fmt: skip
        running = {row.territory for row in self.case.facilities
                   if row.kind == "plant" and state[row.id].is_open}  # fmt: skip
        cost += sum(t.complexity_per_year for t in self.case.territories if t.id in running)
        holding = self.general.holding_rate_per_year
        cost += sum(holding * row.units * self.goods[row.product].value_per_unit
                    for row in self.case.stock)  # fmt: skip
        return cost * self.years

    # flows of a design

    def _flows(self, state: dict[str, State]) -> float:
        program = _Program()
        paths = [path for path in self.paths if self._open(path, state)]
        made = {way: program.column(self._making(way)) for way in self.makes
                if state[way.place].is_open}  # fmt: skip
        columns: dict[int, list[int]] = defaultdict(list)
        sold, parts = defaultdict(list), defaultdict(list)
        for number, path in enumerate(paths):
            item = path.source.product
            for way in made:
                if (way.place == path.end and item in self.bill[way.product]
                        and (way.bonded or not path.in_bond)):  # fmt: skip
                    column = program.column(path.cost)
                    parts[way, item].append((column, path.source.origin))
                    columns[number].append(column)
            if self.site[path.end].kind == "market" and not path.in_bond:
                column = program.column(path.cost)
                sold[path.end, item].append(column)
                columns[number].append(column)
        self._limit(program, paths, columns, made, state)
        for way, output in made.items():
            self._recipe(program, way, output, parts)
        for row in self.case.demand:
            entries = dict.fromkeys(sold[row.market, row.product], 1.0)
            if row.price_per_unit is not None:
                entries[program.column(row.price_per_unit * self.rate[row.currency])] = 1.0
            program.equal(entries, row.per_week * self.general.weeks)
        return program.solve()

    def _open(self, path: Path, state: dict[str, State]) -> bool:
        tails = [self.case.lanes[number].from_ for number in path.lanes]
        return all(state[place].is_open for place in [*tails, path.source.place])

    def _making(self, way: Source) -> float:
        site, goods, rate = self.site[way.place], self.goods[way.product], self.rate
        use = goods.capacity_use_per_unit
        pay = goods.labour_hours_per_unit / site.productivity * site.wage_per_hour
        carbon = self.general.carbon_price_per_t * use * site.carbon_kg_per_capacity_unit / 1000
        return rate[site.currency] * (pay + use * site.overhead_per_capacity_unit) + carbon

    def _limit(self, program, paths, columns, made, state) -> None:
        """Hold sources, lanes and sites within what they can."""
        arising, carried, leaving = defaultdict(dict), defaultdict(dict), defaultdict(dict)
        for number, path in enumerate(paths):
            use = self.goods[path.source.product].capacity_use_per_unit
            for column in columns[number]:
                arising[path.source][column] = 1.0
                for lane in path.lanes:
                    carried[lane][column] = 1.0
                    leaving[self.case.lanes[lane].from_][column] = use
        weeks = self.general.weeks
        for way, output in made.items():
            program.equal({**arising[way], output: -1.0}, 0.0)
        bought = {s.row: entries for s, entries in arising.items() if s.row is not None}
        for table, limited in ((self.case.supply, bought), (self.case.lanes, carried)):
            for number, entries in limited.items():
                most = table[number].capacity_per_week
                program.at_most(entries, inf if most is None else most * weeks)
        for place, row in self.site.items():
            if row.module_per_week is None:
                continue
            weekly = (row.module_per_week * state[place].modules
                      + row.expansion_per_week * state[place].expanded)  # fmt: skip
            if row.kind == "plant":
                self._plant(program, made, place, weekly * weeks)
            else:
                program.at_most(leaving[place], weekly * weeks)

    def _plant(self, program, made, place: str, most: float) -> None:
        outputs: dict[str, dict[int, float]] = defaultdict(dict)
        for way, output in made.items():
            if way.place == place:
                outputs[way.product][output] = 1.0
        work, extra = {}, {}
        for item, entries in outputs.items():
            use = self.goods[item].capacity_use_per_unit
            work |= dict.fromkeys(entries, use)
            site, hours = self.site[place], self.goods[item].labour_hours_per_unit
            pay = self.rate[site.currency] * hours / site.productivity * site.wage_per_hour
            over = program.column(self.general.overtime_premium * pay)
            program.at_most({over: 1.0, **dict.fromkeys(entries, -1.0)}, 0.0)
            extra[over] = use
        program.at_most({**work, **{column: -use for column, use in extra.items()}}, most)
        program.at_most(extra, self.general.overtime_share * most)

    def _recipe(self, program, way: Source, output: int, parts) -> None:
        foreign: dict[int, float] = {}
        rule = next((row for row in self.case.origin_rules if row.id == way.rule), None)
        club = {row.origin for row in self.case.cumulation if rule and row.set == rule.cumulation}
        for component, each in self.bill[way.product].items():
            arriving = parts[way, component]
            program.equal({**{column: 1.0 for column, _ in arriving}, output: -each}, 0.0)
            value = self.goods[component].value_per_unit
            foreign |= {column: value for column, origin in arriving if origin not in club}
        if rule:
            most = (1 - rule.regional_value_min) * self.goods[way.product].value_per_unit
            program.at_most({**foreign, output: -most}, 0.0)


class _Program:
    """Collect a linear program for scipy."""

    def __init__(self) -> None:
        self.cost = [0.0]  # a column that does nothing, so that there always is one
        self.rows: dict[str, list[tuple[dict[int, float], float]]] = {"=": [], "<": []}

    def column(self, cost: float) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def equal(self, entries: dict[int, float], value: float) -> None:
        self.rows["="].append((entries, value))

    def at_most(self, entries: dict[int, float], value: float) -> None:
        if value < inf:
            self.rows["<"].append((entries, value))

    def solve(self) -> float:
        found = linprog(self.cost, *self._matrix("<"), *self._matrix("="), method="highs")
        assert found.status in {0, 2}, found.message
        return found.fun if found.status == 0 else inf

    def _matrix(self, sense: str) -> tuple[np.ndarray | None, list[float] | None]:
        rows = self.rows[sense]
        if not rows:
            return None, None
        matrix = np.zeros((len(rows), len(self.cost)))
        for number, (entries, _) in enumerate(rows):
            matrix[number, list(entries)] = list(entries.values())
        return matrix, [value for _, value in rows]
