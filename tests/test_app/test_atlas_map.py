"""Where the reader is in the atlas: the reader's own step wins over what a run still believes."""

from __future__ import annotations

from app.components.atlas_map import _place

VIEWS = {"100000": {}, "440000": {}}
NATION = {"asked": "100000", "view": "100000", "selected": None, "turn": 0}


def step(view: str, turn: int, selected: str | None = None) -> dict[str, object]:
    return {"view": view, "selected": selected, "turn": turn}


def test_the_first_run_shows_what_the_caller_asks() -> None:
    assert _place(None, None, "440000", VIEWS)["view"] == "440000"


def test_a_step_of_the_reader_wins_over_the_callers_old_wish() -> None:
    went = _place(NATION, step("440000", 1), "100000", VIEWS)
    assert (went["view"], went["turn"]) == ("440000", 1)


def test_a_rerun_for_another_reason_leaves_the_reader_where_they_are() -> None:
    went = _place(NATION, step("440000", 1, "440300"), "100000", VIEWS)
    assert _place(went, None, "100000", VIEWS) == went


def test_a_new_wish_of_the_caller_is_followed() -> None:
    went = _place(NATION, step("440000", 1), "100000", VIEWS)
    back = _place(went, None, "440000", VIEWS)
    assert _place(back, None, "100000", VIEWS)["view"] == "100000"


def test_a_view_that_is_no_longer_there_is_left() -> None:
    last = {**NATION, "view": "440000"}
    assert _place(last, step("330000", 4), "100000", {"100000": {}})["view"] == "100000"
