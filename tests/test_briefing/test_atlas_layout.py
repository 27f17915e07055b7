"""Where labels stand: apart, inside the frame, off coloured land; leaders cross nothing."""

from __future__ import annotations

from itertools import combinations

import shapely

from briefing.atlas.frames import main_part

from .atlas_figures import box_of, every, figure, in_px, layouts, name_of, shapes_in

SMALL = 3.0  # px of a leader that may run along a border: drawn lines are simplified by 0.7 px
SEEN = 4.0  # px that a place lies inside the frame before it must be named


def circle(symbol):
    return shapely.Point(symbol.x, symbol.y).buffer(symbol.radius)


def labelled(layout):
    return [(label, box_of(label)) for label in layout.labels]


def test_no_label_touches_another() -> None:
    clashes = [
        (where, a.name, b.name)
        for where, _, _, layout in layouts()
        for (a, first), (b, second) in combinations(labelled(layout), 2)
        if first.intersection(second).area > 0.5
    ]
    assert not clashes


def test_every_label_stands_inside_its_frame() -> None:
    outside = [
        (where, label.name)
        for where, _, _, layout in layouts()
        for label, box in labelled(layout)
        if not shapely.box(0, 0, layout.frame.width, layout.frame.height).covers(box)
    ]
    assert not outside


def test_no_label_covers_the_inset_or_the_scale_bar() -> None:
    found = []
    for where, _, _, layout in layouts():
        bar = layout.scale_bar
        taken = [shapely.box(bar.x, bar.y - 14, bar.x + bar.length, bar.y)] if bar else []
        if layout.inset:
            b = layout.inset.box
            taken.append(shapely.box(b.x, b.y, b.x + b.width, b.y + b.height))
        found += [
            (where, label.name)
            for label, box in labelled(layout)
            if any(box.intersects(each) for each in taken)
        ]
    assert not found


def test_leaders_cross_no_other_region() -> None:
    found = []
    for where, arguments, spec, layout in layouts():
        shapes = shapes_in(arguments, spec, layout.frame)
        circles = {(s.level, s.code): circle(s) for s in layout.symbols}
        for label in (label for label in layout.labels if label.leader):
            key = (label.level, label.code)
            line = shapely.LineString(label.leader)
            if key in circles:
                line = line.difference(circles[key].buffer(1.5))
            found += [
                (where, label.name, other)
                for other, shape in shapes.items()
                if other != key and line.intersection(shape).length > SMALL
            ]
    assert not found


def test_leaders_cross_no_label_and_no_other_leader() -> None:
    found = []
    for where, _, _, layout in layouts():
        lines = [(x.code, x.name, shapely.LineString(x.leader)) for x in layout.labels if x.leader]
        for label, box in labelled(layout):
            found += [(where, n, label.name) for _, n, line in lines if line.intersects(box)]
        found += [
            (where, a, b)
            for (one, a, first), (two, b, second) in combinations(lines, 2)
            if first.intersects(second)
        ]
    assert not found


def test_leaders_begin_at_their_region() -> None:
    found = []
    for where, arguments, spec, layout in layouts():
        circles = {(s.level, s.code): circle(s) for s in layout.symbols}
        shapes = shapes_in(arguments, spec, layout.frame)
        for label in (label for label in layout.labels if label.leader):
            key = (label.level, label.code)
            own = circles.get(key, shapes.get(key))
            if own is None or own.distance(shapely.Point(label.leader[0])) > 2.0:
                found.append((where, label.name))
    assert not found


def test_no_callout_and_no_range_stands_on_coloured_land() -> None:
    found = []
    for where, arguments, spec, layout in layouts():
        shapes = shapes_in(arguments, spec, layout.frame)
        circles = [circle(s) for s in layout.symbols]
        filled = [shapes.get((m.level, m.code)) for m in spec.regions if m.fill is not None]
        for label, box in labelled(layout):
            own = label.kind == "quiet"  # a number written inside its own region
            found += [
                (where, label.name)
                for each in [*(f for f in filled if f is not None), *circles]
                if not own and box.intersection(each).area > 2.0
            ]
    assert not found


def test_hong_kong_and_macao_are_named_wherever_they_are_seen() -> None:
    found = []
    for where, arguments, _spec, layout in layouts():
        land = figure(*arguments).land
        named = {label.code for label in layout.labels}
        frame = shapely.box(0, 0, layout.frame.width, layout.frame.height).buffer(-SEEN)
        for code in ("810000", "820000"):
            shape = main_part(in_px(land.shapes[("city", code)], layout.frame))
            if frame.contains(shape.centroid) and code not in named:
                found.append((where, code))
    assert not found


def test_phones_have_no_leaders_but_those_of_hong_kong_and_macao() -> None:
    found = [
        (name_of(spec), label.name)
        for _, spec in every()
        for label in spec.phone.labels
        if label.leader and label.code not in {"810000", "820000", "710000"}
    ]
    assert not found


def test_every_coast_province_of_the_first_map_has_its_number_beside_it() -> None:
    spec = next(s for a, s in every() if a == ("count", "province", "yrd", "fill"))
    assert spec.view == "yrd"
    first = next(s for a, s in every() if a[:3] == ("count", "province", "yrd") and s.view != "yrd")
    numbers = {label.code: label.number for label in first.wide.labels if label.kind == "callout"}
    assert numbers == {
        "440000": "30,971",
        "320000": "9,557",
        "350000": "6,913",
        "330000": "5,300",
        "310000": "2,638",
    }


def test_every_value_of_a_province_is_written_on_the_wide_map() -> None:
    found = []
    for _, spec in every():
        labels = {label.code for label in spec.wide.labels if label.number}
        valued = {mark.code for mark in spec.regions if mark.value is not None}
        national = spec.view == "100000" and spec.level != "province"
        if spec.style == "fill" and not national and valued - labels:
            found.append((name_of(spec), valued - labels))
    assert not found


def test_circles_have_areas_in_proportion_to_their_values() -> None:
    seen = 0
    for arguments, spec in every():
        values = {mark.code: mark.value for mark in spec.regions}
        for layout in (spec.wide, spec.phone):
            per = [s.radius**2 / values[s.code] for s in layout.symbols if values[s.code]]
            seen += len(per)
            assert arguments[3] == "symbols" or not per
            assert not per or max(per) / min(per) < 1.03  # radii are rounded to 0.1 px
    assert seen > 10
