"""Every figure by its name.

A figure's module has `Asked`, a pydantic model of its arguments that forbids others, and
``show(asked, tongue) -> Shown``. It is imported when the figure is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from briefing.tongue import spoken
from data.errors import UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.exhibit import Shown

HOMES = {"atlas": "plusn.exhibits.atlas"}
"""Figure → module."""


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
    pydantic.ValidationError
        An argument is not one of the figure's, or not allowed.

    Examples
    --------
    >>> show("atlas").exhibit.title
    'Four coastal provinces and Shanghai hold 81% of the sampled enterprises'
    """
    spoken(lang)
    if name not in HOMES:
        raise UnknownChoice.of("figure", name, HOMES)
    home = importlib.import_module(HOMES[name])
    shown: Shown = home.show(home.Asked.model_validate(dict(arguments or {})), lang)
    return shown
