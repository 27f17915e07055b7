"""What comes of a scenario: in a sentence, on the map, in money, in duty, in weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.answers import shown
from app.components.firm.awaited import reference
from app.components.firm.flow import flow_figure
from app.components.firm.more import more
from app.components.firm.network_spec import PICKED, VIEW, picture, selected
from app.components.firm.panels import panel
from app.components.firm.turns import ask_turns, duty_sliders
from app.components.told import told
from app.solving import ask
from app.state import segmented, theme, words
from briefing.backends import (
    firm_breakeven_svg,
    firm_bridge_svg,
    firm_duty_svg,
    firm_listing_svg,
    firm_weeks_svg,
)
from briefing.firm.board import describe_board
from briefing.firm.breakeven import describe_breakeven
from briefing.firm.bridge import describe_bridge
from briefing.firm.duty import describe_duty, entries_of
from briefing.firm.frame import Money, Standing
from briefing.firm.outage import has_outage, outage_told, walk_of_outage
from briefing.firm.period import period
from briefing.firm.via import via_sentence
from briefing.firm.walk import walk_of_baseline, walk_of_compare
from briefing.firm.weeks import describe_weeks, weeks_on_map
from briefing.flow.firm.colours import colours_of
from briefing.flow.firm.spec import VIEWS
from plusn.desk.knobs_back import values_of
from plusn.desk.twin import policy_of_ports_alone

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.desk.desk import Desk


def results(now: Desk, scenario: str, names: Names) -> None:
    """Show the answer of a scenario beside that of the case as entered."""
    answer = shown(ask("run", now.case, urgent=True, scenario=scenario), key="run", names=names)
    if answer is None:
        return
    with st.container():
        record, before = _beside(now, scenario, names, answer)
    with st.container():
        if has_outage(answer):
            head, *lines = outage_told(answer, names)
            told(*lines, title=head, key="outage", manner="mind")
    # Each has a place of its own, whatever stands above it: what is still worked on is drawn anew
    # by the number of its place.
    with st.container():
        _maps(now, answer, before, scenario, names)
    left, right = st.columns(2, gap="medium")
    with left:
        with st.container():
            _bridge(now, record, scenario, names)
        with st.container():
            if has_outage(answer):
                spec = describe_bridge(walk_of_outage(answer, names), names, Standing.of(answer))
                panel(spec, firm_bridge_svg.draw, key="outage-bridge")
        with st.container():
            _duty(now, scenario, names)
    with right:
        with st.container():
            _turns(now, scenario, names)
        with st.container():
            _weeks(now, scenario, names)
        with st.container():
            _board(now, record, scenario, names)
    if before:
        _via(now, answer, scenario, names)
    more(now, scenario, answer, names)


def _beside(
    now: Desk, scenario: str, names: Names, answer: dict[str, Any]
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Set the scenario beside the first one: the comparison, and the first one's own answer."""
    first = reference(now.case)
    if scenario == first:
        return None, None
    pair = ask("compare", now.case, urgent=True, scenarios=[first, scenario])
    if not pair.settled:
        _at_first(answer, names)
    record = shown(pair, key="compare-two", names=names)
    if record:
        _sentence(record, scenario, names, outage=has_outage(answer))
    before = ask("run", now.case, urgent=True, scenario=first)
    return record, shown(before, key="run-first", names=names)


def _at_first(answer: dict[str, Any], names: Names) -> None:
    """Say what the plan costs and uses, before it is known what sets it apart."""
    money = Money.of([answer["objective"]], answer["currency"], names.lang)
    told(
        names.sites_text(answer["open_plants"]),
        title=words(
            "firm.at_first",
            name=names.scenario(answer["scenario"]),
            cost=money.full(answer["objective"]),
            period=period(answer["tables"]["run"][0]["weeks"], names.lang),
        ),
        tag=Standing.of(answer).notice(names.lang),
        key="at-first",
        level=1,
    )


def _sentence(record: dict[str, Any], scenario: str, names: Names, *, outage: bool) -> None:
    """Say in a headline and one sentence what the scenario comes to, and why.

    What an outage comes to is told below it: the headline is then of normal weeks.
    """
    if scenario in record["no_plan"]:
        return
    spec = describe_bridge(walk_of_compare(record, scenario), names, Standing.of(record))
    title = words("firm.in_normal_weeks", finding=spec.title) if outage else spec.title
    told(spec.reason, title=title, tag=spec.notice, key="headline", level=1)


def _maps(
    now: Desk,
    answer: dict[str, Any],
    before: dict[str, Any] | None,
    scenario: str,
    names: Names,
) -> None:
    segmented(
        VIEW,
        label=words("supply.view.label"),
        captions={view: words(f"supply.view.{view}") for view in VIEWS},
    )
    survived = ask("survive", now.case, scenario=scenario).record
    weeks = weeks_on_map(survived, names) if survived else None
    pair = picture(now, before, slot="today") if before else None
    spec = picture(now, answer, slot="scenario", weeks=weeks, like=pair)
    captions = (names.scenario(reference(now.case)), names.scenario(scenario))
    flow_figure(
        spec,
        theme=theme(),
        selected=st.session_state.get(PICKED, ""),
        key="two-flows",
        on_select=selected,
        pair=pair,
        captions=captions if pair else None,
        heading="h3" if pair else "h1",  # beside another, the sentence above them heads the page
    )


def _bridge(now: Desk, record: dict[str, Any] | None, scenario: str, names: Names) -> None:
    """Show from today to the scenario, or the three steps from the ledger to free choice."""
    if record and scenario not in record["no_plan"]:
        spec = describe_bridge(walk_of_compare(record, scenario), names, Standing.of(record))
        panel(spec, firm_bridge_svg.draw, key="bridge")
    if not now.case.actual_flows:
        return
    under = "" if scenario == reference(now.case) else scenario
    steps = shown(ask("baseline", now.case, scenario=under), key="steps", names=names)
    if steps:
        spec = describe_bridge(walk_of_baseline(steps), names, Standing.of(steps))
        panel(spec, firm_bridge_svg.draw, key="steps-bridge")


def _turns(now: Desk, scenario: str, names: Names) -> None:
    """Show what the plans cost as a duty goes from end to end."""
    sliders = duty_sliders(now.case)
    if not sliders:
        return
    from app.components.firm.controls_words import label_of  # noqa: PLC0415 - words of controls

    chosen = st.selectbox(
        words("firm.turns.which"),
        list(sliders),
        format_func=lambda one: label_of(sliders[one], now.case, names, plain=True),
        key="turns-which",
    )
    knob = sliders[chosen]
    record = shown(ask_turns(now.case, knob, scenario), key="turns", names=names)
    if record:
        value = values_of(now.case, scenario).get(knob.id, knob.now)
        spec = describe_breakeven(record, names, at=knob.cell(float(str(value))))
        panel(spec, firm_breakeven_svg.draw, key="breakeven")


def _duty(now: Desk, scenario: str, names: Names) -> None:
    record = shown(ask("duty", now.case, scenario=scenario), key="duty", names=names)
    entries = entries_of(record) if record else ()
    if not record or not entries:
        return
    highest: dict[tuple[str, str], float] = {}
    for row in record["tables"]["stacks"]:
        goods = (row["dest"], row["product"])
        highest[goods] = max(highest.get(goods, 0.0), row["total_rate"] or 0.0)
    dest, product = st.selectbox(
        words("firm.duty.which"),
        sorted(entries, key=lambda one: -highest[one]),
        format_func=lambda one: words(
            "firm.duty.entry", product=names.product(one[1]), dest=names.territory(one[0])
        ),
        key="duty-which",
    )
    spec = describe_duty(record, names, colours_of(now.case), dest=dest, product=product)
    panel(spec, firm_duty_svg.draw, key="duty-stack")


def _weeks(now: Desk, scenario: str, names: Names) -> None:
    record = shown(ask("survive", now.case, scenario=scenario), key="weeks", names=names)
    if not record:
        return
    first = reference(now.case)
    today = ask("survive", now.case, scenario=first).record if scenario != first else None
    panel(describe_weeks(record, names, today=today), firm_weeks_svg.draw, key="weeks-strip")


def _board(now: Desk, record: dict[str, Any] | None, scenario: str, names: Names) -> None:
    """Show what the change means for the firm's books: against the first, or against today."""
    if record:
        if scenario not in record["no_plan"]:
            spec = describe_board(record, names, scenario=scenario)
            panel(spec, firm_listing_svg.draw, key="board")
    elif now.case.actual_flows:
        steps = ask("baseline", now.case).record
        if steps:
            panel(describe_board(steps, names), firm_listing_svg.draw, key="board")


def _via(now: Desk, answer: dict[str, Any], scenario: str, names: Names) -> None:
    """Where a scenario changes ports alone, say that the duty is the same, and why."""
    policy = policy_of_ports_alone(now.case, scenario)
    if policy is None:
        return
    without = shown(ask("run", now.case, policy=policy), key="via", names=names)
    if without:
        told(via_sentence(without, answer, names), key="via-told", manner="mind")
