"""Random small firms in which every rule of the model may occur."""

from __future__ import annotations

from hypothesis import strategies as st

from network.case import Case

TERRITORIES = ("A", "B", "C")
MONEY = st.sampled_from(["", "USD", "HKD"])


def numbers(least, most):
    return st.integers(least * 4, most * 4).map(lambda n: n / 4)


@st.composite
def cases(draw) -> Case:
    """Draw a firm: suppliers, plants, a port, a depot and markets in up to three territories."""
    plants = draw(st.integers(1, 3))
    markets = draw(st.integers(1, 2))
    components = draw(st.sampled_from([1, 2, 0]))
    finished = draw(st.integers(1, 2))
    parts = [f"c{n}" for n in range(components)]
    goods = [f"g{n}" for n in range(finished)]
    facilities = draw(_facilities(plants, markets))
    ids = {kind: [f["id"] for f in facilities if f["kind"] == kind] for kind in KINDS}
    return Case.of(
        {
            "settings": [draw(_settings())],
            "exchange_rates": [{"currency": "USD", "rate": 2.5}],
            "territories": [
                {"id": t, "name": t, "complexity_per_year": draw(numbers(0, 90))}
                for t in TERRITORIES
            ],
            "products": [draw(_product(p, "component")) for p in parts]
            + [draw(_product(g, "finished")) for g in goods],
            "bill_of_materials": [
                {"product": g, "component": c, "quantity": draw(numbers(1, 3))}
                for g in goods
                for c in parts
            ],
            "facilities": facilities,
            "supply": [draw(_supply(s, c)) for s in ids["supplier"] for c in parts],
            "recipes": draw(_recipes(facilities, goods)),
            "origin_rules": [{"id": "rule", "regional_value_min": 0.5, "cumulation": "club"}],
            "cumulation": [
                {"set": "club", "origin": o} for o in sorted({"A", *draw(_some(TERRITORIES))})
            ],
            "lanes": draw(_lanes(ids, goods)),
            "duties": draw(_duties()),
            "demand": [draw(_demand(m, g)) for m in ids["market"] for g in goods],
            "stock": [{"facility": ids["market"][0], "product": goods[0], "units": 5}],
        }
    )


KINDS = ("supplier", "plant", "port", "depot", "market")


def _some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=len(values))


@st.composite
def _settings(draw):
    return {
        "name": "random",
        "weeks": draw(st.sampled_from([1, 13, 52, 60.5])),
        "holding_rate_per_year": draw(numbers(0, 1)),
        "finance_rate_per_year": 0.05,
        "insurance_rate": 0.02,
        "carbon_price_per_t": draw(numbers(0, 400)),
        "overtime_share": draw(st.sampled_from([0.2, 0.5, 0.0])),
        "overtime_premium": draw(st.sampled_from([0.5, 0.0])),
    }


@st.composite
def _product(draw, name, kind):
    part = kind == "component"
    return {
        "id": name,
        "kind": kind,
        "hts": draw(st.sampled_from(["8504", "8517.62"])),
        "value_per_unit": draw(numbers(1, 5)) if part else draw(numbers(10, 60)),
        "kg_per_unit": draw(numbers(0, 2)),
        "labour_hours_per_unit": 0 if part else draw(numbers(0, 2)),
        "capacity_use_per_unit": draw(st.sampled_from([1.0, 2.0, 0.5])),
    }


@st.composite
def _facilities(draw, plants, markets):
    counted = {"supplier": 2, "plant": plants, "port": 1, "depot": 1, "market": markets}
    return [
        draw(_facility(f"{kind[:3].upper()}{number}", kind))
        for kind, count in counted.items()
        for number in range(count)
    ]


@st.composite
def _facility(draw, name, kind):
    row = {
        "id": name,
        "kind": kind,
        "name": name,
        "territory": draw(st.sampled_from(TERRITORIES)),
        "region": draw(st.sampled_from(["north", "south"])),
        "currency": draw(MONEY),
    }
    if kind == "market":
        return row
    row |= {
        "status": draw(st.sampled_from(["existing", "existing", "optional", "required"])),
        "fixed_cost_per_year": draw(numbers(0, 200)),
        "opening_cost_per_year": draw(numbers(0, 50)),
        "closing_cost_per_year": draw(numbers(0, 50)),
    }
    if draw(st.booleans()):
        row |= {
            "module_per_week": draw(numbers(2, 12)),
            "modules_max": draw(st.integers(1, 3)),
            "module_cost_per_year": draw(numbers(0, 100)),
            "expansion_per_week": draw(numbers(0, 5)),
            "expansion_cost_per_year": draw(numbers(0, 40)),
        }
    if kind == "plant":
        row |= {
            "wage_per_hour": draw(numbers(0, 8)),
            "productivity": draw(st.sampled_from([0.5, 0.8, 1.0])),
            "overhead_per_capacity_unit": draw(numbers(0, 2)),
            "carbon_kg_per_capacity_unit": draw(numbers(0, 3)),
        }
    return row


@st.composite
def _supply(draw, place, component):
    return {
        "facility": place,
        "product": component,
        "cost_per_unit": draw(numbers(0, 4)),
        "currency": draw(MONEY),
        "capacity_per_week": draw(st.none() | numbers(10, 80)),
    }


@st.composite
def _recipes(draw, facilities, goods):
    """Give some plants a recipe under a rule, and one without that confers another origin."""
    rows = []
    for row in facilities:
        if row["kind"] != "plant" or draw(st.booleans()):
            continue
        for product in goods:
            named = {"facility": row["id"], "product": product}
            rows.append(
                {**named, "name": "full", "origin": row["territory"], "origin_rule": "rule"}
            )
            if draw(st.booleans()):
                rows.append({**named, "name": "light", "origin": "A"})
    return rows


@st.composite
def _lanes(draw, ids, goods):
    """Draw lanes; where plants send no parts on, the origin of parts may not matter there."""
    parts_go_on = draw(st.booleans())
    ends = [(s, p) for s in ids["supplier"] for p in ids["plant"] + ids["port"]]
    ends += [(k, p) for k in ids["port"] for p in ids["plant"] + ids["depot"] + ids["market"]]
    ends += [(p, k) for p in ids["plant"] for k in ids["port"] + ids["depot"] + ids["market"]]
    ends += [(d, m) for d in ids["depot"] for m in ids["market"] + ids["port"]]
    rows = []
    for tail, head in ends:
        for mode in draw(_some(("road", "air")).map(lambda modes: modes or ["road"])):
            some = ["*"] if parts_go_on or tail not in ids["plant"] else goods
            rows += [
                {
                    "from": tail,
                    "to": head,
                    "mode": mode,
                    "product": product,
                    "currency": draw(MONEY),
                    "cost_per_kg": draw(numbers(0, 2)),
                    "cost_per_unit": draw(numbers(0, 3)),
                    "days": draw(st.integers(0, 30)),
                    "carbon_kg_per_kg": draw(numbers(0, 2)),
                    "capacity_per_week": draw(st.none() | numbers(5, 40)),
                }
                for product in some
            ]
    return rows


@st.composite
def _duties(draw):
    pairs = [("mfn", dest) for dest in TERRITORIES]
    pairs += [(layer, dest) for layer in ("extra", "floor") for dest in draw(_some(TERRITORIES))]
    return [
        {
            "layer": layer,
            "origin": draw(st.sampled_from(("*", "*", *TERRITORIES))),
            "dest": dest,
            "hts_prefix": draw(st.sampled_from(["", "", "85", "8517"])),
            "rate": draw(st.sampled_from([0.25, 0.05, 1.0, 0.0])),
            "specific_per_unit": draw(st.sampled_from([0.0, 0.0, 0.5])),
            "currency": draw(MONEY),
            "combine": "max" if layer == "floor" else "add",
            "basis": draw(st.sampled_from(["fob", "cif"])),
            "drawback": draw(st.sampled_from([0.0, 0.5, 1.0])),
        }
        for layer, dest in pairs
    ]


@st.composite
def _demand(draw, market, product):
    return {
        "market": market,
        "product": product,
        "per_week": draw(numbers(0, 20)),
        "price_per_unit": draw(numbers(20, 200)),
        "currency": draw(MONEY),
    }


ASKED = {
    "plus": st.integers(0, 1),
    "share_min": st.just(0.1),
    "outside_share_min": st.sampled_from([0.05, 0.3]),
    "region_share_max": st.sampled_from([0.2, 0.6]),
    "lead_time_max_days": numbers(4, 40),
    "carbon_max_t": numbers(0, 3),
    "plants_min": st.integers(1, 2),
    "plants_max": st.integers(1, 2),
    "single_sourcing": st.sampled_from([True]),
}


@st.composite
def policies(draw):
    """Draw what management may insist on, one to three things at once."""
    asked = draw(st.lists(st.sampled_from(sorted(ASKED)), unique=True, min_size=1, max_size=3))
    anchor = {"anchor": draw(st.sampled_from(["", *TERRITORIES]))}
    return {"id": "insist"} | anchor | {cell: draw(ASKED[cell]) for cell in asked}
