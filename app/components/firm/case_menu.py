"""Which case is on the desk: open, begin, bring, take away."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app.components.told import listed, told
from app.desk import desk, open_shipped, put
from app.solving import pool
from app.state import language, words
from briefing.phrases import in_language, problem_in_words
from briefing.safe_text import encode
from plusn import PlusNError
from plusn.scenarios.shipped import SHIPPED

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from plusn.desk.desk import Desk
    from plusn.desk.opening import Kind, Opened

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ((".xlsx", XLSX), (".json", "application/json"), (".yaml", "text/yaml"))
READ: dict[Kind, list[str]] = {
    "case": ["xlsx", "json", "yaml", "yml"],
    "starter": ["xlsx", "csv", "yaml", "yml"],
    "shipments": ["csv", "xlsx", "json", "yaml"],
}
LARGEST_MB = 5
MONIES = ["HKD", "CNY", "USD"]
"""What the readers of files take."""
COMING, OPENED, REFUSED = "desk.coming", "desk.opened", "desk.refused"


def case_menu(below: DeltaGenerator | None = None) -> Desk:
    """Show the menu of the case in the bar, and give the desk.

    Parameters
    ----------
    below
        Where is told what was filled in or refused; by default where the menu is called.
    """
    pool()  # workers load the engine while the page is drawn
    _lay()
    now = desk()
    with st.container(key="bar-case"):
        menu = st.popover(_label(now), key="case-menu", on_change="rerun")
    if menu.open:
        with menu:
            _open()
            _bring()
            _refused()
            _take(now)
    with below or nullcontext():
        if not menu.open:
            _refused()
        _account()
    return desk()


def _label(now: Desk) -> str:
    from briefing.firm.names import Names  # noqa: PLC0415 - pydantic and networkx load slowly

    return words("firm.case", name=encode(Names.of(now.case, language()).case))


def _open() -> None:
    st.caption(words("firm.case.shipped"))
    for name in SHIPPED:
        st.button(
            words(f"firm.case.shipped.{name}"),
            key=f"open-{name}",
            on_click=_bring_shipped,
            args=(name,),
            width="stretch",
        )


def _bring_shipped(name: str) -> None:
    from plusn.desk.opening import Opened  # noqa: PLC0415 - the engine loads slowly

    _coming().append(Opened(desk=open_shipped(name)))


def _bring() -> None:
    """Show how a file is brought: what it is, the file, and blank sheets to begin with."""
    st.caption(words("firm.case.bring"))
    kind: Kind = st.selectbox(
        words("firm.case.kind"),
        list(READ),
        format_func=lambda one: words(f"firm.case.kind.{one}"),
        key="bring-kind",
    )
    st.caption(words(f"firm.case.kind.{kind}.help"))
    currency, rates = _money() if kind == "shipments" else (MONIES[0], {})
    file = st.file_uploader(
        words("firm.case.file"),
        type=READ[kind],
        key=f"bring-{kind}",
        max_upload_size=LARGEST_MB,
    )
    st.button(
        words("firm.case.lay"),
        key="bring",
        type="primary",
        disabled=file is None,
        on_click=_bring_file,
        args=(kind, file, currency, rates),
    )
    _blank(kind)


def _money() -> tuple[str, dict[str, float]]:
    """Ask in which money the case counts, and what the others are worth in it."""
    currency: str = st.selectbox(words("firm.case.currency"), MONIES, key="bring-in")
    rates = {}
    for other in (money for money in MONIES if money != currency):
        rate = st.number_input(
            words("firm.case.rate", one=other, other=currency),
            min_value=0.0001,
            value=None,
            format="%.4f",
            key=f"bring-{other}-{currency}",
        )
        if rate is not None:
            rates[other] = rate
    return currency, rates


def _blank(kind: Kind) -> None:
    """Offer a blank sheet of that kind."""
    if kind == "shipments":
        return
    make = _template if kind == "case" else _starter
    st.download_button(
        words(f"firm.case.blank.{kind}"),
        data=make,
        file_name=f"plusn-{kind}.xlsx",
        mime=XLSX,
        on_click="ignore",
        key=f"blank-{kind}",
    )


def _template() -> bytes:
    from plusn.scenarios.files import TEMPLATE, case_bytes  # noqa: PLC0415
    from plusn.scenarios.shipped import shipped_case  # noqa: PLC0415

    return case_bytes(shipped_case(TEMPLATE), ".xlsx")


def _starter() -> bytes:
    from plusn.scenarios.starter import starter_bytes  # noqa: PLC0415

    return starter_bytes(".xlsx")


def _bring_file(kind: Kind, file: UploadedFile, currency: str, rates: dict[str, float]) -> None:
    """Read a file, or keep what is wrong with it; the desk of before then stays."""
    from plusn.desk.opening import open_file  # noqa: PLC0415 - the engine loads slowly

    coming = _coming()
    try:
        opened = open_file(kind, file.getvalue(), name=file.name, currency=currency, rates=rates)
    except PlusNError as problem:
        coming.append(problem)
    else:
        coming.append(opened)


def _coming() -> list[Opened | PlusNError]:
    """Give what was brought and is not laid down yet.

    The library may end a callback at any touch of the session, so a long one touches it only
    before its work; what it brings is laid down by the run that follows.
    """
    coming: list[Opened | PlusNError] = st.session_state.setdefault(COMING, [])
    return coming


def _lay() -> None:
    """Lay down what was brought; a run that is ended meanwhile is done again by the next."""
    coming = _coming()
    while coming:
        came = coming[0]
        _forget()
        if isinstance(came, PlusNError):
            st.session_state[REFUSED] = came
        else:
            put(came.desk)
            st.session_state[OPENED] = came
        del coming[0]


def _forget() -> None:
    for key in (OPENED, REFUSED):
        st.session_state.pop(key, None)


def _take(now: Desk) -> None:
    from plusn.scenarios.files import case_bytes  # noqa: PLC0415

    st.caption(words("firm.case.take"))
    with st.container(horizontal=True, gap="small"):
        for suffix, mime in FORMS:
            st.download_button(
                words(f"firm.case.take{suffix}"),
                data=partial(case_bytes, now.case, suffix),
                file_name=f"plusn-case{suffix}",
                mime=mime,
                on_click="ignore",
                key=f"take{suffix}",
            )


def _refused() -> None:
    """Say what was wrong with a file: where it was brought, and once the menu is shut, below."""
    problem: PlusNError | None = st.session_state.get(REFUSED)
    if problem is not None:
        told(
            *problem_in_words(problem, language()).splitlines(),
            key="refused",
            title=words("firm.case.refused"),
            manner="no",
        )
        st.button(words("firm.case.account.close"), key="refused-close", on_click=_forget)


def _account() -> None:
    """Say what was filled in and left out."""
    lang = language()
    opened: Opened | None = st.session_state.get(OPENED)
    if opened is None or opened.report is None:
        return
    with st.expander(words("firm.case.account"), expanded=True):
        lines = [in_language(line, lang) for line in opened.report.lines if line.strip()]
        listed(words("firm.case.account.title"), lines, key="account")
        st.button(words("firm.case.account.close"), key="account-close", on_click=_forget)
