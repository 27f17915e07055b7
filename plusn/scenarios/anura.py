"""Take over the tables that a Cosmic Frog model (Anura) shares with a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import said
from plusn.scenarios.anura_names import (
    DAYS,
    KILOGRAMS,
    PIECES,
    SCENARIOS,
    SHARED,
    folded,
    is_left_out,
)
from plusn.scenarios.anura_sheet import Line, Sheet, as_number

if TYPE_CHECKING:
    from data.cases.book import Book, Cell

WEEKS = 52.0
SOURCE = "Cosmic Frog"
END, COMPONENT = "endproduct", "component"


def take_over(book: Book) -> Book:
    """Turn the sheets of a Cosmic Frog model into tables of a case, in place.

    Every sheet, column and unit that is not understood is named in the book's notes. A book
    without such sheets stays as it is.
    """
    sheets = {}
    for title in list(book.tables):
        if _is_shared(book, title):
            sheets[folded(title)] = Sheet.of(book, title)
        elif is_left_out(title) or _has(book, title, *SCENARIOS):
            rows = len(book.tables.pop(title))
            if rows:
                book.notes.append(
                    said(
                        "Cosmic Frog sheet {sheet}: not taken over ({rows} rows).",
                        sheet=title,
                        rows=rows,
                    )
                )
    if sheets:
        _Takeover(book, sheets).run()
    return book


def _is_shared(book: Book, title: str) -> bool:
    name = folded(title)
    return name in SHARED and _has(book, title, name, SHARED[name])


def _has(book: Book, title: str, name: str, column: str) -> bool:
    columns = {*book.columns.get(title, ()), *(book.tables[title] or [{}])[0]}
    return folded(title) == name and column in map(folded, columns)


class _Takeover:
    """Fill a book's tables from the sheets of a model."""

    def __init__(self, book: Book, sheets: dict[str, Sheet]) -> None:
        self.book = book
        self.sheets = {name: sheets.get(name, Sheet(name)) for name in SHARED}
        settings = book.tables.get("settings") or [{}]
        self.weeks = as_number(settings[0].get("weeks")) or WEEKS
        self.periods = max(1, len(self.sheets["periods"].lines))
        self.territories = {row.get("id") for row in book.tables.get("territories", ())}
        self.country: dict[str, Cell] = {}
        self.made: dict[str, list[Line]] = {}
        self.bills: dict[str, str] = {}
        self.wanted: set[str] = set()
        self.parts: set[str] = set()

    def run(self) -> None:
        self._look()
        self._settings()
        self._places()
        self._products()
        self._bills()
        self._making()
        self._supply()
        self._lanes()
        self._tariffs()
        self._demand()
        for sheet in self.sheets.values():
            self.book.notes += sheet.notes()

    def _look(self) -> None:
        """See what is made, wanted and used before anything is written."""
        for line in self.sheets["periods"].lines:
            line.take("periodname")
        for line in self._lines("productionpolicies"):
            self.made.setdefault(line.named("facilityname"), []).append(line)
            if name := line.named("bomname"):
                self.bills.setdefault(name, line.named("productname"))
        for line in self._lines("billsofmaterials"):
            if folded(line.named("producttype")) == END:
                self.bills[line.named("bomname")] = line.named("productname")
            elif folded(line.named("producttype")) in {"", COMPONENT}:
                self.parts.add(line.named("productname"))
        self.wanted = {line.named("productname") for line in self._lines("customerdemand")}

    def _lines(self, name: str) -> list[Line]:
        return [line for line in self.sheets[name].lines if not line.is_excluded]

    def _add(self, table: str, line: Line, **row: Cell) -> None:
        cells = {column: cell for column, cell in row.items() if cell is not None}
        self.book.add(table, {**cells, "source": f"{SOURCE} {line.sheet.title}"}, line.place)

    def _settings(self) -> None:
        if not self.book.tables.get("settings"):
            row: dict[str, Cell] = {"name": self.book.name, "provenance": "assumed"}
            self.book.add("settings", row, "settings taken for a Cosmic Frog model")
            self.book.notes.append(
                said(
                    "Cosmic Frog: there is no sheet settings; the periods ({periods}) are taken "
                    "to last {weeks:g} weeks together, and money to be in HKD.",
                    periods=self.periods,
                    weeks=self.weeks,
                )
            )

    def _places(self) -> None:
        for line in self.sheets["facilities"].lines:
            name = line.named("facilityname")
            potential = line.named("initialstate").casefold() == "potential"
            status = "excluded" if line.is_excluded else "optional" if potential else "existing"
            self._add(
                "facilities",
                line,
                kind="plant" if name in self.made else "depot",
                status=status,
                fixed_cost_per_year=self._yearly(line, "fixedoperatingcost"),
                module_per_week=self._weekly(line, "throughputcapacity"),
                overhead_per_capacity_unit=self._overhead(name),
                **self._place(line, name),
            )
            self._one_off(line, name, "open", "fixedstartupcost")
            self._one_off(line, name, "close", "fixedclosingcost")
        for line in self.sheets["suppliers"].included():
            self._add(
                "facilities",
                line,
                kind="supplier",
                module_per_week=self._weekly(line, "suppliercapacity"),
                **self._place(line, line.named("suppliername")),
            )
        for line in self.sheets["customers"].included():
            place = self._place(line, line.named("customername"))
            self._add("facilities", line, kind="market", **place)

    def _place(self, line: Line, name: str) -> dict[str, Cell]:
        country = line.named("country")
        if country and country not in self.territories:
            self.territories.add(country)
            self._add("territories", line, id=country, name=country)
        self.country[name] = country
        return {
            "id": name,
            "name": name,
            "territory": country or None,
            "region": line.named("region") or None,
            "lat": line.take("latitude"),
            "lon": line.take("longitude"),
        }

    def _one_off(self, line: Line, name: str, on: str, column: str) -> None:
        amount = line.take(column)
        if amount not in (None, 0):
            self._add("one_off_costs", line, facility=name, on=on, kind="capex", amount=amount)

    def _overhead(self, plant: str) -> Cell:
        """Give the cost of making a unit where a plant has one; several have no place here."""
        costs = {line.take("unitcost") for line in self.made.get(plant, ())}
        if len(costs) > 1:
            self.book.notes.append(
                said(
                    "Cosmic Frog sheet productionpolicies: {plant} has {count} unit costs by "
                    "product; one plant has one here, so none was taken over.",
                    plant=plant,
                    count=len(costs),
                )
            )
            return None
        return next(iter(costs), None)

    def _yearly(self, line: Line, column: str) -> Cell:
        """Turn a cost of a period into one of a year of 52 weeks."""
        return line.scaled(column, PIECES, self.periods * WEEKS / self.weeks)

    def _weekly(self, line: Line, column: str) -> Cell:
        """Turn a capacity of a period into one of a week."""
        return line.scaled(column, PIECES, self.periods / self.weeks)

    def _products(self) -> None:
        made = {line.named("productname") for lines in self.made.values() for line in lines}
        for line in self.sheets["products"].included():
            name = line.named("productname")
            finished = name in self.wanted or (name in made and name not in self.parts)
            self._add(
                "products",
                line,
                id=name,
                kind="finished" if finished else "component",
                value_per_unit=line.scaled("unitvalue", PIECES),
                kg_per_unit=line.scaled("unitweight", KILOGRAMS),
            )

    def _bills(self) -> None:
        """Write one bill for each product; further ones are noted."""
        units = {
            line.named("bomname"): as_number(line.take("quantity")) or 1.0
            for line in self._lines("billsofmaterials")
            if folded(line.named("producttype")) == END
        }
        first: dict[str, str] = {}
        for line in self.sheets["billsofmaterials"].included():
            bill, kind = line.named("bomname"), folded(line.named("producttype"))
            product = self.bills.get(bill)
            if kind == END:
                continue
            if (
                not product
                or kind not in {"", COMPONENT}
                or first.setdefault(product, bill) != bill
            ):
                self.book.notes.append(
                    said(
                        "Cosmic Frog {place}: this line of the bill {bill} was left out; a product "
                        "has one bill here, of components.",
                        place=line.place,
                        bill=bill,
                    )
                )
                continue
            self._add(
                "bill_of_materials",
                line,
                product=product,
                component=line.named("productname"),
                quantity=line.scaled("quantity", PIECES, 1 / units.get(bill, 1.0)) or 1.0,
            )

    def _making(self) -> None:
        for line in self.sheets["productionpolicies"].included():
            plant = line.named("facilityname")
            self._add(
                "recipes",
                line,
                facility=plant,
                product=line.named("productname"),
                name=line.named("bomname") or "own",
                origin=self.country.get(plant),
            )

    def _supply(self) -> None:
        for line in self.sheets["suppliercapabilities"].included():
            self._add(
                "supply",
                line,
                facility=line.named("suppliername"),
                product=line.named("productname"),
                cost_per_unit=line.scaled("unitcost", PIECES),
                capacity_per_week=self._weekly(line, "supplycapacity"),
            )

    def _lanes(self) -> None:
        for line in self.sheets["transportationpolicies"].included():
            by_weight = folded(line.named("unitcostuom")) in KILOGRAMS
            inverse = {unit: 1 / kilograms for unit, kilograms in KILOGRAMS.items()}
            self._add(
                "lanes",
                line,
                **{"from": line.named("originname")},
                to=line.named("destinationname"),
                product=line.named("productname") or "*",
                mode=line.named("modename") or None,
                cost_per_kg=line.scaled("unitcost", inverse) if by_weight else None,
                cost_per_unit=None if by_weight else line.scaled("unitcost", PIECES),
                days=line.scaled("transporttime", DAYS),
                capacity_per_week=self._weekly(line, "lanecapacity"),
            )

    def _tariffs(self) -> None:
        """Take tariffs between countries; theirs are per cent, ours are shares."""
        for line in self.sheets["tariffs"].included():
            sides = {
                folded(line.named(f"path{side}property")) for side in ("origin", "destination")
            }
            if sides != {"country"}:
                self.book.notes.append(
                    said(
                        "Cosmic Frog {place}: left out; only tariffs from country to country are "
                        "taken over.",
                        place=line.place,
                    )
                )
                continue
            self._add(
                "duties",
                line,
                layer="tariffs",
                origin=line.named("pathoriginvalue"),
                dest=line.named("pathdestinationvalue"),
                product=line.named("productname") or "*",
                hts_prefix=line.named("hscode") or None,
                rate=line.scaled("dutyrate", PIECES, 0.01),
                specific_per_unit=line.scaled("unitcost", PIECES),
            )

    def _demand(self) -> None:
        """Add up the periods; what a lost unit costs is its price and its penalty."""
        prices = {
            line.named("productname"): line.take("unitprice") for line in self._lines("products")
        }
        total: dict[tuple[str, str], list[Line]] = {}
        for line in self.sheets["customerdemand"].included():
            line.take("periodname")
            key = (line.named("customername"), line.named("productname"))
            total.setdefault(key, []).append(line)
        for (market, product), lines in total.items():
            first = lines[0]
            amounts = [line.scaled("quantity", PIECES, 1 / self.weeks) for line in lines]
            bad = next((cell for cell in amounts if isinstance(cell, str)), None)
            price, penalty = first.take("unitprice"), first.take("penaltycost")
            parts = [price if price is not None else prices.get(product), penalty]
            given = [part for part in map(as_number, parts) if part is not None]
            self._add(
                "demand",
                first,
                market=market,
                product=product,
                per_week=bad or sum(cell for cell in amounts if isinstance(cell, float)),
                price_per_unit=sum(given) if given else None,
            )
