"""Atlases composed from the shipped counts, made once for all tests of a process."""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely

import plusn
from briefing.atlas.compose import compose_view, views
from briefing.backends.records import read_spec, spec_json
from briefing.typesetting import width_of
from data.kept import kept

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
# Arguments → languages: every view in all languages for counts, in one for the dearer measures.
ATLASES = {
    ("count", "city", None, "fill"): LANGUAGES,
    ("count", "province", "yrd", "fill"): ("en",),
    ("count", "city", "gba", "fill"): ("zh-Hant",),
    ("density", "city", None, "fill"): ("en",),
    ("density", "province", None, "fill"): ("zh-Hans",),
    ("rank", "city", "prd", "fill"): ("en",),
    ("rank", "province", None, "fill"): ("en", "zh-Hans"),
    ("per_capita", "province", None, "symbols"): ("zh-Hant",),
    ("per_gdp", "province", None, "fill"): ("en",),
    ("share", "province", None, "fill"): ("en",),
    ("count", "province", None, "symbols"): ("en",),
}
# Atlases whose province views repeat those of another: only nation, group and delta are looked at.
FEW = frozenset({"100000", "440000", "gba", "yrd", "prd"})
WHOLE = {("count", "city", None, "fill")}


@cache
def figure(measure="count", level="city", group=None, style="fill"):
    return plusn.atlas(measure=measure, level=level, group=group, style=style)


@cache
def specs(arguments):
    """Compose an atlas's views in its languages, or take those of the other test process."""
    texts = kept(f"test views {arguments}", lambda: {"views": _composed(arguments)})["views"]
    return tuple(read_spec(text) for text in texts)


def _composed(arguments):
    material = figure(*arguments).material
    chosen = [v for v in views(material) if arguments in WHOLE or v.id in FEW]
    return [
        spec_json(compose_view(material, view, language))
        for language in ATLASES[arguments]
        for view in chosen
    ]


def every():
    """Give every composed view with the atlas it belongs to."""
    return [(arguments, spec) for arguments in ATLASES for spec in specs(arguments)]


def name_of(spec):
    return f"{spec.measure} {spec.level} {spec.view} {spec.style} {spec.lang}"


def layouts():
    for arguments, spec in every():
        for size in ("wide", "phone"):
            yield f"{name_of(spec)} {size}", arguments, spec, getattr(spec, size)


def in_px(shape, frame):
    """Project a geometry from km to the px of a frame, without simplification."""
    return shapely.transform(
        shape,
        lambda xy: np.column_stack([xy[:, 0] - frame.x0, frame.y0 - xy[:, 1]]) / frame.km_per_px,
    )


@cache
def _px(arguments, key, frame):
    return shapely.make_valid(in_px(figure(*arguments).land.shapes[key], frame))


def shapes_in(arguments, spec, frame):
    """Give the regions that a view draws, with Hong Kong and Macao, in px of a frame."""
    land = figure(*arguments).land
    window = shapely.box(
        frame.x0,
        frame.y0 - frame.height * frame.km_per_px,
        frame.x0 + frame.width * frame.km_per_px,
        frame.y0,
    )
    keys = {(mark.level, mark.code) for mark in spec.regions}
    keys |= {(spec.regions[0].level, code) for code in ("810000", "820000")}
    seen = sorted(key for key in keys if land.shapes[key].intersects(window))
    return {key: _px(arguments, key, frame) for key in seen}


def box_of(label):
    """Estimate the box of a label's ink from its words: capitals above, descenders below."""
    lines = [(label.name, label.size, label.y, label.kind not in {"quiet", "sea"})]
    below = label.y + (label.number_size if label.number else label.size) * 1.06 + 1
    if label.number:
        lines.append((label.number, label.number_size, below, True))
    extra = width_of(label.extra, label.size - 1) if label.extra else 0.0
    if label.extra and not label.number:
        lines.append((label.extra, label.size - 1, below, False))
    left, right = [], []
    for words, size, _, bold in lines:
        wide = width_of(words, size, bold=bold)
        if label.number and words == label.number and label.extra:
            wide += 7 + extra
        start = {"start": 0.0, "middle": -wide / 2, "end": -wide}[label.anchor]
        left.append(label.x + start)
        right.append(label.x + start + wide)
    top = label.y - 0.72 * label.size
    bottom = lines[-1][2] + 0.2 * lines[-1][1]
    return shapely.box(min(left), top, max(right), bottom)
