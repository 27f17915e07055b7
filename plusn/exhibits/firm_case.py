"""A firm's case behind a figure: which one, under what, and its answers, each worked out once."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from briefing.firm.names import Names
from briefing.spec import Part
from data.errors import UnknownChoice
from plusn.scenarios.files import load
from plusn.scenarios.shipped import SHIPPED, shipped_case
from plusn.solving import stock
from plusn.solving.job import SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.spec import Language
    from network.case import Case

DEFAULT = "electronics"
KEPT = 48
"""Answers that a process remembers; a case of usual size has some hundred kilobytes of each."""
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class OfCase(Part):
    """Which case, by its path or the name of a shipped one."""

    case: str = DEFAULT


class Under(OfCase):
    """Under what a case is asked, as the options of the scenario commands."""

    scenario: str = ""
    policy: str = ""
    regime: str = ""
    run_date: Day = ""

    @property
    def under(self) -> dict[str, str]:
        """Give what is asked under, without blanks."""
        named = ("scenario", "policy", "regime", "run_date")
        return {name: value for name in named if (value := getattr(self, name))}


def case_of(asked: OfCase) -> Case:
    """Open the case of a figure: a shipped one, or a file's.

    Raises
    ------
    Problems
        Everything that is wrong with the file.
    UnreadableFile, TooLarge, UnknownChoice
        It is no such file.
    """
    if asked.case in SHIPPED and not Path(asked.case).exists():
        return shipped_case(asked.case)
    return load(asked.case).case


def day_of(case: Case) -> str:
    """Give the day that a case is of: its run date, else its latest rate of exchange; or blank.

    Examples
    --------
    >>> day_of(shipped_case("electronics"))
    '2025-06-30'
    """
    if case.general.run_date:
        return case.general.run_date.isoformat()
    days = [row.day for row in case.exchange_rates if row.day]
    return max(days).isoformat() if days else ""


def names_in(case: Case) -> Callable[[Language], Names]:
    """Give what names the things of a case in a language."""
    return lambda lang: Names.of(case, lang)


def answer(kind: str, case: Case, args: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Give what ``plusn scenario VERB --json`` prints; asked again, it is not solved again.

    Answers about shipped cases are those that the pages show; whoever reads one changes nothing.

    Parameters
    ----------
    kind
        A key of `plusn.solving.jobs.JOBS`.
    case
        The base case.
    args
        As `plusn.solving.jobs.solve`.

    Raises
    ------
    PlusNError
        As the verb.
    """
    given = {name: value for name, value in (args or {}).items() if value not in (None, "", ())}
    if stock.is_shared(kind, case, given):
        found = _stocked(kind, case.digest)
        if found is not None:
            return found
    return _answer(kind, _Keyed(case), json.dumps(given, sort_keys=True))


class _Keyed:
    """A case that is known by its digest."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.case.digest == self.case.digest

    def __hash__(self) -> int:
        return hash(self.case.digest)


@lru_cache(maxsize=KEPT)
def _stocked(kind: str, digest: str) -> dict[str, Any] | None:
    name = next(name for name in SHIPPED if shipped_case(name).digest == digest)
    return stock.find(kind, shipped_case(name))


@lru_cache(maxsize=KEPT)
def _answer(kind: str, keyed: _Keyed, args: str) -> dict[str, Any]:
    from plusn.solving.jobs import solve  # noqa: PLC0415 - the engine loads slowly

    given = json.loads(args)
    found = solve(kind, keyed.case, given, SECONDS, lambda _, __: None)
    if stock.is_shared(kind, keyed.case, given):
        stock.put(kind, keyed.case, found)
    return found


def scenario_among(case: Case, name: str) -> str:
    """Check the name of a scenario.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.
    """
    known = [row.id for row in case.scenarios]
    if name not in known:
        raise UnknownChoice.of("scenario", name, known)
    return name
