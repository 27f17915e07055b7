"""Where things stand in a view: frame, labels, circles, inset, scale bar, locator."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from briefing.atlas import frames
from briefing.atlas.canvas import Canvas, make_canvas
from briefing.atlas.labels import Kind, Words, place, quiet
from briefing.atlas.legend import largest_radius, symbol_radius
from briefing.atlas.named import always, beside, number_words
from briefing.atlas.scale import STATISTICS, measured_text
from briefing.atlas.sizes import SETTINGS
from briefing.atlas.tables import ranking, said_number
from briefing.land import to_px
from briefing.palette import ramp_colour
from briefing.spec import Box, Frame, Label, Layout, Locator, ScaleBar, Symbol
from data.codes import OUT_OF_STUDY, Level, RegionKey
from data.figure import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.atlas.material import Material, View
    from briefing.atlas.scale import Scale
    from briefing.atlas.sizes import Setting, Size
    from briefing.spec import Tongue

COLUMN_KM = 1775.0  # where callouts of the coast stand in a column, in the East China Sea
MOST_CALLOUTS = 12
TRIES = 4
MOST_QUIET = 45
MOST_RANGES = 10  # more outlined regions keep their words for the tooltip and the table
SYMBOL_SHADE = 0.62
DELTA_VIEWS = frozenset({"440000", "gba", "prd"})
HAINAN = "460000"


def layout(material: Material, view: View, scale: Scale, language: Tongue, size: Size) -> Layout:
    """Place everything of a view in one size."""
    setting = SETTINGS[size]
    frame = view_frame(material, view, scale, setting)
    canvas = make_canvas(frame, material.land, kept_clear(view), national=view.national)
    with_inset = view.national or view.id == HAINAN
    words = tuple(material.say("sea.south_china", language).split("|"))
    inset = frames.inset(frame, words) if with_inset else None
    if inset is not None:
        canvas.take(inset.box)
    bar = scale_bar(material, canvas, frame, inset.box if inset else None, language)
    symbols = symbols_on(material, view, canvas, setting) if material.style == "symbols" else ()
    labels = labels_on(material, view, scale, canvas, language, setting)
    return Layout(frame=frame, labels=labels, symbols=symbols, scale_bar=bar, inset=inset)


def view_frame(material: Material, view: View, scale: Scale, setting: Setting) -> Frame:
    """Choose the window of a view."""
    px = setting.px
    shapes = material.land.shapes
    if view.national:
        shown = [k for k in view.keys if is_shown(material, k, scale)]
        return frames.national([shapes[k] for k in shown], px)
    if view.id in DELTA_VIEWS:
        return _delta_phone() if setting.phone else frames.frame(frames.DELTA, px)
    return frames.fitted(frames.main_bounds([shapes[key] for key in view.keys]), px)


def is_shown(material: Material, key: RegionKey, scale: Scale) -> bool:
    """Tell whether a frame must hold a region; maps side by side have one frame."""
    if material.pool is not None:
        return key in material.pool.keys
    return material.value(key) is not None or key in scale.outlined


def _delta_phone() -> Frame:
    x0, y0, wide = frames.DELTA
    return frames.frame((x0 + 40, y0 - 40, wide * 0.85), frames.PHONE)


def kept_clear(view: View) -> tuple[RegionKey, ...]:
    """Give the regions that keep labels off: the view's own, Hong Kong and Macao."""
    beside = [RegionKey(view.level, code) for code in sorted(OUT_OF_STUDY)]
    if view.level is Level.COUNTY:
        beside = [RegionKey(Level.CITY, code) for code in sorted(OUT_OF_STUDY)]
    return tuple(dict.fromkeys((*view.keys, *beside)))


def labels_on(
    material: Material,
    view: View,
    scale: Scale,
    canvas: Canvas,
    language: Tongue,
    setting: Setting,
) -> tuple[Label, ...]:
    """Write numbers and names where they find room; later ones keep off what is taken."""
    found = [
        *_callouts(material, view, canvas, language, setting),
        *_ranges(material, view, scale, canvas, language, setting),
        *_names(material, view, scale, canvas, language, setting),
    ]
    return tuple(label for label in found if label is not None)


def _callouts(
    material: Material, view: View, canvas: Canvas, language: Tongue, setting: Setting
) -> list[Label | None]:
    """Place every number, and the names that always stand.

    The smallest have the fewest places to stand: they choose first. Whoever finds none chooses
    before everybody else in a new try; the try that leaves out fewest is kept. A number stands in
    the table too, so it gives way to the names that always stand; what it is made of comes last.
    """
    ranked = ranking(material, view)
    many = len(ranked) > MOST_CALLOUTS
    few = [] if many else [key for key in ranked if key not in setting.told]
    shapes = material.land.shapes
    wanted = {} if setting.named else always(material, view, language, setting)
    for key in sorted(few, key=lambda key: (shapes[key].area, key)):
        wanted[key] = ("callout", number_words(material, view, key, language, setting.type))
    widest = max((wanted[key][1].box[0] for key in few), default=0.0)
    column = _column(canvas.frame, widest) if view.national and setting.leaders else None
    labels = _contest(canvas, wanted, column, setting)
    inside = (
        [] if not many else [_inside(material, view, canvas, k, language, setting) for k in ranked]
    )
    return [*labels, *inside]


def _contest(
    canvas: Canvas,
    wanted: dict[RegionKey, tuple[Kind, Words]],
    column: float | None,
    setting: Setting,
) -> list[Label | None]:
    order = list(wanted)
    tries = []
    for turn in range(TRIES):
        if turn == TRIES // 2:
            wanted = {key: (kind, _bare(words)) for key, (kind, words) in wanted.items()}
        attempt = canvas.copy()
        found = {key: _callout(attempt, key, *wanted[key], column, setting) for key in order}
        missing = [key for key in order if found[key] is None and key in canvas.shapes]
        always = [key for key in missing if wanted[key][0] != "callout"]
        tries.append(((len(always), len(missing)), attempt, found))
        if not missing:
            break
        order.sort(key=lambda key: (wanted[key][0] == "callout", found[key] is not None))
    _, best, labels = min(tries, key=lambda attempt: attempt[0])
    canvas.keep(best)
    return [labels[key] for key in wanted]


def _bare(words: Words) -> Words:
    """Leave out what a number is made of; words that are no number's are not extra."""
    return replace(words, extra="") if words.number else words


def _callout(
    canvas: Canvas, key: RegionKey, kind: Kind, words: Words, column: float | None, setting: Setting
) -> Label | None:
    """Place a region's number; its extra words are shorter or gone where they leave no room."""
    leaders = kind != "callout" or setting.leaders
    column = column if kind == "callout" else None
    for choice, far in _choices(words, leaders=leaders):
        label = place(canvas, key, choice, kind=kind, column=column, leaders=far)
        if label is not None:
            return label
    return None


def _choices(words: Words, *, leaders: bool) -> list[tuple[Words, bool]]:
    """List what to try: words that may be shorter stand beside their region before they go far."""
    if not words.shorter:
        return [(choice, leaders) for choice in dict.fromkeys((words, _bare(words)))]
    choices = tuple(dict.fromkeys((words, replace(words, extra=words.shorter))))
    return [(choice, far) for far in sorted({False, leaders}) for choice in choices]


def _inside(
    material: Material,
    view: View,
    canvas: Canvas,
    key: RegionKey,
    language: Tongue,
    setting: Setting,
) -> Label | None:
    """Write name and number inside a region, where many have numbers."""
    name = material.name(key, language, alone=view.national)
    said = f"{name} {said_number(material, key, language)}"
    return quiet(canvas, key, said, size=setting.type.quiet)


def _column(frame: Frame, widest: float) -> float | None:
    """Give the left edge of the callouts in the sea off the coast, where all of them fit."""
    x = min(to_px(frame, COLUMN_KM, 0)[0], frame.width - widest - 14)
    return x if x > frame.width / 2 else None


def _ranges(
    material: Material,
    view: View,
    scale: Scale,
    canvas: Canvas,
    language: Tongue,
    setting: Setting,
) -> list[Label | None]:
    """Name the outlined regions with their upper end, on no region that has a colour."""
    coloured = [k for k in view.keys if material.value(k) is not None and k in canvas.shapes]
    canvas.taken.append(shapely.union_all([canvas.shapes[key] for key in coloured]))
    shapely.prepare(canvas.taken[-1])
    found = []
    highest = sorted(scale.outlined, key=lambda key: (-float(material.row(key)["high"]), key))
    for key in highest[:MOST_RANGES]:
        high = float(material.row(key)["high"])
        said = measured_text(material.measure, high, high, language)
        words = Words(
            name=material.name(key, language, alone=view.national),
            extra=material.say("label.at_most", language, number=said),
            size=setting.type.ranges or setting.type.quiet + 0.5,
        )
        found.append(
            place(canvas, key, words, kind="absent", leaders=setting.leaders, over_land=True)
        )
    return found


def _names(
    material: Material,
    view: View,
    scale: Scale,
    canvas: Canvas,
    language: Tongue,
    setting: Setting,
) -> list[Label | None]:
    """Write the quiet names of the regions known only by a range, where they fit."""
    plain = [
        key
        for key in view.keys
        if material.standing(key) in {Standing.BOUNDED, Standing.UNKNOWN}
        and key not in scale.outlined
        and material.count(key) is None
    ]
    if material.measure in STATISTICS:  # what chance explains has no label, but has a name
        told = {*ranking(material, view), *(beside(view, code) for code in OUT_OF_STUDY)}
        plain = [key for key in view.keys if key not in told]
    if view.national and view.level is not Level.PROVINCE:
        # The nation's 360 cities are too many to name; its provinces orient the reader.
        return _province_names(material, canvas, ranking(material, view), language, setting)
    members = view.group.members if view.group else material.groups["gba"].members
    bold = set(members) if view.id in DELTA_VIEWS else set()
    return [
        quiet(
            canvas,
            key,
            material.name(key, language, alone=False),
            size=setting.type.quiet + (1.5 if key in bold else 0),
            bold=key in bold,
        )
        for key in plain[:MOST_QUIET]
    ]


def _province_names(
    material: Material,
    canvas: Canvas,
    valued: Sequence[RegionKey],
    language: Tongue,
    setting: Setting,
) -> list[Label | None]:
    keys = [region.key for region in material.regions.at(Level.PROVINCE)]
    whole = make_canvas(canvas.frame, material.land, keys, national=True)
    whole.taken = [*canvas.taken, *(canvas.shapes[key] for key in valued if key in canvas.shapes)]
    whole.lines = canvas.lines
    return [
        quiet(whole, key, material.name(key, language), size=setting.type.quiet)
        for key in keys
        if key.code not in OUT_OF_STUDY
    ]


def symbols_on(
    material: Material, view: View, canvas: Canvas, setting: Setting
) -> tuple[Symbol, ...]:
    """Place circles in the middle of their regions, the largest first."""
    ranked = ranking(material, view)
    values = {key: material.value(key) or 0.0 for key in ranked}
    pool = material.pool
    largest = max(pool.values if pool else values.values(), default=0.0)
    most = largest_radius(view) * setting.circles
    found = []
    for key in sorted(ranked, key=lambda k: (-values[k], k)):
        shape = canvas.shapes.get(key)
        if shape is None or values[key] <= 0:
            continue
        circle = shapely.maximum_inscribed_circle(frames.main_part(shape), tolerance=1.0)
        x, y = (float(v) for v in shapely.get_coordinates(circle)[0])
        radius = symbol_radius(values[key], largest, most=most)
        canvas.put_circle(key, x, y, radius)
        found.append(
            Symbol(
                level=str(key.level),
                code=key.code,
                x=round(x, 1),
                y=round(y, 1),
                radius=radius,
                colour=ramp_colour(SYMBOL_SHADE),
            )
        )
    return tuple(found)


def scale_bar(
    material: Material, canvas: Canvas, frame: Frame, inset: Box | None, language: Tongue
) -> ScaleBar:
    """Draw a round length of about 90 px, in the lower corner that covers least land."""
    km = _round_length(90 * frame.km_per_px)
    length = km / frame.km_per_px
    right = (inset.x if inset else frame.width) - 22
    places = [Box(x=right - length, y=frame.height - 34, width=length, height=22)]
    places += [Box(x=x, y=frame.height - 34, width=length, height=22) for x in (16.0, 170.0)]
    box = min(places, key=canvas.land_under)
    canvas.take(box)
    return ScaleBar(
        x=round(box.x, 1),
        y=round(frame.height - 19, 1),
        length=round(length, 1),
        label=material.say("scale.km", language, km=f"{km:,}"),
    )


def _round_length(km: float) -> int:
    power = 10 ** math.floor(math.log10(km))
    return max(int(step * power) for step in (1, 2, 3, 5) if step * power <= km)


def locator(material: Material, view: View, shown: Frame, language: Tongue) -> Locator | None:
    """Describe where the main frame lies: in the nation, or in its province."""
    width = frames.LOCATOR_WIDTH
    if view.id in DELTA_VIEWS:
        keys = [r.key for r in material.regions.at(Level.CITY, within="440000")]
        bounds = frames.main_bounds([material.land.shapes[key] for key in keys])
        frame = frames.fitted(bounds, (width, width * 0.8), pad=0.02)
        name = material.name(RegionKey(Level.PROVINCE, "440000"), language)
    else:
        if shown.km_per_px * shown.width > frames.NATION[2] * 0.9:
            return None
        frame = frames.fitted(frames.NATION_BOX, (width, 166.0), pad=0)
        name = material.say("locator.nation", language)
    return Locator(
        frame=frame,
        window=frames.window_on(frame, shown),
        caption=material.say("locator.caption", language, name=name),
    )
