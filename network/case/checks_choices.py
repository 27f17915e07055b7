"""Choices: policies that can hold, events somewhere, overrides and ranges of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadValue, InputProblem, PlusNError
from data.phrase import Heading, Region, Site, Table, said
from network.case.cells import NUMBERS, columns_of
from network.case.naming import unknown
from network.case.overrides import change, table_of
from network.case.tables import TABLES
from network.case.where import conditions_of, matching, no_match

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.case.choices import Policy, Range
    from network.case.view import View

# Tables to which a scenario's regime adds rows.
REGIME_TABLES = ("duties", "expected_layers")


def choice_problems(view: View) -> list[PlusNError]:
    """List policies that contradict themselves, events nowhere, overrides of nothing."""
    return [*_policies(view), *_events(view), *_overrides(view), *_ranges(view)]


def _policies(view: View) -> Iterator[PlusNError]:
    status = {facility.id: facility.status for facility in view.case.facilities}
    for number, policy in enumerate(view.case.policies):
        for column, headline, remedy in _contradictions(policy, status):
            yield BadValue(headline, where=view.at("policies", number, column), remedy=remedy)


def _contradictions(policy: Policy, status: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for site in policy.keep_open:
        if site in policy.keep_closed:
            both = said("{site} is kept open and kept closed", site=Site(site))
            yield "keep_open", both, said("Name it once.")
        if status.get(site) == "excluded":
            headline = said("{site} is kept open but excluded", site=Site(site))
            yield "keep_open", headline, said("Make it optional or existing.")
    for site in policy.keep_closed:
        if status.get(site) == "required":
            headline = said("{site} is kept closed but required", site=Site(site))
            yield "keep_closed", headline, said("Make it existing.")
    least, most = policy.plants_min, policy.plants_max
    if least is not None and most is not None and least > most:
        headline = said("at least {least} and at most {most} plants", least=least, most=most)
        yield "plants_min", headline, _in_order("policies", "plants_min", "plants_max")
    if not policy.anchor and (policy.plus is not None or policy.outside_share_min is not None):
        column = "plus" if policy.plus is not None else "outside_share_min"
        heading = Heading.of("policies", column)
        headline = said("{column} counts beside an anchor, and there is none", column=heading)
        yield column, headline, said("Name the anchor.")


def _in_order(table: str, low: str, high: str) -> str:
    less, more = Heading.of(table, low), Heading.of(table, high)
    return said("Give {less} ≤ {more}.", less=less, more=more)


def _events(view: View) -> Iterator[PlusNError]:
    region = {facility.id: facility.region for facility in view.case.facilities}
    regions = view.known("facilities", "region")
    yield from view.unknown(said("region"), "events", "region", regions)
    for number, event in enumerate(view.case.events):
        if not event.facility and not event.region:
            yield BadValue(
                said("an event is nowhere"),
                where=view.at("events", number),
                remedy=said("Name a facility or a region."),
            )
        if event.region in regions and region.get(event.facility, event.region) != event.region:
            site, there = Site(event.facility), Region(event.region)
            yield BadValue(
                said("{site} is not in {region}", site=site, region=there),
                where=view.at("events", number),
                remedy=_one_of_two(region[event.facility]),
            )


def _one_of_two(region: str) -> str:
    if not region:
        return said("It is in no region: name one of the two.")
    return said("It is in {region}: name one of the two.", region=Region(region))


def _overrides(view: View) -> Iterator[PlusNError]:
    """Try each override on the base, unless an earlier one or a regime changes its table first."""
    with_regime = {one.id for one in view.case.scenarios if one.regime}
    changed: set[tuple[str, str]] = set()
    for number, override in enumerate(view.case.overrides):
        where = view.at("overrides", number)
        later = (override.scenario, override.table) in changed or (
            override.scenario in with_regime and override.table in REGIME_TABLES
        )
        changed.add((override.scenario, override.table))
        try:
            table = table_of(override.table, where=where)
            if later or view.broken.get(table):
                _columns(table, override.column, override.where, where)
            else:
                change(getattr(view.case, table), override, where=where)
        except InputProblem as problem:
            yield problem


def _columns(table: str, column: str, text: str, where: str) -> None:
    columns = columns_of(TABLES[table])
    if column not in columns:
        raise unknown(said("column of {table}", table=Table(table)), column, columns, where=where)
    conditions_of(TABLES[table], text, where=where)


def _ranges(view: View) -> Iterator[PlusNError]:
    for number, row in enumerate(view.case.ranges):
        where = view.at("ranges", number)
        if row.low > row.high:
            yield BadValue(
                said("low {low:g} is above high {high:g}", low=row.low, high=row.high),
                where=where,
                remedy=_in_order("ranges", "low", "high"),
            )
        try:
            _moves(view, row, where)
        except InputProblem as problem:
            yield problem


def _moves(view: View, row: Range, where: str) -> None:
    table = table_of(row.table, where=where)
    _columns(table, row.column, row.where, where)
    columns = columns_of(TABLES[table])
    if columns[row.column].kind not in NUMBERS:
        numeric = [name for name, column in columns.items() if column.kind in NUMBERS]
        raise unknown(
            said("column of numbers in {table}", table=Table(table)),
            row.column,
            numeric,
            where=where,
        )
    conditions = conditions_of(TABLES[table], row.where, where=where)
    rows = getattr(view.case, table)
    by_regime = table in REGIME_TABLES and any(one.regime for one in view.case.scenarios)
    if not (matching(rows, conditions) or by_regime or view.broken.get(table)):
        raise no_match(table, rows, conditions, where=where)
