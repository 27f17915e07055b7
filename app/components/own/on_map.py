"""Figures of the reader's own data, made for this session and kept in it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from app.own_data import held
from plusn import PlusNError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plusn.atlases import AtlasFigure
    from plusn.choices import Choices
    from plusn.own.draft import Draft
    from plusn.own.how import How
    from plusn.own.supply import OwnNumbers
    from plusn.own.table import OwnTable
    from plusn.panels import PanelsFigure

Made = TypeVar("Made")
KEPT = "own.made"
MOST = 12


def own_table() -> OwnTable | None:
    """Give the numbers of the session's data set; `None` where something keeps them from maps."""
    draft = held()
    if draft is None or draft.problems():
        return None
    return _kept(("table", id(draft)), draft.table, draft)


def own_numbers(table: OwnTable, how: How | None = None) -> OwnNumbers:
    """Give the numbers of one series, worked out once.

    Raises
    ------
    PlusNError
        They cannot all be true; the message names a smallest such set with its rows.
    """
    from plusn.own.supply import numbers_of  # noqa: PLC0415 - pandas loads slowly

    return _kept(("numbers", table.digest, str(how)), lambda: numbers_of(table, how))


def stopping(draft: Draft) -> tuple[PlusNError, ...]:
    """List all that keeps a data set from the map, numbers that contradict each other included."""
    if problems := draft.problems():
        return problems
    try:
        own_numbers(draft.table())
    except PlusNError as problem:
        return (problem,)
    return ()


def own_views(choices: Choices, wanted: str) -> dict[str, Any]:
    """Give the views of an atlas of the reader's own data that are made, `wanted` among them.

    A table's first map takes a third of a second, all its views take seconds: a page shows the one
    that is looked at, and `more_views` makes the others while the reader looks.
    """
    from briefing.payload import views_payload  # noqa: PLC0415 - geopandas loads slowly
    from briefing.spec import Atlas  # noqa: PLC0415

    figure, made = own_figure(choices), _made(choices)
    for name in (choices.start, wanted):
        if name in figure.view_ids and name not in made:
            made[name] = figure.view(name)
    atlas = Atlas(start=choices.start, views={figure.language: dict(made)})
    return views_payload(atlas, figure.language)


def view_ids(choices: Choices) -> tuple[str, ...]:
    """Name every view of an atlas of the reader's own data, made or not."""
    return own_figure(choices).view_ids


def more_views(choices: Choices) -> bool:
    """Make the views that are not made yet; tell whether there were any."""
    figure, made = own_figure(choices), _made(choices)
    missing = [name for name in figure.view_ids if name not in made]
    for name in missing:
        made[name] = figure.view(name)
    return bool(missing)


def _made(choices: Choices) -> dict[str, Any]:
    return _kept(("views", *_key(choices)), dict)


def own_reasons(choices: Choices) -> dict[str, str]:
    """Give the catalogue key of the reason for each measure that is not to be had."""
    from plusn.material import unavailable  # noqa: PLC0415 - pandas loads slowly

    return _kept(("reasons", *_key(choices)), lambda: unavailable(choices))


def own_figure(choices: Choices) -> AtlasFigure:
    """Give an atlas of the reader's own data."""
    from plusn.atlases import AtlasFigure  # noqa: PLC0415 - geopandas loads slowly
    from plusn.material import make_material  # noqa: PLC0415

    def make() -> AtlasFigure:
        return AtlasFigure(choices=choices, material=make_material(choices))

    return _kept(("figure", *_key(choices)), make)


def panels_figure(choices: Choices) -> PanelsFigure:
    """Give several maps of the reader's own data on one scale.

    Raises
    ------
    PlusNError
        The data cannot give them.
    """
    from plusn.alone import ALONE  # noqa: PLC0415
    from plusn.panels import panels  # noqa: PLC0415 - geopandas loads slowly

    def make() -> PanelsFigure:
        with ALONE:
            figure = panels(choices)
            figure.spec  # noqa: B018 - described once, and refused here where it cannot be
        return figure

    return _kept(("panels", *_key(choices)), make)


def panels_svg(figure: PanelsFigure, theme: str) -> str:
    """Give the drawing of several maps."""
    from plusn.alone import ALONE  # noqa: PLC0415

    def make() -> str:
        with ALONE:
            return figure.to_bytes("svg", theme="dark" if theme == "dark" else "light").decode()

    return _kept(("svg", theme, *_key(figure.choices)), make)


def _key(choices: Choices) -> tuple[object, ...]:
    digest = getattr(choices.data, "digest", "")
    beside = getattr(choices.compare, "digest", choices.compare)
    return (digest, beside, choices.as_text(), str(choices.how), choices.lang)


def _kept(key: tuple[object, ...], make: Callable[[], Made], owner: object = None) -> Made:
    """Give what was made before in this session, or make it; `owner` is kept alive beside it."""
    kept: dict[tuple[object, ...], tuple[Any, object]] = st.session_state.setdefault(KEPT, {})
    if key not in kept:
        kept[key] = (make(), owner)
        for old in list(kept)[:-MOST]:
            del kept[old]
    made: Made = kept[key][0]
    return made
