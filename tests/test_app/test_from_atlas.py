"""From the Atlas to a firm without a browser: the button, what came of it, the notice."""

from __future__ import annotations

import json
import logging

import pytest
from streamlit.testing.v1 import AppTest

from briefing.spec import LANGUAGES
from plusn.desk.candidate_place import province_meant


def page():
    import streamlit as st  # noqa: PLC0415

    from app.components.firm.from_atlas import candidate_notices, from_atlas  # noqa: PLC0415
    from app.desk import desk  # noqa: PLC0415

    from_atlas(st.session_state.get("view", "100000"), st.session_state.get("selected"))
    st.session_state.case = desk().case
    candidate_notices(desk().case)


def visit(**state):
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    made = AppTest.from_function(page, default_timeout=60)
    made.query_params["lang"] = state.pop("lang", "en")
    made.query_params["case"] = state.pop("case", "electronics")
    for key, value in state.items():
        made.session_state[key] = value
    return settle(made)


def settle(made):
    made = made.run()
    assert not made.exception
    return made


def press(made, name):
    return settle(next(one for one in made.button if one.key == f"candidate.{name}").click())


def sentences(made):
    handed = [json.loads(e.proto.json) for e in walk(made.main) if e.type == "bidi_component"]
    return [line for data in handed for line in data["lines"]]


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


@pytest.mark.parametrize(
    ("view", "selected"), [("100000", None), ("100000", "810000"), ("gba", None), ("<b>", "<b>")]
)
def test_there_is_no_button_where_no_province_of_the_study_is_meant(view, selected):
    assert province_meant(view, selected) == ""
    assert not visit(view=view, selected=selected).button


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_click_makes_a_candidate_and_tells_its_peers_and_what_was_assumed(lang):
    made = press(visit(view="430000", lang=lang), "use")
    site = made.session_state.case.facilities[-1]
    assert (site.id, site.status, site.territory) == ("P_430000", "optional", "CN")
    told = sentences(made)
    assert any("0–5,300" in line for line in told)
    assert not [line for line in told if "P_DG" in line or "wage_per_hour" in line]
    assert made.session_state.desk.changed


def test_the_account_stays_until_it_is_put_away_and_the_notice_stays_after():
    made = press(visit(selected="430000"), "use")
    assert any("peers there, not capacity" in line for line in sentences(settle(made)))
    assert any(line.startswith("Assumed") for line in sentences(made))
    made = press(made, "close")
    assert [line for line in sentences(made) if "not capacity" in line]
    assert not [line for line in sentences(made) if line.startswith("Assumed")]


def test_a_case_without_the_mainland_is_told_and_stays_as_it_is():
    made = press(visit(view="430000", case="two_plants"), "use")
    assert len(made.session_state.case.facilities) == 5
    assert any(line.startswith("Not added") for line in sentences(made))
    again = press(visit(view="430000"), "use")
    assert any(line.startswith("Not added") for line in sentences(press(again, "use")))
