"""What tests of the detail screen share: its records, its figures, and how each is drawn."""

from __future__ import annotations

from functools import cache

from briefing.backends import (
    firm_breakeven_svg,
    firm_bridge_svg,
    firm_duty_svg,
    firm_listing_svg,
    firm_tradeoff_svg,
    firm_weeks_svg,
)
from briefing.firm.board import describe_board
from briefing.firm.breakeven import describe_breakeven
from briefing.firm.bridge import describe_bridge
from briefing.firm.certificate import describe_certificate, describe_inputs
from briefing.firm.duty import describe_duty
from briefing.firm.frame import Standing
from briefing.firm.names import Names
from briefing.firm.tradeoff import describe_tradeoff
from briefing.firm.walk import walk_of_baseline, walk_of_compare
from briefing.firm.weeks import describe_weeks
from briefing.flow.firm.colours import colours_of
from network.explain.parameter import Parameter
from plusn.scenarios import load
from plusn.scenarios.questions import question
from plusn.scenarios.running import answer
from plusn.scenarios.shipped import shipped_case
from plusn.scenarios.told import report_of
from plusn.scenarios.verbs.baseline import baseline_report
from plusn.scenarios.verbs.breakeven import breakeven_report
from plusn.scenarios.verbs.check import check_report
from plusn.scenarios.verbs.compare import compare_report
from plusn.scenarios.verbs.duty import duty_report
from plusn.scenarios.verbs.survive import survive_report
from plusn.scenarios.verbs.tradeoff import tradeoff_report

from .firm_records import whole

FIRM, SMALL = shipped_case("electronics"), shipped_case("two_plants")
RATE = Parameter(table="duties", where="layer=section_301; origin=CN; dest=US", column="rate")
SIZE = Parameter(table="facilities", where="id=A", column="module_per_week")
SEVERAL = Parameter(table="facilities", where="kind=plant", column="wage_per_hour", op="mul")
ASKED = {
    "baseline": lambda: baseline_report(question(FIRM, "us_tariff_10")),
    "today": lambda: baseline_report(question(FIRM)),
    "compare": lambda: compare_report(FIRM, ("base", "us_tariff_10")),
    "breakeven": lambda: breakeven_report(question(FIRM), RATE, 0.0, 0.5),
    "ieepa": lambda: breakeven_report(question(FIRM, regime="us-ieepa-2025-05"), RATE, 0.0, 0.5),
    "bracket": lambda: breakeven_report(question(SMALL), SIZE, 1500, 1900),
    "factor": lambda: breakeven_report(question(SMALL), SEVERAL, 0.5, 3.0),
    "duty": lambda: duty_report(question(FIRM, "us_tariff_10")),
    "lacking": lambda: duty_report(question(FIRM, regime="us-ieepa-2025-05"), dest="US"),
    "survive": lambda: survive_report(question(FIRM)),
    "spread": lambda: survive_report(question(FIRM, "china_plus_2")),
    "tradeoff": lambda: tradeoff_report(
        question(FIRM, "base"), "outside_share_min", anchor="CN", points=4
    ),
    "run": lambda: report_of(answer(question(FIRM, "china_plus_1"))),
    "via": lambda: report_of(answer(question(FIRM, "ship_via_hong_kong"))),
    "check": lambda: check_report(load("electronics")),
}
SMALL_ONES = {"bracket", "factor"}
FIGURES = {
    "bridge": ("baseline", lambda r, n: describe_bridge(
        walk_of_baseline(r), n, Standing.of(r)), firm_bridge_svg.draw),
    "bridge-today": ("today", lambda r, n: describe_bridge(
        walk_of_baseline(r), n, Standing.of(r)), firm_bridge_svg.draw),
    "bridge-pair": ("compare", lambda r, n: describe_bridge(
        walk_of_compare(r, "us_tariff_10"), n, Standing.of(r)), firm_bridge_svg.draw),
    "breakeven": ("breakeven", lambda r, n: describe_breakeven(r, n, at=0.3),
                  firm_breakeven_svg.draw),
    "ieepa": ("ieepa", describe_breakeven, firm_breakeven_svg.draw),
    "bracket": ("bracket", lambda r, n: describe_breakeven(r, n, at=1600, label="X"),
                firm_breakeven_svg.draw),
    "factor": ("factor", lambda r, n: describe_breakeven(r, n, label="X"),
               firm_breakeven_svg.draw),
    "duty": ("duty", lambda r, n: describe_duty(
        r, n, colours_of(FIRM), dest="US", product="speaker"), firm_duty_svg.draw),
    "duty-eu": ("duty", lambda r, n: describe_duty(
        r, n, colours_of(FIRM), dest="EU", product="charger"), firm_duty_svg.draw),
    "lacking": ("lacking", lambda r, n: describe_duty(
        r, n, colours_of(FIRM), dest="US", product="speaker"), firm_duty_svg.draw),
    "weeks": ("survive", lambda r, n: describe_weeks(r, n, today=record("spread")),
              firm_weeks_svg.draw),
    "weeks-alone": ("spread", describe_weeks, firm_weeks_svg.draw),
    "tradeoff": ("tradeoff", describe_tradeoff, firm_tradeoff_svg.draw),
    "board": ("baseline", describe_board, firm_listing_svg.draw),
    "board-pair": ("compare", lambda r, n: describe_board(r, n, scenario="us_tariff_10"),
                   firm_listing_svg.draw),
    "certificate": ("run", describe_certificate, firm_listing_svg.draw),
    "inputs": ("check", describe_inputs, firm_listing_svg.draw),
}  # fmt: skip


@cache
def record(name):
    return whole(ASKED[name]())


def names(lang="en", name=""):
    return Names.of(SMALL if name in SMALL_ONES else FIRM, lang)


@cache
def figure(name, lang="en"):
    of, describe, _ = FIGURES[name]
    return describe(record(of), names(lang, of))


def drawn(name, lang="en", **how):
    return FIGURES[name][2](figure(name, lang), **how)
