"""Rows of duty that contradict each other: same layer, same goods, same day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from data.errors import BadValue, PlusNError, together
from data.phrase import Heading, Layer, Origin, Product, Table, Territory, said
from network.case.reading import table_and_row
from network.duty.index import Key, Numbered, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from network.case.case import Case
    from network.case.trade import Duty


def overlapping(case: Case, *, place: Callable[[str, int], str] | None = None) -> list[PlusNError]:
    """List rows of duty that would speak for the same goods on the same day.

    Rows meet if they name the same layer, territory, product, tariff heading and origin.
    Rows that never count (proposed, or ended on an unknown day) never overlap. An exempt row may
    lie over a rate, which it suspends, but not over another exempt row. Without a run date all
    dates hold at once.

    Parameters
    ----------
    place
        Names the place of a row for messages: ``place("duties", 0)``.
    """
    place = place or table_and_row
    dated = any(one.run_date is not None for one in case.settings)
    groups: dict[tuple[str, bool, Key], list[Numbered]] = defaultdict(list)
    for number, duty in enumerate(case.duties):
        if duty.status == "in force" or (dated and duty.status == "ended" and duty.valid_to):
            kind = duty.layer, duty.combine == "exempt", key_of(duty)
            groups[kind].append(Numbered(number, duty))
    return [
        _problem(first, second, place, dated=dated)
        for rows in groups.values()
        for first, second in _meeting(rows, dated=dated)
    ]


def _meeting(rows: Sequence[Numbered], *, dated: bool) -> Iterator[tuple[Numbered, Numbered]]:
    """Give each row that begins before an earlier one ended, beside the one that ends last."""
    ordered = sorted(rows, key=lambda row: (_begins(row.duty), row.number))
    last = ordered[0]
    for row in ordered[1:]:
        if not dated or _begins(row.duty) <= _ends(last.duty):
            yield last, row
        last = max(last, row, key=lambda one: _ends(one.duty))


def _begins(duty: Duty) -> date:
    return duty.valid_from or date.min


def _ends(duty: Duty) -> date:
    return duty.valid_to or date.max


def _problem(
    first: Numbered, second: Numbered, place: Callable[[str, int], str], *, dated: bool
) -> PlusNError:
    one, two = sorted((first, second))
    duty = one.duty
    goods = said(
        "{product} from {origin} into {there}",
        product=duty.hts_prefix or Product(duty.product),
        origin=Origin(duty.origin),
        there=Territory(duty.dest),
    )
    when = said("and there is no run date to choose by")
    remedy = said(
        "Set {day} in {table}, or delete one.",
        day=Heading.of("settings", "run_date"),
        table=Table("settings"),
    )
    if dated:
        when = said("on the same days")
        ends, begins = (Heading.of("duties", name) for name in ("valid_to", "valid_from"))
        remedy = said(
            "Let {ends} of one lie before {begins} of the other, or delete one.",
            ends=ends,
            begins=begins,
        )
    return BadValue(
        said(
            "two rows give the layer {layer!r} for {goods} {when}: {one}, and {two}",
            layer=Layer(duty.layer),
            goods=goods,
            when=when,
            one=_dates(one.duty),
            two=_dates(two.duty),
        ),
        where=together((place("duties", row.number) for row in (one, two)), " and "),
        remedy=remedy,
    )


def _dates(duty: Duty) -> str:
    return said(
        "{first} to {last}",
        first=str(duty.valid_from) if duty.valid_from else said("always"),
        last=str(duty.valid_to) if duty.valid_to else said("further notice"),
    )
