"""The study's network: what it says, and that it carries no number."""

import csv
from importlib import resources

import pytest

from data.errors import Problems
from network.graph import SupplyNetwork
from network.template import MARKETS, Statement, study_network

# The template's own keys: everything a node or link may say. None is a quantity.
NODE_WORDS = {"kind", "place", "group", "facts"}
LINK_WORDS = {"kind", "group", "facts"}


@pytest.fixture(scope="module")
def rows():
    with (resources.files("data.tables") / "seed_facts.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def statements(rows):
    return [
        Statement(id=r["fact_id"], topic=r["topic"], indicator=r["indicator"], place=r["geography"])
        for r in rows
    ]


@pytest.fixture(scope="module")
def network(statements):
    return study_network(statements)


def test_hong_kong_decides_seven_places_make_and_five_markets_buy(network):
    assert [n.place for n in network.nodes("hq")] == ["810000"]
    assert {n.place for n in network.nodes("plant")} == {
        "440000", "320000", "350000", "330000", "310000", "CN-26", "SEA",
    }  # fmt: skip
    assert {n.id for n in network.nodes("market")} == set(MARKETS)
    assert len(network.links("control")) == 7
    assert len(network.links("goods")) == 35


def test_every_place_that_makes_is_linked_with_every_market_because_the_study_singles_none_out(
    network,
):
    markets = {n.id for n in network.nodes("market")}
    assert all(network.reached(p.id) == markets for p in network.nodes("plant"))


def test_no_figure_of_the_study_is_on_a_node_or_a_link(network):
    for _, attributes in network.graph.nodes(data=True):
        assert attributes.keys() == NODE_WORDS
    for *_, attributes in network.graph.edges(data=True):
        assert attributes.keys() == LINK_WORDS
    values = [
        v
        for attributes in [
            *(a for _, a in network.graph.nodes(data=True)),
            *(a for *_, a in network.graph.edges(data=True)),
        ]
        for v in attributes.values()
    ]
    assert not [v for v in values if isinstance(v, int | float)]


def test_every_node_and_link_names_statements_that_exist(network, rows):
    known = {r["fact_id"] for r in rows}
    for part in [*network.nodes(), *network.links()]:
        assert part.facts
        assert set(part.facts) <= known


def test_the_roles_rest_on_the_statements_about_them(network, rows):
    text = {r["fact_id"]: r["verbatim"] for r in rows}
    head = network.nodes("hq")[0]
    assert head.facts[0] == "F117"
    assert "headquarters for supply chain management" in text[head.facts[0]]
    for plant in network.nodes("plant"):
        assert "main manufacturing bases" in text[plant.facts[0]]
    by = {n.id: [text[f] for f in n.facts] for n in network.nodes()}
    assert any("30,971" in t for t in by["GD"])
    assert any("2,638" in t for t in by["SH"])
    assert any("40%" in t and "US and European" in t for t in by["M-EU"])
    assert by["M-EU"] == by["M-US"]


def test_the_order_of_the_statements_does_not_matter(statements, network):
    assert study_network(reversed(statements)) == network


@pytest.mark.parametrize(
    "gone", ["China+N roles", "sales markets", "HKME distribution", "HKIE profile"]
)
def test_a_missing_statement_is_named(statements, gone):
    with pytest.raises(Problems, match=gone.replace("+", r"\+")):
        study_network([s for s in statements if s.topic != gone])


def test_the_network_survives_json(network):
    assert SupplyNetwork.from_json(network.to_json()) == network
