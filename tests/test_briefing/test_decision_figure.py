"""The decision table says what the record says, in three languages, and no more."""

import copy
import re

import pytest

from briefing.backends.firm_decision_svg import draw
from briefing.catalogue import text
from briefing.firm.decision import BREAKS, describe_decision, shown_first
from briefing.firm.decision_spec import DecisionSpec
from briefing.palette import TOKENS
from briefing.spec import LANGUAGES

from .firm_records import assert_words_are_clear, decided, names, numbers_in

WIDTHS = (340, 440, 860, 1080)
HOSTILE = "<script>alert(1)</script> {x} & 'quoted'"


@pytest.fixture(params=LANGUAGES)
def spec(request):
    return describe_decision(decided(), names(request.param), request.param)


def described(record):
    return describe_decision(record, names(), "en")


def changed(change):
    record = copy.deepcopy(decided())
    change(record)
    return described(record)


def cells_of(record, regime):
    return [row for row in record["tables"]["decision"] if row["regime"] == regime]


def test_a_spec_comes_back_from_json_as_it_was(spec):
    assert DecisionSpec.model_validate_json(spec.model_dump_json()) == spec


def test_every_number_is_one_of_the_record(spec):
    known = set(numbers_in(decided()))
    shown = {
        n
        for row in spec.rows
        for n in numbers_in([row.regret, *((c.cost, c.difference) for c in row.cells)])
    }
    assert shown
    assert shown <= known


def test_every_cost_is_written_as_its_number_in_millions(spec):
    for row in spec.rows:
        for cell in row.cells:
            assert cell.text == f"{cell.cost / 1e6:,.1f}"


def test_plans_with_the_same_sites_share_a_row():
    spec = described(decided())
    assert [row.plan for row in spec.rows] == ["today", "free", "china_plus_1", "china_plus_2"]
    (shared,) = [row for row in spec.rows if row.also]
    assert (shared.plan, shared.also) == ("free", (names().plan("stay"),))
    assert spec.title.split(" plans")[0].endswith("four")


def test_the_title_is_proved_by_the_table(spec):
    (safest,) = [row for row in spec.rows if row.safest]
    assert safest.label in spec.title
    assert safest.regret == min(row.regret for row in spec.rows)
    assert safest.regret_text in spec.title
    complete = {column.regime for column in spec.columns if column.complete}
    for row in spec.rows:
        worst = max(c.difference for c in row.cells if c.regime in complete)
        assert row.regret == pytest.approx(worst, abs=1)
    where = text("decision.title.where", spec.lang)
    assert where in spec.title


def test_an_incomplete_outcome_has_no_ranking(spec):
    (n,) = [n for n, column in enumerate(spec.columns) if not column.complete]
    assert spec.columns[n].tag
    assert spec.columns[n].why
    for row in spec.rows:
        cell = row.cells[n]
        assert (cell.state, cell.difference, cell.step) == ("incomplete", None, None)
        assert cell.under == text("decision.no_total", spec.lang)


def test_the_cheapest_of_each_complete_outcome_is_marked(spec):
    for n, column in enumerate(spec.columns):
        best = [row.cells[n] for row in spec.rows if row.cells[n].state == "best"]
        assert bool(best) is column.complete
        assert all(cell.step == 0 for cell in best)
        for row in spec.rows:
            cell = row.cells[n]
            if cell.state == "ranked":
                share = cell.difference / min(r.cells[n].cost for r in spec.rows)
                assert cell.step == 1 + sum(share >= at for at in BREAKS)


def test_no_code_of_the_case_is_on_screen(spec):
    said = spec.model_dump(mode="json", exclude={"digest", "kind", "lang"})
    for row in said["rows"]:
        row.pop("plan")
        for cell in row["cells"]:
            del cell["plan"], cell["regime"]
    for column in said["columns"]:
        del column["regime"]
    assert not re.search(
        r"P_[A-Z]{2}|us-[a-z0-9]|china_plus|us_tariff|ieepa_|decision\.", str(said)
    )


def test_every_language_says_its_own_words():
    titles = {describe_decision(decided(), names(lang), lang).title for lang in LANGUAGES}
    assert len(titles) == len(LANGUAGES)


def test_all_outcomes_are_shown_where_they_are_few():
    assert all(column.shown for column in described(decided()).columns)


def test_of_many_outcomes_what_counts_is_shown_first():
    rows = [{"regime": "base", "kind": "base", "duties": "incomplete"}]
    rows += [{"regime": f"s{n}", "kind": "scenario", "duties": "complete"} for n in range(2)]
    rows += [{"regime": f"bad{n}", "kind": "dated", "duties": "incomplete"} for n in range(2)]
    rows += [{"regime": f"d{n}", "kind": "dated", "duties": "complete"} for n in range(4)]
    assert shown_first(rows) == {"base", "s0", "s1", "d2", "d3"}


# -- titles ---------------------------------------------------------------------------------


def test_two_safest_plans_are_both_named():
    def tie(record):
        for row in record["tables"]["plans"]:
            row["safest"] = row["plan"] in {"free", "today"}

    title = changed(tie).title
    assert "equally the safest" in title
    assert names().plan("free") in title


def test_a_plan_that_is_always_cheapest_is_called_so():
    def always(record):
        for row in record["tables"]["decision"]:
            if row["best"] is not None:
                row["best"] = row["plan"] == "free"

    assert "the cheapest of four plans in every outcome, where duties" in changed(always).title


def test_without_a_complete_outcome_no_plan_is_called_the_best():
    def lacking(record):
        for row in record["tables"]["regimes"]:
            row["duties"] = "incomplete"
        for row in record["tables"]["decision"]:
            row["best"] = None
        for row in record["tables"]["plans"]:
            row |= {"largest_regret": None, "safest": False}

    spec = changed(lacking)
    assert spec.title.startswith("A duty is missing in every outcome")
    assert {cell.state for row in spec.rows for cell in row.cells} == {"incomplete"}
    assert {row.regret_text for row in spec.rows} == {"none"}


def test_where_no_plan_serves_every_outcome_none_is_the_safest():
    def failing(record):
        for row in cells_of(record, "base"):
            row |= {"cost": None, "difference": None, "best": False, "why": "too few speakers"}
        for row in record["tables"]["plans"]:
            row |= {"largest_regret": None, "safest": False}

    spec = changed(failing)
    assert spec.title.startswith("None of four plans can deliver")
    cell = spec.rows[0].cells[0]
    assert (cell.state, cell.text, cell.why) == ("no_plan", "no plan", "too few speakers")
    assert "too few speakers" in cell.aria


def only(record):
    tables = record["tables"]
    tables["plans"] = [row for row in tables["plans"] if row["plan"] == "free"]
    tables["decision"] = [row for row in tables["decision"] if row["plan"] == "free"]


def test_one_plan_alone_is_not_the_safest_of_anything():
    spec = changed(only)
    assert "safest" not in spec.title
    assert "from HKD 276.5 M to HKD 289.2 M a year" in spec.title
    assert not any(row.safest for row in spec.rows)


def test_one_plan_that_cannot_deliver_is_said():
    def failing(record):
        only(record)
        cells_of(record, "base")[0].update(cost=None, difference=None, best=False, why="w")

    assert "cannot deliver in every outcome" in changed(failing).title


def test_a_title_over_complete_outcomes_alone_needs_no_limit():
    def whole(record):
        tables = record["tables"]
        gone = "us-ieepa-2025-05"
        tables["regimes"] = [row for row in tables["regimes"] if row["regime"] != gone]
        tables["decision"] = [row for row in tables["decision"] if row["regime"] != gone]

    spec = changed(whole)
    assert "where duties are complete" not in spec.title
    assert spec.regret_head == "Largest regret over the three"


def test_a_difference_that_rounds_to_nothing_is_still_one():
    def tiny(record):
        row = next(row for row in cells_of(record, "base") if row["plan"] == "today")
        row["difference"] = 2000.0

    assert changed(tiny).rows[0].cells[0].under == "+<0.1"


def test_what_is_left_out_is_listed_with_its_reason():
    def left(record):
        record["left_out"] = {"us-ieepa-2025-04": "not in force"}
        record["no_plan"] = {"quick": "no lane is that fast"}

    spec = changed(left)
    assert [one.why for one in spec.omitted] == ["no lane is that fast", "not in force"]
    assert spec.omitted[0].label == names().plan("quick")


def test_an_uncalibrated_made_up_case_says_both():
    def doubtful(record):
        record["standing"] = {"illustrative": True, "calibrated": None, "difference": None}

    spec = changed(doubtful)
    assert spec.caution == "Not calibrated"
    assert spec.notice == "Illustrative firm: every number is made up"


# -- drawings -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_no_words_meet_in_a_drawing(spec, width):
    assert_words_are_clear(draw(spec, width=width, headed=True, every=True))


@pytest.mark.parametrize("theme", TOKENS)
def test_a_drawing_has_every_cell_to_pick(theme):
    spec = described(decided())
    svg = draw(spec, theme=theme, every=True)
    for row in spec.rows:
        for cell in row.cells:
            assert f'data-pick="plan:{cell.plan}|regime:{cell.regime}"' in svg
    assert svg == draw(spec, theme=theme, every=True)


def test_hostile_names_stay_text():
    record = copy.deepcopy(decided())
    known = names()
    given = known.__class__(**{**vars(known), "policies": dict.fromkeys(known.policies, HOSTILE)})
    spec = describe_decision(record, given, "en")
    for width in (340, 1080):
        svg = draw(spec, width=width, headed=True)
        assert "<script" not in svg
        assert "&lt;script&gt;" in svg
        assert_words_are_clear(svg)
