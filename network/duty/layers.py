"""Every row of duty that means given goods, whatever its days, and what each comes to today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from network.duty.index import ANY, Numbered, digits, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case.case import Case
    from network.case.rows import Day
    from network.case.trade import Duty
    from network.duty.stack import Applied, Tariff

State = Literal[
    "in force", "below", "replaced", "exempt", "another row", "proposed", "ended", "to come"
]


@dataclass(frozen=True, kw_only=True)
class LayerRow:
    """Tell what a row of duty comes to for given goods.

    Parameters
    ----------
    duty
        The row.
    number
        Its number in `case.duties`, from 0.
    state
        ``in force``: it counts. ``below``: an all-in rate that the sum exceeds. ``replaced``: by a
        layer that stands in place of it. ``exempt``: takes its layer away. ``another row``: a more
        specific row of the layer speaks. ``proposed``, ``ended``, ``to come``: by its days.
    charged
        Share of the basis that is due; 0 where it does not count.
    specific
        Amount a unit that is due, case currency.
    """

    duty: Duty
    number: int
    state: State
    charged: float = 0.0
    specific: float = 0.0


def layer_rows(
    case: Case, tariff: Tariff, origin: str, dest: str, product: str
) -> tuple[LayerRow, ...]:
    """List the rows of duty that mean goods: those that count first, as in their stack.

    Parameters
    ----------
    tariff
        Of the case.
    """
    stack = tariff.stack(origin, dest, product)
    rank = {one.row: place for place, one in enumerate(stack.applied)}
    applied = {one.row: one for one in stack.applied}
    found = [
        _told(row, applied.get(row.number), case.general.run_date)
        for row in _meaning(case, origin, dest, product)
    ]
    last = len(case.duties)
    return tuple(sorted(found, key=lambda row: (rank.get(row.number, last), row.number)))


def origins_of(case: Case, dest: str, product: str) -> tuple[str, ...]:
    """List the origin classes of a product that may enter a territory, territories first.

    Goods of the territory's own origin bear nothing and are left out.
    """
    home = {row.id: row.territory for row in case.facilities}
    taught = {row.facility for row in case.recipes}
    finished = {row.id for row in case.products if row.kind == "finished"}
    found = {row.origin for row in case.recipes if row.product == product}
    found |= {row.origin or home[row.facility] for row in case.supply if row.product == product}
    if product in finished:
        plants = (row for row in case.facilities if row.kind == "plant" and row.id not in taught)
        found |= {row.territory for row in plants}
    territories = [row.id for row in case.territories if row.id in found]
    others = sorted(found - set(territories))
    return tuple(origin for origin in (*territories, *others) if origin != dest)


def _meaning(case: Case, origin: str, dest: str, product: str) -> Iterator[Numbered]:
    heading = next((digits(row.hts) for row in case.products if row.id == product), "")
    for number, duty in enumerate(case.duties):
        if (
            duty.dest == dest
            and duty.origin in {origin, ANY}
            and duty.product in {product, ANY}
            and heading.startswith(digits(duty.hts_prefix))
        ):
            yield Numbered(number, duty)


def _told(row: Numbered, applied: Applied | None, day: Day | None) -> LayerRow:
    state = _state(row.duty, applied, day)
    counts = applied is not None and state == "in force"
    return LayerRow(
        duty=row.duty,
        number=row.number,
        state=state,
        charged=applied.charged_rate if applied and counts else 0.0,
        specific=applied.specific_per_unit if applied and counts else 0.0,
    )


def _state(duty: Duty, applied: Applied | None, day: Day | None) -> State:
    if duty.status == "proposed":
        return "proposed"
    if not holds(duty, day):
        begins_later = day is not None and duty.valid_from is not None and duty.valid_from > day
        return "to come" if begins_later and duty.status != "ended" else "ended"
    if applied is None:
        return "another row"
    if applied.counted:
        return "in force"
    if duty.combine == "exempt":
        return "exempt"
    return "below" if duty.combine == "max" else "replaced"
