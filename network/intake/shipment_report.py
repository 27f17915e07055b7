"""What became of the rows of shipments, in numbers and in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.phrase import Said, joined, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from network.intake.assumed import Assumption
    from network.intake.shipment_rows import Dropped, Tally


@dataclass(frozen=True, kw_only=True)
class Report:
    """Account for every row of the shipments, and list what nobody told.

    Parameters
    ----------
    tally
        Rows and values read, kept and dropped, which add up.
    weeks
        Length of the period, from the first to the last day.
    assumed
        Cells and rows that were filled in.
    notes
        What could not be used although its row was kept.
    places
        Where each row stands in its file; none for rows that come from no file.
    """

    tally: Tally
    weeks: float
    assumed: tuple[Assumption, ...]
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def where(self, pile: Dropped) -> str:
        """Name the first rows of a pile, as their file counts them."""
        named = _where(pile.examples, self.places)
        return said("{rows}, …", rows=named) if pile.rows > len(pile.examples) else named

    def lines(self) -> tuple[str, ...]:
        """Tell the report in plain sentences."""
        tally = self.tally
        told = [
            said(
                "{rows} read, worth {value}.",
                rows=_rows(tally.rows_read),
                value=_purse(tally.value_read),
            ),
            said(
                "{rows} kept, worth {value}.",
                rows=_rows(tally.rows_kept),
                value=_purse(tally.value_kept),
            ),
            said("The period is {weeks:.1f} weeks.", weeks=self.weeks),
        ]
        told += [
            said(
                "{rows} dropped, worth {value}: {reason} ({where}).",
                rows=_rows(pile.rows),
                value=_purse(pile.value),
                reason=pile.reason,
                where=self.where(pile),
            )
            for pile in tally.dropped
        ]
        filled = (said("Assumed: {cell}.", cell=cell.words) for cell in self.assumed)
        return (*told, *self.notes, *filled)


def _where(numbers: Sequence[int], places: Sequence[str]) -> str:
    """Name rows as their file counts them, or from 1 where they come from no file."""
    if not places:
        return said("row {rows}", rows=", ".join(str(number) for number in numbers))
    first, named = places[numbers[0] - 1], [places[number - 1] for number in numbers]
    rows = ", ".join(str(place).rpartition("row ")[2].partition(",")[0] for place in named)
    if isinstance(first, Said) and "row" in first.values:
        template = first.template.partition(", line")[0]
        return Said(template, {**first.values, "row": rows})
    return said("{file}row {rows}", file=str(first).rpartition("row ")[0], rows=rows)


def _rows(count: int) -> str:
    return said("{count:,} row", count=count) if count == 1 else said("{count:,} rows", count=count)


def _purse(value: Mapping[str, Decimal]) -> str:
    amounts = [
        said("{amount} {money}", amount=f"{amount:f}", money=code) for code, amount in value.items()
    ]
    return joined(", ", amounts) if amounts else said("nothing")
