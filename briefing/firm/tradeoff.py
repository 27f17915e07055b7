"""What less of something else costs: plans as points, nothing known between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import model_validator

from briefing.catalogue import text
from briefing.firm.frame import FirmFigure, Money, Standing, percent, sealed, signed_number
from briefing.firm.period import no_totals, period
from briefing.firm.record_parts import list_in, number_in, rows_of
from briefing.firm.scales import Axis, money_axis
from briefing.numerals import EN_DASH
from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.firm.frame import Record
    from briefing.firm.names import Names
    from briefing.spec import Language

SHARES = {"region_share_max", "outside_share_min"}
WHOLE = 5e-4


class TradePoint(Part):
    """A plan on the curve: `cost` of the period, `measure` that it attains.

    `point` is its number in the record, and what a pick gives; `limit` is what loads it. Equal
    plans are one point, and `numbers` names all of theirs. `label` are its plants, `texts` cost
    and measure as they are printed.
    """

    point: int
    numbers: str
    limit: float
    cost: float
    measure: float
    current: bool
    dominated: bool
    label: str
    texts: tuple[str, str]
    text: str


class TradeoffSpec(FirmFigure):
    """Points of least cost under ever tighter limits.

    `lacking` says of the limits that no plan holds, and why; `legend` are the words of the filled
    point, the open one, and the one that another is at least as good as (blank where none is).

    Raises
    ------
    pydantic.ValidationError
        More than one point is the current plan.
    """

    kind: Literal["tradeoff"] = "tradeoff"
    against: str
    points: tuple[TradePoint, ...]
    x: Axis
    y: Axis
    lacking: tuple[str, ...]
    legend: tuple[str, str, str]

    @model_validator(mode="after")
    def _one_plan_is_current(self) -> TradeoffSpec:
        if sum(point.current for point in self.points) > 1:
            raise ValueError("several points are the current plan")
        return self


def describe_tradeoff(record: Record, names: Names, *, current: str = "") -> TradeoffSpec:
    """Describe a trade-off curve.

    Parameters
    ----------
    record
        Of `tradeoff`.
    current
        Digest of the plan on screen; blank is the first point, the cheapest plan.
    """
    lang, standing = names.lang, Standing.of(record)
    rows = rows_of(record, "tradeoff")
    against = str(record["against"])
    say = _measure(against, lang)
    money = Money.of([row["cost"] for row in rows], str(record["currency"]), lang)
    points = _points(rows, names, money, say, current)
    first = points[0].cost if points else 0.0
    axis_title = text(f"detail.against.{against}", lang, anchor=_anchor(record, names))
    title = _title(points, say, money, axis_title, _span(record, lang))
    costs = money_axis([p.cost for p in points] or [first],
                       lambda value: money.plain(value).removesuffix(".0"))  # fmt: skip
    return sealed(
        TradeoffSpec(
            lang=lang,
            title=title,
            subtitle=text("detail.tradeoff.subtitle", lang, what=axis_title),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=no_totals(list_in(record, "lacking"), names),
            credits=standing.credits(lang),
            alt=text("detail.tradeoff.alt", lang, title=title,
                     points=text("detail.joint", lang).join(p.text for p in points)),
            against=against,
            points=points,
            x=costs.model_copy(update={
                "title": text("detail.tradeoff.cost", lang, period=_span(record, lang),
                              unit=money.unit)}),
            y=_upright([p.measure for p in points], say, axis_title),
            lacking=tuple(
                text(f"detail.tradeoff.lacking.{_key(row['why'])}", lang,
                     limit=say(row["limit"]))
                for row in rows if row["cost"] is None
            ),
            legend=(
                text("detail.tradeoff.legend.current", lang),
                text("detail.tradeoff.legend.other", lang),
                text("detail.tradeoff.legend.dominated", lang)
                if any(p.dominated for p in points) else "",
            ),
        )
    )  # fmt: skip


def _points(
    rows: Sequence[Mapping[str, Any]],
    names: Names,
    money: Money,
    say: Callable[[float], str],
    current: str,
) -> tuple[TradePoint, ...]:
    """Make one point of each plan; equal plans are one."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["cost"] is not None and row["attained"] is not None:
            found.setdefault(row["digest"] or str(row["point"]), []).append(row)
    chosen = current or next(iter(found), "")
    return tuple(
        _point(same, names, money, say, current=digest == chosen) for digest, same in found.items()
    )


def _point(
    same: Sequence[Mapping[str, Any]],
    names: Names,
    money: Money,
    say: Callable[[float], str],
    *,
    current: bool,
) -> TradePoint:
    lang, row = names.lang, same[0]
    label = names.sites_text(row["open_plants"])
    told = text("detail.tradeoff.tip", lang, plan=label, cost=money.full(row["cost"]),
                measure=say(row["attained"]), more=money.signed(row["more"]))  # fmt: skip
    served = row["served_share"]
    if served is not None and served < 1 - WHOLE:
        told += text("detail.tradeoff.served", lang, share=percent(served))
    if all(one["dominated"] for one in same):
        told += text("detail.tradeoff.worse", lang)
    last = same[-1]["point"]
    return TradePoint(
        point=row["point"],
        numbers=str(row["point"]) if len(same) == 1 else f"{row['point']}{EN_DASH}{last}",
        limit=row["limit"],
        cost=row["cost"],
        measure=row["attained"],
        current=current,
        dominated=all(one["dominated"] for one in same),
        label=label[:1].upper() + label[1:],
        texts=(money.plain(row["cost"]), say(row["attained"])),
        text=told,
    )


def _title(
    points: Sequence[TradePoint], say: Callable[[float], str], money: Money, what: str, span: str
) -> str:
    """Say what the first step away from the cheapest plan gives and costs."""
    lang, what = money.lang, what[:1].upper() + what[1:]
    better = [point for point in points[1:] if not point.dominated]
    if not points:
        return text("detail.tradeoff.title.none", lang)
    if not better:
        return text("detail.tradeoff.title.one", lang, what=what, measure=say(points[0].measure))
    step = better[0]
    return text(
        "detail.tradeoff.title.step", lang, what=what, to=say(step.measure),
        start=say(points[0].measure), amount=money.full(step.cost - points[0].cost), period=span,
    )  # fmt: skip


def _measure(against: str, lang: Language) -> Callable[[float], str]:
    def say(value: float) -> str:
        if against in SHARES:
            return percent(value).replace(".0%", "%")
        digits = 0 if against == "carbon_max_t" else 1
        told = signed_number(value, digits=digits, plus="").removesuffix(".0")
        return text(f"detail.measure.{against}", lang, value=told)

    return say


def _upright(levels: Sequence[float], say: Callable[[float], str], title: str) -> Axis:
    found = money_axis(levels or [0.0, 1.0], say)
    return found.model_copy(update={"title": title})


def _span(record: Record, lang: Language) -> str:
    return period(number_in(record, "weeks"), lang)


def _anchor(record: Record, names: Names) -> str:
    anchor = str(record["anchor"])
    return names.territory(anchor) if anchor else ""


def _key(why: str) -> str:
    return why.replace(" ", "_") or "infeasible"
