"""Why a string became what it became, each in one sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.phrase import Region, said

if TYPE_CHECKING:
    from data.codes import RegionKey
    from data.phrase import Told
    from geo.matching.gazetteer import OldCode
    from geo.matching.hierarchy import Tree

SHOWN = 60  # characters of a user's text in a sentence


class Reasons:
    """Say why, naming units by name and code.

    Parameters
    ----------
    tree
        The units of 2023.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

        # Sentences about units alone are made once each; there are no more of them than units.
        self.named = cache(self._named)
        self.coded = cache(self._coded)
        self.inside = cache(self._inside)
        self.province = cache(self._province)

    def _name(self, key: RegionKey) -> Region:
        return Region(self._tree.names[key])

    def _named(self, own: RegionKey, *, preferred: bool = False, hinted: bool = False) -> Told:
        """Say that a string names a unit."""
        name, code = self._name(own), own.code
        if preferred:
            return said(
                "It names {name} ({code}): a bare name stands for the unit of the highest level.",
                name=name,
                code=code,
            )
        if hinted:
            return said(
                "Of the units so named, only {name} ({code}) lies where the row says.",
                name=name,
                code=code,
            )
        return said("It names {name} ({code}).", name=name, code=code)

    def _coded(self, own: RegionKey) -> Told:
        """Say that a string is a unit's code."""
        return said("It is the code of {name} ({code}).", name=self._name(own), code=own.code)

    def _inside(self, own: RegionKey, unit: RegionKey, *, deeper: bool) -> Told:
        """Say where a unit, or a place in it, is counted."""
        name, code = self._name(own), own.code
        city, city_code = self._name(unit), unit.code
        if own == unit:
            return said("It is a place in {name} ({code}).", name=name, code=code)
        if deeper:
            return said(
                "It is a place in {name} ({code}), which is counted in {city} ({city_code}).",
                name=name,
                code=code,
                city=city,
                city_code=city_code,
            )
        return said(
            "It names {name} ({code}), which is counted in {city} ({city_code}).",
            name=name,
            code=code,
            city=city,
            city_code=city_code,
        )

    def _province(self, own: RegionKey) -> Told:
        """Say that a string names a whole province."""
        return said(
            "It names {name} ({code}), a whole province.", name=self._name(own), code=own.code
        )

    def former(self, own: RegionKey, old: OldCode | None) -> Told:
        """Say that a string is a former name or code."""
        name, code = self._name(own), own.code
        if old is None:
            return said("It is a former name of {name} ({code}).", name=name, code=code)
        return said(
            "It was the code of {old} until {year}; its place is taken by {name} ({code}).",
            old=Region(old.name),
            year=str(old.until),
            name=name,
            code=code,
        )

    def several(self, count: int, old: OldCode | None = None) -> Told:
        """Say that several units may be meant."""
        if old is not None:
            return said(
                "It was the code of {old} until {year}; its area was divided among {count} units.",
                old=Region(old.name),
                year=str(old.until),
                count=count,
            )
        return said("It may mean any of {count} units.", count=count)

    def contradiction(self, count: int) -> Told:
        """Say that parts of a string name units of which none lies in the others."""
        return said("Its parts name {count} units that do not lie in one another.", count=count)

    def code_and_name(self) -> Told:
        """Say that a row's code and its name differ."""
        return said("The code of the row and its name stand for different units.")

    def region_or_not(self) -> Told:
        """Say that a text is a region's name and something else's too."""
        return said("It names a region, and also something that is none.")

    def elsewhere(self, hint: str) -> Told:
        """Say that nothing of that name lies where the hint says."""
        return said("No unit so named lies in {hint}.", hint=hint[:SHOWN])

    def unknown_hint(self, hint: str) -> Told:
        """Say that the hint itself is not understood."""
        return said("The province of the row is not known: {hint}.", hint=hint[:SHOWN])

    def blank(self) -> Told:
        """Say that there is nothing to look up."""
        return said("The cell is blank.")

    def unknown(self) -> Told:
        """Say that a name is not known."""
        return said("No region of this name is known.")

    def unknown_code(self) -> Told:
        """Say that a code is not known."""
        return said("No unit has, or had, this code.")

    def not_region(self, kind: str) -> Told:
        """Say what a text is that is no region."""
        if kind == "foreign":
            return said("It is a place outside China.")
        if kind == "group":
            return said("It is a group of regions, not one of them.")
        if kind == "country":
            return said("It is the whole country, not one region.")
        return said("It is a total or a remainder, not a region.")
