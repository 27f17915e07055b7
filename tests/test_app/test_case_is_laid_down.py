"""What was brought is laid on the desk by the next run, whole or not at all."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from app.components.firm import case_menu
from plusn import PlusNError
from plusn.desk.desk import Desk
from plusn.desk.opening import Opened, open_file
from plusn.scenarios.files import Loaded, case_bytes
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.verbs.check import check_report

SCRIPT = "from app.components.firm.case_menu import case_menu\ncase_menu()\n"


def bringing(*came):
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.session_state[case_menu.COMING] = list(came)
    page.run()
    assert not page.exception
    return page


def sentences(page):
    told = [json.loads(one.proto.json) for one in walk(page.main) if one.type == "bidi_component"]
    return [line for one in told for line in (one["title"], *one["lines"]) if line]


def walk(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from walk(child)


def test_a_file_is_laid_down_with_its_account_and_stays():
    case = shipped_case("two_plants")
    sheet = Opened(desk=Desk(case=case, file="sheet.xlsx"), report=check_report(Loaded(case=case)))
    page = bringing(sheet)
    for _ in range(2):
        assert page.session_state["desk"] is sheet.desk
        assert page.session_state[case_menu.COMING] == []
        assert len(sentences(page)) > 1
        page.run()


def test_a_file_that_is_refused_leaves_the_desk_as_it_was():
    with pytest.raises(PlusNError) as refused:
        open_file("case", b"not a case", name="firm.json")
    page = bringing(refused.value)
    assert page.session_state["desk"].origin == "electronics"
    assert sentences(page)


def test_what_is_brought_last_lies_on_the_desk_and_an_older_refusal_is_gone():
    raw = case_bytes(shipped_case("two_plants"), ".json")
    own = open_file("case", raw, name="firm.json")
    page = bringing(PlusNError("no such file"), own)
    assert page.session_state["desk"].file == "firm.json"
    assert sentences(page) == []


def test_a_run_that_ends_in_the_middle_is_done_again(monkeypatch):
    raw = case_bytes(shipped_case("two_plants"), ".json")
    own = open_file("case", raw, name="firm.json")
    with monkeypatch.context() as patched:
        patched.setattr(case_menu, "put", ended)
        page = AppTest.from_string(SCRIPT, default_timeout=60)
        page.session_state[case_menu.COMING] = [own]
        page.run()
    assert len(page.session_state[case_menu.COMING]) == 1
    page.run()
    assert page.session_state["desk"] is own.desk


def ended(_):
    raise RuntimeError
