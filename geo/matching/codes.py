"""Codes as people write them: of two to twelve digits, with what a spreadsheet did to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data.codes import Level
from geo.matching.hierarchy import DIRECTLY_UNDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.codes import RegionKey
    from geo.matching.gazetteer import OldCode
    from geo.matching.hierarchy import Tree

CODE = re.compile(r"(?:CN[- ]?)?(\d+)(?:\.0*)?", re.IGNORECASE)
LENGTHS = frozenset({2, 4, 6, 9, 12})
PROVINCE, CITY, COUNTY = 2, 4, 6  # digits that name a province, a city, a county
# Codes of the Bureau's lists for no unit, but a part of a city: 市辖区, the districts of a city
# together; development zones; the forests of Daxing'anling and the islands of Sansha.
PARTS_OF_CITY = re.compile(r"\d{4}(?:01|7[1-9])|23276[1-4]|46032[1-3]")
# Below a municipality its districts (01) and its counties (02) stand in the place of cities.
PARTS_OF_MUNICIPALITY = re.compile(r"0[12]00")
ELSEWHERE = frozenset({"540171"})  # a zone of Lhasa's that lies in Golmud


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
        if key := self._whole(six):
            return CodeFound((key,), deeper=True)
        return CodeFound(tuple(self._under.get(six[:CITY], ())) if six.endswith("00") else ())

    def _whole(self, six: str) -> RegionKey | None:
        """Give the city of a code that stands for no unit of its own, only for a part of it."""
        if PARTS_OF_MUNICIPALITY.fullmatch(six[PROVINCE:]):
            key = self._tree.unit(six[:PROVINCE].ljust(COUNTY, "0"))
            return key if key and key.level is Level.CITY else None
        if PARTS_OF_CITY.fullmatch(six) and six not in ELSEWHERE:
            return self._tree.unit(six[:CITY].ljust(COUNTY, "0"))
        return None
