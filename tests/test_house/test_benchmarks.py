"""Every benchmark runs, and its contenders do the same work; how long they take is not a test."""

from __future__ import annotations

import pytest

from benchmarks import __main__ as command
from benchmarks import (
    bounds,
    breaks,
    briefings,
    build,
    firm_pages,
    matching,
    one_file,
    points,
    scenario_answers,
    scenario_build,
    scenario_outages,
    start,
    understanding,
    uploads,
)
from benchmarks.compare import Target, interleaved
from benchmarks.made_firm import made_firm


@pytest.mark.browser
def test_the_one_file_page_and_folium_both_draw_every_region() -> None:
    (table,) = one_file.tables(rounds=1)
    assert set(table.counts) == {one_file.OURS, one_file.FOLIUM}
    assert min(table.counts.values()) >= 372
    assert table.counts[one_file.OURS] == table.counts[one_file.FOLIUM]


@pytest.mark.browser
def test_a_plain_page_and_ours_both_open() -> None:
    table = start.pages(rounds=1)
    assert [row[0] for row in table.rows][:2] == [start.PLAIN, start.ATLAS]


def test_a_small_table_is_read_the_same_in_every_process(monkeypatch) -> None:
    monkeypatch.setattr(uploads, "PAUSE_S", 0)
    (table,) = uploads.tables(rounds=1)
    assert {row[0] for row in table.rows} == {uploads.AHEAD, uploads.COLD, uploads.HERE}


def test_every_row_of_a_large_sheet_is_a_line_and_has_a_match() -> None:
    (table,) = understanding.tables(rounds=1, rows=300)
    assert table.counts == {"lines": 300, "matches": 300}


def test_every_command_of_the_start_table_runs() -> None:
    assert [row[0] for row in start.commands(rounds=1).rows] == list(start.COMMANDS)


def test_both_ways_to_bounds_agree_on_every_unit() -> None:
    counts = bounds.shipped(rounds=1).counts
    assert counts["units"] == counts["agree"] == 400
    tree = bounds.made(100)
    every = range(len(tree.low))
    assert bounds.cold_lps(tree, every) == list(zip(*tree.intervals, strict=True))
    assert len(bounds.sweep(rounds=1, sizes=(100,)).rows) == 1


def test_our_map_and_the_peers_have_the_same_regions() -> None:
    (table,) = build.tables(rounds=1, level="province")
    assert table.counts == {"regions": 34, "geopandas": 34}


def test_our_breaks_are_as_tight_as_the_peers() -> None:
    (table,) = breaks.tables(rounds=1, sizes=(31, 200))
    assert table.counts == {"sizes": 2, "as tight": 2}


def test_every_way_to_the_cost_of_outages_agrees() -> None:
    (table,) = scenario_outages.tables(rounds=1, scenarios=12)
    assert table.counts == {"scenarios": 12, "agree": 12}


def test_every_question_of_the_answers_table_is_answered() -> None:
    (table,) = scenario_answers.tables(rounds=1, points=2)
    assert table.counts["points"] == 2
    assert table.counts["solves"] >= 2


def test_the_peer_builds_the_same_model_where_it_is_installed() -> None:
    table = scenario_build.beside_linopy(rounds=1, size=(20, 5, 100))
    assert set(table.counts.values()) <= {0}
    assert any("linopy" in row[1] for row in table.rows) is bool(table.counts)


def test_firms_of_several_sizes_are_built_and_solved() -> None:
    sizes = ((20, 5, 60), (40, 5, 120))
    assert scenario_build.by_size(rounds=1, sizes=sizes).counts == {"sizes": 2}
    assert scenario_build.large((20, 5, 60)).counts == {"found": 1}


def test_a_warm_worker_and_the_command_find_the_same_plan() -> None:
    assert firm_pages.answers(rounds=1).counts == {"agree": 1}


def test_the_map_and_the_pages_of_a_made_firm_are_drawn() -> None:
    firms = {"made": made_firm(20, 5, 60)}
    assert firm_pages.drawings(firms, rounds=1).counts["made"] >= 15
    assert firm_pages.pages({"made": made_firm(20, 5, 60), "larger": made_firm(30, 5, 90)},
                            rounds=1).counts == {"pages": 9}  # fmt: skip


def test_every_way_counts_the_same_points() -> None:
    large, peers, memory, making = points.tables(rounds=1, large=30_000, small=10_000)
    assert large.counts == {"rows": 30_000, "same": 1}
    assert max(peers.counts["shapely apart"], peers.counts["sjoin apart"]) <= peers.counts["border"]
    assert memory.counts == {"sizes": 2}
    assert making.counts == {"regions": 372}


def test_names_are_matched_beside_a_join_that_counts_the_same_rows() -> None:
    many, rows = matching.tables(rounds=1, distinct=500, rows=2_000)
    assert many.counts["rows"] == 500
    assert many.counts["found"] > 250
    assert rows.counts == {"rows": 2_000, "joined": 2_000}


def test_slides_are_the_same_each_time_and_the_study_is_written() -> None:
    first, second = briefings.tables(rounds=1, tongues=("en",))
    assert len(first.rows) == len(second.rows) == 1


def test_medians_are_of_turns_forwards_and_backwards() -> None:
    order: list[str] = []
    times = iter(range(6))

    def runs(name: str) -> float:
        order.append(name)
        return next(times)

    found = interleaved({"a": lambda: runs("a"), "b": lambda: runs("b")}, rounds=3)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert found == {"a": 3, "b": 2}


@pytest.mark.parametrize(
    ("value", "at_least", "met"), [(2, True, False), (3, True, True), (2, False, True)]
)
def test_a_target_knows_its_side(value: float, *, at_least: bool, met: bool) -> None:
    target = Target(words="x", value=value, limit=2.5, at_least=at_least)
    assert target.met is met
    assert ("MISSED" in str(target)) is not met


def test_the_command_refuses_a_name_it_does_not_know(capsys) -> None:
    with pytest.raises(SystemExit):
        command.main(["no-such"])
    assert "one_file" in capsys.readouterr().err
