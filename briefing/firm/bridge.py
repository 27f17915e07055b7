"""The cost bridge: where the money goes between totals, bar by bar, adding up exactly."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from briefing.catalogue import entries, text
from briefing.firm.frame import FirmFigure, Money, Standing, sealed
from briefing.firm.period import doing, no_totals, period, what_changes
from briefing.firm.scales import Axis, money_axis
from briefing.firm.walk import OTHER, Change, Leg, Walk, changes_of
from briefing.names import listed
from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.firm.names import Names

EXACT = 1e-6
"""Bars lead from total to total but for this much money and as large a share of it."""
TOLD = 2
"""Savings, and rises, that the sentence of reason names."""


class BridgeTerm(Part):
    """One term of the engine within a bar, as a row of the table; case currency."""

    term: str
    label: str
    before: float
    after: float
    texts: tuple[str, str, str]


class BridgeBar(Part):
    """A total from zero to `end`, or a change from level `start` to level `end`."""

    id: str
    kind: Literal["total", "change"]
    label: str
    start: float
    end: float
    text: str
    terms: tuple[BridgeTerm, ...] = ()

    @property
    def change(self) -> float:
        """Give what the bar adds."""
        return self.end - self.start


class BridgeSpec(FirmFigure):
    """Totals of cost and what leads from one to the next.

    `unit` is that of every text; `reason` a sentence with its numbers; `head` heads the table of
    terms: term, before, after, change.

    Raises
    ------
    pydantic.ValidationError
        A bar does not begin where the one before it ends.
    """

    kind: Literal["bridge"] = "bridge"
    unit: str
    bars: Annotated[tuple[BridgeBar, ...], Field(min_length=2)]
    axis: Axis
    reason: str
    table_title: str
    head: tuple[str, str, str, str]

    @model_validator(mode="after")
    def _bars_lead_from_total_to_total(self) -> BridgeSpec:
        for before, after in pairwise(self.bars):
            begin = after.end if after.kind == "total" else after.start
            if abs(begin - before.end) > EXACT * max(1.0, abs(before.end)):
                raise ValueError(f"{after.id} begins at {begin!r}, not at {before.end!r}")
        return self


def describe_bridge(walk: Walk, names: Names, standing: Standing) -> BridgeSpec:
    """Describe a walk over totals of cost.

    Parameters
    ----------
    walk
        From `walk_of_baseline`, `walk_of_compare` or `walk_of_terms`.
    standing
        What stands on the case.
    """
    lang = names.lang
    levels = [level for leg in walk.legs for level in (leg.begin, leg.end)]
    money = Money.of(levels, walk.currency, lang)
    bars = tuple(_bars(walk, names, money))
    axis = money_axis([bar.end for bar in bars], lambda value: _tick(value, money))
    span = period(walk.weeks, lang)
    notes = ["detail.bridge.key", "detail.bridge.cut"][: 1 + axis.cut]
    subtitle = text("detail.bridge.subtitle", lang, unit=money.unit, period=span)
    reason = _reason(walk, names, money)
    title = _title(walk, names, money)
    return sealed(
        BridgeSpec(
            lang=lang,
            title=title,
            subtitle=text("detail.sentences", lang).join(
                [subtitle, *(text(key, lang) for key in notes)]
            ),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=no_totals(walk.lacking, names),
            credits=standing.credits(lang),
            alt=text("detail.bridge.alt", lang, title=title, reason=reason),
            unit=money.unit,
            bars=bars,
            axis=axis,
            reason=reason,
            table_title=text("detail.bridge.table", lang, unit=money.unit),
            head=tuple(
                text(f"detail.bridge.head.{column}", lang)
                for column in ("term", "before", "after", "change")
            ),
        )
    )


def _tick(value: float, money: Money) -> str:
    told = money.plain(value)
    return told.removesuffix(".0")


def _bars(walk: Walk, names: Names, money: Money) -> Iterator[BridgeBar]:
    yield _total(walk, 0, walk.legs[0].begin, names, money)
    for number, leg in enumerate(walk.legs, 1):
        level = leg.begin
        for change in changes_of(leg):
            yield BridgeBar(
                id=f"{number}-{change.group}",
                kind="change",
                label=text(f"detail.bridge.group.{change.group}", names.lang),
                start=level,
                end=level + change.amount,
                text=money.signed(change.amount),
                terms=tuple(_terms(change, names, money)),
            )
            level += change.amount
        yield _total(walk, number, leg.end, names, money)


def _total(walk: Walk, number: int, amount: float, names: Names, money: Money) -> BridgeBar:
    return BridgeBar(
        id=f"total-{number}",
        kind="total",
        label=total_name(walk.names[number], names),
        start=0.0,
        end=amount,
        text=money.plain(amount),
    )


def total_name(name: str, names: Names) -> str:
    """Give the words of a total: of a step, of a scenario, or as they are."""
    key = f"detail.bridge.total.{name}"
    return text(key, names.lang) if key in entries(names.lang) else names.scenario(name)


def _terms(change: Change, names: Names, money: Money) -> Iterator[BridgeTerm]:
    for term in change.terms:
        yield BridgeTerm(
            term=term.term,
            label=names.term(term.term),
            before=term.before,
            after=term.after,
            texts=(money.plain(term.before), money.plain(term.after), money.signed(term.change)),
        )


def _title(walk: Walk, names: Names, money: Money) -> str:
    """Say what the last total is against the first of its leg, as a finding."""
    lang, last = names.lang, walk.last
    change = last.end - last.begin
    if len(walk.legs) > 1 and not walk.sites:
        change = last.end - walk.legs[0].begin
    words = {"amount": money.full(abs(change)), "period": period(walk.weeks, lang)}
    way = "same" if not money.signed(change).strip("0.") else "saves" if change < 0 else "costs"
    if len(walk.legs) > 1:
        did = doing(walk.sites, names)
        key = f"detail.bridge.title.{'sites' if did else 'flows'}.{way}"
        return text(key, lang, doing=did, **words)
    after, before = (total_name(name, names) for name in reversed(walk.names[-2:]))
    return text(f"detail.bridge.title.pair.{way}", lang, after=after, before=before, **words)


def _reason(walk: Walk, names: Names, money: Money) -> str:
    """Say in one sentence what changes and which costs pay for it, with the numbers."""
    lang, leg = names.lang, walk.last
    happens = what_changes(walk.sites, names) or text("detail.bridge.reason.same", lang)
    happens = happens[:1].upper() + happens[1:]
    parts = _parts(leg, names, money)
    change = leg.end - leg.begin
    if not parts or not money.signed(change).strip("0."):
        key = "none" if not parts else "even"
    else:
        key = "less" if change < 0 else "more"
    return text(
        f"detail.bridge.reason.{key}", lang, happens=happens, parts=parts,
        amount=money.full(abs(change)), period=period(walk.weeks, lang),
    )  # fmt: skip


def _parts(leg: Leg, names: Names, money: Money) -> str:
    """Say the largest savings and the largest rises that are worth a word; blank for none."""
    lang = names.lang
    changes = [
        change
        for change in changes_of(Leg(begin=leg.begin, end=leg.end, terms=leg.terms))
        if change.group != OTHER and money.signed(change.amount).strip("0.")
    ]
    falls, rises = (
        listed([_item(change, names, money) for change in found[:TOLD]], lang)
        for found in (
            [change for change in changes if change.amount < 0],
            sorted((c for c in changes if c.amount > 0), key=lambda c: -c.amount),
        )
    )
    if falls and rises:
        said = text("detail.bridge.falls", lang, items=falls)
        return text("detail.bridge.both", lang, falls=said, items=rises)
    if falls or rises:
        return text(f"detail.bridge.{'falls' if falls else 'rises'}", lang, items=falls or rises)
    return ""


def _item(change: Change, names: Names, money: Money) -> str:
    return text(
        "detail.bridge.item",
        names.lang,
        what=text(f"detail.bridge.in.{change.group}", names.lang),
        amount=money.full(abs(change.amount)),
    )
