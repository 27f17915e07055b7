"""The case as a graph, and how few sites cut a market off."""

import itertools
import json
import time

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UnknownChoice
from network.case import Case
from network.case.graph import build_graph, weakest_sites
from network.case.sources import Sources, ways

from .case_shapes import cases, site, sound

law = settings(deadline=None, max_examples=50)


def cited(row):
    cells = row.model_dump(exclude_none=True)
    return {"citation" if name == "source" else name: cell for name, cell in cells.items()}


@law
@given(cases())
def test_nodes_are_facilities_and_goods_edges_are_lanes(tables):
    case = Case.of(tables)
    graph = build_graph(case)
    assert set(graph) == {one.id for one in case.facilities}
    for one in case.facilities:
        cells = cited(one)
        assert graph.nodes[one.id] == {k: v for k, v in cells.items() if k != "id"}
    goods = {a["lane"]: (u, v, a) for u, v, a in graph.edges(data=True) if a["kind"] == "goods"}
    assert sorted(goods) == list(range(len(case.lanes)))
    for number, (tail, head, cells) in goods.items():
        lane = case.lanes[number]
        assert (tail, head) == (lane.from_, lane.to)
        assert {"from": tail, "to": head, **cells} == {
            **cited(lane), "kind": "goods", "lane": number,
        }  # fmt: skip


def test_edges_are_keyed_by_mode_and_by_product_where_there_is_one():
    keys = set(build_graph(Case.of(sound())).edges(keys=True))
    assert {("P2", "M", "sea"), ("P2", "M", "air; phone"), ("D", "M", "sea")} < keys


def test_control_runs_from_headquarters_to_plants_and_carries_nothing():
    graph = build_graph(Case.of(sound()))
    control = [(u, v, k, a) for u, v, k, a in graph.edges(keys=True, data=True) if u == "HQ"]
    assert control == [
        ("HQ", "P1", "control", {"kind": "control"}),
        ("HQ", "P2", "control", {"kind": "control"}),
    ]


@law
@given(cases())
def test_the_graph_goes_through_json_and_graphml(tables):
    graph = build_graph(Case.of(tables))
    text = json.dumps(nx.node_link_data(graph, edges="links"), allow_nan=False)
    again = nx.node_link_graph(json.loads(text), edges="links")
    assert nx.utils.graphs_equal(graph, again)
    read = nx.parse_graphml("\n".join(nx.generate_graphml(graph)), force_multigraph=True)
    assert set(read.edges(keys=True)) == set(graph.edges(keys=True))
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))


def test_two_ways_make_two_sites_the_fewest_that_cut_a_market_off():
    case = Case.of(sound())
    cut = weakest_sites(case, market="M", product="phone")
    assert len(cut) == 2
    assert "P2" in cut
    assert weakest_sites(case, market="M", product="chip") <= {"S", "P1", "P2", "D"}
    assert len(weakest_sites(case, market="M", product="chip")) == 1


@law
@given(cases(), st.data())
def test_the_fewest_sites_are_found_by_trying_all(tables, data):
    sites = [row["id"] for row in tables["facilities"] if row["kind"] != "supplier"]
    ends = st.sampled_from(sorted(set(sites) - {"HQ"}))
    for number in range(data.draw(st.integers(0, 4))):
        tail, head = data.draw(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]))
        tables["lanes"].append({"from": tail, "to": head, "mode": f"extra {number}"})
    case = Case.of(tables)
    market = data.draw(st.sampled_from([one.id for one in case.facilities if one.kind == "market"]))
    found = weakest_sites(case, market=market, product="phone")
    assert cuts(case, market, found)
    others = [one.id for one in case.facilities if one.id != market]
    for smaller in itertools.combinations(others, len(found) - 1):
        assert not cuts(case, market, smaller)


def cuts(case, market, sites):
    """Tell whether no phone reaches a market without some sites."""
    graph = ways(case, "phone")
    graph.remove_nodes_from(sites)
    at = Sources.of(case).at["phone"] - set(sites)
    return not any(nx.has_path(graph, source, market) for source in at)


def test_a_market_that_nothing_reaches_needs_no_cut():
    tables = sound()
    tables["facilities"].append(site("FAR", "market", "EAST"))
    assert weakest_sites(Case.of(tables), market="FAR", product="phone") == frozenset()


@pytest.mark.parametrize(("market", "product"), [("P1", "phone"), ("M", "phones")])
def test_a_market_or_product_that_is_none_is_refused(market, product):
    with pytest.raises(UnknownChoice, match="unknown"):
        weakest_sites(Case.of(sound()), market=market, product=product)


def test_a_large_case_is_read_and_checked_quickly():
    plants = [site(f"P{n}", "plant", "HOME") for n in range(100)]
    suppliers = [site(f"S{n}", "supplier", "EAST") for n in range(60)]
    markets = [site(f"M{n}", "market", "WEST") for n in range(140)]
    lanes = [
        {"from": f"S{n % 60}", "to": f"P{n * 7 % 100}", "mode": f"m{n // 300}", "days": "3"}
        for n in range(1_500)
    ] + [
        {"from": f"P{n % 100}", "to": f"M{n * 3 % 140}", "mode": f"m{n // 700}", "days": "30"}
        for n in range(3_500)
    ]
    tables = {
        "settings": [{"name": "large"}],
        "territories": [{"id": t, "name": t} for t in ("HOME", "EAST", "WEST")],
        "products": [{"id": f"c{n}", "kind": "component"} for n in range(5)]
        + [{"id": f"p{n}"} for n in range(15)],
        "bill_of_materials": [
            {"product": f"p{n}", "component": f"c{m}", "quantity": 1}
            for n in range(15)
            for m in range(5)
        ],
        "facilities": [*plants, *suppliers, *markets],
        "supply": [{"facility": f"S{n}", "product": f"c{m}"} for n in range(60) for m in range(5)],
        "lanes": lanes,
        "demand": [
            {"market": f"M{n}", "product": f"p{m}", "per_week": 1, "price_per_unit": 9}
            for n in range(140)
            for m in range(15)
        ],
    }
    tables["demand"][0]["price_per_unit"] = None  # so that ways are looked at

    def seconds():
        started = time.process_time()
        Case.of(tables)
        return time.process_time() - started

    assert min(seconds() for _ in range(3)) < 0.6
