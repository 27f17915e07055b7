"""Which rows of duty hold on a day, and which of them speak for given goods.

A row *matches* goods by origin, territory entered, product and tariff heading. Rows are looked up
by key, so that a look-up takes the same time however many rows there are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from network.case.rows import Day
    from network.case.trade import Duty

ANY = "*"


class Key(NamedTuple):
    """Say which goods a row means; rows with the same key mean the same goods."""

    dest: str
    product: str
    hts_prefix: str
    origin: str


class Numbered(NamedTuple):
    """Hold a row of duty and its number in the case, from 0."""

    number: int
    duty: Duty


def digits(heading: str) -> str:
    """Strip the dots of a tariff heading.

    Examples
    --------
    >>> digits("8517.62.00")
    '85176200'
    """
    return heading.replace(".", "")


def key_of(duty: Duty) -> Key:
    """Give the goods that a row means."""
    return Key(duty.dest, duty.product, digits(duty.hts_prefix), duty.origin)


def within(duty: Duty, day: Day | None) -> bool:
    """Tell whether a day lies in the dates of a row; without a day, every row's dates hold."""
    if day is None:
        return True
    begun = duty.valid_from is None or duty.valid_from <= day
    return begun and (duty.valid_to is None or day <= duty.valid_to)


def holds(duty: Duty, day: Day | None) -> bool:
    """Tell whether a row counts on a day.

    A proposed row never counts. An ended one counts only on a day of its dates: not without a
    day, and not if its last day is unknown.
    """
    if duty.status == "proposed":
        return False
    if duty.status == "ended" and (day is None or duty.valid_to is None):
        return False
    return within(duty, day)


class RowIndex:
    """Find the rows that speak for goods, one a layer.

    Parameters
    ----------
    rows
        Rows that count, in any order: the order changes nothing.
    """

    def __init__(self, rows: Sequence[Numbered]) -> None:
        self._rows: dict[Key, list[Numbered]] = defaultdict(list)
        for row in rows:
            self._rows[key_of(row.duty)].append(row)
        self._lengths = sorted({len(key.hts_prefix) for key in self._rows}, reverse=True)

    def speaking(self, origin: str, dest: str, product: str, hts: str) -> tuple[Numbered, ...]:
        """Find the row that speaks in each layer, sorted by layer.

        The most specific row that matches speaks: by product, then by the longest heading, then
        by origin. An exempt row that matches speaks before every other, however general it is:
        an exemption is never lost to a rate.
        """
        found: dict[str, Numbered] = {}
        for row in self._matching(origin, dest, product, digits(hts)):
            first = found.setdefault(row.duty.layer, row)
            if row.duty.combine == "exempt" and first.duty.combine != "exempt":
                found[row.duty.layer] = row
        return tuple(found[layer] for layer in sorted(found))

    def _matching(self, origin: str, dest: str, product: str, hts: str) -> Iterator[Numbered]:
        for named in (product, ANY):
            for length in self._lengths:
                for come_from in (origin, ANY) if length <= len(hts) else ():
                    key = Key(dest, named, hts[:length], come_from)
                    yield from sorted(self._rows.get(key, ()), key=_content)


def _content(row: Numbered) -> tuple[object, ...]:
    # Rows of one key and layer overlap, which a case may not; still, order must not decide.
    duty = row.duty
    return (-duty.rate, -duty.specific_per_unit, duty.combine, duty.basis, duty.drawback)
