"""Sites: a form for a new one; moving and removing the one that is selected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, hypot, radians
from typing import TYPE_CHECKING

import streamlit as st

from app.components.firm.editing_state import (
    current,
    do,
    edit,
    editing,
    keep,
    let_be,
    names_for,
    tongue,
)
from app.components.firm.editing_words import choice, why_words
from app.components.told import told
from app.state import words
from briefing.names import listed
from briefing.phrases import problem_in_words
from briefing.safe_text import encode
from plusn.desk.edits import Discard, MoveSite, RemoveRows, RemoveSite, add_site, free_id
from plusn.desk.fields import field_of

if TYPE_CHECKING:
    from app.components.firm.editing_state import Editing
    from plusn.desk.edits_case import Case
    from plusn.desk.edits_drafts import Draft
    from plusn.desk.fields_names import Names


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Hold a question on a removal; without `go` there is no way to do it."""

    words: str
    go: str


KINDS = ("depot", "plant", "supplier", "port", "market")


def site_form(lon: float, lat: float) -> bool:
    """Ask what stands at a place that was clicked; tell when it is settled, either way.

    Parameters
    ----------
    lon, lat
        The place, in degrees (WGS 84).
    """
    case = current().case
    _, names = names_for(case, tongue())
    title = words("editing.site.title", lat=f"{lat:.2f}", lon=f"{lon:.2f}")
    with st.form("site-form", border=True):
        told(words("editing.site.intro"), title=title, key="site-title")
        cells = _questions(case, names, lon, lat)
        with st.container(horizontal=True):
            added = st.form_submit_button(words("editing.site.add"), type="primary")
            ended = st.form_submit_button(words("editing.site.cancel"))
    if ended:
        return True
    return added and _added(lon, lat, cells)


def _questions(case: Case, names: Names, lon: float, lat: float) -> dict[str, str]:
    lang = tongue()
    name = st.text_input(words("editing.site.name"), key="site-name", max_chars=200)
    with st.container(horizontal=True):
        kind = st.selectbox(
            words("editing.site.kind"),
            KINDS,
            format_func=lambda kind: choice("kind", kind, lang),
            key="site-kind",
        )
        ids = [row.id for row in case.territories]
        territory = st.selectbox(
            words("editing.site.territory"),
            ids,
            index=ids.index(nearest_territory(case, lon, lat)),
            format_func=lambda id_: names.called["territories"].get(id_, id_),
            key="site-territory",
        )
        status = st.selectbox(
            words("editing.site.status"),
            ("optional", "existing"),
            format_func=lambda status: choice("status", status, lang),
            key="site-status",
        )
        id_ = st.text_input(
            words("editing.site.id"),
            key="site-id",
            max_chars=60,
            placeholder=words("editing.site.id.blank"),
        )
    return {"name": name, "kind": kind, "territory": territory, "status": status, "id": id_}


def nearest_territory(case: Case, lon: float, lat: float) -> str:
    """Give the territory of the country that was clicked, else that of the nearest site.

    Where no site has a place, the first. In China the nearest site says which customs territory.
    """
    from shapely import Point  # noqa: PLC0415 - loads slowly

    from plusn.flow_base import flow_base  # noqa: PLC0415 - loads slowly

    land, clicked = flow_base().foreign, Point(lon, lat)
    for row in case.territories:
        if row.iso3 in land and land[row.iso3].intersects(clicked):
            return row.id
    placed = [
        (hypot((site.lon - lon) * cos(radians(lat)), site.lat - lat), site.id, site.territory)
        for site in case.facilities
        if site.lon is not None and site.lat is not None
    ]
    return min(placed)[2] if placed else case.territories[0].id


def _added(lon: float, lat: float, cells: dict[str, str]) -> bool:
    case = current().case
    if cells["kind"] == "market":
        cells["status"] = "existing"
    cells["id"] = cells["id"].strip() or free_id(case, cells["name"] or cells["kind"])
    before = editing(current()).drafts.last
    state = do(add_site(lon, lat, cells))
    refused = [draft for draft in state.drafts.kept if draft.row == before - 1]
    if not refused:
        st.toast(words("editing.site.added", name=encode(cells["name"])))
        return True
    told(words("editing.site.refused", problem=_why(refused[0], state)), key="site-no", manner="no")
    do(Discard(table="facilities", row=refused[0].row))
    return False


def _why(draft: Draft, state: Editing) -> str:
    firm, names = names_for(state.case, tongue())
    typed = dict(draft.cells)
    return " ".join(
        why_words(
            why,
            field_of("facilities", why.column),
            names=names,
            firm=firm,
            lang=firm.lang,
            typed=typed.get(why.column, ""),
        )
        for why in draft.why
    )


def chosen_site(case: Case, site: str, names: Names) -> None:
    """Offer what can be done with a site that is selected: see its rows, move it, remove it."""
    row = next((one for one in case.facilities if one.id == site), None)
    if row is None:
        return
    name = names.called["facilities"].get(site, site)
    state = editing(current())
    with st.container(horizontal=True, vertical_alignment="center", key="editing-site"):
        told(words("editing.site.selected", name=name), key="editing-site-told")
        st.toggle(
            words("editing.site.only"),
            value=state.look.site == site,
            key=f"editing-only-{site}",
            on_change=_only,
            args=(site,),
        )
        with st.popover(words("editing.site.move.place", name=encode(name))):
            lat = st.number_input(
                words("editing.site.move.lat"), -90.0, 90.0, row.lat or 0.0, format="%.4f"
            )
            lon = st.number_input(
                words("editing.site.move.lon"), -180.0, 180.0, row.lon or 0.0, format="%.4f"
            )
            moved = MoveSite(site=site, lon=float(lon), lat=float(lat))
            st.button(
                words("editing.site.move.do"), key="editing-move", on_click=edit, args=(moved,)
            )
        st.button(
            words("editing.site.remove", name=encode(name)),
            key="editing-remove-site",
            on_click=edit,
            args=(RemoveSite(site=site),),
        )


def _only(site: str) -> None:
    state = editing(current())
    wanted = bool(st.session_state[f"editing-only-{site}"])
    keep(replace(state, look=replace(state.look, site=site if wanted else "", page=0)))


def asked(state: Editing, names: Names) -> Asked | None:
    """Say why rows were not removed, and what would go with them; None where nothing is open."""
    open_ = state.drafts.removal
    if open_ is None:
        return None
    lang = tongue()
    who = listed([_row_name(state.case, open_.table, row, names) for row in open_.rows], lang)
    if open_.problem:
        firm, _ = names_for(state.case, lang)
        problem = problem_in_words(open_.problem, lang, firm)
        return Asked(words=words("editing.removal.problem", problem=problem), go="")
    form = "one" if len(open_.rows) == 1 else "many"
    lines = [words(f"editing.removal.{form}", names=who)]
    if open_.cleared:
        lines.append(words("editing.removal.cleared", list=_counted(open_.cleared)))
    go = (
        words("editing.removal.with", list=_counted(open_.named))
        if open_.named
        else words("editing.removal.alone")
    )
    return Asked(words=" ".join(lines), go=go)


def removal(state: Editing, question: Asked) -> None:
    """Show the question where its row is not on the page."""
    open_ = state.drafts.removal
    told(question.words, key="removal", manner="no")
    with st.container(horizontal=True):
        if question.go and open_:
            wanted = RemoveRows(table=open_.table, rows=open_.rows, naming=True)
            st.button(question.go, key="removal-with", on_click=edit, args=(wanted,))
        st.button(words("editing.removal.keep"), key="removal-keep", on_click=let_be)


def _counted(tables: tuple[tuple[str, int], ...]) -> str:
    counted = [
        words("editing.removal.count", count=count, table=words(f"editing.table.{table}"))
        for table, count in tables
    ]
    return listed(counted, tongue())


def _row_name(case: Case, table: str, row: int, names: Names) -> str:
    found = getattr(case, table)[row]
    id_ = getattr(found, "id", "")
    return names.called.get(table, {}).get(id_, id_) or str(row + 1)
