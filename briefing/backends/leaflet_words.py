"""The words of a folium page: every string in it, encoded once, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.catalogue import HTML_LANG, text
from briefing.palette import token
from briefing.safe_text import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.spec import Label, Legend, LegendEntry, MapSpec, Mark

    Through = Callable[[str], str]

OWN = ("regions", "provinces", "dash", "unavailable", "noscript")


@dataclass(frozen=True, kw_only=True)
class Words:
    """Hold the text of every slot of the page; all of it is HTML already.

    Parameters
    ----------
    legend
        (style of the swatch, label) per entry.
    ticks
        (place on the ramp from 0 to 1, label) per tick, rising; `gradient` lists the colours.
    labels
        Words on the map, one for each of `labels_of`.
    headings, tips
        Left column of a tooltip, and its fields by code of the region.
    own
        Our own sentences, by the names in `OWN`.
    """

    title: str
    subtitle: str
    alt: str
    legend_title: str
    legend: tuple[tuple[str, str], ...]
    ticks: tuple[tuple[float, str], ...]
    gradient: str
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    tips: dict[str, dict[str, str]]
    own: dict[str, str]
    credits: str
    notes: str
    language: str


def words_of(spec: MapSpec, *, through: Through = encode) -> Words:
    """Send every string of a map, ours or not, through the encoder."""
    ramp = spec.legend.ramp
    known, sources = (text(f"export.column.{key}", spec.lang) for key in ("known", "sources"))
    return Words(
        title=through(spec.title),
        subtitle=through(spec.subtitle),
        alt=through(spec.alt),
        legend_title=through(spec.legend.title),
        legend=tuple((style, through(label)) for style, label in _entries(spec.legend)),
        ticks=tuple(sorted((t.at, through(t.label)) for t in ramp.ticks)) if ramp else (),
        gradient=",".join(stop.light for stop in ramp.stops) if ramp else "",
        labels=tuple(through(f"{label.name} {label.number}".strip()) for label in labels_of(spec)),
        headings=("", *(through(words) for words in (spec.measure_label, known, sources))),
        tips={mark.code: _tip(mark, through) for mark in spec.regions},
        own={key: through(text(f"export.leaflet.{key}", spec.lang)) for key in OWN},
        credits=" · ".join(through(credit) for credit in spec.credits),
        notes=" ".join(through(note) for note in spec.notes),
        language=HTML_LANG[spec.lang],
    )


def labels_of(spec: MapSpec) -> list[Label]:
    """List the labels that a map the reader can move keeps: places and callouts."""
    return [label for label in spec.wide.labels if label.kind in {"callout", "place", "absent"}]


def _tip(mark: Mark, through: Through) -> dict[str, str]:
    return {
        "name": through(mark.label),
        "number": through(mark.text),
        "known": through(f"{mark.known}: {mark.because}" if mark.because else mark.known),
        "sources": through("; ".join(mark.sources)),
    }


def _entries(legend: Legend) -> Iterator[tuple[str, str]]:
    for key in legend.symbols:
        size = f"width:{2 * key.radius:.1f}px;height:{2 * key.radius:.1f}px;border-radius:50%"
        ground = token("land" if key.grey else "background").light
        yield f"{size};background:{ground}", f"{key.label} {key.note}".strip()
    for entry in legend.entries:
        edge = f";border:2px solid {token('ink').light}" if entry.kind == "group" else ""
        yield f"background:{_ground(entry)}{edge}", entry.label


def _ground(entry: LegendEntry) -> str:
    spare = token("dot_ground" if entry.kind == "scope" else "land")
    return (entry.colour or spare).light
