"""What a page can offer beside the measure of a user's table: comparisons, multiples, patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import UnavailableMeasure
from geo.spatial.sample import complete_values
from plusn.choices import PARTS
from plusn.own.table import OwnTable

if TYPE_CHECKING:
    from briefing.atlas.material import Material
    from plusn.choices import Choices


@dataclass(frozen=True, kw_only=True)
class Looks:
    """Hold what can be asked of a table.

    Parameters
    ----------
    compare
        Words that `plusn.choices.Choices` takes as ``compare``: the table's other years, sectors
        and columns, by part.
    multiples
        Parts of which there are several.
    why_no_statistic
        Why there is no spatial statistic of the measure drawn, a `data.phrase.said` sentence;
        blank where there is one.
    """

    compare: dict[str, tuple[str, ...]]
    multiples: tuple[str, ...]
    why_no_statistic: str


def looks(choices: Choices, material: Material) -> Looks:
    """Tell what can be asked of a table.

    Parameters
    ----------
    choices
        Of the map drawn.
    material
        Of the map drawn: of a measure, not of a comparison or a statistic.
    """
    table = choices.data
    compare: dict[str, tuple[str, ...]] = {}
    if isinstance(table, OwnTable):
        how = choices.how
        drawn = table.pick(
            column=how.column if how and how.column in table.columns else None,
            sector=how.sector if how else None,
            year=how.year if how else None,
        ).key
        for part in PARTS:
            words: tuple[str, ...] = getattr(table, f"{part}s")
            others = tuple(word for word in words if word and word != getattr(drawn, part))
            if others:
                compare[part] = others
    return Looks(compare=compare, multiples=tuple(compare), why_no_statistic=_why(material))


def _why(material: Material) -> str:
    if material.measure == "rank":
        return ""
    try:
        complete_values(material.measured[material.level], material.level)
    except UnavailableMeasure as problem:
        return problem.headline
    return ""
