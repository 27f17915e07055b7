"""The tables of a case, row by row from the answers on a starter sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.phrase import said
from network.intake.assumed import Draft, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.intake.starter_sheet import Answers, Place

PRODUCT, MATERIAL = "product", "material"
SUPPLIER, PLANT, MARKET = "SUPPLIER", "PLANT_", "MARKET_"
RESERVE = 1.25
"""Capacity of a plant whose capacity is not told, as a multiple of all demand."""


def add_general(draft: Draft, answers: Answers) -> None:
    """Add settings and territories."""
    draft.add(
        "settings",
        name=answers.name,
        currency=answers.currency,
        weeks=52.0,
        holding_rate_per_year=Told(0.1, (), said("a tenth of their value a year to hold goods")),
        finance_rate_per_year=Told(
            0.05, (), said("a twentieth of their value a year to finance them")
        ),
    )
    places = {p.id: p for p in (*answers.markets, *answers.away, answers.home)}
    away = {place.id for place in answers.away}
    for place in places.values():
        burden = {"complexity_per_year": answers.numbers["complexity_away"]}
        draft.add(
            "territories",
            id=place.id,
            name=place.name,
            iso3=place.iso3,
            **(burden if place.id in away else {}),
        )


def add_goods(draft: Draft, answers: Answers) -> None:
    """Add the product, its material, and who supplies it."""
    n = answers.numbers
    draft.add(
        "products",
        id=MATERIAL,
        name="Material of one unit",
        kind="component",
        value_per_unit=n["value_per_unit"] * n["material_share"],
        kg_per_unit=Told(
            n["kg_per_unit"].value, n["kg_per_unit"].keys, said("as heavy as the product")
        ),
    )
    draft.add(
        "products",
        id=PRODUCT,
        name="Product",
        kind="finished",
        value_per_unit=n["value_per_unit"],
        kg_per_unit=n["kg_per_unit"],
        labour_hours_per_unit=n["labour_hours_per_unit"],
    )
    draft.add(
        "bill_of_materials",
        said("all bought material of a unit counts as one component"),
        product=PRODUCT,
        component=MATERIAL,
        quantity=1.0,
    )
    draft.add(
        "supply",
        said("all material is bought at home, as much as is wanted, at its value"),
        facility=SUPPLIER,
        product=MATERIAL,
        cost_per_unit=n["value_per_unit"] * n["material_share"],
    )


def add_sites(draft: Draft, answers: Answers) -> None:
    """Add the supplier, the plants and the markets."""
    home = answers.home
    draft.add(
        "facilities",
        said("one supplier stands for all of them"),
        id=SUPPLIER,
        kind="supplier",
        name=f"Suppliers, {home.name}",
        territory=home.id,
        region=home.name,
    )
    _plant(draft, answers, home, "home")
    for place in answers.away:
        _plant(draft, answers, place, "away")
    for market in answers.markets:
        draft.add(
            "facilities",
            id=f"{MARKET}{market.id}",
            kind="market",
            name=market.name,
            territory=market.id,
            region=market.name,
        )
    for place in (home, *answers.away):
        draft.add(
            "recipes",
            said("what is made there counts as made there: no origin test is asked for yet"),
            facility=f"{PLANT}{place.id}",
            product=PRODUCT,
            name="own",
            origin=place.id,
        )


def _plant(draft: Draft, answers: Answers, place: Place, side: str) -> None:
    n = answers.numbers
    alike = place in answers.away[1:]
    first = answers.away[0].name

    def shared(told: Told) -> Told:
        """Mark a number given for the first place away when a further place uses it."""
        why = told.why or said("the same as in {place} until you know better", place=first)
        return Told(told.value, told.keys, why) if alike else told

    def reserve() -> Told:
        weekly = n["units_per_year"] / 52
        return Told(
            weekly.value * RESERVE, weekly.keys, said("a quarter more than is sold in all markets")
        )

    def as_away() -> Told:
        told = n["fixed_cost_away"]
        return Told(told.value, told.keys, said("as much as a new plant"))

    even = Told(1.0)
    draft.add(
        "facilities",
        id=f"{PLANT}{place.id}",
        kind="plant",
        name=f"Plant, {place.name}",
        territory=place.id,
        region=place.name,
        status="existing" if side == "home" else "optional",
        fixed_cost_per_year=shared(answers.told(f"fixed_cost_{side}", as_away)),
        module_per_week=shared(answers.told(f"capacity_{side}", reserve)),
        wage_per_hour=shared(n[f"wage_{side}"]),
        productivity=even if side == "home" else shared(n["productivity_away"]),
        overhead_per_capacity_unit=shared(n["overhead_per_unit"]),
    )


def add_lanes(draft: Draft, answers: Answers) -> None:
    """Add a lane from the supplier to each plant, and on to each market."""
    n = answers.numbers
    for place in (answers.home, *answers.away):
        _lane(draft, SUPPLIER, f"{PLANT}{place.id}", n, "material", inland=place == answers.home)
    for side, places in (("home", (answers.home,)), ("away", answers.away)):
        for place in places:
            for market in answers.markets:
                ends = f"{PLANT}{place.id}", f"{MARKET}{market.id}"
                _lane(draft, *ends, n, side, inland=place.id == market.id)


def _lane(
    draft: Draft, tail: str, head: str, n: Mapping[str, Told], what: str, *, inland: bool
) -> None:
    free = Told(0.0, (), said("inside one territory: no freight and no days until you give them"))
    days = n.get(f"days_{what}") or Told(7.0, (), said("a week for material to a new plant"))
    draft.add(
        "lanes",
        from_=tail,
        to=head,
        mode="freight",
        product=MATERIAL if what == "material" else PRODUCT,
        cost_per_kg=free if inland else n[f"freight_{what}_per_kg"],
        days=free if inland else days,
    )


def add_duties(draft: Draft, answers: Answers) -> None:
    """Add what markets charge on goods of each plant."""
    for number, market in enumerate(answers.markets, 1):
        for side, places in (("home", (answers.home,)), ("away", answers.away)):
            for place in places:
                if place.id != market.id:
                    rate = answers.numbers[f"duty_{side}_{number}"]
                    if place in answers.away[1:]:
                        why = said(
                            "the same as from {place} until you know better",
                            place=answers.away[0].name,
                        )
                        rate = Told(rate.value, rate.keys, rate.why or why)
                    draft.add(
                        "duties",
                        layer="given",
                        origin=place.id,
                        dest=market.id,
                        product=PRODUCT,
                        rate=rate,
                    )
    for place in answers.away:
        draft.add(
            "duties",
            layer="given",
            origin=answers.home.id,
            dest=place.id,
            product=MATERIAL,
            rate=Told(0.0, (), said("material enters a new plant free of duty, as under a bond")),
        )


def add_wanted(draft: Draft, answers: Answers) -> None:
    """Add demand by market, and stock where some is held."""
    n = answers.numbers
    count = len(answers.markets)
    price = answers.told("price_per_unit", lambda: _dear(n["value_per_unit"]))
    for number, market in enumerate(answers.markets, 1):
        mix = n.get(f"mix_{number}") or Told(
            1 / count, (), "" if count == 1 else said("no mix given: equal shares")
        )
        weekly = n["units_per_year"] * mix / 52
        draft.add(
            "demand",
            market=f"{MARKET}{market.id}",
            product=PRODUCT,
            per_week=weekly,
            price_per_unit=price,
        )
        if n["weeks_of_stock"].value:
            draft.add(
                "stock",
                facility=f"{MARKET}{market.id}",
                product=PRODUCT,
                units=weekly * n["weeks_of_stock"],
            )


def _dear(value: Told) -> Told:
    return Told(
        value.value * 1.5, value.keys, said("no price given: half as much again as the value")
    )


def add_choices(draft: Draft, answers: Answers) -> None:
    """Add what one would ask first: one more place, and a standstill at home."""
    why = said("a question to begin with")
    draft.add("policies", why, id="free", label="What costs least")
    draft.add("scenarios", why, id="base", label="As it is", policy="free")
    for plus in range(1, len(answers.away) + 1):
        name, label = f"plus_{plus}", f"{answers.home.name}+{plus}"
        draft.add(
            "policies",
            why,
            id=name,
            label=label,
            anchor=answers.home.id,
            plus=plus,
            share_min=0.1,
        )
        draft.add("scenarios", why, id=name, label=label, policy=name)
    draft.add(
        "scenarios",
        why,
        id="home_stands_still",
        label=f"{answers.home.name} stands still for 4 weeks",
        policy="free",
    )
    draft.add(
        "events",
        why,
        scenario="home_stands_still",
        facility=f"{PLANT}{answers.home.id}",
        weeks=4,
        available=0.0,
    )
