"""The form of controls without a browser: every control, Run, Reset, presets, the address."""

from __future__ import annotations

import json
import logging
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from briefing.catalogue import text
from briefing.spec import LANGUAGES
from plusn.desk.knobs import knobs, moved, now_of
from plusn.desk.knobs_rows import scenario_of
from plusn.desk.presets import presets
from plusn.scenarios.shipped import shipped_case

DUTY = "duty-mfn-HOME-ABROAD"


def page():
    import streamlit as st  # noqa: PLC0415

    from app.components.firm.controls import controls, load  # noqa: PLC0415
    from app.state import language  # noqa: PLC0415
    from briefing.firm.names import Names  # noqa: PLC0415
    from plusn.scenarios.shipped import shipped_case  # noqa: PLC0415

    state = st.session_state
    case = state.get("case") or shipped_case(state.get("name", "two_plants"))
    if "load" in state:
        load(case, state.pop("load"), "Loaded")
    marked = state.setdefault("marked", [])
    marked.clear()
    state.out = controls(
        case,
        Names.of(case, language()),
        region=state.get("region", ""),
        marks=lambda knob: marked.append(knob.id),
        running=state.get("running", False),
        address=state.get("address", True),
    )


def form(name="two_plants", /, query=None, **state):
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    made = AppTest.from_function(page, default_timeout=60)
    for key, value in {"name": name, **state}.items():
        made.session_state[key] = value
    for key, value in (query or {}).items():
        made.query_params[key] = value
    return settle(made)


def settle(made):
    """Run the page, or what an element of it sets off."""
    made = made.run()
    assert not made.exception
    return made


def press(made, name):
    button = next(one for one in made.button if one.key == f"controls.{name}")
    return settle(button.click())


def at(made, name):
    """Give the key under which a control stands now: it is a new one when it begins anew."""
    begun = made.session_state["controls.begun"] if "controls.begun" in made.session_state else 0  # noqa: SIM401 - it has no get
    return f"controls.{name}.{begun}" if begun else f"controls.{name}"


def out(made):
    return made.session_state.out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["electronics", "two_plants"])
def test_every_control_is_there_in_every_language_without_a_raw_code(name, lang):
    made = form(name, query={"lang": lang})
    keys = {one.key for kind in ("slider", "selectbox", "date_input", "button_group")
            for one in getattr(made, kind)}  # fmt: skip
    assert {f"controls.{knob.id}" for knob in knobs(shipped_case(name))} <= keys
    labels = [one.label for one in (*made.slider, *made.selectbox, *made.button_group)]
    assert not [label for label in labels if "controls." in label or "P_" in label or "{" in label]
    titles = [one.label for one in made.expander]
    assert titles[0] == text("controls.group.duty", lang)
    assert out(made) is None


def test_nothing_is_submitted_until_run_and_then_all_of_it():
    made = form()
    settle(made)
    assert out(made) is None
    made.slider(at(made, DUTY)).set_value(27.5)
    made.text_input(at(made, "label")).set_value(" Dear abroad ")
    press(made, "run")
    asked = out(made)
    case = shipped_case("two_plants")
    assert (asked.label, asked.turn, asked.base) == ("Dear abroad", 1, "")
    assert moved(case, asked.values) == {"duty-mfn-HOME-ABROAD": 27.5}
    assert scenario_of(case, asked.values, name="mine").overrides[-1].value == 0.275
    press(made, "run")
    assert out(made).turn == 2


def test_every_control_reaches_the_values():
    made = form("electronics")
    chosen = {knob.id: other(knob) for knob in knobs(shipped_case("electronics"))}
    for knob in knobs(shipped_case("electronics")):
        widget = {"slider": made.slider, "choice": made.selectbox, "multi": made.button_group,
                  "day": made.date_input}[knob.kind](at(made, knob.id))  # fmt: skip
        value = chosen[knob.id]
        shown = list(value) if knob.kind == "multi" else value
        widget.set_value(date.fromisoformat(value) if knob.kind == "day" else shown)
    press(made, "run")
    assert out(made).values == chosen


def other(knob):
    """Give a value that is not today's."""
    if knob.kind == "slider":
        return knob.high if knob.now == knob.low else knob.low
    if knob.kind == "day":
        return "2026-03-01"
    return knob.options[:1] if knob.kind == "multi" else knob.options[-1]


def test_back_to_today_sets_everything_and_runs_nothing():
    made = form()
    made.slider(at(made, DUTY)).set_value(40.0)
    press(made, "run")
    press(made, "reset")
    assert made.slider(at(made, DUTY)).value == 10.0
    assert out(made).turn == 1


@pytest.mark.parametrize("name", ["electronics", "two_plants"])
def test_a_preset_fills_the_controls_and_runs_nothing(name):
    made, case, turn = form(name), shipped_case(name), 0
    for preset in presets(case):
        if preset.refused is None:
            settle(made.selectbox("controls.preset").set_value(preset.id))
            assert (out(made).turn if out(made) else 0) == turn
            press(made, "run")
            turn = out(made).turn
            # The lens moves nothing: the controls stay as the preset before it left them.
            if preset.kind != "lens":
                assert moved(case, out(made).values) == moved(case, preset.values)


def test_a_refused_preset_says_why_and_changes_nothing():
    made = form("electronics")
    made.slider(at(made, "carbon")).set_value(500.0)
    press(made, "run")
    settle(made.selectbox("controls.preset").set_value("us-section-301-forced-labor-high"))
    assert made.slider(at(made, "carbon")).value == 500.0
    assert any("only proposed" in line for line in sentences(made))


def test_the_lens_is_labelled_and_moves_nothing():
    made = form("electronics")
    settle(made.selectbox("controls.preset").set_value("lens"))
    assert any("67.3%" in line and "40" in line for line in sentences(made))
    press(made, "run")
    assert out(made).values == now_of(shipped_case("electronics"))


def sentences(made):
    """Give what the page tells in plain text."""
    handed = [json.loads(e.proto.json) for e in walk(made.main) if e.type == "bidi_component"]
    return [line for data in handed for line in data["lines"]]


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def test_the_address_keeps_what_was_run_and_sets_a_new_visit():
    made = form()
    made.slider(at(made, DUTY)).set_value(27.5)
    press(made, "run")
    told = made.query_params["set"]
    assert told in ("duty-mfn-HOME-ABROAD:27.5", ["duty-mfn-HOME-ABROAD:27.5"])
    again = form(query={"set": "duty-mfn-HOME-ABROAD:27.5"})
    assert again.slider(at(again, DUTY)).value == 27.5
    press(again, "reset")
    press(again, "run")
    assert "set" not in again.query_params


def test_an_address_of_others_sets_only_what_is_allowed():
    made = form(query={"set": "duty-mfn-HOME-ABROAD:9999,plus:<script>,x:1,outage:site-Q"})
    assert made.slider(at(made, DUTY)).value == 50.0
    assert made.selectbox(at(made, "plus")).value == ""
    own = form(query={"set": "duty-mfn-HOME-ABROAD:27.5"}, address=False)
    assert own.slider(at(own, DUTY)).value == 10.0
    own.slider(at(own, DUTY)).set_value(30.0)
    press(own, "run")
    assert "set" not in own.query_params or own.query_params["set"] != "duty-mfn-HOME-ABROAD:30"


def test_a_region_of_the_map_is_the_one_that_stands_still():
    made = form("electronics", region="Jiangsu")
    assert made.selectbox(at(made, "outage")).value == "region:Jiangsu"
    made.selectbox(at(made, "outage")).set_value("")
    press(made, "run")
    assert made.selectbox(at(made, "outage")).value == ""  # the same click does not come twice
    made.session_state["region"] = "Guangdong"
    settle(made)
    assert made.selectbox(at(made, "outage")).value == "region:Guangdong"


def test_a_scenario_is_loaded_and_what_no_control_says_is_told():
    made = form("electronics", load="us_tariff_10")
    assert made.slider(at(made, "duty-section_301-CN-US")).value == 15.5
    assert made.text_input(at(made, "label")).value == "Loaded"
    press(made, "run")
    assert out(made).base == "us_tariff_10"


def test_a_changed_case_moves_only_controls_that_stood_as_today():
    made = form()
    made.slider(at(made, "freight")).set_value(150.0)
    press(made, "run")
    case = shipped_case("two_plants")
    dearer = case.duties[0].model_copy(update={"rate": 0.2})
    made.session_state["case"] = type(case)(
        **(case.tables() | {"duties": (dearer, *case.duties[1:])})
    )
    settle(made)
    assert made.slider(at(made, DUTY)).value == 20.0
    assert made.slider(at(made, "freight")).value == 150.0


def test_run_waits_while_an_answer_is_worked_out_and_marks_stand_under_duties():
    made = form(running=True)
    assert next(one for one in made.button if one.key == "controls.run").disabled
    assert made.session_state.marked == ["duty-mfn-HOME-ABROAD", "duty-mfn-AWAY-ABROAD"]


def test_names_of_others_are_no_markup():
    case = shipped_case("two_plants")
    odd = case.territories[0].model_copy(update={"name": ":red[**x**] <b>"})
    made = form(case=type(case)(**(case.tables() | {"territories": (odd, *case.territories[1:])})))
    label = made.slider(at(made, DUTY)).label
    assert "**" not in label
    assert "<b>" not in label
    assert "[" not in label


def rates_page():
    from datetime import date  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from app.components.firm.rates import rates_form  # noqa: PLC0415
    from app.state import language  # noqa: PLC0415
    from briefing.firm.names import Names  # noqa: PLC0415
    from plusn.scenarios.shipped import shipped_case  # noqa: PLC0415

    case = shipped_case("electronics")
    day = date.fromisoformat(st.session_state.day)
    st.session_state.out = rates_form(case, Names.of(case, language()), day)


def test_a_day_without_rates_asks_for_them_and_takes_one():
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    made = AppTest.from_function(rates_page, default_timeout=60)
    made.session_state["day"] = "2026-03-01"
    assert not settle(made).selectbox  # the rates of that day are known
    made.session_state["day"] = "2026-08-01"
    assert any("2026-08-01" in line for line in sentences(settle(made)))
    refused = settle(made.button[0].click())  # a rate of the same goods still holds
    assert out(refused) is None
    assert any("two rows give the layer" in line for line in sentences(refused))
    made.number_input[0].set_value(12.5)
    made.selectbox[1].set_value("VN")
    made.selectbox[2].set_value("US")
    made = settle(made.button[0].click())
    added = out(made).duties[-1]
    assert (added.rate, added.valid_from, added.provenance) == (0.125, date(2026, 8, 1), "user")
