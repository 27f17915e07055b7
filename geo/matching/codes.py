"""Codes as people write them: of two to twelve digits, with what a spreadsheet did to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.codes import RegionKey
    from geo.matching.gazetteer import OldCode
    from geo.matching.hierarchy import Tree

CODE = re.compile(r"(?:CN[- ]?)?(\d+)(?:\.0*)?", re.IGNORECASE)
LENGTHS = frozenset({2, 4, 6, 9, 12})
CITY, COUNTY = 4, 6  # digits that name a city, a county
# 省直辖县级行政区划: the heading above the county-level units directly under a province.
DIRECTLY_UNDER = "90"


class CodeFound(NamedTuple):
    """Hold what a code stands for.

    `keys` are today's units, none where the code is unknown; `deeper` tells of a street or
    village inside the unit; `old` is the abolished code behind it.
    """

    keys: tuple[RegionKey, ...]
    deeper: bool = False
    old: OldCode | None = None


def read_code(text: str) -> str | None:
    """Read a cleaned text as a code; `None` where it is none.

    Examples
    --------
    >>> read_code("440300"), read_code("4403.0"), read_code("4403 05"), read_code("1.5")
    ('440300', '4403', '440305', None)
    """
    if not text[-1:].isdigit() and not text.endswith("."):
        return None
    found = CODE.fullmatch(text.replace(" ", ""))
    return found[1] if found and found[1].isascii() and len(found[1]) in LENGTHS else None


def is_city_code(code: str) -> bool:
    """Tell whether a six-digit code is a city's.

    Examples
    --------
    >>> is_city_code("341400"), is_city_code("340000"), is_city_code("340181")
    (True, False, False)
    """
    return code.endswith("00") and not code.endswith("0000")


class Codes:
    """Find units by code.

    Parameters
    ----------
    tree
        The units of 2023.
    old_codes
        Codes that are no longer in use.
    """

    def __init__(self, tree: Tree, old_codes: Iterable[OldCode]) -> None:
        self._tree = tree
        self._old = {old.code: old for old in old_codes}
        self._under: dict[str, list[RegionKey]] = {}
        for key in tree.names:
            if key.code[2:4] == DIRECTLY_UNDER:
                self._under.setdefault(key.code[:CITY], []).append(key)

    def find(self, digits: str) -> CodeFound:
        """Give what a code of `LENGTHS` digits stands for."""
        six = digits[:COUNTY].ljust(COUNTY, "0")
        deeper = digits[COUNTY:].strip("0") != ""
        if key := self._tree.unit(six):
            return CodeFound((key,), deeper)
        if old := self._old.get(six):
            today = (self._tree.settle(key) for key in old.successors)
            return CodeFound(tuple(key for key in today if key in self._tree), deeper, old)
        return CodeFound(tuple(self._under.get(six[:CITY], ())) if six.endswith("00") else ())
