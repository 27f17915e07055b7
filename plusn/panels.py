"""Ask for several maps on one scale: a pair that is compared, or small multiples."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.atlas.panels import Side, compose_panels
from briefing.tongue import tongue_of
from data.errors import UnavailableMeasure, UnknownFormat
from data.files import write_atomic
from data.phrase import said
from plusn.lenses import names_of
from plusn.material import make_material, numbers_compared, numbers_for
from plusn.own.how import How
from plusn.own.supply import own_table
from plusn.own.table import is_sum
from plusn.panel_formats import FORMATS, draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.atlas.material import Material
    from briefing.land import Land
    from briefing.palette import Theme
    from briefing.panels_spec import MultiplesSpec
    from briefing.spec import Tongue
    from plusn.choices import Choices
    from plusn.own.table import OwnTable

MOST = 12
ONE_ONLY = {
    "year": said("the table has one year only"),
    "sector": said("the table has one sector only"),
    "column": said("the table has one column of values only"),
}


@dataclass(frozen=True, kw_only=True)
class PanelsFigure:
    """Several maps that can be looked at, read and saved.

    Parameters
    ----------
    choices
        What is asked.
    sides
        The tables, in the order of their maps.
    left_out
        Catalogue keys of remarks on what has no map.
    """

    choices: Choices
    sides: tuple[Side, ...]
    left_out: tuple[str, ...] = ()

    @property
    def language(self) -> Tongue:
        """Give the language chosen, or the pair."""
        return tongue_of(self.choices.lang)

    @property
    def material(self) -> Material:
        """Give the material of the first map."""
        return self.sides[0].material

    @property
    def land(self) -> Land:
        """Give the geometry to draw from."""
        return self.material.land

    @cached_property
    def spec(self) -> MultiplesSpec:
        """Describe the maps in the language chosen."""
        return self.described(self.language)

    def described(self, language: Tongue) -> MultiplesSpec:
        """Describe the maps in a language, or in two together."""
        return compose_panels(
            self.sides,
            self.choices.start,
            language,
            form="multiples" if self.choices.compare is None else "pair",
            left_out=self.left_out,
        )

    def to_bytes(
        self,
        form: str,
        *,
        theme: Theme = "light",
        asset_base: str | None = None,
        size: str | None = None,
        dpi: int = 300,
    ) -> bytes:
        """Draw the maps in one of `plusn.panel_formats.FORMATS`.

        Raises
        ------
        UnknownFormat
            No back-end draws several maps as `form`.
        RenderProblem
            They cannot be drawn here, e.g. no font has Chinese.
        """
        del asset_base  # of a Leaflet page, which shows one map
        return draw(self, form, theme=theme, size=size, dpi=dpi)

    def save(
        self,
        path: str | Path,
        form: str | None = None,
        *,
        theme: Theme = "light",
        asset_base: str | None = None,
        size: str | None = None,
        dpi: int = 300,
    ) -> Path:
        """Write the maps to a file; the format is the file's ending unless given.

        Raises
        ------
        UnknownFormat
            No back-end draws it.
        UnwritableOutput
            The file cannot be written; nothing is left half-written.
        """
        chosen = form or Path(path).suffix.lstrip(".").lower()
        if chosen not in FORMATS:
            raise UnknownFormat(
                f"several maps cannot be drawn as {chosen!r}",
                remedy=f"Use one of: {', '.join(FORMATS)}.",
            )
        content = self.to_bytes(chosen, theme=theme, asset_base=asset_base, size=size, dpi=dpi)
        return write_atomic(path, content)

    def _repr_svg_(self) -> str:
        return self.to_bytes("svg").decode()


def panels(choices: Choices) -> PanelsFigure:
    """Make a pair of maps, or one map for each part of a table.

    Raises
    ------
    UnavailableMeasure
        The table has one such part only, or the data cannot give the measure.
    MixedUnits
        The maps would show different units on one scale.
    PlusNError
        A file is refused.
    """
    if choices.multiples is None:
        return PanelsFigure(choices=choices, sides=_digested(_pair(choices)))
    table = _table(choices)
    words, left_out = _parts(table, choices.multiples)
    sides = tuple(_sides(choices, table, words))
    return PanelsFigure(choices=choices, sides=_digested(sides), left_out=left_out)


def _pair(choices: Choices) -> tuple[Side, ...]:
    first = make_material(choices)
    second = numbers_compared(choices)
    names = names_of(first, second)
    other = make_material(replace(choices, compare=None), second)
    sides = (Side(name=names[0], material=first), Side(name=names[1], material=other))
    # Years read from left to right.
    return sides[::-1] if all(name.isdecimal() for name in names) and names[1] < names[0] else sides


def _table(choices: Choices) -> OwnTable:
    assert choices.data is not None  # noqa: S101 - checked by Choices
    return own_table(choices.data, choices.how)


def _parts(table: OwnTable, part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the parts that get a map, and the keys of remarks on those that do not.

    The sum of all sectors gets none: on one scale with it, its parts would all be pale.
    """
    words: tuple[str, ...] = tuple(getattr(table, f"{part}s"))
    remarks: list[str] = []
    if part == "year":
        words = tuple(sorted(words))
        kept, remark = words[-MOST:], "panels.note.latest"
    else:
        parts = tuple(word for word in words if part != "sector" or not is_sum(word))
        if 1 < len(parts) < len(words):
            words, remarks = parts, ["panels.note.no_total"]
        kept, remark = words[:MOST], "panels.note.most"
    if len(words) < 2:  # noqa: PLR2004 - one map is no multiples
        raise UnavailableMeasure(
            ONE_ONLY[part],
            where=f"--multiples {part}",
            remedy=said("Give a table with several."),
        )
    if len(words) > len(kept):
        remarks.append(remark)
    return kept, tuple(remarks)


def _sides(choices: Choices, table: OwnTable, words: tuple[str, ...]) -> Iterator[Side]:
    how = choices.how or How()
    for word in words:
        part: dict[str, Any] = {choices.multiples or "year": word}
        chosen = replace(how, **part)
        one = replace(choices, multiples=None, data=table, how=chosen)
        yield Side(name=word, material=make_material(one, numbers_for(one)))


def _digested(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Give all maps one digest: of the numbers of all of them."""
    together = "\n".join(side.material.digest for side in sides)
    digest = hashlib.sha256(together.encode()).hexdigest()[:12]
    return tuple(replace(side, material=replace(side.material, digest=digest)) for side in sides)
