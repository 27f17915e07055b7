"""A day without rates: the page says so and takes the rate that the reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.firm.controls import FIRST_DAY, LAST_DAY
from app.components.told import told
from app.state import language, words
from briefing.phrases import problem_in_words
from plusn import PlusNError
from plusn.desk.presets import asks_for_rates, with_layer

if TYPE_CHECKING:
    from datetime import date

    from briefing.firm.names import Names
    from plusn.desk.edits_case import Case

ANY = "*"
TOP = 1000.0


def rates_form(case: Case, names: Names, day: date, *, regime: str = "") -> Case | None:
    """Ask for the rates of a day where none are known, and give the case with the one added.

    Parameters
    ----------
    case, names
        As it stands on the desk, and what its things are called.
    day
        Day that the question is about.
    regime
        Dated regime under which it is asked.

    Returns
    -------
    Case or None
        The changed case once a rate was added that fits; None otherwise, and where no rate is
        lacking.
    """
    try:
        asked = asks_for_rates(case, day, regime=regime)
    except PlusNError as problem:
        asked = (problem,)
    if not asked:
        return None
    told(
        *(problem_in_words(one, language(), names) for one in asked),
        key="rates-asked",
        title=words("controls.rates.title", day=day),
        manner="mind",
    )
    with st.form("rates", enter_to_submit=False):
        row = _row(case, names, day)
        pressed = st.form_submit_button(words("controls.rates.add"), type="primary")
    if not pressed:
        return None
    try:
        return with_layer(case, row, day)
    except PlusNError as problem:
        told(problem_in_words(problem, language(), names), key="rates-refused", manner="no")
        return None


def _row(case: Case, names: Names, day: date) -> dict[str, object]:
    layers = list(dict.fromkeys(row.layer for row in case.duties)) or ["mfn"]
    origins = [ANY, *dict.fromkeys(row.id for row in case.territories)]
    origins += [
        one for one in dict.fromkeys(row.origin for row in case.recipes) if one not in origins
    ]
    sold = {row.id: row.territory for row in case.facilities if row.kind == "market"}
    dests = list(dict.fromkeys(sold[row.market] for row in case.demand))
    return {
        "layer": st.selectbox(words("controls.rates.layer"), layers, format_func=names.layer),
        "origin": st.selectbox(words("controls.rates.origin"), origins, format_func=names.origin),
        "dest": st.selectbox(words("controls.rates.dest"), dests, format_func=names.territory),
        "rate": st.number_input(words("controls.rates.rate"), 0.0, TOP, 0.0, 0.1) / 100,
        "valid_from": st.date_input(
            words("controls.rates.from"), day, min_value=FIRST_DAY, max_value=LAST_DAY
        ),
        "source": st.text_input(words("controls.rates.source"), max_chars=200),
    }
