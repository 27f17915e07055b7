"""Words for what is not on a list: the nearest name, then the names that are known."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from data.phrase import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterable

STATUSES = {
    "existing": said("existing"),
    "optional": said("optional"),
    "required": said("required"),
    "excluded": said("excluded"),
}
"""What the status of a facility is called in a sentence."""

TOLD = 12
"""Names told before the list is cut short."""


def unknown(what: str, given: object, known: Iterable[str], *, where: str = "") -> UnknownChoice:
    """Say that a name is unknown, which one may be meant, and which are known.

    Examples
    --------
    >>> print(unknown("facility", "PORT_4", ["PORT_A", "DEPOT"], where="lanes row 3"))
    unknown facility 'PORT_4' (lanes row 3). Did you mean PORT_A? Known: DEPOT, PORT_A.
    """
    names = tuple(sorted(set(known)))
    headline = said("unknown {what} {given!r}", what=what, given=str(given))
    return UnknownChoice(headline, where=where, remedy=_hint(given, names))


def shortened(words: Iterable[str]) -> str:
    """List names, cut short after `TOLD`.

    Examples
    --------
    >>> shortened("abc")
    'a, b, c'
    """
    listed = list(words)
    names = joined(", ", listed[:TOLD])
    if len(listed) <= TOLD:
        return names
    return said("{names} and {more:,} more", names=names, more=len(listed) - TOLD)


@lru_cache(maxsize=256)
def _hint(given: object, names: tuple[str, ...]) -> str:
    if not names:
        return said("None is defined yet.")
    known = said("Known: {names}.", names=shortened(names))
    return joined(" ", (*meant(nearest(str(given), names)), known))


def meant(near: str) -> tuple[str, ...]:
    """Ask whether the nearest name is meant, where there is one.

    Examples
    --------
    >>> meant("days"), meant("")
    (('Did you mean days?',), ())
    """
    return (said("Did you mean {near}?", near=near),) if near else ()


def nearest(given: str, names: Iterable[str]) -> str:
    """Give the name most like a given one, case aside; blank where none is like it.

    Examples
    --------
    >>> nearest("cost_kg", ["cost_per_kg", "days"])
    'cost_per_kg'
    """
    folded = {name.casefold(): name for name in names}
    found = get_close_matches(given.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""
