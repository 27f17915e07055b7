"""What would change the answer: every bar is the record's, and every change of plan is said."""

import copy
import re

import pytest

from briefing.backends.firm_swing_svg import draw, sides
from briefing.catalogue import entries
from briefing.firm.swing import describe_swing
from briefing.firm.swing_spec import SwingSpec
from briefing.palette import TOKENS
from briefing.spec import LANGUAGES
from plusn.scenarios.meanings import TOLD

from .firm_records import assert_words_are_clear, names, numbers_in, swung

WIDTHS = (330, 440, 600, 760, 860)
HOSTILE = "<script>alert(1)</script> {x} & 'quoted'"


@pytest.fixture(params=LANGUAGES)
def spec(request):
    return describe_swing(swung(), names(request.param), request.param)


def changed(change, lang="en"):
    record = copy.deepcopy(swung())
    change(record["tables"])
    return describe_swing(record, names(lang), lang)


def failing(tables):
    """Let the widest number have no plan at its low end, and keep no sites at its high end."""
    row = tables["swing"][0]
    row |= {"low_cost": None, "low_difference": None, "low_why": "too few speakers", "width": None}
    row |= {"low_changes": "", "high_changes": "P_SZ closes", "high_regret_of_today": None}
    tables["sites"].append(
        {
            "number": 1,
            "end": "high",
            "facility": "P_SZ",
            "change": "closes",
            "before": 1,
            "after": 0,
        }
    )


def test_a_spec_comes_back_from_json_as_it_was(spec):
    assert SwingSpec.model_validate_json(spec.model_dump_json()) == spec


def test_every_number_is_one_of_the_record(spec):
    known = set(numbers_in(swung()))
    shown = {
        n
        for row in spec.rows
        for end in row.ends
        for n in numbers_in([end.value, end.difference, end.regret])
    }
    assert shown
    assert shown <= known


def test_every_difference_is_written_in_millions(spec):
    for row in spec.rows:
        for end in row.ends:
            back = float(end.text.replace("−", "-"))
            assert back == pytest.approx(end.difference / 1e6, abs=0.0501)


def test_rows_go_by_width(spec):
    widths = [
        max(0, *(e.difference for e in row.ends)) - min(0, *(e.difference for e in row.ends))
        for row in spec.rows
    ]
    assert widths == sorted(widths, reverse=True)


def test_the_axis_holds_every_bar(spec):
    for row in spec.rows:
        for end in row.ends:
            assert 0 <= spec.axis.share(end.difference) <= 1
    assert 0 in {tick.value for tick in spec.axis.ticks}


def test_the_title_counts_the_numbers_that_change_the_plan():
    spec = describe_swing(swung(), names(), "en")
    assert sum(row.changes for row in spec.rows) == 3
    assert spec.title == "Three of eight numbers change the plan within their range"


@pytest.mark.parametrize(("count", "begin"), [(0, "None of eight"), (1, "One of"), (2, "Two of")])
def test_few_numbers_that_change_the_plan_are_named(count, begin):
    def fewer(tables):
        for number, row in enumerate(tables["swing"]):
            row["changes_plan"] = number < count

    title = changed(fewer).title
    assert title.startswith(begin)
    assert title.count("“") == count


@pytest.mark.parametrize("changes", [True, False])
def test_one_number_alone_is_named(changes):
    def one(tables):
        tables["swing"] = tables["swing"][:1]
        tables["swing"][0]["changes_plan"] = changes

    spec = changed(one)
    assert spec.rows[0].label in spec.title
    assert ("does not change" in spec.title) is not changes


def test_an_end_with_another_plan_says_which_and_what_not_to_do_costs(spec):
    for row in spec.rows:
        assert row.changes == any(end.changes for end in row.ends)
        for end in row.ends:
            assert bool(end.says) is end.changes
            if end.changes:
                assert f"{end.regret / 1e6:.1f}" in end.says
                assert end.says_all in row.aria


def test_openings_and_closings_stand_before_capacity():
    (row,) = [row for row in describe_swing(swung(), names(), "en").rows if row.number == 2]
    assert "Bac Ninh plant opens and Shenzhen plant closes" in row.high.says
    assert "Dongguan" not in row.high.says
    assert "Dongguan" in row.high.says_all


def test_an_end_without_a_plan_says_why():
    row = changed(failing).rows[0]
    assert row.low.text == "no plan"
    assert row.low.says == "At 6,700 there is no plan: too few speakers"
    assert "cannot deliver" in row.high.says
    assert {side for _, side in sides(row)} == {"left", "right"}


def test_own_numbers_and_assumptions_have_their_signs():
    def own(tables):
        tables["swing"][1]["number"] = "own"

    spec = changed(own)
    assert [row.sign for row in spec.rows[:3]] == ["assumption", "own", "assumption"]
    assert [key.sign for key in spec.key] == ["own", "assumption", "changes", "low", "high"]
    assert "own" not in {key.sign for key in describe_swing(swung(), names(), "en").key}


def test_ranges_have_their_units():
    ranges = [row.range_text for row in describe_swing(swung(), names(), "en").rows]
    assert ranges[:3] == ["6,700 to 12,500 units a week", "0% to 50%", "CNY 28 to 38 an hour"]
    assert "VND 36,600 to 85,400 M a year" in ranges


def test_every_unit_of_a_number_has_words():
    quiet = {"", "ISO 4217", "ISO 3166", "date", "ratio", "money", "as the column"}
    shares = {unit for unit, _ in TOLD.values() if unit.startswith("share")}
    places = {unit for unit, _ in TOLD.values() if unit.startswith("degrees")}
    odd = {"as the column changed", "weeks from the start", "units in the period"}
    odd |= {"territories", "plants", "modules", "money a module and year"}
    odd |= {"kg a capacity unit", "capacity units a unit"}
    told = {unit for unit, _ in TOLD.values()} - quiet - shares - places - odd
    for unit in told:
        slug = re.sub(r"[^a-z]+", "_", unit.lower().replace("'", "")).strip("_")
        assert f"swing.unit.{slug}" in entries("en"), unit


def test_no_code_of_the_case_is_on_screen(spec):
    said = str(spec.model_dump(mode="json", exclude={"digest", "kind", "lang"}))
    assert not re.search(r"P_[A-Z]{2}|section_301|per_week|swing\.|module", said)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_words_meet_in_a_drawing(spec, width):
    assert_words_are_clear(draw(spec, width=width, headed=True))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [330, 600, 760])
def test_no_words_meet_where_there_is_no_plan(lang, width):
    assert_words_are_clear(draw(changed(failing, lang), width=width, headed=True))


def test_both_ends_on_one_side_are_told_apart():
    def same(tables):
        tables["swing"][0] |= {"low_difference": 5e6, "high_difference": 9e6}
        tables["swing"][1] |= {"low_difference": -9e6, "high_difference": -9.1e6}

    for width in WIDTHS:
        assert_words_are_clear(draw(changed(same), width=width))


@pytest.mark.parametrize("theme", TOKENS)
def test_a_drawing_is_the_same_twice(theme):
    spec = describe_swing(swung(), names(), "en")
    assert draw(spec, theme=theme) == draw(spec, theme=theme)


def test_a_small_firm_is_told_too():
    spec = describe_swing(swung("two_plants"), names(case="two_plants"), "en")
    assert spec.caution == "Not calibrated"
    for width in WIDTHS:
        assert_words_are_clear(draw(spec, width=width, headed=True))


def test_hostile_labels_stay_text():
    def hostile(tables):
        for row in tables["swing"]:
            row["label"] = HOSTILE

    svg = draw(changed(hostile), width=340, headed=True)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert_words_are_clear(svg)
