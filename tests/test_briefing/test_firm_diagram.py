"""The layered diagram of a firm's plan: heights add up, order, few bands, no name crossed."""

import importlib.util
import json
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.flow.firm.diagram import phone_diagram, px_of, wide_diagram
from briefing.flow.firm.diagram_blocks import MOST_BANDS, blocks_of
from briefing.flow.firm.diagram_key import diagram_notes, legend_of, sample
from briefing.flow.firm.rows import COMPONENT
from briefing.spec import LANGUAGES
from briefing.typesetting import width_of

HERE = Path(__file__).parent
STEPS = [i / 16 for i in range(17)]
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def load(name):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cases, shapes = load("firm_flow_cases"), load("flow_shapes")
WIDE, PHONE = (wide_diagram, phone_diagram)


def block_of(site):
    return shapely.box(
        site.x - site.width / 2,
        site.y - site.height / 2,
        site.x + site.width / 2,
        site.y + site.height / 2,
    )


def course(band):
    """The middle of a band, as drawn: an S between two points."""
    points = [band.start, *band.through, band.end]
    made = []
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        made += [shapes.bezier([(x0, y0), (middle, y0), (middle, y1), (x1, y1)], t) for t in STEPS]
    return made


def body(band):
    """The area of a band: as high anywhere as at its ends."""
    half, line = band.width / 2, course(band)
    outline = [(x, y - half) for x, y in line] + [(x, y + half) for x, y in reversed(line)]
    return shapely.make_valid(shapely.Polygon(outline))


def blocks(pane):
    return [site for site in pane.sites if site.form == "block"]


def beside(pane, site):
    """The bands that reach a block and those that leave it."""
    left, right = site.x - site.width / 2, site.x + site.width / 2
    top, bottom = site.y - site.height / 2 - 0.1, site.y + site.height / 2 + 0.1
    into = [b for b in pane.bands if abs(b.end[0] - left) < 0.1 and top < b.end[1] < bottom]
    out = [b for b in pane.bands if abs(b.start[0] - right) < 0.1 and top < b.start[1] < bottom]
    return into, out


# -- heights --------------------------------------------------------------------------------


@quick
@given(cases.plans)
def test_bands_of_a_side_lie_one_below_the_other_and_fill_the_block(rows):
    for layout in (WIDE(rows, "en"), PHONE(rows, "en")):
        pane = layout.panes[0]
        for site in blocks(pane):
            into, out = beside(pane, site)
            for side in ([(b.end[1], b.width) for b in into], [(b.start[1], b.width) for b in out]):
                edge = site.y - site.height / 2
                for y, width in sorted(side):
                    assert y - width / 2 == pytest.approx(edge, abs=0.15)
                    edge = y + width / 2
                assert not side or edge == pytest.approx(site.y + site.height / 2, abs=0.15)


@quick
@given(cases.plans)
def test_finished_goods_are_to_scale_in_both_layouts(rows):
    amounts = {lane.id: lane.quantity for lane in rows.goods if lane.product != COMPONENT}
    px = px_of(rows)
    for layout in (WIDE(rows, "en"), PHONE(rows, "en")):
        for band in layout.panes[0].bands:
            mine = [amounts[name] for name in band.of if name in amounts]
            if mine and len(mine) == sum(name.startswith("lane:") for name in band.of):
                assert band.width == pytest.approx(px * sum(mine), abs=0.01)


def test_components_of_a_plant_share_its_height_by_their_number():
    sites = [cases.site("S1", "supplier"), cases.site("S2", "supplier"), cases.site("P", "plant"),
             cases.site("M", "market")]  # fmt: skip
    lanes = [cases.lane("S1", "P", 300, COMPONENT), cases.lane("S2", "P", 100, COMPONENT),
             cases.lane("P", "M", 50)]  # fmt: skip
    rows = cases.rows(sites, lanes)
    widths = {b.of[0].split(";")[0]: b.width for b in WIDE(rows, "en").panes[0].bands}
    assert widths["lane:S1"] == pytest.approx(3 * widths["lane:S2"], abs=0.02)
    assert widths["lane:S1"] + widths["lane:S2"] == pytest.approx(widths["lane:P"], abs=0.02)
    assert any("share" in note for note in diagram_notes(rows, "en"))


@pytest.mark.parametrize("measure", ["cost", "carbon"])
def test_money_and_carbon_are_drawn_as_they_are_and_the_note_says_that_sides_differ(measure):
    rows = cases.plan(3, suppliers=2, plants=2, depots=0, ports=1, markets=2, measure=measure)
    px = px_of(rows)
    by_id = {lane.id: rows.amount(lane) for lane in rows.goods}
    for band in WIDE(rows, "en").panes[0].bands:
        amount = sum(by_id.get(name, 0) for name in band.of)
        assert band.width == pytest.approx(px * amount, abs=0.01)
    assert any("need not be" in note for note in diagram_notes(rows, "en"))


@given(st.floats(1e-7, 1e4))
def test_the_sample_of_the_legend_is_a_round_amount_at_its_true_height(px):
    amount, width = sample(px)
    assert width == pytest.approx(amount * px, abs=0.006)
    assert 28 / 2.5 - 0.1 <= width <= 28.01
    digit = f"{amount:e}"
    assert digit[0] in "125"
    assert float(digit.split("e", maxsplit=1)[0]) == int(digit[0])


def test_another_figure_lends_its_scale():
    rows = cases.plan(3, suppliers=2, plants=2, depots=0, ports=1, markets=2)
    more = cases.plan(4, suppliers=4, plants=5, depots=1, ports=3, markets=4)

    class Like:
        view, measure, lanes, wide = "diagram", "quantity", rows.lanes, WIDE(rows, "en")

    assert px_of(more, Like) == pytest.approx(px_of(rows), rel=0.01)
    assert px_of(more) != pytest.approx(px_of(rows), rel=0.05)


# -- bands and order ------------------------------------------------------------------------


@quick
@given(cases.plans)
def test_a_step_holds_twelve_bands_at_most_and_every_site_with_goods_stands_in_one_block(rows):
    made = blocks_of(rows)
    for step in range(len(made.columns) - 1):
        assert len(made.step(step)) <= MOST_BANDS
    members = [row.facility for column in made.columns for b in column for row in b.members]
    used = {end for lane in rows.goods for end in (lane.tail, lane.head)}
    assert len(members) == len(set(members))
    assert set(members) == used
    carried = [lane.id for flow in made.flows for lane in flow.lanes]
    assert sorted([*carried, *(lane.id for lane in made.against)]) == sorted(
        lane.id for lane in rows.goods
    )


@quick
@given(cases.plans)
def test_columns_run_from_north_to_south_then_far_then_the_others(rows):
    pane = WIDE(rows, "en").panes[0]
    for column in blocks_of(rows).columns:
        names = [b.members[0].facility for b in column if len(b.members) == 1]
        at = [rows.places[name] for name in names]
        assert at == sorted(at, key=lambda p: (p[0] < 0, -p[1]))
        ys = [next(s.y for s in pane.sites if s.id == f"facility:{name}") for name in names]
        assert ys == sorted(ys)
        assert all(len(b.members) == 1 for b in column[:-1])


@quick
@given(cases.plans)
def test_bands_that_skip_a_column_pass_beside_its_blocks(rows):
    for layout in (WIDE(rows, "en"), PHONE(rows, "en")):
        pane = layout.panes[0]
        for band in pane.bands:
            area = body(band)
            for site in blocks(pane):
                inner = shapely.box(
                    site.x - site.width / 2 + 0.5, site.y - site.height / 2 + 0.3,
                    site.x + site.width / 2 - 0.5, site.y + site.height / 2 - 0.3,
                )  # fmt: skip
                assert site.height < 1 or not area.intersects(inner)


def test_goods_between_plants_run_from_one_column_of_plants_to_the_next():
    sites = [cases.site(n, "plant") for n in ("P1", "P2")] + [cases.site("M", "market")]
    lanes = [cases.lane("P1", "P2", 10, COMPONENT), cases.lane("P2", "M", 5)]
    made = blocks_of(cases.rows(sites, lanes))
    assert [[b.members[0].facility for b in column] for column in made.columns] == [
        ["P1"], ["P2"], ["M"],
    ]  # fmt: skip


def test_goods_that_run_against_the_columns_are_counted_not_drawn():
    sites = [cases.site("P", "plant"), cases.site("X", "port"), cases.site("M", "market")]
    back = cases.lane("X", "P", 3, COMPONENT)
    rows = cases.rows(sites, [cases.lane("P", "X", 5), cases.lane("X", "M", 5), back])
    assert blocks_of(rows).against == (back,)
    assert all(back.id not in band.of for band in WIDE(rows, "en").panes[0].bands)
    assert any(note.endswith("tables only: 1.") for note in diagram_notes(rows, "en"))


def test_goods_in_a_circle_do_not_end_the_program():
    sites = [cases.site(n, "port") for n in ("X1", "X2")] + [cases.site("M", "market")]
    lanes = [cases.lane("X1", "X2", 5), cases.lane("X2", "X1", 5), cases.lane("X2", "M", 5)]
    rows = cases.rows(sites, lanes)
    assert len(blocks_of(rows).against) == 2
    assert len(WIDE(rows, "en").panes[0].bands) == 1


def test_a_plan_without_goods_says_so():
    rows = cases.rows([cases.site("P", "plant")], [])
    words = [line for w in WIDE(rows, "en").panes[0].words for line in w.lines]
    assert words == ["Nothing moves in this plan."]


def test_control_is_dashed_from_headquarters_and_never_a_band():
    rows = cases.plan(5, suppliers=3, plants=3, depots=0, ports=2, markets=3)
    pane = WIDE(rows, "en").panes[0]
    assert {ribbon.kind for ribbon in pane.ribbons} == {"control"}
    assert sorted(r.of[0] for r in pane.ribbons) == sorted(k.id for k in rows.control)
    assert not any("control" in name for band in pane.bands for name in band.of)


# -- names ----------------------------------------------------------------------------------


def boxes(pane):
    return [(words.lines[0], box) for words in pane.words for box in shapes.boxes(words)]


def check_names(layout):
    pane, frame = layout.panes[0], layout.panes[0].box
    room = shapely.box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    for name, box in boxes(pane):
        assert room.buffer(0.6).contains(box), name
    for (one, a), (other, b) in combinations(boxes(pane), 2):
        assert not a.buffer(-0.3).intersects(b), (one, other)
    for site in pane.sites:
        mark = block_of(site) if site.form == "block" else shapely.Point(site.x, site.y).buffer(8)
        assert room.buffer(0.6).contains(mark)
        for name, box in boxes(pane):
            assert not mark.intersects(box), (name, site.id)
    for band in pane.bands:
        assert room.buffer(0.3).covers(body(band))


@quick
@given(cases.plans)
def test_names_overlap_nothing_and_nothing_leaves_the_frame(rows):
    check_names(WIDE(rows, "en"))
    check_names(PHONE(rows, "en"))


def test_the_test_of_names_itself_can_fail():
    rows = cases.plan(5, suppliers=3, plants=3, depots=0, ports=2, markets=3)
    layout = WIDE(rows, "en")
    pane = layout.panes[0]
    moved = pane.words[-1].model_copy(update={"x": pane.words[-2].x, "y": pane.words[-2].y})
    worse = pane.model_copy(update={"words": (*pane.words[:-1], moved)})
    with pytest.raises(AssertionError):
        check_names(layout.model_copy(update={"panes": (worse,)}))


@quick
@given(cases.plans)
def test_no_band_and_no_control_line_crosses_a_name_of_the_wide_picture(rows):
    pane = WIDE(rows, "en").panes[0]
    flows = [body(band).buffer(-0.4) for band in pane.bands]
    links = [shapely.LineString(ribbon.points) for ribbon in pane.ribbons]
    for name, box in boxes(pane):
        assert not any(box.intersects(mark) for mark in (*flows, *links)), name


@quick
@given(cases.plans)
def test_the_number_on_a_band_stays_on_it(rows):
    for layout in (WIDE(rows, "en"), PHONE(rows, "en")):
        for band in layout.panes[0].bands:
            x, y = band.start
            right = x + 6 + width_of(band.amount, 12, bold=True)
            if band.amount:
                assert body(band).buffer(0.5).contains(shapely.box(x + 6, y - 4.3, right, y + 4.3))


def test_a_very_long_name_is_shortened_and_no_name_is_cut_off():
    sites = [cases.site("P", "plant", name="Donaudampfschifffahrtsgesellschaft " * 4),
             cases.site("M", "market", name="內" * 60)]  # fmt: skip
    rows = cases.rows(sites, [cases.lane("P", "M", 5)])
    check_names(WIDE(rows, "zh-Hant"))
    check_names(PHONE(rows, "zh-Hant"))


def test_three_hundred_sites_are_joined():
    rows = cases.plan(1, suppliers=80, plants=60, depots=40, ports=40, markets=79, links=8)
    layouts = (WIDE(rows, "en"), PHONE(rows, "en"))
    legend_of(rows, "en")
    for layout in layouts:
        check_names(layout)
    words = [line for w in layouts[0].panes[0].words for line in w.lines]
    assert any("other sites" in line for line in words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_names_of_columns_and_the_same_scale(lang):
    rows = cases.plan(5, suppliers=3, plants=3, depots=1, ports=2, markets=3)
    layout = WIDE(rows, lang)
    check_names(layout)
    assert [b.width for b in layout.panes[0].bands] == [
        b.width for b in WIDE(rows, "en").panes[0].bands
    ]
    assert json.loads(layout.model_dump_json())["width"] == 936


def test_days_are_written_where_widths_stay_quantities():
    sites = [cases.site("P", "plant"), cases.site("Q", "plant"), cases.site("M", "market")]
    lanes = [cases.lane("P", "M", 30), cases.lane("Q", "M", 10).model_copy(update={"days": 11.0})]
    rows = cases.rows(sites, lanes, measure="lead_time")
    layout = WIDE(rows, "en")
    check_names(layout)
    words = [line for w in layout.panes[0].words for line in w.lines]
    assert "5" in words  # (30 × 3 + 10 × 11) / 40
    assert sorted(b.amount for b in layout.panes[0].bands) == ["11", "3"]
    assert "11 days" in max(b.title for b in layout.panes[0].bands)
    quantity = WIDE(cases.rows(sites, lanes), "en")
    assert [b.width for b in layout.panes[0].bands] == [b.width for b in quantity.panes[0].bands]
    assert any("days" in note for note in diagram_notes(rows, "en"))
