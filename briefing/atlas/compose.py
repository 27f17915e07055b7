"""Compose every view of an atlas in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.atlas.layout import layout, locator
from briefing.atlas.material import View, nation, province, views
from briefing.atlas.named import beside
from briefing.atlas.words import alt, caption, credit_lines, notes
from briefing.atlas.writers import writer_of
from briefing.land import window
from briefing.pairing import in_tongue
from briefing.spec import LANGUAGES, Atlas, MapSpec
from data.codes import OUT_OF_STUDY
from data.figure import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material
    from briefing.atlas.scale import Scale
    from briefing.atlas.sizes import Size
    from briefing.spec import Frame, Language, Layout, Tongue

__all__ = ["View", "compose", "compose_view", "nation", "province", "views"]


def compose(
    material: Material,
    *,
    start: str,
    languages: Sequence[Tongue] = LANGUAGES,
) -> Atlas:
    """Describe every view of an atlas.

    Parameters
    ----------
    material
        Numbers, geometry and choices.
    start
        Id of the view shown first.
    languages
        Languages to describe it in.

    Raises
    ------
    ValueError
        `start` is not one of the views: a caller's mistake.
    """
    found = views(material)
    if start not in {view.id for view in found}:
        raise ValueError(f"the atlas has no view {start}")
    return Atlas(
        start=start,
        views={
            language: {
                view.id: compose_view(material, view, language, own_title=view.id == start)
                for view in found
            }
            for language in languages
        },
    )


def compose_view(
    material: Material,
    view: View,
    tongue: Tongue,
    *,
    own_title: bool = True,
    sizes: tuple[Size, Size] = ("wide", "phone"),
) -> MapSpec:
    """Describe one view in a language, or in two together.

    Parameters
    ----------
    tongue
        A language or a pair: labels of a pair are placed in both, words are written in each.
    own_title
        Let the user's headline replace ours.
    sizes
        Of the layouts of a wide and of a narrow screen.
    """
    scale = writer_of(material).scale(material, view)
    wide, phone = (layout(material, view, scale, tongue, size) for size in sizes)
    headline = material.title if own_title else ""
    return in_tongue(
        lambda one: _described(material, view, scale, one, headline, (wide, phone)), tongue
    )


def _described(
    material: Material,
    view: View,
    scale: Scale,
    language: Language,
    written: str,
    layouts: tuple[Layout, Layout],
) -> MapSpec:
    writer = writer_of(material)
    headline = written or writer.title(material, view, language)
    told = (headline, writer.subtitle(material, language))
    marks = writer.marks(material, view, scale, language)
    wide, phone = layouts
    group = view.group or material.group
    return MapSpec(
        view=view.id,
        measure=material.measure,
        measure_label=writer.label(material, language),
        unit=next(iter(material.measured.values())).unit,
        level=str(view.level),
        within=None if view.national or view.whole is None else view.whole.code,
        group=group.id if group else None,
        style=material.style,
        lang=language,
        as_of=material.as_of,
        title=headline,
        subtitle=told[1],
        key_figures=writer.key_figures(material, view, language),
        regions=marks,
        legend=writer.legend(
            material,
            view,
            scale,
            language,
            dotted=any(_shows_outside(material, view, each.frame) for each in (wide, phone)),
        ),
        tables=writer.tables(material, view, scale, language),
        asides=writer.asides(material, view, scale, language),
        wide=wide,
        phone=phone,
        locator=locator(material, view, wide.frame, language),
        credits=credit_lines(material, language),
        notes=(*writer.notes(material, language), *notes(material, view, language)),
        caption=caption(material, told, language),
        alt=alt(material, view, marks, told, language),
        digest=material.digest,
    )


def _shows_outside(material: Material, view: View, frame: Frame) -> bool:
    """Tell whether land that the study does not cover lies in a frame, drawn with dots."""
    box = window(frame, margin=0)
    keys = [("province", code) for code in sorted(OUT_OF_STUDY) if _dotted(material, view, code)]
    return any(material.land.shapes[key].intersects(box) for key in keys)


def _dotted(material: Material, view: View, code: str) -> bool:
    """Tell whether Hong Kong, Macao or Taiwan has no number here: a user's table may have one."""
    key = beside(view, code)
    return key not in view.keys or material.standing(key) is Standing.OUT_OF_SCOPE
