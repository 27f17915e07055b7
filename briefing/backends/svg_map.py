"""Draw the map itself, its locator and inset: paths in a frame, one for each region."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import shapely

from briefing.backends.svg_elements import cropped, element, px, rect
from briefing.land import path, window
from data.codes import OUT_OF_STUDY

if TYPE_CHECKING:
    from briefing.backends.svg_ink import Ink
    from briefing.land import Land
    from briefing.spec import Frame, Label, Layout, Locator, MapSpec, Mark

EXTRA_GAP = 7.0


def draw_map(spec: MapSpec, layout: Layout, land: Land, ink: Ink) -> str:
    """Draw a layout with everything on it, in a group clipped to its frame."""
    frame = layout.frame
    parts = [
        ink.rect(0, 0, frame.width, frame.height, fill=ink.token("sea")),
        _foreign(land, frame, ink),
        _provinces(land, frame, ink),
        *_regions(spec, land, frame, ink),
        _lines(spec, land, frame, ink),
        *_outlined(spec, land, frame, ink),
        *_circles(layout, ink),
        *(_label(label, ink) for label in layout.labels),
        _scale_bar(layout, ink),
        _inset(spec, layout, land, ink),
    ]
    border = ink.rect(
        0.5, 0.5, frame.width - 1, frame.height - 1, fill="none", stroke=ink.token("rule")
    )
    return cropped(frame.width, frame.height, "".join([*parts, border]), class_="map")


def _foreign(land: Land, frame: Frame, ink: Ink) -> str:
    box = window(frame)
    d = "".join(path(s, frame, least_px2=1) for s in land.foreign if s.intersects(box))
    return ink.path(d, fill=ink.token("foreign"), stroke=ink.token("foreign_line"), width=0.6)


def _provinces(land: Land, frame: Frame, ink: Ink) -> str:
    """Draw all provinces as ground: regions of the view are drawn over it."""
    box = window(frame)
    found = []
    for code, shape in land.at("province").items():
        if not shape.intersects(box):
            continue
        fill = "url(#dots)" if code in OUT_OF_STUDY else ink.land
        found.append(
            ink.path(path(shape, frame), fill=fill, stroke=ink.token("province_line"), width=0.5)
        )
    return "".join(found)


def _regions(spec: MapSpec, land: Land, frame: Frame, ink: Ink) -> list[str]:
    box = window(frame)
    found = []
    for mark in spec.regions:
        shape = land.shapes[(mark.level, mark.code)]
        d = path(shape, frame) if shape.intersects(box) else ""
        found.append(_region(mark, d, ink))
    return found


def _region(mark: Mark, d: str, ink: Ink) -> str:
    """Draw one region with its words: a name as title, the number and how it is known as desc."""
    words = " · ".join(part for part in (mark.text, mark.known, mark.because) if part)
    head = element("title", escape(mark.label)) + element("desc", escape(words))
    if mark.fill is not None:
        fill, line, width = ink.colour(mark.fill), ink.edge(mark.fill), 0.9
    elif mark.standing == "out_of_scope":
        fill, line, width = "url(#dots)", ink.token("province_line"), 0.5
    else:
        fill, line, width = ink.land, ink.token("province_line"), 0.5
    drawn = ink.path(d, fill=fill, stroke=line, width=width)
    if mark.standing == "estimated":
        drawn += ink.path(d, fill="url(#screen)")
    return element(
        "g",
        head + drawn,
        class_="region",
        data_level=mark.level,
        data_code=mark.code,
        data_standing=mark.standing,
    )


def _lines(spec: MapSpec, land: Land, frame: Frame, ink: Ink) -> str:
    """Draw province lines over cities, then the coast."""
    box = window(frame)
    inner = ""
    if spec.level != "province":
        d = "".join(path(s, frame) for s in land.at("province").values() if s.intersects(box))
        inner = ink.path(d, stroke=ink.token("coast"), width=0.9)
    return inner + ink.path(path(land.nation, frame), stroke=ink.token("coast"), width=1)


def _outlined(spec: MapSpec, land: Land, frame: Frame, ink: Ink) -> list[str]:
    higher = [
        ink.path(path(land.shapes[(m.level, m.code)], frame), stroke=ink.token("ink"), width=1.4)
        for m in spec.regions
        if m.may_be_higher
    ]
    members = [land.shapes[(m.level, m.code)] for m in spec.regions if m.in_group]
    if not members or len(members) == len(spec.regions):
        return higher
    # Members touch exactly; 0.3 km closes what rounding opened, so that only the outline is drawn.
    around = shapely.union_all([shapely.buffer(shape, 0.3) for shape in members])
    return [*higher, ink.path(path(around, frame, least_px2=30), stroke=ink.token("ink"), width=2)]


def _circles(layout: Layout, ink: Ink) -> list[str]:
    return [
        f'<circle cx="{px(s.x)}" cy="{px(s.y)}" r="{px(s.radius)}" fill="{ink.colour(s.colour)}" '
        f'fill-opacity="0.82" stroke="{ink.token("background")}" stroke-width="1.4"/>'
        for s in layout.symbols
    ]


def _label(label: Label, ink: Ink) -> str:
    if label.kind in {"quiet", "sea"}:
        return ink.text(
            label.x,
            label.y,
            label.name,
            size=label.size,
            fill="muted",
            anchor=label.anchor,
            bold=label.size > 12,  # noqa: PLR2004 - a group's members are named larger
            halo="land" if label.kind == "quiet" else "",
        )
    parts = [_leader(label, ink)]
    parts.append(
        ink.text(
            label.x,
            label.y,
            label.name,
            size=label.size,
            bold=True,
            halo="sea",
            anchor=label.anchor,
        )
    )
    below = label.y + (label.number_size if label.number else label.size) * 1.06 + 1
    if label.number:
        parts.append(
            f'<text x="{px(label.x)}" y="{px(below)}" fill="{ink.token("ink")}" '
            f'paint-order="stroke" stroke="{ink.token("sea")}" stroke-width="3" '
            'stroke-linejoin="round">'
            f'<tspan font-size="{label.number_size:g}" font-weight="700">'
            f"{escape(label.number)}</tspan>"
            f'<tspan dx="{EXTRA_GAP:g}" font-size="{label.size - 1:g}" fill="{ink.token("muted")}">'
            f"{escape(label.extra)}</tspan></text>"
        )
    elif label.extra:
        parts.append(
            ink.text(
                label.x,
                below,
                label.extra,
                size=label.size - 1,
                fill="muted",
                halo="sea",
                anchor=label.anchor,
            )
        )
    return "".join(parts)


def _leader(label: Label, ink: Ink) -> str:
    if not label.leader:
        return ""
    d = "M" + "L".join(f"{px(x)},{px(y)}" for x, y in label.leader)
    drawn = ink.path(d, stroke=ink.token("leader"))
    if label.dot is not None:
        x, y = label.dot
        drawn += (
            f'<circle cx="{px(x)}" cy="{px(y)}" r="2.6" fill="{ink.token("background")}" '
            f'stroke="{ink.token("leader")}"/>'
        )
    return drawn


def _scale_bar(layout: Layout, ink: Ink) -> str:
    bar = layout.scale_bar
    if bar is None:
        return ""
    d = f"M{px(bar.x)},{px(bar.y - 4)}v4h{px(bar.length)}v-4"
    middle = bar.x + bar.length / 2
    return ink.path(d, stroke=ink.token("leader")) + ink.text(
        middle, bar.y - 6, bar.label, size=bar.size, fill="muted", anchor="middle", halo="sea"
    )


def _inset(spec: MapSpec, layout: Layout, land: Land, ink: Ink) -> str:
    if layout.inset is None:
        return ""
    box, frame = layout.inset.box, layout.inset.frame
    parts = [
        ink.rect(0, 0, box.width, box.height, fill=ink.token("sea")),
        _foreign(land, frame, ink),
        _small(spec, land, frame, ink),
        ink.path(path(land.dash, frame), stroke=ink.token("ink"), width=1.5),
        *(
            ink.text(
                w.x,
                w.y,
                w.name,
                size=w.size,
                fill="muted",
                anchor="middle",
                italic=spec.lang == "en",
            )
            for w in layout.inset.labels
        ),
        ink.rect(0.5, 0.5, box.width - 1, box.height - 1, fill="none", stroke=ink.token("coast")),
    ]
    return cropped(box.width, box.height, "".join(parts), x=px(box.x), y=px(box.y))


def _small(spec: MapSpec, land: Land, frame: Frame, ink: Ink) -> str:
    """Draw provinces, or the view's regions where those are provinces, at a small scale."""
    box = window(frame, margin=0)
    fills = {(m.level, m.code): ink.colour(m.fill) for m in spec.regions if m.fill}
    found = []
    for code, shape in land.at("province").items():
        if not shape.intersects(box):
            continue
        ground = "url(#dots)" if code in OUT_OF_STUDY else ink.land
        fill = fills.get(("province", code), ground)
        d = path(shape, frame, least_px2=0)
        drawn = ink.path(d, fill=fill, stroke=ink.token("coast"), width=0.5)
        # A slide names it and says what is known of it: the main map may not show it at all.
        found.append(element("g", drawn, data_place=code))
    coloured = [key for key in fills if key[0] != "province" and land.shapes[key].intersects(box)]
    found += [ink.path(path(land.shapes[key], frame), fill=fills[key]) for key in sorted(coloured)]
    return "".join(found)


def draw_locator(spec: MapSpec, locator: Locator, land: Land, ink: Ink) -> str:
    """Draw the small map of the whole with the main frame on it."""
    frame = locator.frame
    here = locator.window
    framed = rect(
        here.x,
        here.y,
        here.width,
        here.height,
        fill="none",
        stroke=ink.token("accent"),
        stroke_width="1.5",
    )
    return cropped(frame.width, frame.height, _small(spec, land, frame, ink) + framed)
