"""The shipped cases: made up, labelled so, their own numbers, and the stories that they tell."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from data.errors import UnknownChoice
from data.packaged import load_rows
from network.case.choices import Policy
from network.engine.plan import Site
from network.engine.solve import design
from plusn.scenarios.shipped import SHIPPED, shipped_case

WHOLE = 68_314  # enterprises in the study's sample


@pytest.fixture(scope="module")
def firm():
    return shipped_case("electronics")


@pytest.fixture(scope="module")
def lesson():
    return shipped_case("two_plants")


def policy(case, name):
    return next(row for row in case.policies if row.id == name)


def with_duty(case, layer, origin, dest, add):
    """Give a case in which one layer of duty is higher."""
    duties = tuple(
        row.model_copy(update={"rate": row.rate + add})
        if (row.layer, row.origin, row.dest) == (layer, origin, dest)
        else row
        for row in case.duties
    )
    assert duties != case.duties or not add
    return replace(case, duties=duties)


def makers(result):
    return {site.facility for site in result.plan.sites if site.open and site.modules}


def territories(result):
    where = {row.id: row.territory for row in result.case.facilities}
    return {where[made.facility] for made in result.plan.made if made.quantity > 1e-6}


def cells(case):
    for table, rows in case.tables().items():
        for number, row in enumerate(rows, 1):
            for column, cell in row:
                if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                    yield f"{table} row {number}, {column}", float(cell)


# --- what they are ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_row_of_a_shipped_case_says_that_it_is_made_up(name):
    rows = [row for rows in shipped_case(name).tables().values() for row in rows]
    assert len(rows) > 20
    assert {row.provenance for row in rows} == {"illustrative"}


def test_a_case_that_is_not_shipped_is_refused_with_the_list():
    with pytest.raises(UnknownChoice, match="electronics, two_plants"):
        shipped_case("phones")


def significant(figure):
    """Give the digits that carry a figure, whatever its unit: 45.3 % and 0.453 are 453."""
    digits = "".join(map(str, Decimal(repr(figure)).normalize().as_tuple().digits))
    return digits.strip("0")


def study_figures():
    """Give every figure of the study that is not trivially round, and the shares it implies."""
    figures = {row["value"] for row in load_rows("seed_facts")}
    counts = [row["count"] for row in load_rows("hkme_counts")]
    figures |= {*counts, *(row["share_pct"] for row in load_rows("hkme_shares"))}
    known = {float(f) for f in figures if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", f)}
    shares = {round(100 * float(count) / WHOLE, 1) for count in counts if count}
    return {f for f in known | shares if len(significant(f)) > 1 and f % 5}


def test_no_number_of_the_firm_repeats_a_figure_of_the_study(firm):
    figures = study_figures()
    assert {45.3, 14.0, 10.1, 7.8, 30971.0, 67.3} <= figures
    long = {significant(f) for f in figures if len(significant(f)) > 2}
    repeated = {
        place: value
        for place, value in cells(firm)
        if value in figures or round(100 * value, 9) in figures or significant(value) in long
    }
    assert repeated == {}


def test_the_firm_has_a_headquarters_suppliers_plants_ports_and_five_markets(firm):
    kinds = [row.kind for row in firm.facilities]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "hq": 1, "supplier": 6, "plant": 6, "port": 5, "market": 5,
    }  # fmt: skip
    assert {row.currency for row in firm.exchange_rates} == {"CNY", "USD", "VND"}
    assert all(row.day for row in firm.exchange_rates)
    assert next(row for row in firm.facilities if row.id == "X_HK").region == "Hong Kong"
