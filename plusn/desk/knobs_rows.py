"""A scenario out of controls: rows of the case, so that a download and a command repeat it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from typing import TYPE_CHECKING

from data.errors import BadValue
from data.phrase import said
from network.case.choices import Event, Override, Policy, Scenario
from plusn.desk import knobs_choices as choices
from plusn.desk.knobs import knobs, settled
from plusn.desk.knobs_back import Apart, apart, free_policy, own_policy
from plusn.desk.knobs_duty import REGIME, RUN_DATE
from plusn.scenarios.questions import question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from network.case import Case
    from plusn.desk.knobs_kind import Knob, Value, Values

LONGEST_NAME = 50
"""Letters of a scenario's id, so that its policy can be named after it."""


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """Hold what a scenario is to be: its id, what is set, what it keeps."""

    name: str
    label: str
    values: Values
    kept: Apart
    known: tuple[Knob, ...]


def scenario_of(
    case: Case,
    values: Mapping[str, Value],
    *,
    name: str,
    label: str = "",
    base: str = "",
) -> Case:
    """Write controls into a case as one scenario; only what differs from today makes rows.

    Parameters
    ----------
    case
        Holds the scenario already, which is then replaced in its place, or gets it as its last.
    values
        By the control's id; one that is not given stands as today.
    name
        Id of the scenario.
    label
        What it is called; blank keeps the label it has.
    base
        Scenario whose rows that no control speaks of are taken along; by default its own.

    Returns
    -------
    Case
        With rows of the scenario in scenarios, overrides, events and policies; provenance user.
        ``plusn scenario run`` of it, saved, answers what the page answers.

    Raises
    ------
    BadValue
        The id is too long, or is not allowed.
    Problems
        Values that are not allowed, or that do not fit together: the day has no rates of duty,
        a regime takes away what a slider changes, sites are kept open and shut at once.
    """
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadValue(
            said("the id {name!r} has {count} letters", name=name, count=len(name)),
            remedy=said("Use 1 to {most}.", most=LONGEST_NAME),
        )
    held = {row.id: row for row in case.scenarios}
    begun = base or name
    wanted = _Wanted(
        name=name,
        label=label or (held[name].label if name in held else name),
        values=settled(case, values),
        kept=apart(case, begun) if begun in held else Apart(),
        known=knobs(case),
    )
    made = _written(case, wanted)
    question(made, name)  # a scenario that cannot be asked is not held
    return made


def _written(case: Case, wanted: _Wanted) -> Case:
    cleared = without_rows(case, wanted.name)
    policy, policies = _policy(cleared, wanted)
    row = Scenario(
        id=wanted.name,
        label=wanted.label,
        policy=policy,
        regime=str(wanted.values.get(REGIME, "")),
        run_date=_run_date(case, wanted.values),
    )
    rows = [row if one.id == wanted.name else one for one in cleared.scenarios]
    return replace(
        cleared,
        scenarios=tuple(rows if row in rows else [*rows, row]),
        overrides=(*cleared.overrides, *_overrides(wanted)),
        events=(*cleared.events, *_events(wanted)),
        policies=(*cleared.policies, *policies),
    )


def without_rows(case: Case, name: str) -> Case:
    """Take the rows of a scenario out of a case, but for the row that names it."""
    used = {row.policy for row in case.scenarios if row.id != name}
    own = own_policy(name)
    return replace(
        case,
        scenarios=tuple(
            row.model_copy(update={"policy": ""}) if row.id == name and row.policy == own else row
            for row in case.scenarios
        ),
        overrides=tuple(row for row in case.overrides if row.scenario != name),
        events=tuple(row for row in case.events if row.scenario != name),
        policies=tuple(row for row in case.policies if row.id != own or row.id in used),
    )


def _overrides(wanted: _Wanted) -> Iterator[Override]:
    for row in wanted.kept.overrides:
        yield row.model_copy(update={"scenario": wanted.name})
    for knob in wanted.known:
        value = wanted.values[knob.id]
        if value != knob.now:
            yield from _moves(wanted.name, knob, value)


def _moves(name: str, knob: Knob, value: Value) -> Iterator[Override]:
    """Move a slider's cells, or shut the sites that are not chosen."""
    for one in knob.targets:
        if isinstance(value, tuple):
            if one.where.removeprefix("id=") in value:
                continue
            written: float | str = choices.CLOSED
        else:
            written = knob.cell(float(value))
        yield Override(
            scenario=name, table=one.table, where=one.where, column=one.column, op=knob.op,
            value=written,
        )  # fmt: skip


def _events(wanted: _Wanted) -> Iterator[Event]:
    for row in wanted.kept.events:
        yield row.model_copy(update={"scenario": wanted.name})
    place = str(wanted.values.get(choices.PLACE, ""))
    if place:
        site = place.removeprefix(choices.SITE) if place.startswith(choices.SITE) else ""
        yield Event(
            scenario=wanted.name,
            facility=site,
            region="" if site else place.removeprefix(choices.REGION),
            weeks=round(_number(wanted.values, choices.WEEKS)),
            available=round(_number(wanted.values, choices.LEFT) / 100, 12),
        )


def _run_date(case: Case, values: Values) -> date | None:
    """Give the day where it differs from the one that the case has."""
    said = str(values.get(RUN_DATE, ""))
    today = case.general.run_date
    if not said or (today and said == today.isoformat()):
        return None
    return date.fromisoformat(said)


def _policy(case: Case, wanted: _Wanted) -> tuple[str, tuple[Policy, ...]]:
    """Find a policy of the case that asks for just this, or write one; blank for nothing.

    One that was written for another scenario is not shared: it may change with that scenario.
    """
    cells = {**wanted.kept.policy, **_insists(case, wanted)}
    known = {one.id for one in case.policies}
    own = own_policy(wanted.name)
    numbered = chain((own,), (f"{own}_{number}" for number in count(2)))
    free = next(one for one in numbered if one not in known)
    row = Policy.model_validate({"id": free, "label": wanted.label, **cells})
    before = [one.policy for one in case.scenarios if one.id == wanted.name]
    same = [one.id for one in case.policies if free_policy(one) == free_policy(row)]
    for kept in before:
        if kept in same or (not kept and not cells):
            return kept, ()
    if not cells:
        return "", ()
    others = {own_policy(one.id) for one in case.scenarios if one.id != wanted.name}
    shared = next((one for one in same if one not in others), None)
    return (shared, ()) if shared else (row.id, (row,))


def _insists(case: Case, wanted: _Wanted) -> dict[str, Any]:
    """Give the cells of a policy that the controls speak of, those that ask for something."""
    values = wanted.values
    plus, outside = values.get(choices.PLUS, ""), values.get(choices.OUTSIDE, 0.0)
    cells: dict[str, Any] = {}
    if plus != "":
        cells["plus"] = int(str(plus))
    for code, column in choices.SHARES.items():
        cells |= _limit(wanted.known, values, code, column)
    if plus != "" or outside:
        cells["anchor"] = values[choices.ANCHOR]
    shut = [
        plant
        for knob in wanted.known
        if knob.id == choices.ALLOWED
        for there in knob.options
        if there not in _chosen(values, choices.ALLOWED)
        for plant in choices.plants_in(case, there)
    ]
    closed = (*wanted.kept.policy.get("keep_closed", ()), *shut)
    if closed:
        cells["keep_closed"] = tuple(dict.fromkeys(closed))
    return cells


def _limit(known: tuple[Knob, ...], values: Values, code: str, column: str) -> dict[str, Any]:
    for knob in known:
        if knob.id == code and values[code] != knob.now:
            return {column: knob.cell(_number(values, code))}
    return {}


def _number(values: Values, code: str) -> float:
    """Read a slider; a settled one holds a number."""
    value = values[code]
    return value if isinstance(value, float) else float(str(value))


def _chosen(values: Values, code: str) -> tuple[str, ...]:
    """Read a choice of several."""
    value = values[code]
    return value if isinstance(value, tuple) else (str(value),)
