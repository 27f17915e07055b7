"""Every figure by its name.

A figure's module has `Asked`, a pydantic model of its arguments that forbids others, and
``show(asked, tongue) -> Shown``. It is imported when the figure is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol, cast

from pydantic import BaseModel, ValidationError

from briefing.tongue import spoken
from data.errors import Problems, UnknownChoice
from data.phrase import joined, said
from network.case.naming import meant, nearest
from plusn.exhibits.refusals import mended, refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.exhibit import Shown

HOMES = {
    "atlas": "plusn.exhibits.atlas",
    "bars": "plusn.exhibits.bars",
    "breakeven": "plusn.exhibits.breakeven",
    "bridge": "plusn.exhibits.bridge",
    "comparison": "plusn.exhibits.comparison",
    "decision": "plusn.exhibits.decision",
    "finding": "plusn.exhibits.findings",
    "flow": "plusn.exhibits.flow",
    "multiples": "plusn.exhibits.multiples",
    "pattern": "plusn.exhibits.pattern",
    "ranking": "plusn.exhibits.ranking",
    "supply": "plusn.exhibits.supply",
    "swing": "plusn.exhibits.swing",
    "tradeoff": "plusn.exhibits.tradeoff",
    "weeks": "plusn.exhibits.weeks",
}
"""Figure → module."""


class Home(Protocol):
    """A figure's module."""

    Asked: type[BaseModel]

    def show(self, asked: BaseModel, tongue: str) -> Shown:
        """Make the figure."""


def show(name: str, arguments: Mapping[str, Any] | None = None, *, lang: str = "en") -> Shown:
    """Make a figure that any document can take.

    Parameters
    ----------
    name
        One of `HOMES`.
    arguments
        As the figure's `Asked` has them; nothing for its usual form.
    lang
        A language, or a pair such as ``en+zh-Hant``.

    Raises
    ------
    UnknownChoice
        There is no such figure or language.
    Problems
        Arguments are not the figure's, or not allowed.

    Examples
    --------
    >>> show("atlas").exhibit.title
    'Four coastal provinces and Shanghai hold 81% of the sampled enterprises'
    """
    spoken(lang)
    return home_of(name).show(asked(name, arguments), lang)


def asked(name: str, arguments: Mapping[str, Any] | None = None) -> BaseModel:
    """Check the arguments of a figure without making it.

    A number stands for its digits where a text is wanted, so that ``within: 440000`` needs no
    quotes.

    Raises
    ------
    UnknownChoice
        There is no such figure.
    Problems
        Arguments are not the figure's, or not allowed: all of them, each with its remedy.

    Examples
    --------
    >>> asked("atlas", {"within": 440000}).within
    '440000'
    """
    model = home_of(name).Asked
    given = dict(arguments or {})
    try:
        return model.model_validate(given)
    except ValidationError as error:
        given = mended(given, error)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        told = [one.problem for one in refusals(error, model, given)]
        raise Problems(told, what=said("the arguments of {name}", name=name)) from error


def home_of(name: str) -> Home:
    """Import the module of a figure.

    Raises
    ------
    UnknownChoice
        There is no such figure.
    """
    if name not in HOMES:
        unknown = UnknownChoice.of(said("figure"), name, HOMES)
        unknown.remedy = joined(" ", (*meant(nearest(name, HOMES)), unknown.remedy))
        raise unknown
    return cast("Home", importlib.import_module(HOMES[name]))
