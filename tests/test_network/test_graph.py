"""Laws of the supply network."""

import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadValue, Disconnected, Problems, UnknownChoice
from network.graph import LINK_KINDS, NODE_KINDS, Link, Node, SupplyNetwork

HQ = Node(id="HQ", kind="hq", place="810000", group="hong_kong", facts=("F117",))
PLANT = Node(id="P", kind="plant", place="440000", group="mainland")
MARKET = Node(id="M", kind="market", place="USA", group="united_states")
RULE = Link(tail="HQ", head="P", kind="control", mode="control", facts=("F117", "F118"))
LANE = Link(tail="P", head="M", kind="goods", mode="sea")


# The first network of a process waits for networkx to load: no deadline for one example.
law = settings(deadline=None, max_examples=60)


@st.composite
def networks(draw):
    """Draw networks that make sense: everybody ships one step on, headquarters rule plants."""
    count = st.integers(1, 3)
    sizes = {
        kind: draw(count if kind in {"plant", "market"} else st.integers(0, 3))
        for kind in NODE_KINDS
    }
    nodes = [
        Node(
            id=f"{kind}{i}",
            kind=kind,
            place=f"{i}",
            group=kind,
            facts=tuple(draw(st.lists(st.sampled_from("ABC"), unique=True))),
        )
        for kind in NODE_KINDS
        for i in range(sizes[kind])
    ]
    of = {kind: [n.id for n in nodes if n.kind == kind] for kind in NODE_KINDS}
    steps = [("supplier", "plant"), ("plant", "market"), ("depot", "market"), ("port", "market")]
    lanes = {(u, draw(st.sampled_from(of[b]))) for a, b in steps for u in of[a]}
    lanes |= {(of["plant"][0], m) for m in of["market"]}
    modes = st.sampled_from(["any", "sea", "air", "road", "rail"])
    links = [Link(tail=u, head=v, kind="goods", mode=draw(modes)) for u, v in sorted(lanes)]
    links += [
        Link(tail=h, head=p, kind="control", mode="control") for h in of["hq"] for p in of["plant"]
    ]
    return draw(st.permutations(nodes)), draw(st.permutations(links))


@law
@given(networks())
def test_json_and_back_is_the_same_network(drawn):
    network = SupplyNetwork.of(*drawn)
    again = SupplyNetwork.from_json(network.to_json())
    assert again == network
    assert hash(again) == hash(network)
    assert again.nodes() == network.nodes()
    assert again.links() == network.links()


@law
@given(networks())
def test_the_order_of_rows_changes_no_byte(drawn):
    nodes, links = drawn
    one = SupplyNetwork.of(nodes, links)
    other = SupplyNetwork.of(reversed(nodes), reversed(links))
    assert one.to_json() == other.to_json()
    assert one.to_graphml() == other.to_graphml()


@law
@given(networks())
def test_graphml_read_by_networkx_has_the_same_places_and_links(drawn):
    network = SupplyNetwork.of(*drawn)
    read = nx.parse_graphml(network.to_graphml(), force_multigraph=True)
    assert {(n, a["kind"], a["facts"]) for n, a in read.nodes(data=True)} == {
        (n.id, n.kind, ";".join(n.facts)) for n in network.nodes()
    }
    assert sorted(read.edges(keys=True)) == sorted(link.key for link in network.links())


@law
@given(networks())
def test_every_plant_reaches_a_market_and_every_market_a_plant(drawn):
    network = SupplyNetwork.of(*drawn)
    markets = {n.id for n in network.nodes("market")}
    reached = {p.id: network.reached(p.id) & markets for p in network.nodes("plant")}
    assert all(reached.values())
    assert set().union(*reached.values()) == markets


@law
@given(networks(), st.data())
def test_no_link_of_control_ever_carries_goods(drawn, data):
    network = SupplyNetwork.of(*drawn)
    control = network.links("control")
    assert not {link.key for link in control} & {
        (u, v, k) for u, v, k in network.goods.edges(keys=True)
    }
    if not control:
        return
    graph = network.to_graph()
    amount = data.draw(st.sampled_from(["flow", "cap", "share", "cost_kg", "width"]))
    graph.edges[data.draw(st.sampled_from(control)).key][amount] = 1.0
    with pytest.raises(Problems, match=f"carries goods \\({amount}\\)"):
        SupplyNetwork(graph)


@law
@given(networks(), st.data())
def test_a_market_that_loses_its_lanes_is_named(drawn, data):
    nodes, links = drawn
    market = data.draw(st.sampled_from(sorted(n.id for n in nodes if n.kind == "market")))
    with pytest.raises(Problems) as caught:
        SupplyNetwork.of(nodes, [link for link in links if link.head != market])
    assert market in {problem.where for problem in caught.value.problems}


def test_a_network_cannot_be_changed_and_its_copy_can():
    network = SupplyNetwork.of([HQ, PLANT, MARKET], [RULE, LANE])
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        network.graph.add_node("X")
    with pytest.raises(AttributeError):
        network.graph = nx.MultiDiGraph()
    copy = network.to_graph()
    copy.nodes["P"]["cap"] = 5
    copy.remove_node("HQ")
    assert "cap" not in network.graph.nodes["P"]
    assert "HQ" in network.graph


def test_changing_the_graph_that_was_handed_in_changes_nothing():
    graph = SupplyNetwork.of([HQ, PLANT, MARKET], [RULE, LANE]).to_graph()
    network = SupplyNetwork(graph)
    before = network.to_json()
    graph.nodes["P"]["kind"] = "market"
    assert network.to_json() == before


def test_attributes_of_the_engine_survive_the_round_trip():
    graph = SupplyNetwork.of([HQ, PLANT, MARKET], [RULE, LANE]).to_graph()
    graph.nodes["P"]["cap"] = 20.5
    graph.edges["P", "M", "sea"]["days"] = 14
    read = SupplyNetwork.from_json(SupplyNetwork(graph).to_json())
    assert read.graph.nodes["P"]["cap"] == 20.5
    assert read.graph.edges["P", "M", "sea"]["days"] == 14


def test_parallel_links_are_told_apart_by_their_mode():
    air = Link(tail="P", head="M", kind="goods", mode="air")
    network = SupplyNetwork.of([PLANT, MARKET], [LANE, air])
    assert [link.mode for link in network.links()] == ["air", "sea"]


def refused(nodes, links):
    with pytest.raises(Problems) as caught:
        SupplyNetwork.of(nodes, links)
    return caught.value.problems


def link(tail, head, kind="goods", mode="any"):
    return Link(tail=tail, head=head, kind=kind, mode=mode)


SUPPLIER = Node(id="S", kind="supplier", place="440000", group="mainland")
PORT = Node(id="T", kind="port", place="HKG", group="hong_kong")


@pytest.mark.parametrize(
    ("nodes", "links", "kind", "words"),
    [
        ([PLANT, MARKET], [], Disconnected, "reach"),
        ([PLANT, MARKET, PORT], [LANE, link("P", "T")], Disconnected, "no market from here"),
        ([PLANT, MARKET, SUPPLIER], [LANE], Disconnected, "no market from here"),
        ([PORT, MARKET], [link("T", "M")], Disconnected, "no plant's goods"),
        ([HQ, PLANT, MARKET], [LANE], Disconnected, "controls nothing"),
        ([HQ, PLANT, MARKET], [RULE, LANE, link("HQ", "M")], BadValue, "headquarters"),
        ([PLANT, MARKET], [LANE, link("M", "P")], BadValue, "from a market"),
        ([PLANT, MARKET, SUPPLIER], [LANE, link("P", "S")], BadValue, "to a supplier"),
        ([PLANT, MARKET], [LANE, link("P", "M", "control", "control")], BadValue, "headquarters"),
        (
            [HQ, PLANT, MARKET],
            [link("HQ", "M", "control", "control"), LANE],
            BadValue,
            "works for it",
        ),
        ([HQ, PLANT, MARKET], [link("HQ", "P", "control", "sea"), LANE], BadValue, "mode control"),
        ([PLANT, MARKET], [link("P", "M", "goods", "control")], BadValue, "on a control link"),
        ([PLANT, MARKET], [LANE, link("P", "P")], BadValue, "ends where it begins"),
        ([PLANT, MARKET], [link("P", "M", "goods", "teleport")], UnknownChoice, "mode"),
        ([PLANT, MARKET], [link("P", "M", "money")], UnknownChoice, "kind of link"),
        (
            [PLANT, MARKET, Node(id="X", kind="shop", place="", group="")],
            [LANE],
            UnknownChoice,
            "kind of node",
        ),
        ([PLANT, PLANT, MARKET], [LANE], BadValue, "stands twice"),
        ([PLANT, MARKET], [LANE, LANE], BadValue, "stands twice"),
        ([PLANT, MARKET], [LANE, link("P", "Q")], BadValue, "kind is missing"),
    ],
)
def test_a_network_that_makes_no_sense_is_refused_by_name(nodes, links, kind, words):
    assert any(isinstance(p, kind) and words in p.headline for p in refused(nodes, links))


def test_all_problems_are_told_at_once():
    bad = [PLANT, MARKET, SUPPLIER, PORT]
    assert {p.where for p in refused(bad, [LANE])} == {"S", "T"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"nodes": [], "links": 3}', '{"nodes":[{}],"links":[]}']
)
def test_text_that_is_no_network_is_refused_in_a_sentence(text):
    with pytest.raises(BadValue, match="to_json's form"):
        SupplyNetwork.from_json(text)


def test_an_undirected_graph_is_refused():
    record = nx.node_link_data(nx.Graph([("a", "b")]), edges="links")
    with pytest.raises(BadValue, match="directed multigraph"):
        SupplyNetwork.from_json(json.dumps(record))


def test_numbers_that_are_not_finite_are_refused():
    graph = SupplyNetwork.of([PLANT, MARKET], [LANE]).to_graph()
    graph.nodes["P"]["cap"] = float("nan")
    with pytest.raises(Problems, match="cap is not finite"):
        SupplyNetwork(graph)


def test_an_unknown_node_is_refused_with_the_known_ones():
    with pytest.raises(UnknownChoice, match="Use one of: M, P"):
        SupplyNetwork.of([PLANT, MARKET], [LANE]).reached("Q")


def test_graphml_is_well_formed_and_the_kinds_are_closed():
    network = SupplyNetwork.of([HQ, PLANT, MARKET], [RULE, LANE])
    assert ET.fromstring(network.to_graphml()).tag.endswith("graphml")  # noqa: S314 - our own text
    assert {n.kind for n in network.nodes()} <= set(NODE_KINDS)
    assert {e.kind for e in network.links()} == set(LINK_KINDS)
