"""The lines of the sheet that starts a case: five words, 30 numbers, and what a blank means."""

from __future__ import annotations

from dataclasses import dataclass

from data.phrase import said

MARKETS_MOST = 3
AWAY_MOST = 4


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Describe a line of the sheet.

    Parameters
    ----------
    default
        What a blank line counts as; None where it must be given, or follows from other lines.
    why
        Why the default is what it is.
    low, high
        Between which values a number may lie.
    """

    key: str
    unit: str
    note: str
    needed: bool = False
    default: float | None = None
    why: str = ""
    low: float = 0.0
    high: float = 1e12
    above_low: bool = False


WORDS = (
    Entry(key="name", unit=said("words"), note=said("What to call the case")),
    Entry(key="currency", unit=said("code"), note=said("Money of all amounts, for example HKD")),
    Entry(
        key="home",
        unit=said("place"),
        note=said("Where you make now: code, name (country code)"),
        needed=True,
    ),
    Entry(
        key="away",
        unit=said("places"),
        note=said(
            "Where you might make as well, up to {most}, separated by semicolons", most=AWAY_MOST
        ),
        needed=True,
    ),
    Entry(
        key="markets",
        unit=said("places"),
        note=said("Where you sell, up to {most}, separated by semicolons", most=MARKETS_MOST),
        needed=True,
    ),
)


def _by_market(key: str, unit: str, note: str, high: float) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            key=f"{key}_{number}",
            unit=unit,
            note=said("{note} {number}", note=note, number=number),
            high=high,
        )
        for number in range(1, MARKETS_MOST + 1)
    )


NEUTRAL = said("left blank, so it counts for nothing")
NUMBERS = (
    Entry(
        key="units_per_year",
        unit=said("units/year"),
        note=said("What you sell a year, all markets"),
        needed=True,
        above_low=True,
    ),
    Entry(
        key="value_per_unit",
        unit=said("money/unit"),
        note=said("Customs value of a unit"),
        needed=True,
        above_low=True,
    ),
    Entry(
        key="kg_per_unit",
        unit=said("kg/unit"),
        note=said("Weight of a unit, packed"),
        default=1.0,
        above_low=True,
        why=said("no weight given: one kilogram, so freight per kg reads as per unit"),
    ),
    Entry(
        key="labour_hours_per_unit",
        unit=said("hours/unit"),
        note=said("Paid hours in a unit, today"),
        needed=True,
    ),
    Entry(
        key="material_share",
        unit=said("share 0-1"),
        note=said("Bought material, as a share of the value"),
        default=0.6,
        high=1.0,
        why=said("no share given: six tenths of the value is bought"),
    ),
    Entry(
        key="wage_home",
        unit=said("money/hour"),
        note=said("Wage at home, with all on-costs"),
        needed=True,
    ),
    Entry(
        key="wage_away",
        unit=said("money/hour"),
        note=said("Wage away, with all on-costs"),
        needed=True,
    ),
    Entry(
        key="productivity_away",
        unit=said("ratio"),
        note=said("Work done away in an hour; at home it is 1"),
        default=1.0,
        above_low=True,
        high=10.0,
        why=said("no ratio given: an hour away does as much as an hour at home"),
    ),
    Entry(key="fixed_cost_home", unit=said("money/year"), note=said("Fixed cost of today's plant")),
    Entry(
        key="fixed_cost_away",
        unit=said("money/year"),
        note=said("Fixed cost of a new plant"),
        needed=True,
    ),
    Entry(
        key="overhead_per_unit",
        unit=said("money/unit"),
        note=said("Energy, rent and the like in a unit"),
        default=0.0,
        why=NEUTRAL,
    ),
    Entry(
        key="capacity_home",
        unit=said("units/week"),
        note=said("What today's plant can make"),
        above_low=True,
    ),
    Entry(
        key="capacity_away",
        unit=said("units/week"),
        note=said("What a new plant could make"),
        above_low=True,
    ),
    *_by_market("mix", said("share 0-1"), said("Share of the sales in market"), 1.0),
    Entry(
        key="price_per_unit",
        unit=said("money/unit"),
        note=said("Price of a unit: what a lost sale costs"),
        above_low=True,
    ),
    *_by_market(
        "duty_home", said("share 0-1"), said("Duty on goods made at home, in market"), 10.0
    ),
    *_by_market("duty_away", said("share 0-1"), said("Duty on goods made away, in market"), 10.0),
    Entry(
        key="freight_home_per_kg",
        unit=said("money/kg"),
        note=said("Freight from home to a market abroad"),
        default=0.0,
        why=NEUTRAL,
    ),
    Entry(
        key="freight_away_per_kg",
        unit=said("money/kg"),
        note=said("Freight from away to a market abroad"),
        default=0.0,
        why=NEUTRAL,
    ),
    Entry(
        key="freight_material_per_kg",
        unit=said("money/kg"),
        note=said("Freight of material to a new plant"),
        default=0.0,
        why=NEUTRAL,
    ),
    Entry(
        key="days_home",
        unit=said("days"),
        note=said("Days from home to a market abroad"),
        default=0.0,
        high=365.0,
        why=NEUTRAL,
    ),
    Entry(
        key="days_away",
        unit=said("days"),
        note=said("Days from away to a market abroad"),
        default=0.0,
        high=365.0,
        why=NEUTRAL,
    ),
    Entry(
        key="complexity_away",
        unit=said("money/year"),
        note=said("What it costs you to run one more country"),
        default=0.0,
        why=NEUTRAL,
    ),
    Entry(
        key="weeks_of_stock",
        unit=said("weeks"),
        note=said("Finished goods you hold, in weeks of sales"),
        default=0.0,
        high=520.0,
        why=NEUTRAL,
    ),
)
ENTRIES = {entry.key: entry for entry in (*WORDS, *NUMBERS)}
