"""Laws of a firm's flow map: what stands where, how wide it is, and that nothing is hidden."""

from dataclasses import replace
from itertools import combinations

import pytest
import shapely

from briefing.flow.firm.areas import area_of_ribbon, area_of_site, pieces_of
from briefing.flow.firm.labels import area_of
from briefing.flow.firm.spec import FACILITY
from briefing.flow.plane import Plane
from data.errors import UnknownChoice
from plusn.cli import run as command
from plusn.firm_flow import firm_flow, way
from plusn.flow_base import flow_base

from .firm_map_cases import LANGUAGES, SCENARIOS, by_chance, electronics, solved

"""A machine that does many other things may take twice as long."""
CASES = [(scenario, lang) for scenario in SCENARIOS for lang in LANGUAGES]


@pytest.fixture(scope="module")
def many():
    return firm_flow(*by_chance(60))


def inside_badge(words, pane):
    at = shapely.Point(words.x, words.y - 2)
    return any(site.form == "badge" and area_of_site(site).contains(at) for site in pane.sites)


def free_words(pane):
    return [words for words in pane.words if not inside_badge(words, pane)]


def key_of(pane):
    """Where the key of widths stands, which is no flow."""
    areas = [area_of_ribbon(ribbon) for ribbon in pane.ribbons if not ribbon.of]
    return shapely.union_all(areas).buffer(30)


def flows(pane):
    return [ribbon for ribbon in pane.ribbons if ribbon.of]


def flaws_of_words(spec, *, with_key=True):
    found = []
    for pane in spec.panes:
        key = key_of(pane)
        words = [w for w in free_words(pane) if with_key or not key.intersects(area_of(w))]
        frame = shapely.box(
            pane.box.x, pane.box.y, pane.box.x + pane.box.width, pane.box.y + pane.box.height
        )
        for one in words:
            area = area_of(one)
            if not frame.covers(area):
                found.append(("outside", one.lines))
            found += [
                ("crossed", one.lines, ribbon.title)
                for ribbon in flows(pane)
                if any(piece.intersects(area) for piece in pieces_of(ribbon))
            ]
            found += [
                ("covers", one.lines, site.title)
                for site in pane.sites
                if area_of_site(site).intersects(area)
            ]
        found += [
            ("together", a.lines, b.lines)
            for a, b in combinations(words, 2)
            if area_of(a).intersects(area_of(b))
        ]
    return found


@pytest.mark.parametrize(("scenario", "lang"), CASES)
def test_words_stand_in_the_frame_crossed_by_no_flow_symbol_or_other_words(scenario, lang):
    assert flaws_of_words(electronics(scenario, lang)) == []


def test_words_of_sixty_sites_stand_free_too(many):
    assert flaws_of_words(many, with_key=False) == []


def widths(spec):
    amounts = {lane.id: lane for lane in spec.lanes}
    for layout in (spec.wide, spec.phone):
        for pane in layout.panes:
            for ribbon in flows(pane):
                if ribbon.kind == "goods":
                    yield layout.px_per_unit, amounts[ribbon.of[0]], ribbon.width


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("measure", ["quantity", "cost", "carbon"])
def test_a_ribbon_is_as_wide_as_its_amount_in_every_pane(scenario, measure):
    spec = electronics(scenario, "en", measure)
    found = list(widths(spec))
    assert found
    for scale, lane, width in found:
        assert width == pytest.approx(
            max(scale * getattr(lane, measure), min(width, 1.0)), abs=0.01
        )


def test_for_days_widths_stay_quantities_and_numbers_are_days():
    days, units = electronics("base", "en", "lead_time"), electronics("base")
    assert [w for *_, w in widths(days)] == [w for *_, w in widths(units)]
    assert any("days" in line for words in days.wide.panes[0].words for line in words.lines)


def drawn(layout):
    return {
        name for pane in layout.panes for mark in (*pane.ribbons, *pane.sites) for name in mark.of
    }


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_flow_of_goods_and_every_open_site_is_drawn(scenario):
    spec = electronics(scenario)
    goods = {lane.id for lane in spec.lanes if lane.product == "finished"}
    sites = {row.id for row in spec.sites if row.open and row.shape != "supplier"}
    assert goods
    for layout in (spec.wide, spec.phone):
        ribbons = {ribbon.of[0] for pane in layout.panes for ribbon in flows(pane)}
        assert goods <= ribbons
        assert sites <= drawn(layout)


def test_what_is_not_drawn_is_counted_in_words(many):
    goods = {lane.id for lane in many.lanes if lane.product == "finished"}
    ribbons = {ribbon.of[0] for pane in many.wide.panes for ribbon in flows(pane)}
    left = goods - ribbons
    (said,) = [w for w in many.wide.panes[0].words if w.of and set(w.of) >= left and left]
    assert f"Not drawn: {len(left)} flows" in said.lines
    assert {name for name in said.of if name.startswith("lane:")} == left


def test_no_more_than_twelve_flows_run_side_by_side(many):
    arrivals = {}
    for ribbon in many.wide.panes[0].ribbons:
        if ribbon.of and ribbon.kind == "goods":
            arrivals.setdefault(ribbon.of[2], []).append(ribbon)
    edge = {site.id for site in many.wide.panes[0].sites if site.point}
    assert edge
    assert all(len(arrivals.get(site, [])) <= 12 for site in edge)


def test_without_places_the_map_says_what_it_leaves_out():
    record, case = solved("two_plants")
    spec = firm_flow(record, case)
    (said,) = [words for words in spec.wide.panes[0].words if words.of]
    assert said.lines[0] == "Not drawn: 2 flows"
    assert any("Plant at home" in note for note in spec.notes)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_flows_that_arrive_at_the_edge_side_by_side_never_overlap(scenario):
    pane = electronics(scenario).wide.panes[0]
    for site in pane.sites:
        if site.point:
            near = shapely.box(site.x - 300, 0, site.x + 300, 604)
            arriving = [
                area_of_ribbon(ribbon).intersection(near)
                for ribbon in flows(pane)
                if ribbon.kind == "goods" and ribbon.of[2] == site.id
            ]
            for a, b in combinations(arriving, 2):
                assert a.intersection(b).area < 1


def test_flows_there_and_back_lie_beside_each_other():
    record, case = solved("electronics", "china_plus_1")
    flow = next(r for r in record["tables"]["flows"] if (r["from"], r["to"]) == ("X_HP", "M_US"))
    there = {**flow, "from": "X_HP", "to": "X_SH"}
    back = {**flow, "from": "X_SH", "to": "X_HP", "origin": "CN"}
    tables = {**record["tables"], "flows": [there, back]}
    pane = firm_flow({**record, "tables": tables}, case).wide.panes[0]
    one, other = (area_of_ribbon(ribbon) for ribbon in flows(pane) if ribbon.kind == "goods")
    assert one.intersection(other).area < 0.02 * one.area
    assert one.distance(other) < 12


def test_a_new_name_and_an_unused_site_change_no_number():
    record, case = solved("electronics", "china_plus_1")
    before = firm_flow(record, case)
    sites = [row.model_copy(update={"name": f"Site {row.id}"}) for row in case.facilities]
    extra = sites[-1].model_copy(update={"id": "P_NEW", "kind": "plant", "status": "optional"})
    told = {"facility": "P_NEW", "kind": "plant", "open": False}
    tables = record["tables"]
    tables = {**tables, "facilities": [*tables["facilities"], told]}
    after = firm_flow({**record, "tables": tables}, replace(case, facilities=(*sites, extra)))
    numbers = ("made", "able", "in_use", "sent", "received", "local_content")
    new = {row.id: row for row in after.sites}
    for row in before.sites:
        assert [getattr(row, n) for n in numbers] == [getattr(new[row.id], n) for n in numbers]
    assert [lane.quantity for lane in before.lanes] == [lane.quantity for lane in after.lanes]


def test_the_numbers_are_those_of_the_record():
    record, _ = solved("electronics", "china_plus_2")
    spec = electronics("china_plus_2")
    tables = record["tables"]
    cost = sum(
        row["quantity"] * (row["freight_per_unit"] + row["pipeline_per_unit"])
        for row in tables["flows"]
    )
    duty = sum(row["quantity"] * row["duty_per_unit"] for row in tables["flows"])
    goods = [lane for lane in spec.lanes if lane.kind == "goods"]
    assert sum(lane.cost for lane in goods) == pytest.approx(cost)
    assert sum(lane.cost for lane in goods) == pytest.approx(
        record["terms"]["freight"] + record["terms"]["pipeline"]
    )
    assert sum(lane.duty for lane in goods) == pytest.approx(duty)
    rayong = next(row for row in spec.sites if row.facility == "P_RY")
    assert rayong.able == 6500
    assert rayong.in_use == pytest.approx(1)
    assert rayong.local_content == pytest.approx(rayong.local_content_needed) == pytest.approx(0.6)


def test_a_click_on_any_pane_gives_the_place_that_was_clicked():
    for pane in electronics("base").panes:
        window = pane.window
        plane = Plane(**window.model_dump())
        for share in (0.1, 0.5, 0.9):
            at = (pane.box.x + share * pane.box.width, pane.box.y + share * pane.box.height)
            assert plane.at(*plane.place(*at)) == pytest.approx(at, abs=0.2)


def test_two_plans_can_be_set_side_by_side_in_one_frame_and_scale():
    first = electronics("base")
    record, case = solved("electronics", "china_plus_2")
    second = firm_flow(record, case, like=first)
    assert second.wide.px_per_unit == first.wide.px_per_unit
    assert second.wide.panes[0].window == first.wide.panes[0].window
    shared = {(scale, lane.id): w for scale, lane, w in widths(first)}
    amounts = {lane.id: lane.quantity for lane in first.lanes}
    same = [
        ((scale, lane.id), width)
        for scale, lane, width in widths(second)
        if amounts.get(lane.id) == lane.quantity
    ]
    assert same
    assert all(width == shared[key] for key, width in same)


def test_weeks_stand_beside_the_sites_that_have_them():
    record, case = solved("electronics", "china_plus_1")
    spec = firm_flow(record, case, weeks={"P_BN": "9 weeks"})
    (said,) = [w for w in spec.wide.panes[0].words if "9 weeks" in w.lines]
    assert said.of[0] == FACILITY + "P_BN"


def test_the_inset_covers_no_piece_of_the_dash_line():
    for scenario in SCENARIOS:
        pane, inset = electronics(scenario).wide.panes
        plane = Plane(**pane.window.model_dump())
        box = inset.box
        area = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
        assert not area.intersects(plane.moved(flow_base().dash))


def test_nothing_is_known_of_another_view_measure_or_language():
    record, case = solved("two_plants")
    for wrong in ({"view": "globe"}, {"measure": "love"}, {"lang": "fr"}):
        with pytest.raises(UnknownChoice):
            firm_flow(record, case, **wrong)


def test_the_command_draws_what_a_run_says(tmp_path, capsys):
    target = tmp_path / "plan.svg"
    asked = ["scenario", "map", "electronics", "--scenario", "china_plus_2", "-o", str(target)]
    assert command(asked) == 0
    spec = electronics("china_plus_2")
    assert capsys.readouterr().out.startswith(spec.title)
    drawn_text = target.read_text(encoding="utf-8")
    assert "indicative, not a route" in drawn_text
    assert "34.3 a week" in drawn_text
    assert command([*asked[:-1], str(tmp_path / "plan.bmp")]) == 2


def test_goods_by_sea_go_round_the_land_and_others_straight():
    start, end = (106.7, 20.8), (101.0, 13.0)
    assert len(way(start, end, "sea")) > 10
    assert way(start, end, "road") == (start, end)


def test_three_hundred_sites_are_a_picture_that_can_be_read():
    spec = firm_flow(*by_chance(300))
    assert 0 < len(spec.wide.panes[0].ribbons) < 80
