"""Compose several maps on one scale: pooled classes, one frame, one legend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing.atlas.compose import compose_view
from briefing.atlas.contrast_words import shared_heading
from briefing.atlas.lens import Pool, cut
from briefing.atlas.material import NATION, views
from briefing.atlas.scale import make_scale, measured_text
from briefing.atlas.sizes import SETTINGS
from briefing.catalogue import text
from briefing.names import listed
from briefing.pairing import in_tongue, said_in
from briefing.panels_spec import MultiplesSpec, Panel
from briefing.spec import Legend, LegendEntry
from data.figure import Standing
from geo.classes import Unclassed, classify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material, View
    from briefing.spec import Language, MapSpec, Tongue
    from geo.classes import Classification

MOST_NAMED = 4
MOST_COLUMNS = 3


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of several tables: its name, a user's words, and its material."""

    name: str
    material: Material


def compose_panels(
    sides: Sequence[Side],
    start: str,
    tongue: Tongue,
    *,
    form: Literal["pair", "multiples"],
    left_out: Sequence[str] = (),
) -> MultiplesSpec:
    """Describe several maps of one view, in a language or in two together.

    Parameters
    ----------
    sides
        The tables, in the order of their maps.
    start
        Id of the view.
    tongue
        A language, or a pair such as ``en+zh-Hant``.
    form
        A pair that is compared, or small multiples.
    left_out
        Catalogue keys of remarks on what has no map.

    Raises
    ------
    StopIteration
        There is no such view: a caller's mistake.
    """
    sides = _alike(sides)
    found = [_view(side.material, start) for side in sides]
    pool = pooled(sides, found)
    panels = tuple(
        _panel(side, view, pool, tongue) for side, view in zip(sides, found, strict=True)
    )
    legend = shared_legend([panel.spec for panel in panels], tongue)
    own = tuple(left_out)
    return in_tongue(lambda one: _described(sides, panels, legend, one, form, own), tongue)


def _described(
    sides: Sequence[Side],
    panels: tuple[Panel, ...],
    legend: Legend,
    language: Language,
    form: Literal["pair", "multiples"],
    left_out: tuple[str, ...],
) -> MultiplesSpec:
    first, spec = sides[0].material, panels[0].spec
    title = first.title or _title(sides, language, form)
    subtitle = str(said_in(spec.subtitle, language))
    own = [text(key, language) for key in ("panels.note.scale", *left_out)]
    notes = [said_in(note, language) for panel in panels for note in panel.spec.notes]
    credits_ = [said_in(credit, language) for panel in panels for credit in panel.spec.credits]
    return MultiplesSpec(
        form=form,
        lang=language,
        as_of=" / ".join(dict.fromkeys(side.material.as_of for side in sides)),
        title=title,
        subtitle=subtitle,
        columns=_columns(len(panels)),
        panels=panels,
        legend=legend,
        locator=spec.locator,
        credits=tuple(dict.fromkeys(map(str, credits_))),
        notes=tuple(dict.fromkeys([*own, *map(str, notes)])),
        caption=text("panels.caption", language, title=title, subtitle=subtitle),
        alt=_alt(title, panels, language),
        digest=first.digest,
    )


def _alike(sides: Sequence[Side]) -> Sequence[Side]:
    """Call the numbers of all maps by what their headings share: the rest stands above each."""
    shared = shared_heading([s.material.quantity for s in sides], [s.name for s in sides])
    if not shared:
        return sides
    return [replace(side, material=replace(side.material, quantity=shared)) for side in sides]


def pooled(sides: Sequence[Side], found: Sequence[View]) -> Pool:
    """Take the values of several views together, and class them once.

    Raises
    ------
    BadValue
        The number of classes is out of bounds.
    """
    values: list[float] = []
    keys = set()
    for side, view in zip(sides, found, strict=True):
        scale = make_scale(side.material, view)
        for key in view.keys:
            value = side.material.value(key)
            if value is not None:
                values.append(value)
            if value is not None or key in scale.outlined:
                keys.add(key)
    return Pool(
        classification=_classes(sides[0].material, values),
        values=tuple(sorted(values)),
        keys=frozenset(keys),
    )


def _classes(material: Material, values: list[float]) -> Classification | None:
    if not values:
        return None
    if material.measure == "rank":
        return Unclassed(maximum=max(values), minimum=1.0)
    return classify(values, material.scheme, material.k)


def _view(material: Material, start: str) -> View:
    return next(view for view in views(material) if view.id == start)


def _panel(side: Side, view: View, pool: Pool, language: Tongue) -> Panel:
    material = replace(side.material, pool=pool, title="")
    spec = compose_view(material, view, language, sizes=("panel", "panel"))
    return Panel(name=cut(side.name), note=_note(material, view, language), spec=spec)


def _note(material: Material, view: View, language: Tongue) -> str:
    """Give the total of a table of counts, where it is known."""
    if material.measure != "count" or view.whole != NATION or not material.additive:
        return ""
    row = material.count_row(NATION)
    if not Standing(row["standing"]).has_range:
        return ""
    total = measured_text("count", float(row["low"]), float(row["high"]), language)
    return text("panels.total", language, total=total)


def _title(sides: Sequence[Side], language: Language, form: str) -> str:
    names = [cut(side.name) for side in sides]
    what = sides[0].material.what(language)
    if form == "pair":
        return text("panels.title.pair", language, first=names[0], second=names[1], what=what)
    if len(names) <= MOST_NAMED:
        return text("panels.title.named", language, what=what, names=listed(names, language))
    return text("panels.title.many", language, what=what, count=len(names))


def _columns(count: int) -> int:
    return count if count <= MOST_COLUMNS else 2 if count == 4 else MOST_COLUMNS  # noqa: PLR2004 - two rows of two


def shared_legend(specs: Sequence[MapSpec], language: Tongue) -> Legend:
    """Make one legend of those of several maps: what occurs on any of them, once.

    Where maps differ in the words of an entry, the words that hold for all are used.
    """
    first = specs[0].legend
    entries: list[LegendEntry] = []
    kept = [entry for spec in specs for entry in spec.legend.entries]
    for kind in ("class", "value", "estimated", "range", "higher", "unknown", "scope", "group"):
        alike = [entry for entry in kept if entry.kind == kind]
        if kind == "class":
            entries += dict.fromkeys(alike)
        elif alike:
            entries.append(_agreed(alike, len({entry.label for entry in alike}) > 1, language))
    # The circles of the legend are those of the maps.
    small = SETTINGS["panel"].circles
    return resized(
        Legend(title=first.title, entries=tuple(entries), ramp=first.ramp, symbols=first.symbols),
        small,
    )


def resized(legend: Legend, times: float) -> Legend:
    """Draw the circles of a legend larger or smaller, as the maps beside it are drawn."""
    return legend.model_copy(
        update={
            "symbols": tuple(
                key.model_copy(update={"radius": round(key.radius * times, 2)})
                for key in legend.symbols
            )
        }
    )


def _agreed(alike: Sequence[LegendEntry], differ: bool, language: Tongue) -> LegendEntry:  # noqa: FBT001 - one of two words
    entry = alike[0]
    if not differ or entry.kind != "range":
        return entry
    return entry.model_copy(update={"label": text("panels.legend.range", language)})


def _alt(title: str, panels: Sequence[Panel], language: Language) -> str:
    stop = text("atlas.alt.stop", language)
    rows = []
    for panel in panels:
        standings = Counter(mark.standing for mark in panel.spec.regions)
        rows.append(
            text(
                "panels.alt.row",
                language,
                name=panel.name,
                values=sum(mark.value is not None for mark in panel.spec.regions),
                ranges=standings["bounded"],
            )
        )
    return stop.join((text("panels.alt", language, title=title, count=len(panels)), *rows))
