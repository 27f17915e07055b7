"""What a brief repeats a figure for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from plusn.atlases import AtlasFigure
    from plusn.briefs.schema import Each, Entry


def arguments_of(entry: Entry) -> tuple[dict[str, object], ...]:
    """Give the arguments of every page that an entry stands for.

    Examples
    --------
    >>> from plusn.briefs.schema import Entry
    >>> each = {"within": ["440000", "320000"]}
    >>> arguments_of(Entry.model_validate({"figure": "atlas", "for_each": each}))
    ({'within': '440000'}, {'within': '320000'})
    """
    if not entry.for_each:
        return (dict(entry.arguments),)
    [(argument, values)] = entry.for_each.items()
    return tuple({**entry.arguments, argument: value} for value in _values(values))


def _values(each: Each) -> tuple[str | int, ...]:
    return provinces() if each == "provinces" else tuple(each)


@cache
def provinces() -> tuple[str, ...]:
    """Name the provinces that have a published number and cities, the largest number first.

    Examples
    --------
    >>> provinces()
    ('440000', '320000', '350000', '330000')
    """
    from plusn.atlases import atlas  # noqa: PLC0415 - geopandas loads slowly

    figure = cast("AtlasFigure", atlas(level="province"))
    published = [one for one in figure.spec.regions if one.standing == "published"]
    published.sort(key=lambda one: (-(one.value or 0), one.code))
    return tuple(one.code for one in published if one.code in figure.view_ids)
