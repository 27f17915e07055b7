"""Ranks of every region as an exhibit: a range where the numbers leave it open."""

from __future__ import annotations

from plusn.exhibits import bars


class Asked(bars.Asked):
    """Arguments of a ranking, as those of a map."""

    measure: str | None = "rank"


def show(asked: Asked, tongue: str) -> bars.ShownBars:
    """Make a ranking.

    Raises
    ------
    BadValue
        Several maps, or kinds in place of numbers, are asked for.
    PlusNError
        The data cannot give what is asked; the message says why.
    """
    return bars.bars("ranking", asked, tongue)
