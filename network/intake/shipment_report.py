"""What became of the rows of shipments, in numbers and in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        return _where(pile.examples, self.places) + (", …" * (pile.rows > len(pile.examples)))

    def lines(self) -> tuple[str, ...]:
        """Tell the report in plain sentences."""
        tally = self.tally
        told = [
            f"{_rows(tally.rows_read)} read, worth {_purse(tally.value_read)}.",
            f"{_rows(tally.rows_kept)} kept, worth {_purse(tally.value_kept)}.",
            f"The period is {self.weeks:.1f} weeks.",
        ]
        told += [
            f"{_rows(pile.rows)} dropped, worth {_purse(pile.value)}: {pile.reason} "
            f"({self.where(pile)})."
            for pile in tally.dropped
        ]
        return (*told, *self.notes, *(f"Assumed: {cell}." for cell in self.assumed))


def _where(numbers: Sequence[int], places: Sequence[str]) -> str:
    """Name rows as their file counts them, or from 1 where they come from no file."""
    if not places:
        return f"row {', '.join(str(number) for number in numbers)}"
    parts = [places[number - 1].rpartition("row ") for number in numbers]
    rows = ", ".join(row.partition(",")[0] for _, _, row in parts)
    return f"{parts[0][0]}row {rows}"


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _purse(value: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{amount:f} {code}" for code, amount in value.items()) or "nothing"
