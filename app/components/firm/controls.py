"""The form of controls: sliders and choices that wait for Run, a preset above, the address.

Nothing is worked out while a slider moves: the form hands over what is set when Run is pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.controls_words import about, label_of, option_of, preset_of
from app.components.told import told
from app.state import words
from briefing.safe_text import encode
from plusn.desk.knobs import MOST_SLIDERS, by_group, knobs, moved, now_of, settled
from plusn.desk.knobs_back import apart, values_of
from plusn.desk.knobs_choices import PLACE, REGION
from plusn.desk.knobs_url import from_text, to_text
from plusn.desk.presets import Preset, presets

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.firm.names import Names
    from plusn.desk.edits_case import Case
    from plusn.desk.knobs_kind import Knob, Value, Values

STYLE = Path(__file__).parent / "controls.css"
ADDRESS = "set"
FORMATS = {"percent": "%g%%", "of_today": "%g%%", "points": "+%g"}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Hold what was set when Run was pressed.

    Parameters
    ----------
    values
        Of every control, for `plusn.desk.knobs_rows.scenario_of`.
    label
        What the reader calls the scenario.
    base
        Scenario that the form began with; blank for today.
    turn
        Counts the presses, so that a page knows a new one.
    """

    values: Values
    label: str
    base: str
    turn: int


def controls(
    case: Case,
    names: Names,
    *,
    key: str = "controls",
    region: str = "",
    marks: Callable[[Knob], None] | None = None,
    running: bool = False,
    address: bool = True,
) -> Asked | None:
    """Show the form and give what was last submitted; None before the first Run.

    Parameters
    ----------
    case, names
        As it stands on the desk, and what its things are called.
    key
        Name of the form in the session; its widgets are ``{key}.{control}``.
    region
        Region that the reader chose on the map for the outage; a new choice moves the control.
    marks
        Draws under a slider of duty, for example where the answer turns.
    running
        Whether an answer is being worked out: Run then waits.
    address
        Whether the controls are kept in the URL; not for a firm's own case, whose names are in it.
    """
    _ready(case, key, region=region, address=address)
    st.html(STYLE)
    with st.container(key=f"{key}-box"):
        _presets(case, names, key)
        with st.form(f"{key}.form", border=False, enter_to_submit=False):
            with st.container(key=f"{key}-name"):
                st.text_input(
                    words("controls.name"), _label(key), key=_widget_key(key, "label"), max_chars=80
                )
            for group, members in by_group(case).items():
                _group(case, names, key, group, members, marks)
            with st.container(horizontal=True, key=f"{key}-buttons"):
                st.form_submit_button(
                    words("controls.run"),
                    key=f"{key}.run",
                    type="primary",
                    disabled=running,
                    on_click=partial(_submit, case, key, address=address),
                )
                st.form_submit_button(
                    words("controls.reset"), key=f"{key}.reset", on_click=partial(_reset, case, key)
                )
    return submitted(key=key)


def submitted(*, key: str = "controls") -> Asked | None:
    """Give what was set when Run was last pressed; None before the first time."""
    asked: Asked | None = st.session_state.get(f"{key}.asked")
    return asked


def load(case: Case, scenario: str, label: str, *, key: str = "controls") -> None:
    """Set the controls to what a scenario says; call before the form is shown.

    Parameters
    ----------
    case
        Holds the scenario.
    scenario
        Its id; blank for today.
    label
        What it is called on the page.
    """
    _put(case, values_of(case, scenario), key)
    state = st.session_state
    state[f"{key}.now"] = now_of(case)  # so that the form takes these for its own
    _call(key, label)
    state[f"{key}.base"], state[f"{key}.preset"] = scenario, ""


def _ready(case: Case, key: str, *, region: str, address: bool) -> None:
    """Say what every control begins with.

    A control that the reader moved and did not submit keeps its place. Only one that stood as
    today follows a changed case.
    """
    state = st.session_state
    now, before = now_of(case), state.get(f"{key}.now", {})
    if f"{key}.put" not in state:
        told = from_text(case, st.query_params.get(ADDRESS, "")) if address else now
        state[f"{key}.put"] = now | told
    held = {knob.id: _held(knob, key) for knob in knobs(case)}
    wanted = {
        knob.id: knob.now
        for knob in knobs(case)
        if not knob.fits(held[knob.id])
        or (knob.id in before and held[knob.id] == before[knob.id] != knob.now)
    }
    wanted |= _place(case, key, region)
    if wanted:
        _begin(held | wanted, key)
    state[f"{key}.now"] = now
    state[f"{key}.shown"] = True
    state.setdefault(f"{key}.base", "")


def _begin(values: Values, key: str) -> None:
    """Let every control begin anew with a value.

    A control that is on screen gets a new key: its value is then the one it is made with. A value
    written to a widget that exists can lose against what the browser sends before it hears of it.
    """
    state = st.session_state
    if state.get(f"{key}.shown"):
        state[f"{key}.named"] = _label(key)
        state[f"{key}.begun"] = state.get(f"{key}.begun", 0) + 1
    state[f"{key}.put"] = values


def _label(key: str) -> str:
    """Give what the scenario is called as it stands in the form."""
    state = st.session_state
    named = state.get(f"{key}.named") or words("controls.name.first")
    return str(state.get(_widget_key(key, "label"), named)).strip() or named


def _call(key: str, label: str) -> None:
    """Give the scenario a name, until the reader gives it one of her own."""
    st.session_state[f"{key}.named"] = st.session_state[f"{key}.offered"] = label


def _place(case: Case, key: str, region: str) -> Values:
    """Move the outage to the region chosen on the map, once for each choice there."""
    state = st.session_state
    chosen, state[f"{key}.region"] = region != state.get(f"{key}.region", ""), region
    known = {knob.id: knob for knob in knobs(case)}
    if region and chosen and PLACE in known and REGION + region in known[PLACE].options:
        return {PLACE: REGION + region}
    return {}


def _presets(case: Case, names: Names, key: str) -> None:
    known = {preset.id: preset for preset in _of_case(case, key)}
    captions = {name: preset_of(preset, names) for name, preset in known.items()}
    captions = {"": words("controls.preset.none")} | captions
    if st.session_state.get(f"{key}.preset", "") not in captions:
        st.session_state[f"{key}.preset"] = ""
    chosen = st.selectbox(
        words("controls.preset"),
        list(captions),
        format_func=captions.__getitem__,
        key=f"{key}.preset",
        on_change=partial(_take, case, key, known, captions),
    )
    if chosen in known:
        refused = known[chosen].refused is not None
        told(*about(known[chosen], names), key=f"{key}-about", manner="no" if refused else "quiet")
    base = st.session_state.get(f"{key}.base", "")
    if base and base in {row.id for row in case.scenarios}:
        further = apart(case, base).count
        if further:
            told(words("controls.kept", count=further), key=f"{key}-kept", manner="quiet")


def _of_case(case: Case, key: str) -> tuple[Preset, ...]:
    """Give the presets, worked out once for each case: a session's own stay in the session."""
    kept = st.session_state.get(f"{key}.presets")
    if kept is None or kept[0] != case.digest:
        kept = st.session_state[f"{key}.presets"] = (case.digest, presets(case))
    found: tuple[Preset, ...] = kept[1]
    return found


def _take(case: Case, key: str, known: dict[str, Preset], captions: dict[str, str]) -> None:
    """Fill the controls with a preset, and name them after it; a refused one changes nothing."""
    state = st.session_state
    preset = known.get(state[f"{key}.preset"])
    if preset is None or (preset.values and preset.refused is None):
        named = _label(key)
        _put(case, preset.values if preset else {}, key)
        state[f"{key}.base"] = ""
        if named == state.get(f"{key}.offered", words("controls.name.first")):
            _call(key, captions[preset.id] if preset else words("controls.name.first"))


def _group(
    case: Case,
    names: Names,
    key: str,
    group: str,
    members: tuple[Knob, ...],
    marks: Callable[[Knob], None] | None,
) -> None:
    changed = sum(_held(knob, key) != knob.now for knob in members)
    name = words(f"controls.group.{group}")
    title = words("controls.group.title", name=name, count=changed) if changed else name
    with st.expander(title, expanded=bool(changed) or group == "duty"):
        with st.container(key=f"{key}-grid-{group}"):
            for knob in members:
                with st.container(key=f"{key}-{knob.id}"):
                    _widget(knob, case, names, key)
                    if marks is not None and knob.group == "duty" and knob.kind == "slider":
                        marks(knob)
        st.caption(words(f"controls.note.{group}"))
        if sum(knob.kind == "slider" for knob in members) >= MOST_SLIDERS:
            st.caption(words("controls.note.most", count=MOST_SLIDERS))


def _widget(knob: Knob, case: Case, names: Names, key: str) -> None:
    label, name = label_of(knob, case, names), _widget_key(key, knob.id)
    begun = _shown(knob, st.session_state[f"{key}.put"].get(knob.id, knob.now))
    captions = {option: option_of(knob, option, names) for option in knob.options}
    harmless = {option: encode(caption) for option, caption in captions.items()}
    if knob.kind == "slider":
        form = FORMATS.get(knob.unit, "%g")
        st.slider(label, knob.low, knob.high, begun, step=knob.step, format=form, key=name)
    elif knob.kind == "choice":
        place = list(captions).index(begun)
        st.selectbox(label, list(captions), place, format_func=captions.__getitem__, key=name)
    elif knob.kind == "multi":
        st.pills(
            label,
            list(harmless),
            selection_mode="multi",
            default=begun,
            format_func=harmless.__getitem__,
            key=name,
        )
    else:
        st.date_input(
            label, begun, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", key=name
        )


def _submit(case: Case, key: str, *, address: bool) -> None:
    """Keep what is set, in the session and the address."""
    state = st.session_state
    state[f"{key}.put"] = {knob.id: _held(knob, key) for knob in knobs(case)}
    values = settled(case, state[f"{key}.put"])
    before: Asked | None = state.get(f"{key}.asked")
    state[f"{key}.named"] = _label(key)
    state[f"{key}.asked"] = Asked(
        values=values,
        label=state[f"{key}.named"],
        base=state.get(f"{key}.base", ""),
        turn=before.turn + 1 if before else 1,
    )
    text = to_text(case, values) if address else ""
    if text:
        st.query_params[ADDRESS] = text
    else:
        st.query_params.pop(ADDRESS, None)


def _reset(case: Case, key: str) -> None:
    """Set every control to today; nothing runs."""
    _put(case, {}, key)
    _call(key, words("controls.name.first"))
    st.session_state[f"{key}.preset"] = st.session_state[f"{key}.base"] = ""


def _put(case: Case, values: Values, key: str) -> None:
    _begin(settled(case, values), key)


def _widget_key(key: str, name: str) -> str:
    begun = st.session_state.get(f"{key}.begun", 0)
    return f"{key}.{name}.{begun}" if begun else f"{key}.{name}"


def _held(knob: Knob, key: str) -> Value:
    """Read a widget as the value of its control; what it begins with where it has none yet."""
    put = st.session_state.get(f"{key}.put", {})
    held = st.session_state.get(_widget_key(key, knob.id), _shown(knob, put.get(knob.id, knob.now)))
    if knob.kind == "multi":
        return tuple(option for option in knob.options if option in held)
    if knob.kind == "day":
        return held.isoformat() if held else ""
    return held  # type: ignore[no-any-return]


def _shown(knob: Knob, value: Value) -> Any:  # noqa: ANN401 - each widget has a type of its own
    if knob.kind == "multi":
        return list(value) if isinstance(value, tuple) else [value]
    if knob.kind == "day":
        return date.fromisoformat(str(value)) if value else None
    return value


def changed(case: Case, asked: Asked) -> int:
    """Count the controls that differ from today."""
    return len(moved(case, asked.values))
