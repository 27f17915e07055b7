"""Which scenarios stand side by side on screen: at most six, in the reader's order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from data.errors import BadValue
from data.phrase import said
from network.case.naming import unknown
from plusn.desk.knobs_back import values_of
from plusn.desk.knobs_kind import code_of
from plusn.desk.knobs_rows import LONGEST_NAME, scenario_of, without_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from network.case import Case

MOST_HELD = 6


@dataclass(frozen=True)
class Held:
    """Hold the ids of the scenarios on screen, in order; each is rows of the case.

    Examples
    --------
    >>> Held(("base", "plus_1")).move("plus_1", 0).ids
    ('plus_1', 'base')
    """

    ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, ids: Iterable[str] | None = None) -> Self:
        """Hold the first scenarios of a case, or those named as far as the case has them."""
        known = [row.id for row in case.scenarios]
        asked = known if ids is None else [name for name in dict.fromkeys(ids) if name in known]
        return cls(tuple(asked[:MOST_HELD]))

    def hold(self, name: str) -> Self:
        """Put a scenario on screen, last; one that is there stays where it is.

        Raises
        ------
        BadValue
            Six are held already.
        """
        if name in self.ids:
            return self
        if len(self.ids) >= MOST_HELD:
            raise BadValue(
                said("{most} scenarios are held already", most=MOST_HELD),
                remedy=said("Put one away first; its rows stay in the case."),
            )
        return type(self)((*self.ids, name))

    def let_go(self, name: str) -> Self:
        """Take a scenario off the screen; its rows stay in the case."""
        return type(self)(tuple(one for one in self.ids if one != name))

    def move(self, name: str, place: int) -> Self:
        """Put a scenario at a place, counted from 0."""
        if name not in self.ids:
            return self
        others = [one for one in self.ids if one != name]
        others.insert(max(0, min(place, len(others))), name)
        return type(self)(tuple(others))


def rename(case: Case, name: str, label: str) -> Case:
    """Call a scenario something else; its id stays, so that commands still find it.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.
    BadValue
        The label is blank.
    """
    _known(case, name)
    if not label.strip():
        raise BadValue(said("a scenario needs a name"), remedy=said("Write a few words."))
    return replace(
        case,
        scenarios=tuple(
            row.model_copy(update={"label": label.strip()}) if row.id == name else row
            for row in case.scenarios
        ),
    )


def duplicate(case: Case, held: Held, name: str, label: str) -> tuple[Case, Held, str]:
    """Copy a scenario under another label and hold it; give the id of the copy too.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.
    BadValue
        Six are held already.
    """
    _known(case, name)
    new = new_id(case, label)
    further = held.hold(new)
    copied = scenario_of(case, values_of(case, name), name=new, label=label, base=name)
    return copied, further, new


def remove(case: Case, held: Held, name: str) -> tuple[Case, Held]:
    """Take a scenario and its rows out of a case; a policy that others use stays.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.
    """
    _known(case, name)
    cleared = without_rows(case, name)
    left = tuple(row for row in cleared.scenarios if row.id != name)
    return replace(cleared, scenarios=left), held.let_go(name)


def new_id(case: Case, label: str) -> str:
    """Make an id for a new scenario out of its label, one that the case does not have.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> new_id(shipped_case("two_plants"), "Base"), new_id(shipped_case("two_plants"), "plus_1")
    ('Base', 'plus_1_2')
    """
    known = {row.id for row in case.scenarios}
    words = (code_of(word).partition("-")[0] for word in label.split())
    plain = "_".join(filter(None, words))
    first = plain[: LONGEST_NAME - 4] or "scenario"
    tries = [first, *(f"{first}_{number}" for number in range(2, len(known) + 3))]
    return next(name for name in tries if name not in known)


def _known(case: Case, name: str) -> None:
    known = [row.id for row in case.scenarios]
    if name not in known:
        raise unknown(said("scenario"), name, known)
