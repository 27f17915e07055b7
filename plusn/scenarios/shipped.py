"""The cases that PlusN ships: made up, to learn from, and labelled so on every row."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from data.phrase import said
from plusn.scenarios.files import load

if TYPE_CHECKING:
    from network.case import Case

SHIPPED = {
    "electronics": "a made-up electronics firm of Hong Kong",
    "two_plants": "two plants, one product, two markets, to check with a pencil",
}


def shipped_case(name: str) -> Case:
    """Give a case that PlusN ships.

    Parameters
    ----------
    name
        A key of `SHIPPED`.

    Raises
    ------
    UnknownChoice
        There is no such case.

    Examples
    --------
    >>> shipped_case("two_plants").general.name
    'Two plants to learn from'
    """
    if name not in SHIPPED:
        raise UnknownChoice.of(said("shipped case"), name, SHIPPED)
    return _read(name)


@cache
def _read(name: str) -> Case:
    """Read a shipped case once: it never changes, and every session opens one."""
    file = resources.files("data.cases") / "shipped" / f"{name}.yaml"
    with resources.as_file(file) as path:
        return load(path).case
