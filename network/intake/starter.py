"""From one sheet of numbers to a whole case, with everything that was filled in on a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.phrase import said
from network.intake.assumed import Assumption, Draft
from network.intake.starter_entries import ENTRIES
from network.intake.starter_sheet import read_answers
from network.intake.starter_tables import (
    add_choices,
    add_duties,
    add_general,
    add_goods,
    add_lanes,
    add_sites,
    add_wanted,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case.case import Case


WRITERS = (
    add_general,
    add_goods,
    add_sites,
    add_lanes,
    add_duties,
    add_wanted,
    add_choices,
)


@dataclass(frozen=True, kw_only=True)
class Started:
    """Hold the case made from a sheet, and every cell and row that nobody told."""

    case: Case
    assumed: tuple[Assumption, ...]


def start(numbers: Mapping[str, Any]) -> Started:
    """Make a whole case from the lines of a starter sheet, by key.

    One product of one bought material is made at home, and may be made away too. A row is marked
    ``user`` only where every number in it follows from the sheet, else ``assumed``; each cell that
    was filled in is listed with the reason.

    Parameters
    ----------
    numbers
        Cells by key, as in `starter_template`.

    Raises
    ------
    Problems
        Keys that are unknown or missing, cells that are not allowed: all of them.

    Examples
    --------
    >>> sheet = {"home": "AA Here", "away": "BB There", "markets": "CC Far"}
    >>> sheet |= {"units_per_year": 52_000, "value_per_unit": 100, "labour_hours_per_unit": 0.5}
    >>> sheet |= {"wage_home": 40, "wage_away": 20, "fixed_cost_away": 1_000_000}
    >>> started = start(sheet | {"duty_home_1": 0.1, "duty_away_1": 0})
    >>> started.case.demand[0].per_week
    1000.0
    >>> print(started.assumed[0])
    settings row 1 holding_rate_per_year = 0.1: a tenth of their value a year to hold goods
    """
    answers = read_answers(numbers)
    draft = Draft("starter sheet")
    for write in WRITERS:
        write(draft, answers)
    return Started(case=draft.case(), assumed=tuple(draft.assumed))


def starter_template() -> tuple[dict[str, str], ...]:
    """Give the lines of a blank sheet: key, value, unit, note.

    Examples
    --------
    >>> starter_template()[5]["key"], starter_template()[5]["unit"]
    ('units_per_year', 'units/year')
    """
    return tuple(
        {
            "key": entry.key,
            "value": "",
            "unit": entry.unit,
            "note": said("{note} (needed)", note=entry.note) if entry.needed else entry.note,
        }
        for entry in ENTRIES.values()
    )
