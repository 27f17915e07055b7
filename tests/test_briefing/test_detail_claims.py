"""Every number and every claim of the detail screen is that of a command's record."""

from __future__ import annotations

import copy
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefing.catalogue import text
from briefing.firm.board import describe_board
from briefing.firm.breakeven import BreakevenSpec, describe_breakeven, marks
from briefing.firm.bridge import BridgeSpec, describe_bridge
from briefing.firm.certificate import describe_certificate, describe_inputs, gap_in_words
from briefing.firm.duty import describe_duty, entries_of, rate_text
from briefing.firm.frame import Standing
from briefing.firm.tradeoff import describe_tradeoff
from briefing.firm.via import via_sentence
from briefing.firm.walk import (
    GROUPS,
    MOST,
    Leg,
    Term,
    changes_of,
    walk_of_baseline,
    walk_of_compare,
    walk_of_terms,
)
from briefing.firm.weeks import WeeksSpec, describe_weeks, weeks_on_map, whole
from briefing.spec import LANGUAGES

from .detail_figures import figure, names, record

TERMS = [term for terms in GROUPS.values() for term in terms] + ["unheard_of"]
STANDING = Standing(illustrative=True)
AMOUNTS = st.floats(min_value=0, max_value=1e9).map(lambda value: round(value, 2))


def changed(name, change):
    told = copy.deepcopy(record(name))
    change(told)
    return told


# -- bridge ---------------------------------------------------------------------------------------


@given(
    st.dictionaries(st.sampled_from(TERMS), AMOUNTS),
    st.dictionaries(st.sampled_from(TERMS), AMOUNTS),
)
def test_bars_walk_from_total_to_total_whatever_the_terms(before, after):
    walk = walk_of_terms(("A", "B"), before, after, currency="HKD", weeks=52)
    spec = describe_bridge(walk, names(), STANDING)
    assert spec.bars[0].end == pytest.approx(sum(before.values()))
    assert spec.bars[-1].end == pytest.approx(sum(after.values()))
    changes = [bar for bar in spec.bars if bar.kind == "change"]
    assert sum(bar.change for bar in changes) == pytest.approx(
        spec.bars[-1].end - spec.bars[0].end, abs=1e-3
    )
    for one, other in pairwise(spec.bars[:-1]):
        assert other.start == one.end
    assert len(changes) <= MOST
    for bar in spec.bars:
        assert spec.axis.low <= bar.end <= spec.axis.high


@given(st.lists(st.tuples(st.sampled_from(TERMS), AMOUNTS, AMOUNTS), unique_by=lambda t: t[0]))
def test_what_is_joined_keeps_its_sum_and_every_term_once(rows):
    terms = tuple(Term(term=t, before=a, after=b) for t, a, b in rows)
    found = changes_of(Leg(begin=0, end=0, terms=terms))
    told = [term.term for change in found for term in change.terms]
    felt = {t.term for t in terms if t.change}
    assert sorted(told) == sorted(set(told))
    assert felt <= set(told) | {t.term for t in terms if abs(t.change) < 1e-3}
    assert sum(c.amount for c in found) == pytest.approx(sum(t.change for t in terms), abs=1e-3)


def test_the_three_steps_are_those_of_the_record_with_every_term():
    told, spec = record("baseline"), figure("bridge")
    totals = [bar.end for bar in spec.bars if bar.kind == "total"]
    assert totals == list(told["steps"].values())
    assert [bar.text for bar in spec.bars if bar.kind == "total"] == [
        f"{total / 1e6:,.1f}" for total in totals
    ]
    rows = [(row["term"], row["before"], row["after"]) for row in told["tables"]["bridge"]]
    shown = [(t.term, t.before, t.after) for bar in spec.bars for t in bar.terms]
    assert sorted(shown) == sorted(rows)
    for bar in spec.bars:
        for term in bar.terms:
            assert term.texts[:2] == tuple(f"{v / 1e6:,.1f}" for v in (term.before, term.after))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reason_names_the_sites_and_the_largest_amounts_of_the_record(lang):
    told, spec = record("baseline"), figure("bridge", lang)
    for row in told["tables"]["sites"]:
        assert names(lang).site(row["facility"]).removesuffix(" plant") in spec.reason
    bars = {bar.id.partition("-")[2]: bar for bar in spec.bars if bar.kind == "change"}
    largest = [
        min(bars.values(), key=lambda b: b.change),
        max(bars.values(), key=lambda b: b.change),
    ]
    steps = list(told["steps"].values())
    for amount in (*(bar.change for bar in largest), steps[2] - steps[1]):
        assert f"{abs(amount) / 1e6:,.1f}" in spec.reason
    assert f"{(steps[1] - steps[2]) / 1e6:,.1f}" in spec.title


def test_a_pair_is_called_by_its_scenarios_and_says_which_costs_more():
    spec = figure("bridge-pair")
    costs = [row["objective"] for row in record("compare")["tables"]["scenarios"]]
    assert [bar.end for bar in spec.bars if bar.kind == "total"] == costs
    assert "10 points higher” costs HKD 8.0 M a year more than “Today's" in spec.title


def test_nothing_that_changes_says_so():
    walk = walk_of_terms(("A", "B"), {"duty": 5e6}, {"duty": 5e6}, currency="HKD", weeks=26)
    spec = describe_bridge(walk, names(), STANDING)
    assert spec.title == "“B” costs the same as “A”"
    assert "no cost changes" in spec.reason
    assert "in 26 weeks" in spec.subtitle


def test_a_bridge_that_does_not_add_up_is_refused():
    spec = figure("bridge").model_dump()
    spec["bars"][3]["start"] += 1e4
    with pytest.raises(ValidationError, match="begins at"):
        BridgeSpec.model_validate(spec)


# -- break-even -----------------------------------------------------------------------------------


def test_turning_points_costs_and_lines_are_those_of_the_record():
    told, spec = record("breakeven"), figure("breakeven")
    (point,) = told["tables"]["points"]
    (turn,) = spec.turns
    assert (turn.value, turn.exact) == (point["value"], True)
    assert turn.label in spec.title
    assert turn.label == f"{100 * point['value']:.2f}%"
    ends = {
        (piece["open_plants"], piece["cost_at_low"], piece["cost_at_high"])
        for piece in told["tables"]["pieces"]
    }
    assert {(line.id, line.points[0][1], line.points[-1][1]) for line in spec.lines} == ends
    for line in spec.lines:
        for (low, cost), _ in line.best:
            others = [_at(other, low) for other in spec.lines]
            assert cost == pytest.approx(min(others))
    assert [line.current for line in spec.lines] == [False, True]
    assert "exact, and there are no others" in spec.how_sure


def _at(line, value):
    for (x, y), (x2, y2) in pairwise(line.points):
        if x <= value <= x2:
            return y + (y2 - y) * (value - x) / (x2 - x)
    raise AssertionError(value)


def test_the_track_has_today_and_the_value_that_is_set():
    found = {mark.kind: mark for mark in marks(record("breakeven"), names(), at=0.3)}
    assert found["today"].value == 0.055
    assert found["set"].value == 0.3
    assert found["turn"].says == "Bac Ninh plant opens and Shenzhen plant closes"
    assert "set" not in {mark.kind for mark in marks(record("breakeven"), names(), at=0.7)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_interval_is_told_with_its_ends_and_width_and_that_more_may_lie_between(lang):
    told, spec = record("bracket"), figure("bracket", lang)
    (bracket,) = told["tables"]["brackets"]
    (turn,) = spec.turns
    assert (turn.low, turn.high, turn.exact) == (bracket["low"], bracket["high"], False)
    assert f"{bracket['width']:.2f}" in turn.label
    assert "1,702.86" in turn.label
    assert "1,703.13" in turn.label  # never narrower than it is
    assert spec.more_possible
    assert spec.how_sure == text("detail.sure.bracket", lang)
    dots = {point for line in spec.lines for point in line.points}
    assert dots == {(row["value"], row["cost"]) for row in told["tables"]["looks"]}
    assert not any(line.known for line in spec.lines)


def test_where_nothing_turns_exact_and_not_looked_at_are_told_apart():
    def without(told):
        told["tables"] |= {"points": [], "brackets": [], "sites": []}

    sure = describe_breakeven(changed("breakeven", without), names())
    assert "the same sites stay cheapest" in sure.title
    unsure = describe_breakeven(changed("bracket", without), names(name="bracket"), label="X")
    assert "no change of sites was found" in unsure.title
    assert "changes may lie between" in unsure.how_sure


def test_a_search_that_ended_early_gives_an_interval_and_no_value():
    def early(told):
        told |= {"exact": False, "more_possible": True}
        told["tables"]["points"][0] |= {"exact": False, "earliest": 0.1, "latest": 0.13}

    spec = describe_breakeven(changed("breakeven", early), names())
    assert spec.title == "The answer turns between 10% and 13%"
    assert "time limit" in spec.how_sure


def test_a_factor_is_told_as_one_and_cells_that_differ_have_no_value_of_today():
    spec = figure("factor")
    assert {mark.label for mark in spec.marks if mark.kind == "today"} == {"× 1"}
    several = changed("breakeven", lambda told: told.update(entered=[0.055, 0.1]))
    assert "today" not in {mark.kind for mark in marks(several, names())}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_duties_that_lack_a_layer_make_costs_no_totals_and_the_figure_says_so(lang):
    assert record("ieepa")["lacking"]
    notes = figure("ieepa", lang).notes
    assert text("detail.no_totals", lang) in notes
    assert any(names(lang).territory("VN") in note for note in notes)
    assert text("detail.no_totals", lang) not in figure("breakeven", lang).notes
    told = changed("baseline", lambda r: r.update(lacking=record("ieepa")["lacking"]))
    bridge = describe_bridge(walk_of_baseline(told), names(lang), STANDING)
    for spec in (bridge, describe_board(told, names(lang))):
        assert text("detail.no_totals", lang) in spec.notes


def test_a_mark_outside_the_range_is_refused():
    spec = figure("breakeven").model_dump()
    spec["marks"][0]["value"] = 0.9
    with pytest.raises(ValidationError, match="outside the range"):
        BreakevenSpec.model_validate(spec)


# -- duty -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["duty", "lacking"])
def test_stacks_and_layers_are_those_of_the_record(which):
    told = record(which)
    for dest, product in entries_of(told):
        spec = describe_duty(told, names(), {}, dest=dest, product=product)
        stacks = [
            r for r in told["tables"]["stacks"] if (r["dest"], r["product"]) == (dest, product)
        ]
        for row, stack in zip(spec.rows, stacks, strict=True):
            known = stack["fob_rate"] + stack["cif_rate"]
            assert sum(part.rate for part in row.layers) == pytest.approx(known)
            assert row.total == stack["total_rate"]
            if row.total is None:
                assert row.text == "incomplete: no total"
                assert "not given" in row.note
            else:
                assert row.text == rate_text(row.total)
        told_rows = {r["row"] for r in told["tables"]["layers"]
                     if (r["dest"], r["product"]) == (dest, product)}  # fmt: skip
        assert len(spec.table) == len(told_rows)


def test_a_what_if_is_dashed_beside_what_was_and_no_total_is_made_up():
    mainland = figure("duty").rows[0]
    assert [(part.what_if, round(part.rate, 6)) for part in mainland.layers] == [
        (False, 0.036), (False, 0.055), (True, 0.1),
    ]  # fmt: skip
    assert figure("duty").rows[-1].label == "Fails origin rule"
    assert "have no total" in figure("lacking").title
    assert any("no total" in note for note in figure("lacking").notes)
    yours = [line.cells[3] for line in figure("duty").table]
    assert yours.count("yours") == 1


def test_what_has_ended_is_in_the_table_in_grey_and_not_drawn():
    def end(told):
        for row in told["tables"]["layers"]:
            if row["layer"] == "section_301":
                row |= {"state": "ended", "to": "2025-12-31", "charged": 0.0,
                        "charged_before": 0.0, "changed": False}  # fmt: skip

    spec = describe_duty(changed("duty", end), names(), {}, dest="US", product="speaker")
    (line,) = [line for line in spec.table if "Section 301" in line.cells[0]]
    assert (line.faint, line.cells[3]) == (True, "ended")
    assert all(part.layer != "section_301" for row in spec.rows for part in row.layers)


# -- weeks ----------------------------------------------------------------------------------------


def test_weeks_are_those_of_the_record_and_late_is_what_restarts_too_late():
    told = {row["place"]: row for row in record("survive")["tables"]["survival"]}
    spec = figure("weeks")
    for row in spec.rows:
        mine = told[row.place]
        assert (row.weeks, row.restart) == (mine["weeks_served"], mine["weeks_to_restart"])
        assert row.short == mine["exposed"]
        served = whole(row.weeks) + ("+" if row.longer else "")
        assert row.text == f"{served} of {row.restart:g}"
    kinds = [row.kind for row in spec.rows]
    assert kinds == sorted(kinds)
    hidden = set(told) - {row.place for row in spec.rows}
    assert all(told[place]["longer"] for place in hidden)
    for place in hidden:
        assert names().place(place) in " ".join(spec.notes)


def test_the_title_is_the_worst_place_and_the_tick_is_the_other_plan():
    spec = figure("weeks")
    assert spec.title == ("Without Guangdong we keep delivering for 2 weeks; it restarts after 8")
    other = {r["place"]: r["weeks_served"] for r in record("spread")["tables"]["survival"]}
    for row in spec.rows:
        assert row.today == other.get(row.place)
    assert figure("weeks-alone").legend[1] == ""


def test_an_unknown_restart_is_said_and_not_drawn():
    def forget(told):
        for row in told["tables"]["survival"]:
            row |= {"weeks_to_restart": None, "exposed": None}

    spec = describe_weeks(changed("survive", forget), names())
    assert all(row.restart is None and row.short is None for row in spec.rows)
    assert "not known" in " ".join(spec.notes)
    assert spec.rows[0].text == "2, restart not known"
    assert "restarts" not in spec.title


def test_the_map_says_of_each_place_what_the_strip_says():
    told = weeks_on_map(record("survive"), names())
    for row in figure("weeks").rows:
        assert told[row.place] == f"{row.text} weeks"


def test_a_bar_that_calls_itself_short_and_is_not_is_refused():
    spec = figure("weeks").model_dump()
    spec["rows"][0]["short"] = False
    with pytest.raises(ValidationError, match="not called short"):
        WeeksSpec.model_validate(spec)


# -- trade-off, board, certificate, ports ---------------------------------------------------------


def test_points_are_plans_of_the_record_and_equal_ones_are_one():
    rows = {row["point"]: row for row in record("tradeoff")["tables"]["tradeoff"]}
    spec = figure("tradeoff")
    assert len({rows[point.point]["digest"] for point in spec.points}) == len(spec.points)
    for point in spec.points:
        row = rows[point.point]
        assert (point.cost, point.measure) == (row["cost"], row["attained"])
        assert point.limit == row["limit"]
    assert [point.current for point in spec.points].count(True) == 1
    assert spec.points[0].current
    step = spec.points[1]
    assert f"{(step.cost - spec.points[0].cost) / 1e6:.1f}" in spec.title
    other = describe_tradeoff(record("tradeoff"), names(), current=rows[step.point]["digest"])
    assert [p.point for p in other.points if p.current] == [step.point]


def test_limits_that_nothing_holds_are_listed_with_why():
    def fail(told):
        told["tables"]["tradeoff"][-1] |= {"cost": None, "attained": None, "why": "infeasible",
                                           "digest": ""}  # fmt: skip

    spec = describe_tradeoff(changed("tradeoff", fail), names())
    assert spec.lacking == ("100%: no plan meets this limit.",)
    assert 4 not in {point.point for point in spec.points}


def test_board_money_is_the_record_s_in_each_currency():
    told, spec = record("baseline"), figure("board")
    assert spec.head[1:] == ("HKD M", "USD M", "CNY M")
    rows = {(r["item"], r["currency"]): r["amount"] for r in told["tables"]["board"]}
    for line in spec.lines:
        if (line.id, "HKD") in rows:
            assert line.amounts == tuple(rows[line.id, c] for c in ("HKD", "USD", "CNY"))
            assert line.cells[1].lstrip("+−") == f"{abs(line.amounts[0]) / 1e6:,.1f}"
    paid = [line.amounts[0] for line in spec.lines if line.faint]
    assert sum(paid) == told["board"]["paid_once"]
    assert "7.82 on 30 Jun 2025" in " ".join(spec.notes)
    assert "1.085" in " ".join(spec.notes)
    assert any("capital" in note for note in spec.notes)


def test_what_is_not_paid_back_says_so():
    spec = figure("board")
    assert spec.title.startswith("Never paid back")
    assert ("Payback", "never paid back", "", "") in [line.cells for line in spec.lines]
    back = describe_board(record("today"), names())
    assert "back in 0.9 years" in back.title


def test_a_market_without_a_price_has_no_ebit_and_says_so():
    def blank(told):
        told["board"] |= {"ebit_before": None, "ebit_after": None}
        told["tables"]["board"] = [
            row for row in told["tables"]["board"] if not row["item"].startswith("ebit")
        ]

    spec = describe_board(changed("baseline", blank), names())
    assert "ebit_after" not in {line.id for line in spec.lines}
    assert "no EBIT" in " ".join(spec.notes)
    assert "EBIT" not in spec.title


def test_the_certificate_is_the_record_s():
    told, spec = record("run"), figure("certificate")
    cells = dict(line.cells for line in spec.lines)
    assert f"{told['certificate']['checks']} checks, difference HKD 0.00" in spec.title
    assert cells["Cost"] == cells["Cost by the second reckoning"]
    assert f"{told['objective']:,.2f}" in cells["Cost"]
    assert told["certificate"]["digest"].startswith(cells["Digest of the plan"].rstrip("…"))
    assert cells["How sure"] == "the best possible"
    early = changed("run", lambda r: r.update(outcome="time limit", gap=0.0123456))
    found = dict(line.cells for line in describe_certificate(early, names()).lines)
    assert found["How sure"] == "at most 1.24% from the best possible"


@given(st.floats(min_value=1e-9, max_value=0.99))
def test_at_most_is_never_less_than_the_gap(gap):
    told = gap_in_words(gap, "en").removeprefix("at most ").partition("%")[0]
    assert float(told) / 100 >= gap - 1e-12
    assert float(told) / 100 <= gap + 1.01e-4


def test_inputs_count_every_row_and_name_the_unsure_ones():
    told, spec = record("check"), figure("inputs")
    assert {line.id: sum(line.amounts) for line in spec.lines} == told["rows"]
    assert spec.title == f"All {sum(told['rows'].values())} rows are made up"
    assert spec.notes == ()

    def own(record_):
        record_["tables"]["provenance"][0] |= {"provenance": "user"}
        del record_["tables"]["assumed"][0]

    some = describe_inputs(changed("check", own), names())
    total = sum(told["rows"].values())
    assert some.title.startswith(f"{total - 1} of {total} rows are assumed or made up")
    assert len(some.notes) == 13


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shipping_via_hong_kong_changes_no_duty_and_says_why_in_numbers(lang):
    before, after = record("run"), record("via")
    assert after["terms"]["duty"] == pytest.approx(before["terms"]["duty"])
    said = via_sentence(before, after, names(lang))
    assert f"{after['terms']['duty'] / 1e6:.1f}" in said
    assert "100%" in said
    assert names(lang).site("X_HK") in said
    assert f"{(after['objective'] - before['objective']) / 1e6:.1f}" in said
    other = via_sentence(record("run"), record("run"), names(lang))
    assert names(lang).site("X_HK") not in other


def test_a_duty_that_changes_is_put_down_to_where_goods_are_made():
    dearer = changed("via", lambda r: r["terms"].update(duty=r["terms"]["duty"] * 2))
    said = via_sentence(record("run"), dearer, names())
    assert "because goods are made elsewhere" in said


def test_three_steps_and_pairs_give_the_same_bars_for_the_same_terms():
    told = record("compare")
    walk = walk_of_compare(told, "us_tariff_10")
    again = walk_of_terms(
        walk.names, told["terms"]["base"], told["terms"]["us_tariff_10"],
        currency=walk.currency, weeks=walk.weeks, sites=walk.sites,
    )  # fmt: skip
    one, other = (describe_bridge(way, names(), STANDING) for way in (walk, again))
    assert (one.title, one.reason) == (other.title, other.reason)
    assert [(b.id, b.text) for b in one.bars] == [(b.id, b.text) for b in other.bars]
    assert len(walk_of_baseline(record("baseline")).legs) == 2
