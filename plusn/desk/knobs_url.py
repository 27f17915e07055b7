"""Controls as one plain text for a URL, and back: what is unknown or not allowed is dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.errors import InputProblem
from plusn.desk.knobs import knobs, moved, settled
from plusn.desk.knobs_kind import code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.case import Case
    from plusn.desk.knobs_kind import Knob, Value, Values

ENTRY, SAID, PART = ",", ":", "."
NUMBER = re.compile(r"^-?[0-9]{1,9}(\.[0-9]{1,6})?$")
LONGEST = 1500
"""Letters of the text; a longer one is not taken from a URL."""


def to_text(case: Case, values: Mapping[str, Value]) -> str:
    """Write the controls that differ from today; blank where none does, or where it is too long.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> to_text(shipped_case("two_plants"), {"duty-mfn-HOME-ABROAD": 27.5, "plus": "1"})
    'duty-mfn-HOME-ABROAD:27.5,plus:1'
    """
    known = {knob.id: knob for knob in knobs(case)}
    told = ENTRY.join(
        f"{code}{SAID}{_written(known[code], value)}" for code, value in moved(case, values).items()
    )
    return told if len(told) <= LONGEST else ""


def from_text(case: Case, text: str) -> Values:
    """Read controls from a text of others: codes we do not know are dropped, numbers clipped.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> case = shipped_case("two_plants")
    >>> read = from_text(case, "plus:1,duty-mfn-HOME-ABROAD:9000,plus2:<b>,outage_weeks:x")
    >>> read["plus"], read["duty-mfn-HOME-ABROAD"], read["outage_weeks"]
    ('1', 50.0, 8.0)
    """
    if len(text) > LONGEST:
        return settled(case, {})
    known = {knob.id: knob for knob in knobs(case)}
    found: Values = {}
    for entry in text.split(ENTRY):
        code, _, said = entry.partition(SAID)
        value = _read(known[code], said) if code in known else None
        if value is not None:
            found[code] = value
    return settled(case, found)


def option_code(option: str) -> str:
    """Give the plain code of an option, which may be any words."""
    return code_of(*option.split(":", 1))


def _written(knob: Knob, value: Value) -> str:
    if isinstance(value, tuple):
        return PART.join(option_code(one) for one in value)
    if knob.kind == "choice":
        return option_code(str(value))
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def _read(knob: Knob, said: str) -> Value | None:
    """Read one value; None where it is not one that the control can hold."""
    codes = {option_code(option): option for option in knob.options}
    if knob.kind == "multi":
        return tuple(codes[part] for part in said.split(PART) if part in codes)
    if knob.kind == "choice":
        return codes.get(said)
    if knob.kind == "slider":
        return min(max(float(said), knob.low), knob.high) if NUMBER.fullmatch(said) else None
    try:
        return knob.checked(said)
    except InputProblem:
        return None
