"""A stack of duty in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.duty.stack import Applied, Stack


def percent(share: float) -> str:
    """Write a share as a percentage, without zeros at the end.

    Examples
    --------
    >>> percent(0.025), percent(0.25), percent(0.0)
    ('2.5 %', '25 %', '0 %')
    """
    return f"{round(share * 100, 6):g} %"


def describe(stack: Stack) -> tuple[str, ...]:
    """Tell a stack in lines: what counts, what does not and why, what is missing, the total.

    A stack in which an expected layer is missing has no total.

    Examples
    --------
    >>> from network.duty.stack import Stack
    >>> describe(Stack())
    ('No duty.',)
    >>> describe(Stack(missing=("mfn",)))
    ('Incomplete, no total: mfn is missing.',)
    """
    counted = [one for one in stack.applied if one.counted]
    lines = [" + ".join(_term(one) for one in counted)] if counted else []
    lines += [
        f"Not counted: {one.layer} {_amount(one, one.rate)}, {one.why}."
        for one in stack.applied
        if not one.counted
    ]
    lines += [
        f"Drawback: {percent(one.drawback)} of {one.layer} is refunded on goods that leave again."
        for one in counted
        if one.drawback > 0
    ]
    if not stack.complete:
        verb = "is" if len(stack.missing) == 1 else "are"
        return (*lines, f"Incomplete, no total: {', '.join(stack.missing)} {verb} missing.")
    return (*lines, _total(stack)) if counted else (*lines, "No duty.")


def _term(one: Applied) -> str:
    if one.combine == "max":
        return f"{one.layer} {_amount(one, one.charged_rate)} up to {percent(one.rate)} all-in"
    return f"{one.layer} {_amount(one, one.charged_rate)}"


def _amount(one: Applied, rate: float) -> str:
    share = f"{percent(rate)} ({one.basis})"
    if not one.specific_per_unit:
        return share
    specific = f"{one.specific_per_unit:g} a unit"
    return f"{share} and {specific}" if rate else specific


def _total(stack: Stack) -> str:
    parts = [
        f"{percent(rate)} of the {basis} value"
        for rate, basis in ((stack.full.fob_rate, "fob"), (stack.full.cif_rate, "cif"))
        if rate
    ]
    if stack.full.specific_per_unit:
        parts.append(f"{stack.full.specific_per_unit:g} a unit")
    return f"Total: {' and '.join(parts) or '0 %'}."
