"""The tables of a case without a browser: what reaches the component, and what its events do."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.components.firm.editing_words import allowed, choices, heading, meaning, unit
from briefing.spec import LANGUAGES
from network.case import TABLES
from network.case.cells import columns_of
from plusn.desk.fields import GROUPS, fields_of
from plusn.desk.fields_names import names_of
from plusn.scenarios.shipped import shipped_case

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "app" / "components" / "firm"
# Deals with events as the table's own callback does, before the panel is drawn.
SCRIPT = """
import streamlit as st
from app.components.firm.editing_state import received
received(st.session_state.pop("sent", None))
""" + (HERE / "editing_page.py").read_text(encoding="utf-8").partition('"""\n\n')[2]


def panel(**query):
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return shown(page.run())


def shown(page):
    assert not page.exception
    return page


def handed(page):
    data = [json.loads(e.proto.json) for e in walk(page.main) if e.type == "bidi_component"]
    return next(one for one in data if "columns" in one)


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


class Reader:
    """Sends events as the table in the browser does."""

    def __init__(self, page):
        self.page, self.events = page, []

    def send(self, kind, **event):
        n, table = len(self.events) + 1, handed(self.page)["table"]
        self.events.append({"n": n, "table": table, "kind": kind, **event})
        self.page.session_state["sent"] = {"id": "reader", "events": self.events}
        shown(self.page.run())
        assert handed(self.page)["done"] == {"reader": n}
        return self

    def row(self, mark):
        return next(row for row in handed(self.page)["rows"] if row["mark"] == mark)

    def text(self, mark, column):
        names = [one["name"] for one in handed(self.page)["columns"]]
        return self.row(mark)["texts"][names.index(column)]

    def labels(self):
        return [button.label for button in self.page.button]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_shown_with_words_for_its_columns(lang):
    page = panel(lang=lang)
    for group, tables in GROUPS.items():
        for table in tables:
            page.query_params["tables"], page.query_params["table"] = group, table
            data = handed(shown(page.run()))
            assert data["table"] == table
            heads = [column["head"] for column in data["columns"]]
            assert heads
            assert not [head for head in heads if re.search(r"[a-z]_[a-z]", head)]
            assert all(column["meaning"] for column in data["columns"])
            assert not [row for row in data["rows"] if row["errors"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_has_a_heading_a_meaning_and_a_unit_where_it_counts_something(lang):
    case = shipped_case("electronics")
    names = names_of(case, choices=choices(lang))
    for table, model in TABLES.items():
        fields = fields_of(table)
        assert {*fields} == {*columns_of(model)}
        for name, field in fields.items():
            assert heading(table, name, lang)
            assert meaning(table, name, lang)
            assert allowed(field, names, lang)
            assert bool(unit(field, case, lang)) == bool(field.unit)
            assert field.unit or field.kind not in {"number", "percent", "whole"}


def test_an_edit_reaches_the_case_and_can_be_taken_back_and_done_again():
    reader = Reader(panel(tables="lanes"))
    reader.send("set", mark=0, column="days", text="1,234")
    assert reader.text(0, "days") == "1,234"
    assert reader.row(0)["own"]
    assert reader.labels()[:2] == ["Undo (1)", "Redo (0)"]
    says = "Takes back: Lanes, Shenzhen boards, Shenzhen plant, road, all: Time 1 → 1,234."
    assert unescape(reader.page.button(key="editing-undo").help) == says
    shown(reader.page.button(key="editing-undo").click().run())
    assert reader.text(0, "days") == "1"
    assert reader.labels()[:2] == ["Undo (0)", "Redo (1)"]
    shown(reader.page.button(key="editing-redo").click().run())
    assert reader.text(0, "days") == "1,234"


def test_events_that_come_again_are_dealt_with_once():
    reader = Reader(panel(tables="lanes"))
    reader.send("add").send("add")
    assert reader.row(-1)["wanted"] == ["from", "to"]
    assert [row["mark"] for row in handed(reader.page)["rows"]][:3] == [-2, -1, 0]


def test_names_in_the_readers_language_stand_for_ids():
    reader = Reader(panel(tables="lanes", lang="zh-Hant"))
    before = reader.text(0, "from")
    assert re.search(r"[一-鿿]", before)
    reader.send("set", mark=1, column="from", text=before)
    assert reader.text(1, "from") == before
    assert not reader.row(1)["errors"]


def test_what_is_refused_is_counted_and_can_be_reached_from_anywhere():
    reader = Reader(panel(tables="demand"))
    reader.send("set", mark=0, column="per_week", text="many")
    errors = reader.row(0)["errors"]["per_week"]
    assert errors == "“many” is not a number. Give a number, 0 or more."
    assert reader.text(0, "per_week") == "many"
    page = reader.page
    page.query_params["tables"] = "lanes"
    shown(page.run())
    assert handed(page)["table"] == "lanes"
    shown(page.button(key="editing-go").click().run())
    assert (handed(page)["table"], handed(page)["go"]) == ("demand", [0, "per_week", 1])
    shown(page.button(key="editing-drop").click().run())
    assert not reader.row(0)["errors"]


def test_a_removal_that_others_stand_in_the_way_of_is_asked_beside_its_row():
    reader = Reader(panel(tables="sites"))
    reader.send("remove", mark=7)
    asked = handed(reader.page)["asked"]
    assert asked["mark"] == 7
    assert "Lanes (10)" in asked["go"]
    reader.send("keep")
    assert handed(reader.page)["asked"] is None
    reader.send("remove", mark=7).send("remove", mark=7, naming=True)
    assert 7 not in [row["mark"] for row in handed(reader.page)["rows"]]
    assert [row["mark"] for row in handed(reader.page)["rows"]][6:8] == [6, 8]


def test_marks_find_their_rows_after_others_went():
    reader = Reader(panel(tables="lanes"))
    reader.send("remove", mark=2).send("set", mark=5, column="days", text="77")
    assert reader.text(5, "days") == "77"
    assert reader.row(5)["number"] == 5


def test_a_block_is_pasted_in_the_order_shown():
    reader = Reader(panel(tables="demand"))
    reader.send("look", sort="per_week")
    first, second = [row["mark"] for row in handed(reader.page)["rows"][:2]]
    reader.send("paste", mark=first, column="per_week", lines=[["11", "5"], ["12", "x"]])
    assert (reader.text(first, "per_week"), reader.text(second, "per_week")) == ("11", "12")
    assert reader.row(second)["errors"].keys() == {"price_per_unit"}


def test_finding_sorting_and_more_columns_are_looks_not_edits():
    reader = Reader(panel(tables="lanes"))
    few = len(handed(reader.page)["columns"])
    reader.send("look", find="rayong")
    assert 0 < len(handed(reader.page)["rows"]) < 50
    reader.send("look", find="", more=True)
    assert len(handed(reader.page)["columns"]) > few
    reader.send("look", sort="days").send("look", sort="days")
    days = [float(reader.text(row["mark"], "days")) for row in handed(reader.page)["rows"]]
    assert days == sorted(days, reverse=True)
    reader.send("look", page=1)
    assert len(handed(reader.page)["rows"]) == 32
    assert reader.labels()[0] == "Undo (0)"


def test_a_site_is_added_from_the_map_and_a_bad_one_is_not():
    page = panel(click="1")
    page.text_input(key="site-name").input("Hanoi depot")
    page.selectbox(key="site-kind").select("depot")
    page.text_input(key="site-id").input("P_SZ")
    shown(page.button[0].click().run())
    assert len(handed(page)["rows"]) == 23
    page.text_input(key="site-id").input("")
    shown(page.button[0].click().run())
    shown(page.run())
    rows = {row["mark"]: row["texts"][:4] for row in handed(page)["rows"]}
    assert rows[-2] == ["Hanoi depot", "HANOI_DEPOT", "depot", "Vietnam"]


def test_a_selected_site_is_lit_and_can_be_removed():
    page = panel(focus="P_DG")
    assert handed(page)["lit"] == 8
    shown(page.button(key="editing-remove-site").click().run())
    assert handed(page)["asked"]["mark"] == 8


def test_another_case_begins_without_drafts_and_old_events_do_not_come_again():
    reader = Reader(panel(tables="lanes"))
    reader.send("set", mark=0, column="days", text="soon").send("add")
    page = reader.page
    page.query_params["case"] = "two_plants"
    shown(page.run())
    assert not [row for row in handed(page)["rows"] if row["errors"]]
    assert "editing-go" not in {button.key for button in page.button}
    reader.send("set", mark=0, column="days", text="9")
    assert reader.text(0, "days") == "9"


def test_strange_events_change_nothing():
    reader = Reader(panel(tables="lanes"))
    reader.send("set", mark=9999, column="days", text="1")
    reader.send("set", mark=0, column="__class__", text="1")
    reader.send("nonsense", mark=0)
    assert reader.labels()[0] == "Undo (0)"
    reader.send("set", mark=0, column="mode", text="<b>{road}</b>")
    assert reader.labels()[0] == "Undo (1)"
    assert reader.text(0, "mode") == "<b>{road}</b>"


def test_the_component_sets_no_markup_from_strings():
    for name in ("case_fields.js", "case_table.js"):
        script = (FOLDER / name).read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write"):
            assert word not in script
