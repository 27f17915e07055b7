"""A plan on its graph says what the plan says."""

from __future__ import annotations

import networkx as nx
import pytest

from network.engine.solve import design
from network.explain.annotate import annotate
from plusn.scenarios.shipped import shipped_case


@pytest.fixture(scope="module")
def solved():
    return design(shipped_case("electronics"))


def test_goods_edges_carry_the_flows_of_the_plan_by_origin(solved):
    graph = annotate(solved)
    goods = [edge for *_, edge in graph.edges(data=True) if edge["kind"] == "goods"]
    assert sum(edge["flow"] for edge in goods) == pytest.approx(
        sum(flow.quantity for flow in solved.plan.flows)
    )
    assert all(edge["flow"] == sum(edge["flow_by_origin"].values()) for edge in goods)


def test_shares_of_what_leaves_a_site_add_up_to_one_or_nothing(solved):
    graph = annotate(solved)
    for site in graph:
        leaving = [e["share"] for *_, e in graph.out_edges(site, data=True) if "share" in e]
        assert sum(leaving) == pytest.approx(1.0) or not any(leaving)


def test_sites_say_what_they_make_and_markets_what_they_get(solved):
    graph = annotate(solved)
    made = sum(site.get("made", 0.0) for _, site in graph.nodes(data=True))
    assert made == pytest.approx(sum(line.quantity for line in solved.plan.made))
    got = sum(site.get("delivered", 0.0) for _, site in graph.nodes(data=True))
    assert got == pytest.approx(sum(sold.delivered for sold in solved.plan.sold))
    opened = {site for site, known in graph.nodes(data=True) if known["open"]}
    assert set(solved.open_plants) <= opened


def test_control_edges_carry_nothing_and_the_graph_survives_json(solved):
    graph = annotate(solved)
    control = [edge for *_, edge in graph.edges(data=True) if edge["kind"] == "control"]
    assert control
    assert not any("flow" in edge for edge in control)
    again = nx.node_link_graph(nx.node_link_data(graph, edges="links"), edges="links")
    assert nx.utils.graphs_equal(graph, again)
