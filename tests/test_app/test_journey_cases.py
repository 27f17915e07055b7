"""A year of shipments, a province of the Atlas, a plan that cannot be, and two readers at once."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from plusn.cli import run
from plusn.scenarios.shipped import shipped_case

from .firm_steps import (
    answer,
    field,
    millions,
    press,
    settled,
    table_row,
    take,
    to_page,
    type_in,
    wait,
    whole_text,
    words_of,
)

pytestmark = pytest.mark.browser
WAYS = (("P1", "DEPOT", 900_000, 18_000_000, 1_800_000), ("DEPOT", "LA", 600_000, 12_000_000,
    3_000_000), ("DEPOT", "HAM", 300_000, 6_000_000, 2_400_000), ("P2", "LA", 200_000, 4_000_000,
    1_000_000))  # fmt: skip


def year():
    """Give a year of shipments from two plants to two markets, one row of them unusable."""
    rows = [
        {"date": f"2025-{month:02d}-15", "sku": "lamp", "from": tail, "to": head, "qty": units,
         "value": worth, "freight": freight}
        for month in range(1, 13) for tail, head, units, worth, freight in WAYS
    ]  # fmt: skip
    bad = {"date": "3/4/2025", "sku": "lamp", "from": "P1", "to": "LA", "qty": 1, "value": 1}
    sites = [
        {"id": "P1", "kind": "plant", "name": "Works one", "territory": "CN", "region": "R1"},
        {"id": "P2", "kind": "plant", "name": "Works two", "territory": "VN", "region": "R2"},
    ]
    return json.dumps({"shipments": [*rows, bad], "sites": sites}).encode()


def test_a_year_of_shipments_becomes_a_case_whose_account_and_gap_are_told(visit, capsys, tmp_path):
    tab = visit("scenarios", "case=two_plants")
    tab.locator(".st-key-case-menu button").first.click()
    tab.get_by_label("What do you bring?").click()
    tab.get_by_role("option", name="A year of shipments").click()
    wait(tab, ".st-key-bring-shipments")
    file = {"name": "year.json", "mimeType": "application/json", "buffer": year()}
    tab.locator(".st-key-bring-shipments input[type=file]").set_input_files(file)
    tab.locator(".st-key-bring button:not([disabled])").first.click()
    wait(tab, ".st-key-account")
    account = words_of(tab.locator(".st-key-account"))
    assert "48 rows kept" in account
    assert "row 49" in words_of(tab.locator("body"))

    wait(tab, ".st-key-ledger .firm-figure")
    made = take(tab, "JSON", tmp_path)
    capsys.readouterr()
    told = answer(capsys, "baseline", made)
    ledger = words_of(tab.locator(".st-key-ledger"))
    assert told["calibrated"] is not True
    assert "Not calibrated" in ledger
    press(tab, "Try a change")
    wait(tab, ".st-key-steps-bridge svg:visible")
    steps = words_of(tab.locator(".st-key-steps-bridge"))
    assert {millions(total) for total in told["steps"].values()} <= set(steps.split())


def test_a_province_of_the_atlas_becomes_a_candidate_site_with_its_peers(visit, capsys, tmp_path):
    tab = visit("", "unit=430000", ready=".st-key-bar-candidate")
    press(tab, "Use as candidate site")
    wait(tab, ".st-key-candidate-yes")
    peers = words_of(tab.locator(".st-key-candidate-yes"))
    assert "Hunan" in peers
    assert "peers there, not capacity" in peers
    press(tab, "See it on the Supply chain page")
    wait(tab, "tr[data-mark]")
    row = table_row(tab, name="Hunan plant")
    assert field(row, "status").input_value() == "optional"
    file = take(tab, "JSON", tmp_path)
    known = {row.id for row in shipped_case("electronics").facilities}
    sites = answer(capsys, "run", file)["tables"]["facilities"]
    (site,) = (one for one in sites if one["facility"] not in known)
    assert (site["kind"], site["status"]) == ("plant", "optional")


def test_demand_above_all_capacity_is_said_in_a_sentence_and_undone(visit, capsys, tmp_path):
    tab = visit("supply", "case=two_plants&tables=demand&table=demand")
    row = table_row(tab, market="Market abroad")
    type_in(row, "per_week", "5000")
    wait(tab, ".st-key-editing-undo button:has-text('(1)'):not([disabled])")
    type_in(row, "price_per_unit", "")
    wait(tab, ".st-key-editing-undo button:has-text('(2)'):not([disabled])")
    wait(tab, ".st-key-working-network [role=alert], .st-key-working-network-told")
    settled_words = words_of(tab.locator(".st-key-working-network-told"))
    file = take(tab, "JSON", tmp_path)
    capsys.readouterr()
    assert run(["scenario", "run", str(file), "--scenario", "base"]) == 1
    said = capsys.readouterr()
    quantity = re.search(r"\d[\d,]*\.?\d* (units )?a week", said.out + said.err)
    assert quantity, said
    assert "Market abroad" in settled_words
    assert "Lamp" in settled_words
    assert quantity[0].split()[0] in settled_words
    assert field(row, "per_week").is_editable()

    for left in (1, 0):
        tab.locator(".st-key-editing-undo button:not([disabled])").first.click()
        wait(tab, f".st-key-editing-undo button:has-text('({left})')")
        settled(tab)
    wait(tab, ".st-key-firm-flow svg:visible")
    expect(field(table_row(tab, market="Market abroad"), "per_week")).to_have_value("1,000")


def test_two_readers_at_once_never_see_each_other_s_case(visit):
    one = visit("supply", "case=two_plants&tables=sites", apart=True)
    other = visit("supply", "case=electronics&tables=sites", apart=True)
    row = table_row(one, name="Plant away")
    type_in(row, "name", "Zebra Works")
    type_in(row, "fixed_cost_per_year", "1234567")
    wait(one, ".st-key-editing-undo button:has-text('(2)'):not([disabled])")
    for tab in (one, other):
        settled(tab)
        to_page(tab, "Scenarios")
        wait(tab, ".decision")
        to_page(tab, "Supply chain")
        wait(tab, "tr[data-mark]")
        wait(tab, ".st-key-firm-flow svg:visible")
    mine, theirs = whole_text(one), whole_text(other)
    assert "Zebra Works" in mine
    assert "1,234,567" in mine
    assert not re.search("Zebra|1234567|1,234,567|Plant away|Market abroad", theirs)
    assert "Shenzhen plant" in theirs
    assert not re.search("Shenzhen|P_SZ|Dongguan", mine)
