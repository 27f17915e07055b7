"""The duty on goods by origin, layer by layer: what holds, what a scenario changes, what ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from data.phrase import said
from network.duty.layers import LayerRow, layer_rows, origins_of
from network.duty.stack import Stack, Tariff
from network.duty.words import describe, percent
from plusn.scenarios.report import Report
from plusn.scenarios.running import lacking_layers
from plusn.scenarios.verbs.common import standing
from plusn.scenarios.verbs.standing import standing_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case import Case
    from plusn.scenarios.questions import Question
    from plusn.scenarios.tables import Cell


@dataclass(frozen=True, kw_only=True)
class Goods:
    """Hold the duty on a product of an origin that enters a territory.

    Parameters
    ----------
    rows
        Every row that means these goods.
    before
        The same without the scenario's changes, by number of the row.
    """

    origin: str
    dest: str
    product: str
    stack: Stack
    rows: tuple[LayerRow, ...]
    before: dict[int, LayerRow]
    stack_before: Stack
    transshipped: bool


def duty_report(asked: Question, *, dest: str = "", product: str = "") -> Report:
    """List the layers of duty on goods, by territory entered, product and origin.

    Parameters
    ----------
    asked
        The case, under its regime, scenario and day.
    dest
        Territory that is entered; blank for every one with a market.
    product
        Blank for every product that is wanted there.

    Raises
    ------
    UnknownChoice
        The case has no such territory or product.
    """
    case = asked.case
    _known(said("territory"), dest, [row.id for row in case.territories])
    _known(said("product"), product, [row.id for row in case.products])
    found = list(_goods(asked, dest, product))
    day = case.general.run_date
    notes = (*standing(case, asked.base), *_incomplete(found))
    lines = [f"On {day}" if day else "Without a run date: every row that has not ended holds"]
    lines += [line for goods in found for line in _lines(goods)]
    return Report(
        record={
            "standing": standing_record(case, asked.base),
            "scenario": asked.label,
            "run_date": day.isoformat() if day else None,
            "currency": case.general.currency,
            "notes": list(notes),
        },
        tables={
            "stacks": [_stack(goods) for goods in found],
            "layers": [_layer(goods, row) for goods in found for row in goods.rows],
        },
        lines=(*notes, "", *lines),
    )


def _incomplete(found: list[Goods]) -> list[str]:
    lacking: dict[tuple[str, str], set[str]] = {}
    for goods in found:
        if goods.stack.missing:
            lacking.setdefault((goods.origin, goods.dest), set()).update(goods.stack.missing)
    return lacking_layers(lacking)


def _known(what: str, name: str, known: list[str]) -> None:
    """Refuse a name that the case does not have.

    Raises
    ------
    UnknownChoice
        It has none such.
    """
    if name and name not in known:
        raise UnknownChoice.of(what, name, known)


def _goods(asked: Question, dest: str, product: str) -> Iterator[Goods]:
    case, before = asked.case, asked.before or asked.base
    now, then = Tariff(case), Tariff(before)
    territories = {row.id for row in case.territories}
    for there, what in _entries(case, dest, product):
        for origin in origins_of(case, there, what):
            earlier = layer_rows(before, then, origin, there, what)
            yield Goods(
                origin=origin,
                dest=there,
                product=what,
                stack=now.stack(origin, there, what),
                rows=layer_rows(case, now, origin, there, what),
                before={row.number: row for row in earlier},
                stack_before=then.stack(origin, there, what),
                transshipped=origin not in territories,
            )


def _entries(case: Case, dest: str, product: str) -> Iterator[tuple[str, str]]:
    """Give each territory and product that may be asked of, in the order of the case."""
    home = {row.id: row.territory for row in case.facilities}
    wanted = {(home[row.market], row.product) for row in case.demand}
    for territory in case.territories:
        for row in case.products:
            if dest in {"", territory.id} and product in {"", row.id} and (
                (territory.id, row.id) in wanted or (dest and product)
            ):  # fmt: skip
                yield territory.id, row.id


def _stack(goods: Goods) -> dict[str, Cell]:
    full = goods.stack.full
    return {
        "dest": goods.dest,
        "product": goods.product,
        "origin": goods.origin,
        "transshipped": goods.transshipped,
        "complete": goods.stack.complete,
        "missing": "; ".join(goods.stack.missing),
        "fob_rate": full.fob_rate,
        "cif_rate": full.cif_rate,
        "specific_per_unit": full.specific_per_unit,
        "total_rate": goods.stack.total_rate,
        "total_before": goods.stack_before.total_rate,
    }


def _layer(goods: Goods, row: LayerRow) -> dict[str, Cell]:
    """Tell a row of duty; `what_if` is what the scenario adds to what is charged."""
    duty, earlier = row.duty, goods.before.get(row.number)
    charged_before = earlier.charged if earlier else 0.0
    return {
        "dest": goods.dest,
        "product": goods.product,
        "origin": goods.origin,
        "layer": duty.layer,
        "rate": duty.rate,
        "charged": row.charged,
        "charged_before": charged_before,
        "what_if": row.charged - charged_before,
        "specific_per_unit": row.specific,
        "combine": duty.combine,
        "basis": duty.basis,
        "drawback": duty.drawback,
        "all_origins": duty.origin == "*",
        "from": duty.valid_from.isoformat() if duty.valid_from else "",
        "to": duty.valid_to.isoformat() if duty.valid_to else "",
        "state": row.state,
        "changed": earlier is None or earlier.duty != duty,
        "source": duty.source,
        "provenance": duty.provenance,
        "row": row.number + 1,
    }


def _lines(goods: Goods) -> Iterator[str]:
    fails = ", which fails the origin rule" if goods.transshipped else ""
    yield ""
    yield f"{goods.product} of {goods.origin} into {goods.dest}{fails}:"
    yield from (f"  {line}" for line in describe(goods.stack))
    now, then = goods.stack.total_rate, goods.stack_before.total_rate
    if now is not None and then is not None and now != then:
        yield f"  Without the scenario: {percent(then)}."
    known = {one.row for one in goods.stack.applied}
    for row in goods.rows:
        if row.number not in known and row.state in {"ended", "to come"}:
            yield f"  Not counted: {row.duty.layer} {percent(row.duty.rate)}, {_days(row)}."


def _days(row: LayerRow) -> str:
    if row.state == "to come":
        return f"from {row.duty.valid_from} on"
    return f"ended {row.duty.valid_to}" if row.duty.valid_to else "ended"
