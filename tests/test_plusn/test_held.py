"""Scenarios side by side: order, names, copies, and what deleting takes away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.errors import BadValue, UnknownChoice
from plusn.desk.held import MOST_HELD, Held, duplicate, new_id, remove, rename
from plusn.desk.knobs_back import values_of
from plusn.desk.knobs_rows import scenario_of
from plusn.scenarios.running import run

from .desk_cases import desk_case


def test_the_first_six_are_held_and_unknown_ones_are_not():
    case = desk_case("electronics")
    assert Held.of(case).ids == tuple(row.id for row in case.scenarios[:MOST_HELD])
    assert Held.of(case, ["china_plus_2", "<b>", "base", "base"]).ids == ("china_plus_2", "base")


def test_a_seventh_is_refused_with_a_sentence_and_nothing_changes():
    case = desk_case("electronics")
    held = Held.of(case)
    with pytest.raises(BadValue, match="6 scenarios are held already"):
        held.hold("ship_via_hong_kong")
    with pytest.raises(BadValue, match="held already"):
        duplicate(case, held, "base", "Copy")
    assert held.hold("base") is held
    assert held.let_go("base").hold("ship_via_hong_kong").ids[-1] == "ship_via_hong_kong"


def test_the_reader_decides_the_order():
    held = Held(("a", "b", "c"))
    assert held.move("c", 0).ids == ("c", "a", "b")
    assert held.move("a", 99).ids == ("b", "c", "a")
    assert held.move("z", 0) is held


def test_a_new_name_keeps_the_id():
    case = rename(desk_case("two_plants"), "duty_20", "  Dearer abroad ")
    assert [row.label for row in case.scenarios if row.id == "duty_20"] == ["Dearer abroad"]
    with pytest.raises(BadValue, match="needs a name"):
        rename(case, "duty_20", "   ")
    with pytest.raises(UnknownChoice):
        rename(case, "nothing", "x")


def test_a_copy_says_and_answers_the_same():
    case = desk_case("electronics")
    held = Held(("base",))
    made, after, name = duplicate(case, held, "ship_via_hong_kong", "Via our port!")
    assert (name, after.ids) == ("Via_our_port", ("base", "Via_our_port"))
    assert values_of(made, name) == values_of(case, "ship_via_hong_kong")
    original = run(case, "ship_via_hong_kong").result.objective
    assert run(made, name).result.objective == pytest.approx(original)


def test_deleting_takes_away_its_rows_and_no_others():
    case = desk_case("electronics")
    mine = scenario_of(
        case, {"plus": "1", "share_min": 33, "carbon": 50, "outage": "site:P_SZ"}, name="mine"
    )
    assert mine.policies[-1].id == "mine.policy"
    left, held = remove(mine, Held(("mine", "base")), "mine")
    assert left == case
    assert held.ids == ("base",)
    fewer, _ = remove(case, Held(), "plus_1_gd_shutdown_8w")
    assert len(fewer.policies) == len(case.policies)
    assert len(fewer.events) == len(case.events) - 1


def test_a_policy_that_another_scenario_uses_stays():
    case = scenario_of(desk_case("electronics"), {"region_cap": 71}, name="a")
    both = scenario_of(case, {"region_cap": 71, "carbon": 9}, name="b")
    assert [row.policy for row in both.scenarios[-2:]] == ["a.policy", "b.policy"]
    *others, last = both.scenarios
    shared = (*others, last.model_copy(update={"policy": "a.policy"}))
    left, _ = remove(replace(both, scenarios=shared), Held(), "a")
    assert values_of(left, "b")["region_cap"] == 71


@pytest.mark.parametrize(
    ("label", "made"), [("", "scenario"), ("東莞 停產", "scenario"), ("a; b = c", "a_b_c")]
)
def test_an_id_is_made_of_plain_letters(label, made):
    assert new_id(desk_case("two_plants"), label) == made


def test_a_copy_keeps_its_limits_when_the_one_it_was_copied_from_is_set_otherwise():
    case = scenario_of(desk_case("electronics"), {"plus": "1", "share_min": 17}, name="mine")
    copied, _, name = duplicate(case, Held(), "mine", "Copy")
    after = scenario_of(copied, {"plus": "1", "share_min": 30}, name="mine")
    assert values_of(after, "mine")["share_min"] == 30
    assert values_of(after, name) == values_of(case, "mine")


def test_a_policy_that_another_scenario_was_given_by_hand_is_left_to_it():
    case = scenario_of(desk_case("electronics"), {"plus": "1", "share_min": 17}, name="mine")
    given = case.scenarios[0].model_copy(update={"policy": case.scenarios[-1].policy})
    shared = replace(case, scenarios=(given, *case.scenarios[1:]))
    after = scenario_of(shared, {"plus": "1", "share_min": 30}, name="mine")
    assert values_of(after, given.id)["share_min"] == 17
    assert values_of(after, "mine")["share_min"] == 30
