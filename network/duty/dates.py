"""A run date after the last rate that is known: nothing is guessed, the user is asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from data.errors import PlusNError, UnavailableMeasure
from data.phrase import Heading, Layer, Origin, Product, Table, Territory, joined, said
from network.duty.index import ANY, Key, digits, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from network.case.case import Case
    from network.case.rows import Day
    from network.case.trade import Duty


class _Ended(NamedTuple):
    """Say of which layer and goods the rates end, and when; origins are told together."""

    layer: str
    dest: str
    goods: str
    last: str


def run_out(case: Case) -> list[PlusNError]:
    """Ask for rates where the known ones ended before the run date and nothing follows.

    A layer that was lifted for good says so by a row with rate 0 from the day after. Proposed
    rows are no rates, and exempt ones are none either. Goods for which a more general row of the
    layer still holds, or begins later, have rates. Without a run date nothing runs out.
    """
    day = case.general.run_date
    if day is None:
        return []
    layers: dict[str, dict[Key, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for duty in case.duties:
        if duty.status != "proposed" and duty.combine != "exempt":
            layers[duty.layer][key_of(duty)].append(duty)
    headings = {product.id: digits(product.hts) for product in case.products}
    ended: dict[_Ended, set[str]] = defaultdict(set)
    for layer, rows in layers.items():
        living = {key for key, duties in rows.items() if any(_goes_on(d, day) for d in duties)}
        for key, duties in rows.items():
            if living.isdisjoint(_covering(key, headings)):
                ended[_Ended(layer, key.dest, _goods(key), _last(duties))].add(key.origin)
    return [_ask(what, sorted(ended[what]), day) for what in sorted(ended)]


def _goes_on(duty: Duty, day: Day) -> bool:
    if duty.valid_to is None:
        return duty.status != "ended"
    return duty.valid_to >= day


def _covering(key: Key, headings: dict[str, str]) -> Iterator[Key]:
    """Give the keys of rows that mean the same goods and maybe more."""
    heading = headings.get(key.product, key.hts_prefix)
    for length in range(len(heading) + 1):
        for product in (key.product, ANY):
            for origin in (key.origin, ANY):
                yield Key(key.dest, product, heading[:length], origin)


def _goods(key: Key) -> str:
    if key.product != ANY:
        return said("product {product}", product=Product(key.product))
    if key.hts_prefix:
        return said("products under {heading}", heading=key.hts_prefix)
    return said("any product")


def _last(duties: Sequence[Duty]) -> str:
    """Give the last day that is known, blank where an ended row does not say."""
    return max(str(duty.valid_to or "") for duty in duties)


def _ask(what: _Ended, origins: Sequence[str], day: Day) -> PlusNError:
    known = said("its last day is not known")
    if what.last:
        known = said("the last known day is {last}", last=what.last)
    return UnavailableMeasure(
        said(
            "the layer {layer!r} on {goods} from {origins} into {there} has no rate on {day}: "
            "{known}",
            layer=Layer(what.layer),
            goods=what.goods,
            origins=said("any origin") if ANY in origins else joined(", ", map(Origin, origins)),
            there=Territory(what.dest),
            day=str(day),
            known=known,
        ),
        where=Table("duties"),
        remedy=said(
            "Add rows with a {column} after that day: the rate in force then, or 0 if the layer "
            "was lifted.",
            column=Heading.of("duties", "valid_from"),
        ),
    )
