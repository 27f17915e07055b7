"""Names that a firm typed stand on its pages as typed: none is a link, a picture or a formula."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.components.firm.controls_words import label_of
from briefing.firm.names import Names
from briefing.flow.firm.spec import FACILITY
from plusn.desk.desk import Desk
from plusn.desk.knobs import knobs
from plusn.scenarios.shipped import shipped_case

APP = Path(__file__).parents[2] / "app"
MARKUP = "![a](http://elsewhere.example/p.png) $x$"
# What these show is plain text: the values of lists, and what a script sets as text.
PLAIN = {"bidi_component", "multiselect", "selectbox", "text_input"}
NAMED = {
    "facilities": "name",
    "products": "name",
    "territories": "name",
    "scenarios": "label",
    "policies": "label",
    "settings": "name",
}


def named_in_markup():
    """Give a desk whose case has markup for every name, one of them changed last."""
    case = shipped_case("two_plants")
    for table, column in NAMED.items():
        rows = getattr(case, table)
        said = [{column: f"{MARKUP} {number}"} for number in range(len(rows))]
        told = [row.model_copy(update=name) for row, name in zip(rows, said, strict=True)]
        case = replace(case, **{table: tuple(told)})
    first, *others = case.facilities
    renamed = replace(
        case, facilities=(first.model_copy(update={"name": f"{MARKUP} now"}), *others)
    )
    return Desk(case=case).change(renamed)


def visit(page, **query):
    desk = named_in_markup()
    made = AppTest.from_file(APP / page, default_timeout=90)
    for name, value in {"case": "own", **query}.items():
        made.query_params[name] = value
    made.session_state["desk"] = desk
    made.session_state["firm-flow.picked"] = FACILITY + desk.case.facilities[0].id
    made.run()
    assert not made.exception
    return made


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


@pytest.mark.parametrize(
    ("page", "query"),
    [("supply.py", {}), ("scenarios.py", {"screen": "explore"}),
     ("scenarios.py", {"screen": "compare"})],
)  # fmt: skip
def test_no_label_of_a_page_takes_a_name_for_markup(page, query):
    shown = list(walk(visit(page, **query).main))
    protos = {str(one.proto) for one in shown if one.proto is not None and one.type not in PLAIN}
    assert len(protos) > 5  # the search itself must not go blind
    assert not [proto for proto in protos if "](http" in proto or "$x$" in proto]


def test_the_names_are_there_all_the_same():
    page = visit("supply.py")
    assert any("elsewhere" in button.label for button in page.button)
    (undo,) = (button for button in page.button if button.key == "editing-undo")
    assert "elsewhere" in undo.help


def test_a_control_is_named_as_typed_in_a_list_and_without_markup_above_a_slider():
    case = named_in_markup().case
    names = Names.of(case, "en")
    slider = next(knob for knob in knobs(case) if knob.group == "duty")
    assert MARKUP in label_of(slider, case, names, plain=True)
    assert "](http" not in label_of(slider, case, names)
