"""What an outage does to a plan: what it costs more, what is not delivered, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.firm.frame import Money, percent, signed_number
from briefing.firm.period import period
from briefing.firm.record_parts import rows_of
from briefing.firm.walk import walk_of_terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.firm.names import Names
    from briefing.firm.walk import Walk

MOST = 4
"""Goods at markets that are named; the others are counted."""


def has_outage(record: Mapping[str, Any]) -> bool:
    """Tell whether the scenario of a record of `run` has events."""
    return bool(record["tables"].get("outage_costs"))


def walk_of_outage(record: Mapping[str, Any], names: Names) -> Walk:
    """Lead from what the plan costs in normal weeks to what it costs with the scenario's events.

    Parameters
    ----------
    record
        What ``plusn scenario run --json`` prints for a scenario with events.
    names
        Of the case.
    """
    lang = names.lang
    costs = {row["term"]: row["value"] for row in rows_of(record, "outage_costs")}
    return walk_of_terms(
        (text("outage.normal", lang), text("outage.with", lang)),
        record["terms"],
        costs,
        currency=record["currency"],
        weeks=rows_of(record, "run")[0]["weeks"],
    )


def outage_told(record: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    """Say what an outage comes to: a headline, then what is not delivered.

    Parameters
    ----------
    record
        As `walk_of_outage`.
    names
        Of the case.
    """
    lang = names.lang
    found = {row["metric"]: row["value"] for row in rows_of(record, "summary")}
    extra, service = found["outage_extra_cost"], found["service"]
    money = Money.of([extra], record["currency"], lang)
    head = text(
        f"outage.{'less' if extra < 0 else 'more'}",
        lang,
        scenario=names.scenario(record["scenario"]),
        share=percent(service),
        amount=money.full(abs(extra)),
        period=period(rows_of(record, "run")[0]["weeks"], lang),
    )
    lost = sorted(
        (row for row in rows_of(record, "outage_lost") if row["lost"] > 0),
        key=lambda row: -row["lost"],
    )
    if not lost:
        return (head, text("outage.whole", lang))
    told = [
        text(
            "outage.lost",
            lang,
            count=signed_number(row["lost"], digits=0, plus=""),
            wanted=signed_number(row["wanted"], digits=0, plus=""),
            product=names.product(row["product"]),
            market=names.market(row["market"]),
        )
        for row in lost[:MOST]
    ]
    if len(lost) > MOST:
        told.append(text("outage.others", lang, count=len(lost) - MOST))
    return (head, text("outage.missing", lang, list=text("outage.joint", lang).join(told)))
