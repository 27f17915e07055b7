"""The finding of a decision table, in a sentence that its numbers prove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.names import listed, small_number

if TYPE_CHECKING:
    from briefing.firm.decision import Decision


def title_of(one: Decision) -> str:
    """Say which plan is the safest, over the outcomes whose duties are complete.

    Parameters
    ----------
    one
        The record as read.
    """
    if not one.complete:
        return one.words("title.incomplete")
    if len(one.plans) == 1:
        return _alone(one)
    safest = [row for row in one.plans if row["safest"]]
    if not safest:
        return one.words("title.none", count=small_number(len(one.plans), one.lang))
    return _first_up(_safest(one, safest))


def subtitle_of(one: Decision) -> str:
    """Say where the safest plan is at its worst, and which outcomes count."""
    safest = [row for row in one.plans if row["safest"]]
    parts = []
    if len(safest) == 1 and safest[0]["largest_regret"] and len(one.plans) > 1:
        parts.append(_worst(one, safest[0]))
    lacking = len(one.regimes) - len(one.complete)
    if lacking and one.complete:
        key = "subtitle.lacking.one" if lacking == 1 else "subtitle.lacking"
        parts.append(_first_up(one.words(key, count=small_number(lacking, one.lang))))
    return one.words("joint").join(parts)


def _safest(one: Decision, safest: list[dict[str, Any]]) -> str:
    plans = listed([_quoted(one, row["plan"]) for row in safest], one.lang)
    regret = safest[0]["largest_regret"]
    told = {
        "plan": plans,
        "count": small_number(len(one.plans), one.lang),
        "amount": one.money.full(regret),
        "period": one.period,
        "where": _where(one),
    }
    several = ".tie" if len(safest) > 1 else ""
    if all(one.cells[row["plan"], regime]["best"] for row in safest for regime in one.complete):
        return one.words(f"title.always{several}", **told)
    return one.words(f"title{several}", **told)


def _worst(one: Decision, row: dict[str, Any]) -> str:
    """Name an outcome in which the safest plan is furthest from the cheapest, and that plan."""
    worst = max(one.complete, key=lambda r: one.cells[row["plan"], r]["difference"])
    best = next(p["plan"] for p in one.plans if one.cells[p["plan"], worst]["best"])
    told = {"regime": one.regime(worst), "plan": _quoted(one, best)}
    return one.words("subtitle.worst", **told)


def _alone(one: Decision) -> str:
    """Say what the only plan costs."""
    plan = one.plans[0]["plan"]
    costs = [one.cells[plan, regime]["cost"] for regime in one.complete]
    known = [cost for cost in costs if cost is not None]
    told = {"plan": _quoted(one, plan), "period": one.period, "where": _where(one)}
    if len(known) < len(costs):
        return _first_up(one.words("title.alone.none", **told))
    low, high = one.money.full(min(known)), one.money.full(max(known))
    if low == high:
        return _first_up(one.words("title.alone.one", **told, low=low))
    return _first_up(one.words("title.alone", **told, low=low, high=high))


def _where(one: Decision) -> str:
    """Say that only some outcomes count, where that is so."""
    whole = len(one.complete) == len(one.regimes)
    return "" if whole else one.words("title.where")


def _quoted(one: Decision, plan: str) -> str:
    return one.words("quoted", name=one.plan(plan))


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
