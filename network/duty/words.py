"""A stack of duty in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import Layer, joined, said

if TYPE_CHECKING:
    from network.duty.stack import Applied, Stack


BASES = {"fob": said("fob"), "cif": said("cif")}


def percent(share: float) -> str:
    """Write a share as a percentage, without zeros at the end.

    Examples
    --------
    >>> percent(0.025), percent(0.25), percent(0.0)
    ('2.5 %', '25 %', '0 %')
    """
    return said("{number:g} %", number=round(share * 100, 6))


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
    lines: list[str] = [joined(" + ", map(_term, counted))] if counted else []
    lines += [
        said(
            "Not counted: {layer} {amount}, {why}.",
            layer=Layer(one.layer),
            amount=_amount(one, one.rate),
            why=one.why,
        )
        for one in stack.applied
        if not one.counted
    ]
    lines += [
        said(
            "Drawback: {share} of {layer} is refunded on goods that leave again.",
            share=percent(one.drawback),
            layer=Layer(one.layer),
        )
        for one in counted
        if one.drawback > 0
    ]
    if not stack.complete:
        layers = joined(", ", map(Layer, stack.missing))
        if len(stack.missing) == 1:
            return (*lines, said("Incomplete, no total: {layers} is missing.", layers=layers))
        return (*lines, said("Incomplete, no total: {layers} are missing.", layers=layers))
    return (*lines, _total(stack)) if counted else (*lines, said("No duty."))


def _term(one: Applied) -> str:
    layer, amount = Layer(one.layer), _amount(one, one.charged_rate)
    if one.combine == "max":
        most = percent(one.rate)
        return said("{layer} {amount} up to {most} all-in", layer=layer, amount=amount, most=most)
    return said("{layer} {amount}", layer=layer, amount=amount)


def _amount(one: Applied, rate: float) -> str:
    share = said("{share} ({basis})", share=percent(rate), basis=BASES[one.basis])
    if not one.specific_per_unit:
        return share
    specific = _a_unit(one.specific_per_unit)
    return said("{share} and {specific}", share=share, specific=specific) if rate else specific


def _a_unit(amount: float) -> str:
    return said("{amount:g} a unit", amount=amount)


def _total(stack: Stack) -> str:
    parts: list[str] = [
        said("{share} of the {basis} value", share=percent(rate), basis=BASES[basis])
        for rate, basis in ((stack.full.fob_rate, "fob"), (stack.full.cif_rate, "cif"))
        if rate
    ]
    if stack.full.specific_per_unit:
        parts.append(_a_unit(stack.full.specific_per_unit))
    return said("Total: {parts}.", parts=joined(" and ", parts or [percent(0.0)]))
