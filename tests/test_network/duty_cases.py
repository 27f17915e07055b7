"""Small cases of duty: three territories, two products, rows as given."""

from datetime import date
from types import SimpleNamespace

from hypothesis import strategies as st

from network.case.choices import Settings
from network.case.goods import Product
from network.case.places import ExchangeRate
from network.case.trade import Duty, ExpectedLayer

HEADINGS = {"phone": "8517.13.00", "lamp": "9405.21"}
DAYS = [date(2025, month, day) for month in range(1, 13) for day in (1, 15)]


def case_of(duties=(), *, expected=(), rates=(), **settings):
    """Hold the rows that duty looks at, unchecked: a whole case also checks its network."""
    general = Settings.model_validate({"name": "duty", "currency": "HKD"} | given(settings))
    return SimpleNamespace(
        settings=(general,),
        general=general,
        exchange_rates=tuple(ExchangeRate.model_validate(row) for row in rates),
        products=tuple(Product(id=name, hts=hts) for name, hts in HEADINGS.items()),
        duties=tuple(row if isinstance(row, Duty) else Duty(**row) for row in duties),
        expected_layers=tuple(ExpectedLayer.model_validate(row) for row in expected),
    )


def given(cells):
    return {column: cell for column, cell in cells.items() if cell is not None}


def of_layer(layer, **cells):
    return {"layer": layer, "origin": "*", "dest": "US", **cells}


@st.composite
def duties(draw, layers=("a", "b", "c", "d")):
    """Draw rows of which no two are of one layer and key: dates may be anything."""
    begins, ends = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    return Duty(
        layer=draw(st.sampled_from(layers)),
        origin=draw(st.sampled_from(["*", "CN", "VN"])),
        dest=draw(st.sampled_from(["US", "US", "US", "CN"])),
        product=draw(st.sampled_from(["*", "*", "phone"])),
        hts_prefix=draw(st.sampled_from(["", "", "85", "8517", "8517.13", "94", "9405"])),
        rate=draw(st.sampled_from([0.0, 0.025, 0.1, 0.15, 0.25, 1.0])),
        specific_per_unit=draw(st.sampled_from([0.0, 0.0, 2.5])),
        combine=draw(st.sampled_from(["add", "add", "add", "max", "replace", "exempt"])),
        basis=draw(st.sampled_from(["fob", "cif"])),
        drawback=draw(st.sampled_from([0.0, 0.0, 0.5, 1.0])),
        valid_from=draw(st.sampled_from([None, begins])),
        valid_to=draw(st.sampled_from([None, ends])),
        status=draw(st.sampled_from(["in force", "in force", "in force", "ended", "proposed"])),
    )


def apart(rows):
    """Keep the first row of each layer and key, so that nothing overlaps."""
    kept = {}
    for row in rows:
        key = (row.layer, row.combine == "exempt", row.origin, row.dest, row.product)
        kept.setdefault((*key, row.hts_prefix.replace(".", "")), row)
    return list(kept.values())


tables = st.lists(duties(), max_size=12).map(apart)
GOODS = [(o, d, p) for o in ("CN", "VN", "TS", "US") for d in ("US", "CN") for p in HEADINGS]
