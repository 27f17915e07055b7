"""Who writes a map: of a measure, of two tables compared, of a spatial statistic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.atlas import clusters, contrast, words
from briefing.atlas.legend import legend
from briefing.atlas.lens import Clusters, Contrast
from briefing.atlas.marks import marks
from briefing.atlas.scale import make_scale
from briefing.atlas.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.atlas.material import Material, View
    from briefing.atlas.scale import Scale
    from briefing.spec import Aside, BarTable, KeyFigure, Language, Legend, Mark


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Hold the parts of a map that differ by what is looked at."""

    scale: Callable[[Material, View], Scale]
    title: Callable[[Material, View, Language], str]
    subtitle: Callable[[Material, Language], str]
    label: Callable[[Material, Language], str]
    key_figures: Callable[[Material, View, Language], tuple[KeyFigure, ...]]
    marks: Callable[[Material, View, Scale, Language], tuple[Mark, ...]]
    legend: Callable[..., Legend]
    tables: Callable[[Material, View, Scale, Language], tuple[BarTable, ...]]
    asides: Callable[[Material, View, Scale, Language], tuple[Aside, ...]]
    notes: Callable[[Material, Language], tuple[str, ...]]


def _label(material: Material, language: Language) -> str:
    return material.say(f"measure.{material.measure}.short", language)


def _no_asides(_m: Material, _v: View, _s: Scale, _l: Language) -> tuple[Aside, ...]:
    return ()


def _no_notes(_m: Material, _l: Language) -> tuple[str, ...]:
    return ()


_MEASURE = Writer(
    scale=make_scale,
    title=words.title,
    subtitle=words.subtitle,
    label=_label,
    key_figures=words.key_figures,
    marks=marks,
    legend=legend,
    tables=tables,
    asides=words.asides,
    notes=_no_notes,
)
_CONTRAST = Writer(
    scale=contrast.two_sided,
    title=contrast.title,
    subtitle=contrast.subtitle,
    label=contrast.label,
    key_figures=contrast.key_figures,
    marks=contrast.marks,
    legend=contrast.legend,
    tables=contrast.tables,
    asides=_no_asides,
    notes=contrast.notes,
)
_CLUSTERS = Writer(
    scale=clusters.kinds,
    title=clusters.title,
    subtitle=clusters.subtitle,
    label=clusters.label,
    key_figures=clusters.key_figures,
    marks=clusters.marks,
    legend=clusters.legend,
    tables=clusters.tables,
    asides=clusters.asides,
    notes=clusters.notes,
)


def writer_of(material: Material) -> Writer:
    """Choose the writer of a material."""
    if isinstance(material.lens, Contrast):
        return _CONTRAST
    return _CLUSTERS if isinstance(material.lens, Clusters) else _MEASURE
