"""Knobs of duty: one slider by layer, origin and territory entered; the dated regime, the day."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from network.duty.index import digits, holds
from plusn.desk.knobs_kind import ANY, Knob, code_of, narrowed, step_for, target
from plusn.scenarios.regimes import regimes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.case import Case
    from network.case.trade import Duty

    Goods = tuple[str, str, str]

MOST = 12
"""Sliders of duty; the layers with the least at stake are changed in the tables."""
LEAST_TOP = 50.0
REGIME, RUN_DATE = "regime", "run_date"


def duty_knobs(case: Case) -> Iterator[Knob]:
    """Give the sliders of duty on what is sold, those with the most at stake first."""
    wanted = _wanted(case)
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, duty in enumerate(case.duties):
        if _counts(case, duty) and any(_meets(duty, *goods) for goods in wanted):
            groups[duty.layer, duty.origin, duty.dest].append(number)
    at_stake = {
        goods: _at_stake([case.duties[row] for row in rows], wanted)
        for goods, rows in groups.items()
    }
    made_now = _made_now(case)

    def order(goods: Goods) -> tuple[bool, bool, float, Goods]:
        return not at_stake[goods], goods[1] not in made_now, -at_stake[goods], goods

    knobs = (_slider(case, *goods, groups[goods]) for goods in sorted(groups, key=order))
    for number, knob in enumerate(knob for knob in knobs if knob is not None):
        if number < MOST:
            yield knob


def regime_knobs(case: Case) -> Iterator[Knob]:
    """Give the choice of a dated tariff regime that applies to the case, and of the day."""
    iso3 = {row.iso3 for row in case.territories}
    apply = [one.id for one in regimes() if one.run_date and one.destination in iso3]
    if apply:
        yield Knob(
            id=REGIME, group="duty", name="regime", kind="choice", now="", options=("", *apply)
        )
    day = case.general.run_date
    if apply or day or any(row.valid_from or row.valid_to for row in case.duties):
        now = day.isoformat() if day else ""
        yield Knob(id=RUN_DATE, group="duty", name="run_date", kind="day", now=now)


def _slider(case: Case, layer: str, origin: str, dest: str, rows: list[int]) -> Knob | None:
    """Move one rate itself; where rows differ, add the same points to each."""
    texts = narrowed(case, "duties", rows, ("layer", "origin", "dest"))
    if not texts:
        return None
    rates = {case.duties[row].rate for row in rows}
    one = len(rates) == 1
    now = round(100 * next(iter(rates)), 9) if one else 0.0
    return Knob(
        id=code_of("duty", layer, origin, dest),
        group="duty",
        name="duty" if one else "duty_more",
        kind="slider",
        subject=(("layer", layer), ("origin", origin), ("territory", dest)),
        unit="percent" if one else "points",
        high=min(1000.0, max(LEAST_TOP, 10.0 * math.ceil(now / 5))),
        step=step_for(now, coarse=0.5),
        now=now,
        targets=tuple(target(case, "duties", text, "rate") for text in texts),
        op="set" if one else "add",
        factor=0.01,
    )


def _wanted(case: Case) -> dict[Goods, float]:
    """Give the value a week of what each territory wants, by territory, product and heading."""
    there = {row.id: row.territory for row in case.facilities}
    value = {row.id: row.value_per_unit for row in case.products}
    heading = {row.id: digits(row.hts) for row in case.products}
    found: dict[Goods, float] = defaultdict(float)
    for row in case.demand:
        if row.per_week:
            found[there[row.market], row.product, heading[row.product]] += (
                row.per_week * value[row.product]
            )
    return {goods: found[goods] for goods in sorted(found)}


def _counts(case: Case, duty: Duty) -> bool:
    in_force = holds(duty, case.general.run_date)
    return in_force and duty.combine != "exempt" and duty.origin != duty.dest


def _meets(duty: Duty, dest: str, product: str, heading: str) -> bool:
    named = duty.dest == dest and duty.product in {ANY, product}
    return named and heading.startswith(digits(duty.hts_prefix))


def _at_stake(duties: list[Duty], wanted: dict[Goods, float]) -> float:
    return sum(
        duty.rate * worth
        for duty in duties
        for goods, worth in wanted.items()
        if _meets(duty, *goods)
    )


def _made_now(case: Case) -> set[str]:
    """Name the origins of what the plants of today make; a row for any origin is one of them."""
    now = {row.id: row.territory for row in case.facilities if row.kind == "plant"
           and row.status in {"existing", "required"}}  # fmt: skip
    taught = {row.facility for row in case.recipes}
    made = {row.origin for row in case.recipes if row.facility in now}
    return {ANY} | made | {there for plant, there in now.items() if plant not in taught}
