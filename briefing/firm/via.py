"""Why shipping through another port changes no duty: in numbers of two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.firm.frame import Money, percent
from briefing.firm.period import period
from briefing.firm.record_parts import number_in, part, rows_of
from briefing.names import listed

if TYPE_CHECKING:
    from briefing.firm.frame import Record
    from briefing.firm.names import Names

FELT = 5e-4
"""Shares of goods below this are not named."""


def via_sentence(before: Record, after: Record, names: Names) -> str:
    """Say what another port does to the duty bill, and why.

    Parameters
    ----------
    before, after
        Of `run`, without and with the change of ports.
    names
        Of the case.
    """
    lang = names.lang
    terms, terms_before = part(after, "terms"), part(before, "terms")
    money = Money.of([terms["duty"], terms_before["duty"]], str(after["currency"]), lang)
    span = period(float(rows_of(after, "run")[0]["weeks"]), lang)
    same = not money.signed(terms["duty"] - terms_before["duty"]).strip("0.")
    port = _port(before, after, same=same)
    words = {"duty": money.full(terms["duty"]), "start": money.full(terms_before["duty"]),
             "period": span}  # fmt: skip
    if port is None:
        return text("detail.via.no_port", lang, **words)
    said = text(
        f"detail.via.{'same' if same else 'changed'}", lang, port=names.site(port),
        share=percent(_through(after).get(port, 0.0), digits=0),
        before=percent(_through(before).get(port, 0.0), digits=0),
        origins=_origins(after, names), origins_before=_origins(before, names), **words,
    )  # fmt: skip
    return said + _way(before, after, money, span)


def _way(before: Record, after: Record, money: Money, span: str) -> str:
    """Say what the change costs in all, where that is worth a word."""
    more = number_in(after, "objective") - number_in(before, "objective")
    if not money.signed(more).strip("0."):
        return ""
    lang = money.lang
    return text("detail.via.cost", lang, amount=money.full(abs(more)), period=span,
                more=text(f"detail.via.{'more' if more > 0 else 'less'}", lang))  # fmt: skip


def _port(before: Record, after: Record, *, same: bool) -> str | None:
    """Find the port whose share of goods rises most; the busiest where duty changes anyway."""
    now, then = _through(after), _through(before)
    rises = {port: share - then.get(port, 0.0) for port, share in now.items()}
    port = max(sorted(rises), key=lambda one: rises[one], default=None)
    if port is not None and rises[port] > FELT:
        return port
    return None if same else max(sorted(now), key=lambda one: now[one], default=None)


def _through(record: Record) -> dict[str, float]:
    """Give the share of the goods bound for markets through ports that leaves by each port."""
    kinds = {row["facility"]: row["kind"] for row in rows_of(record, "facilities")}
    units: dict[str, float] = {}
    for row in rows_of(record, "flows"):
        if kinds.get(row["from"]) == "port" and kinds.get(row["to"]) == "market":
            units[row["from"]] = units.get(row["from"], 0.0) + row["quantity"]
    whole = sum(units.values())
    return {port: amount / whole for port, amount in units.items()} if whole else {}


def _origins(record: Record, names: Names) -> str:
    """List the customs origins of what leaves through ports, by share."""
    kinds = {row["facility"]: row["kind"] for row in rows_of(record, "facilities")}
    units: dict[str, float] = {}
    for row in rows_of(record, "flows"):
        if kinds.get(row["from"]) == "port" and kinds.get(row["to"]) == "market":
            units[row["origin"]] = units.get(row["origin"], 0.0) + row["quantity"]
    whole = sum(units.values())
    parts = [
        text("detail.via.origin", names.lang, origin=names.origin(origin),
             share=percent(amount / whole, digits=0))
        for origin, amount in sorted(units.items(), key=lambda one: (-one[1], one[0]))
        if amount / whole > FELT
    ]  # fmt: skip
    return listed(parts, names.lang)
