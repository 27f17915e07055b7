"""A firm's flow figure drawn as SVG: true widths, safe text, marks that a page can light."""

import importlib.util
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from briefing.backends.firm_flow_svg import BETWEEN, draw
from briefing.backends.flow_lines import pointed, ribbon_head
from briefing.flow.firm.beside import details_of, lane_table, site_table
from briefing.flow.firm.shares import shares_of, sole_makers
from briefing.flow.firm.spec import FirmFlowSpec
from briefing.palette import luminance
from briefing.spec import LANGUAGES
from plusn.firm_flow import firm_flow
from plusn.scenarios.shipped import shipped_case
from plusn.solving.jobs import solve

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \"'\x00\ud800]]>"
_spec = importlib.util.spec_from_file_location(
    "firm_flow_cases", Path(__file__).with_name("firm_flow_cases.py")
)
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)


@cache
def record(case, scenario=""):
    asked = {"scenario": scenario} if scenario else {}
    return solve("run", shipped_case(case), asked, 20.0, lambda *_: None)


@cache
def figure(view="diagram", case="electronics", scenario="", lang="en", measure="quantity"):
    told = record(case, scenario)
    return firm_flow(told, shipped_case(case), view=view, lang=lang, measure=measure)


def parsed(spec, **how):
    return ET.fromstring(draw(spec, **how))  # noqa: S314 - our own drawing


def marks(tree):
    return [g for g in tree.iter(f"{SVG}g") if (g.get("class") or "").startswith("mark")]


@pytest.mark.parametrize("view", ["map", "diagram"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark", "mono"])
def test_every_drawing_is_well_formed_and_holds_nothing_that_runs(view, lang, narrow, theme):
    tree = parsed(figure(view, lang=lang), theme=theme, narrow=narrow)
    names = {element.tag.removeprefix(SVG) for element in tree.iter()}
    allowed = {"svg", "g", "path", "rect", "circle", "polygon", "text", "title", "desc"}
    assert names <= allowed
    for element in tree.iter():
        assert not any(key == "id" or key.startswith(("on", "href")) for key in element.attrib)


@pytest.mark.parametrize("view", ["map", "diagram"])
def test_every_mark_belongs_to_rows_of_the_tables_and_what_it_picks_is_one(view):
    spec = figure(view, scenario="us_tariff_10")
    known = {row.id for row in (*spec.sites, *spec.lanes)}
    for narrow in (False, True):
        found = marks(parsed(spec, narrow=narrow))
        assert found
        for mark in found:
            assert set(mark.get("data-of").split(BETWEEN)) <= known
            assert mark.get("data-pick") in known | {None}


def test_ribbons_are_as_wide_as_the_spec_says_and_their_points_are_wider():
    spec = figure("map")
    ribbons = [r for r in spec.wide.panes[0].ribbons if r.kind == "goods" and r.of]
    tree = parsed(spec)
    drawn = {
        float(p.get("stroke-width"))
        for g in marks(tree)
        if "goods" in g.get("class")
        for p in g.iter(f"{SVG}path")
    }
    assert {round(r.width, 2) for r in ribbons} <= drawn
    for ribbon in ribbons:
        assert 2 * ribbon_head(ribbon.width)[1] > ribbon.width + 4


def test_a_point_ends_where_the_ribbon_did_and_a_bend_does_not_turn_it():
    line, drawn = pointed([(0, 0), (50, 0), (53, 0)], 20, "#000000")
    tip = re.search(r'points="([\d.]+),([\d.-]+) ', drawn).groups()
    assert (float(tip[0]), float(tip[1])) == (53, 0)
    assert line[-1][0] == pytest.approx(53 - ribbon_head(20)[0] + 0.5)
    assert len(line) == 2


def test_bands_are_as_high_at_both_ends_as_the_spec_says():
    spec = figure()
    paths = [
        g.find(f"{SVG}path").get("d")
        for g in marks(parsed(spec))
        if "band" in g.get("class").split()
    ]
    bands = sorted(spec.wide.panes[0].bands, key=lambda b: -b.width)
    assert len(paths) == len(bands)
    for d, band in zip(paths, bands, strict=True):
        x, y = map(float, re.match(r"M([\d.]+),([\d.]+)", d).groups())
        assert (x, y) == pytest.approx((band.start[0], band.start[1] - band.width / 2), abs=0.06)
        low = float(re.search(r"V([\d.]+)", d).group(1))
        assert low == pytest.approx(band.end[1] + band.width / 2, abs=0.06)


def test_the_legend_shows_an_amount_at_its_true_height():
    spec = figure()
    entry = next(e for e in spec.legend if e.sign == "width")
    heights = [float(r.get("height")) for r in parsed(spec).iter(f"{SVG}rect")]
    assert any(abs(h - entry.width) < 0.06 for h in heights)
    lane = next(k for k in spec.lanes if k.product == "finished")
    band = next(b for b in spec.wide.panes[0].bands if b.of[0] == lane.id)
    amount = float(entry.label.split()[0]) * 1000
    assert band.width / lane.quantity == pytest.approx(entry.width / amount, rel=0.01)


@pytest.mark.parametrize("narrow", [False, True])
def test_hostile_names_stay_text(narrow):
    told = cases.plan(5, suppliers=2, plants=2, depots=0, ports=1, markets=2)
    sites = [row.model_copy(update={"name": HOSTILE, "aria": HOSTILE}) for row in told.sites]
    rows = cases.rows(sites, told.lanes, told.places)
    spec = diagram_of(rows).model_copy(update={"title": HOSTILE, "alt": HOSTILE})
    source = draw(spec, narrow=narrow)
    assert "<script" not in source
    tree = ET.fromstring(source)  # noqa: S314 - our own drawing
    words = "".join(t.text or "" for t in tree.iter(f"{SVG}title"))
    assert "<script>alert(1)</script>" in words


def diagram_of(rows):
    from briefing.flow.firm.diagram import phone_diagram, wide_diagram  # noqa: PLC0415
    from briefing.flow.firm.diagram_key import legend_of  # noqa: PLC0415

    return FirmFlowSpec(
        view="diagram", measure="quantity", lang="en", as_of="", title="t", subtitle="s",
        notice="n", sites=rows.sites, lanes=rows.lanes, colours=rows.colours, groups=rows.groups,
        legend=legend_of(rows, "en"), wide=wide_diagram(rows, "en"),
        phone=phone_diagram(rows, "en"), credits=("c",), alt="a", digest="d",
    )  # fmt: skip


def test_the_same_figure_is_drawn_the_same_way():
    assert draw(figure("map")) == draw(figure("map"))


def test_a_bare_picture_leaves_its_title_to_the_page():
    spec = figure()
    whole, bare = draw(spec), draw(spec, bare=True)
    assert f">{spec.title}</text>" in whole
    assert f">{spec.title}</text>" not in bare
    tall = [float(ET.fromstring(s).get("height")) for s in (whole, bare)]  # noqa: S314
    assert tall[0] - tall[1] == pytest.approx(56)


def test_words_on_bands_are_hidden_until_lit_and_stand_out_from_their_colour():
    spec = figure("diagram", scenario="china_plus_2")
    for theme in ("light", "dark"):
        hidden = [t for t in parsed(spec, theme=theme).iter(f"{SVG}text") if t.get("class")]
        assert hidden
        assert {t.get("display") for t in hidden} == {"none"}
        for group, colour in spec.colours.items():
            if group == "site":
                continue
            ink = luminance(getattr(colour, theme))
            best = max(1.05 / (ink + 0.05), (ink + 0.05) / 0.05)
            assert best > 4.5


def test_groups_are_told_apart_in_print_without_colour():
    spec = figure(scenario="china_plus_2")
    tree = parsed(spec, theme="mono")
    fills = {
        e.get("fill")
        for g in marks(tree)
        if "band" in g.get("class").split()
        for e in g.iter(f"{SVG}path")
    }
    used = {band.group for band in spec.wide.panes[0].bands}
    assert len(fills) == len(used)
    for a, b in combinations(sorted(fills), 2):
        assert abs(luminance(a) - luminance(b)) > 0.02


# -- what stands beside the picture ---------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_list_every_row_once(lang):
    spec = figure(lang=lang)
    assert sorted(r.id for r in site_table([spec]).rows) == sorted(r.id for r in spec.sites)
    assert sorted(r.id for r in lane_table([spec]).rows) == sorted(r.id for r in spec.lanes)
    for table in (site_table([spec]), lane_table([spec])):
        assert all(len(r.cells) + 1 == len(r.values) == len(table.columns) for r in table.rows)


def test_two_plans_share_their_tables_with_the_numbers_of_both():
    specs = [figure(), figure(scenario="us_tariff_10")]
    table = site_table(specs, ("before", "after"))
    labels = [column.label for column in table.columns[1:3]]
    assert [label.split(" · ")[1] for label in labels] == ["before", "after"]
    row = next(r for r in table.rows if r.id == "facility:P_BN")
    assert row.values[1] == 0
    assert row.values[2] > 0
    assert "not used" not in row.under
    lanes = lane_table(specs, ("before", "after"))
    assert {r.id for r in lanes.rows} == {k.id for spec in specs for k in spec.lanes}


def test_shares_of_each_side_add_up_and_agree_with_the_lanes():
    spec = figure(scenario="us_tariff_10")
    units = {row.facility: 0.0 for row in spec.sites}
    for lane in spec.lanes:
        units[lane.head] += lane.quantity or 0
    for name, shares in shares_of(spec).items():
        for way in ("from", "to", "made", "ends"):
            mine = [float(s.share.rstrip("%")) for s in shares if s.way == way]
            assert not mine or sum(mine) == pytest.approx(100, abs=len(mine) / 2 + 0.01)
        came = sum(float(s.amount.replace(",", "")) for s in shares if s.way == "from")
        assert came == pytest.approx(units[name.removeprefix("facility:")], abs=2)


def test_goods_are_followed_through_ports_to_the_markets():
    sites = [cases.site("P1", "plant"), cases.site("P2", "plant"), cases.site("X", "port"),
             cases.site("A", "market"), cases.site("B", "market")]  # fmt: skip
    lanes = [cases.lane("P1", "X", 30), cases.lane("P2", "X", 10), cases.lane("X", "A", 20),
             cases.lane("X", "B", 20), cases.lane("P1", "A", 5)]  # fmt: skip
    told = shares_of(diagram_of(cases.rows(sites, lanes)))
    ends = {s.name: s.amount for s in told["facility:P1"] if s.way == "ends"}
    assert ends == {"market A": "20", "market B": "15"}
    made = {s.name: s.amount for s in told["facility:A"] if s.way == "made"}
    assert made == {"plant P1": "20", "plant P2": "5"}


def test_a_lane_has_a_sole_maker_only_when_no_other_site_made_any_of_it():
    sites = [cases.site("P1", "plant"), cases.site("P2", "plant", "VN"), cases.site("X", "port"),
             cases.site("A", "market")]  # fmt: skip
    lanes = [cases.lane("P1", "X", 30), cases.lane("P2", "X", 10, group="VN"),
             cases.lane("X", "A", 30), cases.lane("X", "A", 10, group="VN")]  # fmt: skip
    assert sole_makers(sites, lanes) == {
        lanes[2].id: "facility:P1", lanes[3].id: "facility:P2",
    }  # fmt: skip
    shared = [*lanes, cases.lane("P2", "X", 5)]
    assert sole_makers(sites, shared) == {lanes[3].id: "facility:P2"}


def test_details_say_where_goods_come_from_and_go_and_what_a_lane_costs():
    spec = figure(scenario="us_tariff_10")
    told = details_of([spec])
    plant = [detail.columns[0] for detail in told["facility:P_BN"]]
    assert plant[:2] == ["Comes from", "Goes to"]
    lane = next(k for k in spec.lanes if k.kind == "goods")
    facts = {row.name: row.cells[0] for row in told[lane.id][0].rows}
    assert facts["Units a week"] == lane.texts["quantity"]
    assert facts["Cost of moving, HKD"] == lane.texts["cost"]
