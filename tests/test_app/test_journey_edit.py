"""From a shipped firm to an answer under a duty of one's own, and away with it as a file."""

import pytest
from playwright.sync_api import expect

from .firm_steps import (
    answer,
    cell,
    choose,
    field,
    millions,
    press,
    settled,
    table_row,
    take,
    to_page,
    type_in,
    wait,
    words_of,
)

pytestmark = pytest.mark.browser
TURNS = ("--table", "duties", "--where", "layer=mfn; origin=HOME; dest=ABROAD", "--column", "rate",
    "--low", "0", "--high", "0.5")  # fmt: skip


def test_a_duty_is_edited_answered_explained_and_taken_away(visit, capsys, tmp_path):
    tab = visit("supply", "case=two_plants&tables=duties")
    row = table_row(tab, origin="Home", dest="Abroad")
    assert field(row, "rate").input_value() == "10"
    type_in(row, "rate", "25")
    wait(tab, ".st-key-editing-undo button:not([disabled])")
    expect(tab.locator(".st-key-editing-latest .told")).to_contain_text("10 %")

    to_page(tab, "Scenarios")
    file = take(tab, "JSON", tmp_path)
    best, kept = (
        answer(capsys, "run", file, "--scenario", "base", "--policy", one)["objective"]
        for one in ("free", "plus_1")
    )
    assert best > answer(capsys, "run", "two_plants")["objective"] + 1e5
    expect(cell(tab, "free", "base").locator(".cost")).to_have_text(millions(best))
    cell(tab, "plus_1", "base").click()
    bridge = tab.locator(".st-key-decision-bridge")
    wait(tab, ".st-key-decision-bridge svg:visible")
    assert {millions(best), millions(kept)} <= set(words_of(bridge).split())
    press(tab, "Close", inside=".st-key-decision-bridge")
    bridge.wait_for(state="detached")

    press(tab, "Try a change")
    wait(tab, ".st-key-breakeven svg:visible")
    (turn,) = answer(capsys, "breakeven", file, "--scenario", "base", *TURNS)["tables"]["points"]
    assert turn["exact"]
    assert f"The answer turns at {100 * turn['value']:.1f}%" in words_of(
        tab.locator(".st-key-breakeven")
    )
    tab.get_by_label("Name of the scenario").fill("Mine")
    tab.get_by_label("Name of the scenario").press("Tab")
    press(tab, "Run")
    expect(tab.locator(".st-key-widget-scenario input")).to_have_value("Mine")
    book = take(tab, "Excel", tmp_path)
    assert answer(capsys, "run", book, "--scenario", "Mine")["objective"] == pytest.approx(best)


def test_a_point_of_the_trade_off_loads_its_plan(visit, capsys, tmp_path):
    tab = visit("scenarios", "case=two_plants&screen=explore", ready=".st-key-more")
    tab.get_by_text("More: trade-offs").click()
    wait(tab, ".st-key-tradeoff svg:visible")
    settled(tab)
    choose(tab, ".st-key-tradeoff-against", "Largest share of one region")
    expect(tab.locator(".st-key-tradeoff h3")).to_contain_text("region")
    wait(tab, ".st-key-tradeoff svg:visible")
    points = answer(capsys, "tradeoff", "two_plants", "--scenario", "base",
        "--against", "region_share_max")["tables"]["tradeoff"]  # fmt: skip
    last = [row for row in points if row["digest"]][-1]
    tab.locator(f".st-key-tradeoff svg:visible [data-pick='{last['point']}']").first.click()
    chosen = tab.locator(".st-key-widget-scenario input")
    expect(chosen).to_have_value("At most 50.0% in one region")
    wait(tab, ".st-key-bridge svg:visible")
    assert millions(last["cost"]) in words_of(tab.locator(".st-key-bridge"))
    file = take(tab, "JSON", tmp_path)
    name = tab.evaluate("new URLSearchParams(location.search).get('scenario')")
    assert answer(capsys, "run", file, "--scenario", name)["objective"] == pytest.approx(
        last["cost"]
    )


def test_the_shipped_firm_turns_at_eleven_point_seven_eight_exactly(visit):
    tab = visit("scenarios", "screen=explore", ready=".st-key-breakeven svg:visible")
    told = words_of(tab.locator(".st-key-breakeven"))
    assert "The answer turns at 11.78%" in told
    assert "now set: 5.5%" in told
