"""Asking for the supply chain: choices, files, refusals."""

import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from data.errors import UnknownChoice, UnknownFormat, UnwritableOutput
from network.graph import SupplyNetwork
from plusn.supply_chain import supply


@pytest.fixture(scope="module")
def figure():
    return supply("diagram", "en")


@pytest.mark.parametrize(("view", "lang"), [("sankey", "en"), ("map", "fr")])
def test_an_unknown_choice_is_refused_with_the_known_ones(view, lang):
    with pytest.raises(UnknownChoice, match="Use one of"):
        supply(view, lang)


def test_the_network_files_are_read_by_networkx_and_by_us(figure, tmp_path):
    text = figure.save(tmp_path / "n.json").read_text(encoding="utf-8")
    assert SupplyNetwork.from_json(text) == figure.network
    assert nx.node_link_graph(json.loads(text), edges="links").number_of_edges() == 42
    graph = nx.read_graphml(figure.save(tmp_path / "n.graphml"))
    assert sorted(graph) == sorted(figure.network.graph)


def test_the_picture_is_written_as_svg(figure, tmp_path):
    path = figure.save(tmp_path / "n.svg")
    assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 - our own file


@pytest.mark.parametrize("name", ["n.png", "n", "n.json.txt"])
def test_an_unknown_ending_is_refused_and_nothing_is_written(figure, tmp_path, name):
    with pytest.raises(UnknownFormat, match="Use one of"):
        figure.save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_refused(figure, tmp_path):
    with pytest.raises(UnwritableOutput, match="another place"):
        figure.save(tmp_path / "absent" / "n.svg")
