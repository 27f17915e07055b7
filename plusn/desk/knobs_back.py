"""Controls out of a scenario: what its rows set them to, and what no control speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from data.errors import InputProblem
from data.phrase import said
from network.case.choices import Policy
from network.case.naming import unknown
from network.case.tables import TABLES
from network.case.where import conditions_of, matching
from plusn.desk import knobs_choices as choices
from plusn.desk.knobs import knobs, now_of, settled
from plusn.desk.knobs_duty import REGIME, RUN_DATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case import Case
    from network.case.choices import Event, Override, Scenario
    from plusn.desk.knobs_kind import Knob, Target, Value, Values

OWN = ".policy"
NAMING = frozenset({"id", "label", "provenance", "source"})


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Hold what a scenario says and no control does; it is kept when the controls change.

    Parameters
    ----------
    policy
        Cells of its policy by column, those that ask for something.
    """

    overrides: tuple[Override, ...] = ()
    events: tuple[Event, ...] = ()
    policy: Mapping[str, Any] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Give how many things it holds."""
        return len(self.overrides) + len(self.events) + len(self.policy)


def values_of(case: Case, scenario: str = "") -> Values:
    """Read what every control is set to in a scenario; a blank one is today.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> values_of(shipped_case("two_plants"), "duty_20")["duty-mfn-HOME-ABROAD"]
    30.0
    """
    return _read(case, scenario)[0] if scenario else now_of(case)


def apart(case: Case, scenario: str) -> Apart:
    """Give what a scenario says and no control does.

    Raises
    ------
    UnknownChoice
        The case has no such scenario.
    """
    return _read(case, scenario)[1]


def own_policy(scenario: str) -> str:
    """Give the id of the policy that controls write for a scenario."""
    return scenario + OWN


def free_policy(policy: Policy) -> dict[str, Any]:
    """Give what a policy asks for, without its name; what asks for nothing is left out."""
    usual = {name: about.default for name, about in Policy.model_fields.items()}
    cells = policy.model_dump(exclude=set(NAMING))
    return {column: cell for column, cell in cells.items() if cell != usual[column]}


def _read(case: Case, scenario: str) -> tuple[Values, Apart]:
    found = {row.id: row for row in case.scenarios}
    if scenario not in found:
        raise unknown(said("scenario"), scenario, found)
    known = {knob.id: knob for knob in knobs(case)}
    moves, overrides = _moved(case, scenario, known)
    outage, events = _outage(case, scenario, known)
    insists, policy = _policy(case, found[scenario], known)
    values = moves | outage | insists | _dated(found[scenario], known)
    return settled(case, values), Apart(overrides=overrides, events=events, policy=policy)


def _dated(row: Scenario, known: Mapping[str, Knob]) -> Values:
    said = {REGIME: row.regime, RUN_DATE: row.run_date.isoformat() if row.run_date else ""}
    return {code: value for code, value in said.items() if value and code in known}


def _moved(
    case: Case, scenario: str, known: Mapping[str, Knob]
) -> tuple[Values, tuple[Override, ...]]:
    """Read the sliders whose cells are all moved alike; other overrides stand apart."""
    rows = [row for row in case.overrides if row.scenario == scenario]
    picked = [_cells(case, row) for row in rows]
    values: Values = {}
    taken: set[int] = set()
    for knob in known.values():
        numbers = [n for n, cells in enumerate(picked)
                   if cells in [_of(one) for one in knob.targets]]  # fmt: skip
        if numbers and len({picked[n] for n in numbers}) == len(numbers):
            value = _value(case, knob, [(picked[n], rows[n]) for n in numbers])
            if value is not None:
                values[knob.id] = value
                taken |= set(numbers)
    return values, tuple(row for n, row in enumerate(rows) if n not in taken)


Cells = tuple[str, str, tuple[int, ...]]


def _of(one: Target) -> Cells:
    return one.table, one.column, one.rows


def _cells(case: Case, row: Override) -> Cells:
    try:
        conditions = conditions_of(TABLES[row.table], row.where)
    except InputProblem:
        return row.table, row.column, ()
    return row.table, row.column, tuple(matching(getattr(case, row.table), conditions))


def _value(case: Case, knob: Knob, said: list[tuple[Cells, Override]]) -> Value | None:
    """Give what the overrides set a control to; None where it cannot be said with it."""
    if isinstance(knob.now, tuple):
        if any(row.op != "set" or row.value != choices.CLOSED for _, row in said):
            return None
        shut = {cells[2] for cells, _ in said}
        return tuple(option for option, one in zip(knob.options, knob.targets, strict=True)
                     if one.rows not in shut)  # fmt: skip
    if len(said) != len(knob.targets):
        return None
    values = {_slid(case, knob, cells, row) for cells, row in said}
    value = values.pop() if len(values) == 1 else None
    if value is None or not knob.low <= value <= knob.high:
        return None
    return value


def _slid(case: Case, knob: Knob, cells: Cells, row: Override) -> float | None:
    """Turn an override into the slider's value, whichever way it is written."""
    if not isinstance(row.value, float) or isinstance(row.value, bool):
        return None
    if row.op == knob.op:
        return knob.value(row.value)
    table, column, numbers = cells
    held = {getattr(getattr(case, table)[number], column) for number in numbers}
    if len(held) != 1 or knob.op != "set":
        return None
    now = held.pop()
    if now is None:
        return None
    return knob.value(now + row.value if row.op == "add" else now * row.value)


def _outage(
    case: Case, scenario: str, known: Mapping[str, Knob]
) -> tuple[Values, tuple[Event, ...]]:
    """Read the first outage that the controls can say; other events stand apart."""
    rows = [row for row in case.events if row.scenario == scenario]
    for number, row in enumerate(rows):
        place = choices.SITE + row.facility if row.facility else choices.REGION + row.region
        told = choices.PLACE in known and place in known[choices.PLACE].options
        alone = not (row.facility and row.region) and row.start_week == 0 and row.demand == 1
        if told and alone and row.weeks <= known[choices.WEEKS].high:
            values: Values = {
                choices.PLACE: place,
                choices.WEEKS: float(row.weeks),
                choices.LEFT: round(100 * row.available, 9),
            }
            return values, (*rows[:number], *rows[number + 1 :])
    return {}, tuple(rows)


def _policy(case: Case, row: Scenario, known: Mapping[str, Knob]) -> tuple[Values, dict[str, Any]]:
    """Read the limits that controls speak of; the policy's other cells stand apart."""
    asked = next((free_policy(one) for one in case.policies if one.id == row.policy), {})
    values: Values = {}
    anchor, plus = asked.get("anchor"), asked.get("plus")
    named = choices.ANCHOR in known and anchor in known[choices.ANCHOR].options
    if plus is not None and named and str(plus) in known[choices.PLUS].options:
        values[choices.PLUS] = str(asked.pop("plus"))
    for code, column in choices.SHARES.items():
        cell = asked.get(column)
        usable = code != choices.OUTSIDE or named
        if cell is not None and usable and code in known:
            value = known[code].value(cell)
            if known[code].low <= value <= known[code].high and value != known[code].now:
                values[code] = value
                del asked[column]
    if named and "plus" not in asked and "outside_share_min" not in asked:
        values[choices.ANCHOR] = asked.pop("anchor")
    if choices.ALLOWED in known and "keep_closed" in asked:
        values |= _allowed(case, known[choices.ALLOWED], asked)
    return values, asked


def _allowed(case: Case, knob: Knob, asked: dict[str, Any]) -> Values:
    """Take out the territories all of whose plants are kept closed."""
    closed = asked.pop("keep_closed")
    shut = [there for there in knob.options if set(choices.plants_in(case, there)) <= set(closed)]
    told = {plant for there in shut for plant in choices.plants_in(case, there)}
    if rest := tuple(plant for plant in closed if plant not in told):
        asked["keep_closed"] = rest
    return {knob.id: tuple(there for there in knob.options if there not in shut)}
