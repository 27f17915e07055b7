"""Names: every id stands for something, no key stands twice, every money has a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.errors import BadValue, PlusNError, WrongColumns, together
from data.phrase import Heading, Table, joined, said
from network.case.cells import columns_of
from network.case.naming import unknown
from network.case.reading import NEEDED
from network.case.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from network.case.rows import Row
    from network.case.view import View

# Table, column → table whose ids it names. Blank and ``*`` are the column's own affair.
REFERENCES = {
    ("facilities", "territory"): "territories",
    ("bill_of_materials", "product"): "products",
    ("bill_of_materials", "component"): "products",
    ("supply", "facility"): "facilities",
    ("supply", "product"): "products",
    ("recipes", "facility"): "facilities",
    ("recipes", "product"): "products",
    ("recipes", "origin_rule"): "origin_rules",
    ("lanes", "from"): "facilities",
    ("lanes", "to"): "facilities",
    ("lanes", "product"): "products",
    ("duties", "dest"): "territories",
    ("duties", "product"): "products",
    ("expected_layers", "dest"): "territories",
    ("duty_shares", "market"): "facilities",
    ("duty_shares", "product"): "products",
    ("demand", "market"): "facilities",
    ("demand", "product"): "products",
    ("stock", "facility"): "facilities",
    ("stock", "product"): "products",
    ("policies", "anchor"): "territories",
    ("policies", "keep_open"): "facilities",
    ("policies", "keep_closed"): "facilities",
    ("scenarios", "policy"): "policies",
    ("overrides", "scenario"): "scenarios",
    ("events", "scenario"): "scenarios",
    ("events", "facility"): "facilities",
    ("one_off_costs", "facility"): "facilities",
    ("actual_flows", "from"): "facilities",
    ("actual_flows", "to"): "facilities",
    ("actual_flows", "product"): "products",
    ("actual_costs", "facility"): "facilities",
}
SINGULAR = {
    "territories": said("territory"),
    "products": said("product"),
    "facilities": said("facility"),
    "origin_rules": said("origin rule"),
    "policies": said("policy"),
    "scenarios": said("scenario"),
}
ORIGIN = said("An origin is a territory, or what a recipe or supply row confers.")
# Columns that name an origin class which must be defined elsewhere.
ORIGINS = ("cumulation", "duties", "expected_layers", "stock", "actual_flows")


def name_problems(view: View) -> list[PlusNError]:
    """List names that stand for nothing or stand twice, and monies without a rate."""
    return [
        *_settings(view),
        *_references(view),
        *_origins(view),
        *_keys(view),
        *_currencies(view),
    ]


def key_of(row: Row) -> tuple[Any, ...]:
    """Give the cells of a row's key, as compared: a blank origin is told by its place."""
    columns = columns_of(type(row))
    return tuple(getattr(row, columns[name].field) for name in row.key)


def _settings(view: View) -> Iterator[PlusNError]:
    rows: Sequence[Row] = view.case.settings
    if len(rows) > 1:
        yield WrongColumns(
            said("settings has {count} rows", count=len(rows)),
            where=view.at("settings", 1),
            remedy=said("Keep one: a setting stands in one row, a column each."),
        )


def _references(view: View) -> Iterator[PlusNError]:
    for (table, column), target in REFERENCES.items():
        known = view.known(target)
        if known or target not in NEEDED:  # a needed table that is missing is told already
            yield from view.unknown(SINGULAR[target], table, column, known)
    sets = view.known("cumulation", "set")
    yield from view.unknown(said("cumulation set"), "origin_rules", "cumulation", sets)


def _origins(view: View) -> Iterator[PlusNError]:
    known = view.origins()
    for table in ORIGINS:
        for problem in view.unknown(said("origin"), table, "origin", known):
            problem.remedy = joined(" ", (problem.remedy, ORIGIN))
            yield problem


def _keys(view: View) -> Iterator[PlusNError]:
    territory = {facility.id: facility.territory for facility in view.case.facilities}
    for table, rows in view.case.tables().items():
        seen: dict[tuple[Any, ...], int] = {}
        for number, row in enumerate(rows):
            if not row.key:
                break
            key = key_of(row)
            if table in {"supply", "stock"} and not key[-1]:
                key = (*key[:-1], territory.get(key[0], ""))
            if key in seen:
                named = joined(", ", (str(cell) for cell in key))
                headings = (Heading.of(table, column) for column in row.key)
                yield BadValue(
                    said("{named} stands twice in {table}", named=named, table=Table(table)),
                    where=together((view.at(table, n) for n in (seen[key], number)), " and "),
                    remedy=said("Keep one row for each {key}.", key=joined(", ", headings)),
                )
            seen.setdefault(key, number)


def _currencies(view: View) -> Iterator[PlusNError]:
    case = view.case
    if not view.settled:
        return
    home = case.general.currency
    known = view.known("exchange_rates", "currency") | {home}
    rate = said("Add its rate to {table}.", table=Table("exchange_rates"))
    for number, money in enumerate(case.exchange_rates):
        if money.currency == home and money.rate != 1:
            yield BadValue(
                said(
                    "the rate of {home}, the case's own currency, is {rate:g}",
                    home=home,
                    rate=money.rate,
                ),
                where=view.at("exchange_rates", number, "rate"),
                remedy=said("Rates are in the case's currency: give 1 or leave the row out."),
            )
    for table, rows in case.tables().items():
        if table == "settings" or "currency" not in TABLES[table].model_fields:
            continue
        for number, row in enumerate(rows):
            given = getattr(row, "currency")  # noqa: B009 - not every row has it
            if given and given not in known:
                where = view.at(table, number, "currency")
                problem = unknown(said("currency"), given, known, where=where)
                problem.remedy = joined(" ", (problem.remedy, rate))
                yield problem
