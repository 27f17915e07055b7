"""Facts and sources, as Python and as commands."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UnknownChoice
from data.packaged import load_rows, load_sources
from data.source import RELIABILITY
from plusn.cli import cli, run
from plusn.cli.layout import LINE, Column, aligned, cell_width, wrapped
from plusn.factbook import OTHER_STUDIES, _fact, facts, sources, topics

TEXTS = st.text(st.sampled_from("ab -苏州市，é("), max_size=60)


def printed(*arguments):
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def refuse_constant(name):
    raise AssertionError(f"{name} is no JSON")


def test_all_figures_of_the_study_come_in_its_order():
    assert facts()["fact_id"].tolist() == [f"F{n:03}" for n in range(1, 143)]


def test_topics_partition_the_study():
    parts = [facts(topic=topic) for topic in topics() if topic != OTHER_STUDIES]
    assert [row for part in parts for row in part["fact_id"]] == facts()["fact_id"].tolist()


def test_figures_of_other_studies_are_never_among_the_study_s():
    other = facts(topic=OTHER_STUDIES)
    assert len(other) == 23
    assert not set(other["fact_id"]) & set(facts()["fact_id"])
    assert all("SEED2025" not in ids for ids in other["source_id"])


def test_an_unknown_topic_is_refused_with_the_list():
    with pytest.raises(UnknownChoice) as caught:
        facts(topic="wages")
    assert all(topic in str(caught.value) for topic in topics())


def test_a_fact_without_a_figure_has_no_value_and_is_not_zero():
    frame = facts()
    assert (frame["value"].isna() == (frame["as_published"] == "")).all()
    assert frame["value"].isna().any()
    assert not (frame["value"] == 0).any()


def test_every_fact_says_how_reliable_its_source_is():
    for row in facts().to_dict("records"):
        assert row["reliability_means"] == RELIABILITY[row["reliability"]]
        assert "Made by Hong Kong" in row["citation"]
        assert row["verbatim"]


def test_the_weakest_source_decides_the_reliability():
    frame = facts(topic=OTHER_STUDIES)
    known = load_sources()
    for ids, letter in zip(frame["source_id"], frame["reliability"], strict=True):
        assert letter == max(known[i].reliability for i in ids)
    assert set(frame["reliability"]) == {"A", "B"}


def test_sources_list_every_source_once():
    frame = sources()
    assert frame["source_id"].is_unique
    assert len(frame) == len(load_sources())
    assert (frame["licence"].str.len() > 2).all()
    assert set(frame["reliability_means"]) == set(RELIABILITY.values())


def test_a_caller_cannot_change_the_facts_of_the_next():
    first = facts()
    first.loc[:, "indicator"] = ""
    assert facts()["indicator"].ne("").all()


@pytest.mark.parametrize("arguments", [["facts"], ["facts", "--topic", OTHER_STUDIES], ["sources"]])
def test_the_table_fits_a_hundred_cells(arguments):
    lines = printed(*arguments).splitlines()
    assert max(map(cell_width, lines)) <= LINE


def test_the_table_shows_figures_and_reliability_in_words():
    text = printed("facts", "--topic", "HKIE profile")
    assert "nearly 90 % of" in text
    assert "Reliability A: official or primary text." in text
    assert "D: arithmetic" in printed("sources")


def test_the_json_of_facts_is_strict_and_keeps_the_digits():
    text = printed("facts", "--format", "json")
    rows = json.loads(text, parse_constant=refuse_constant)
    assert len(rows) == 142
    assert rows[0]["source_id"] == ["SEED2025"]
    written = {row["fact_id"]: row["value"] for row in load_rows("seed_facts")}
    for row in rows:
        value = "" if row["value"] is None else json.dumps(row["value"])
        assert value == written[row["fact_id"]]
    assert '"value": 1.0,' in text
    assert '"value": 68314,' in text


def test_the_csv_of_facts_reads_back():
    rows = list(csv.DictReader(io.StringIO(printed("facts", "--format", "csv"))))
    ours = load_rows("seed_facts")
    shared = set(ours[0]) & set(rows[0])
    assert shared == set(ours[0])
    assert [{k: row[k] for k in shared} for row in rows] == [dict(row) for row in ours]


def test_sources_print_as_csv_and_json_alike():
    rows = list(csv.DictReader(io.StringIO(printed("sources", "--format", "csv"))))
    assert rows == json.loads(printed("sources", "--format", "json"))


def test_a_wrong_topic_ends_with_one_sentence_and_exit_code_2(capsys):
    assert run(["facts", "--topic", "wages"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "unknown topic 'wages'" in captured.err
    assert "Traceback" not in captured.err


@given(TEXTS, st.integers(2, 30))
def test_wrapping_loses_no_character_and_keeps_the_width(text, width):
    lines = wrapped(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_a_right_hand_column_ends_on_one_edge(rows):
    columns = [Column(title="a", width=9), Column(title="n", width=7, right=True)]
    lines = aligned(columns, rows).splitlines()
    assert all(cell_width(line) in range(10) or cell_width(line) == 17 for line in lines)


def test_a_row_of_two_sources_takes_the_weaker_letter():
    row = {"value": "1", "source_id": "SEED2025;WIKI_AREA;CENSUS2020"}
    assert _fact(row)["reliability"] == "C"


@pytest.mark.parametrize(
    ("text", "cells"), [("苏州", 4), ("，", 2), ("Ａ", 2), ("e\u0301", 1), ("é–", 2)]
)
def test_cells_are_counted_as_a_terminal_draws_them(text, cells):
    assert cell_width(text) == cells
