"""A case from flat shipments: nothing is lost, nothing is guessed, and it can be solved."""

from collections import Counter, defaultdict
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Problems
from network.engine.solve import design
from network.evaluate.actual import read_actual
from network.evaluate.opinion import evaluate
from network.intake.shipment_rows import NOT_READ, read_shipments
from network.intake.shipments import from_shipments

ROW = {
    "date": "2025-06-02", "sku": "L-1", "family": "lamp", "from": "DG", "to": "LA",
    "qty": 700, "value": 70_000, "currency": "HKD", "freight": 1400,
    "hs": "9405.21", "incoterm": "DDP",
}  # fmt: skip
RATES = {"USD": 7.5, "CNY": 1.1}


def row(**cells):
    return ROW | {key.rstrip("_"): cell for key, cell in cells.items()}


def tally(*rows, **options):
    return read_shipments(rows, **{"currency": "HKD", "rates": RATES} | options)[1]


def reasons(*rows, **options):
    return {pile.reason: pile.rows for pile in tally(*rows, **options).dropped}


def refused(rows, **options):
    with pytest.raises(Problems) as told:
        from_shipments(rows, **options)
    return str(told.value)


# --- every row is accounted for --------------------------------------------------------------

NUMBERS = st.one_of(
    st.integers(-10, 10**14),
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(0.01, 1e6),
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["12.50", "1,200", "n/a", "", None, True, "0", "-3", "0.000000000001", "1e5"]),
)
CELLS = {
    "date": st.one_of(
        st.dates(date(2025, 1, 1), date(2025, 12, 31)),
        st.sampled_from(["2025-03-04", "4/3/2025", "2025-02-30", "", None, 45_000]),
    ),
    "sku": st.sampled_from(["a", "b", "", None, "x;y", 7.0]),
    "from": st.sampled_from(["DG", "SZ", "HK", ""]),
    "to": st.sampled_from(["LA", "HK", "DG", None, "q" * 61]),
    "qty": NUMBERS,
    "value": NUMBERS,
    "currency": st.sampled_from(["HKD", "USD", "EUR", "", None]),
    "freight": NUMBERS,
    "incoterm": st.sampled_from(["DDP", "fob", "door", ""]),
    "hs": st.sampled_from(["8518", "85.04", "lamp", ""]),
}


def worth(cell):
    """Read a value by other means: as a fraction, or nothing."""
    if isinstance(cell, bool) or cell is None or "," in str(cell) or cell in {"", "n/a", "1e5"}:
        return None
    if str(cell).lower() in {"nan", "inf", "-inf"} or "sNaN" in str(cell):
        return None
    exact = Fraction(str(cell))
    return exact if abs(exact) < 10**15 and (exact * 10**30).denominator == 1 else None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=12))
def test_what_is_kept_and_what_is_dropped_is_what_was_read_in_rows_and_to_the_last_cent(rows):
    kept, told = read_shipments(rows, currency="HKD", rates=RATES)
    assert told.rows_read == len(rows) == told.rows_kept + sum(p.rows for p in told.dropped)
    assert told.rows_kept == len(kept)
    sums = defaultdict(Fraction)
    for pile in (told.value_kept, *(p.value for p in told.dropped)):
        for money, amount in pile.items():
            sums[money] += Fraction(amount)
    assert sums == {money: Fraction(amount) for money, amount in told.value_read.items()}
    assert sum(sums.values()) == sum((worth(r["value"]) or Fraction(0)) for r in rows)
    readable = [r for r in rows if worth(r["value"]) is not None]
    moneys = {r["currency"] for r in readable if r["currency"]}
    named = any(r["currency"] for r in rows)
    assert set(told.value_read) - {NOT_READ} == moneys | (
        {"HKD"} if readable and not named else set()
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=12))
def test_a_kept_row_has_no_bad_cell_and_makes_a_case(rows):
    kept, _ = read_shipments(rows, currency="HKD", rates=RATES)
    for shipment in kept:
        assert shipment.quantity > 0
        assert shipment.value >= 0
        assert shipment.freight is None or shipment.freight >= 0
        assert shipment.currency in {"HKD", *RATES}
        assert shipment.from_ != shipment.to
    if not kept:
        assert "no shipment can be used" in refused(rows, rates=RATES)
        return
    shipped = from_shipments(rows, rates=RATES)
    flows = sum(flow.quantity for flow in shipped.case.actual_flows)
    assert flows == pytest.approx(float(sum(s.quantity for s in kept)))
    assert len(shipped.case.lanes) == len({(s.from_, s.to, s.family) for s in kept})


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date": ""}, "date is missing"),
        ({"date": "4/3/2025"}, "date is not like 2025-06-30"),
        ({"date": "2025-02-30"}, "date is not like 2025-06-30"),
        ({"sku": None}, "sku is missing"),
        ({"from_": " "}, "from is missing"),
        ({"to": "a;b"}, "to is longer than 60 characters, or has ; or = in it"),
        ({"to": "DG"}, "from and to are the same place"),
        ({"qty": 0}, "qty is zero"),
        ({"qty": -4}, "qty is negative"),
        ({"qty": "many"}, "qty is not a number in plain digits"),
        ({"value": "1,200"}, "value is not a number in plain digits"),
        ({"value": None}, "value is missing"),
        ({"value": -5}, "value is negative"),
        ({"currency": "EUR"}, "no exchange rate for EUR"),
        ({"freight": -1}, "freight is negative"),
        ({"hs": "lamps"}, "hs is not digits and dots"),
        ({"family": "a=b"}, "family is longer than 60 characters, or has ; or = in it"),
    ],
)
def test_a_row_with_a_bad_cell_is_dropped_with_its_reason_and_the_others_stay(cells, reason):
    told = tally(row(), row(**cells), row())
    (pile,) = told.dropped
    assert (pile.reason, pile.rows, pile.examples) == (reason, 1, (2,))
    assert told.rows_kept == 2
    assert told.value_kept == {"HKD": Decimal(140_000)}


def test_a_blank_currency_is_the_cases_only_where_no_row_names_one():
    assert reasons(row(currency=""), row(currency=None)) == {}
    assert reasons(row(currency=""), row()) == {"currency is missing": 1}


def test_reasons_come_by_size_with_the_first_rows():
    told = tally(row(qty=0), *[row(date="")] * 7)
    assert [(p.reason, p.rows, p.examples) for p in told.dropped] == [
        ("date is missing", 7, (2, 3, 4, 5, 6)),
        ("qty is zero", 1, (1,)),
    ]


def test_the_report_says_it_in_sentences():
    shipped = from_shipments([row(), row(qty=-1, value="12.50")], rates=RATES)
    lines = shipped.report.lines()
    assert lines[0] == "2 rows read, worth 70012.50 HKD."
    assert lines[1] == "1 row kept, worth 70000 HKD."
    assert lines[3] == "1 row dropped, worth 12.50 HKD: qty is negative (row 2)."
    assert any(line.startswith("Assumed: facilities row 1 kind = plant") for line in lines)


def test_unknown_and_missing_columns_are_told_at_once():
    cells = {k: v for k, v in ROW.items() if k not in {"qty", "date"}}
    said = refused([cells | {"quantty": 1}])
    assert "unknown column 'quantty'" in said
    assert "the column 'date' is missing" in said
    assert "the column 'qty' is missing" in said


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rates": {"USD": 0}}, "the rate of USD is 0"),
        ({"weeks": 0}, "the period has 0 weeks"),
        ({"sites": [{"id": "DG", "kind": "shop"}]}, "unknown kind 'shop'"),
        ({"sites": [{"id": "DG", "knd": "plant"}]}, "Did you mean kind?"),
    ],
)
def test_options_that_cannot_be_are_refused(options, told):
    assert told in refused([row()], **options)


def test_a_period_above_ten_years_is_refused():
    said = refused([row(), row(date="2002-01-01")])
    assert "the shipments span 1,222 weeks" in said


# --- what the case says ----------------------------------------------------------------------


def test_families_lanes_and_demand_follow_from_the_rows():
    rows = [
        row(date=date(2025, 6, 2)),
        row(date=datetime(2025, 6, 15, 9, 30), sku="L-2", qty=300, value=34_000, freight=400),  # noqa: DTZ001
        row(to="HAM", qty=100, value=2000, currency="USD", freight=40, incoterm="FOB"),
    ]
    case = from_shipments(rows, rates=RATES).case
    assert case.general.weeks == 2
    (lamp,) = case.products
    assert (lamp.id, lamp.hts) == ("lamp", "9405.21")
    assert lamp.value_per_unit == pytest.approx((70_000 + 34_000 + 15_000) / 1100)
    assert {(x.from_, x.to): x.cost_per_unit for x in case.lanes} == pytest.approx(
        {("DG", "LA"): 1.8, ("DG", "HAM"): 3.0}
    )
    assert {x.market: x.per_week for x in case.demand} == {"LA": 500, "HAM": 50}
    prices = {x.market: x.price_per_unit for x in case.demand}
    assert prices == pytest.approx({"LA": 104.0, "HAM": 150.0})
    assert {x.market: x.our_share for x in case.duty_shares} == {"LA": 1.0, "HAM": 0.0}
    assert [(x.currency, x.rate) for x in case.exchange_rates] == [("USD", 7.5)]


def test_the_share_of_duty_is_weighted_by_value_and_unknown_terms_say_nothing():
    mixed = from_shipments([row(), row(value=210_000, incoterm="dap")]).case
    assert [(x.incoterm, x.our_share) for x in mixed.duty_shares] == [("DAP; DDP", 0.25)]
    shipped = from_shipments([row(), row(incoterm="door")])
    assert shipped.case.duty_shares == ()
    assert shipped.report.notes == ("Not an Incoterm, so it says nothing of duty: DOOR.",)


def test_a_heading_is_kept_only_where_all_rows_agree():
    shipped = from_shipments([row(), row(hs="8518")])
    assert shipped.case.products[0].hts == ""
    assert "lamp has 2 tariff headings: none is kept." in shipped.report.notes


def test_freight_that_some_rows_do_not_tell_is_marked():
    shipped = from_shipments([row(), row(freight=""), row(to="HAM", freight=None)])
    lanes = {lane.to: lane for lane in shipped.case.lanes}
    assert (lanes["LA"].cost_per_unit, lanes["HAM"].cost_per_unit) == (2.0, 0.0)
    said = "\n".join(shipped.report.lines())
    assert "1 of 2 rows do not tell their freight" in said
    assert "no row of this lane tells its freight" in said


def test_kinds_follow_from_what_comes_and_goes_and_a_mapping_overrules():
    rows = [row(to="HK"), row(from_="HK"), row(from_="HK", sku="own", family="own")]
    kinds = {x.id: x.kind for x in from_shipments(rows[:2]).case.facilities}
    assert kinds == {"DG": "plant", "HK": "depot", "LA": "market"}
    assert {x.id: x.kind for x in from_shipments(rows).case.facilities}["HK"] == "plant"
    known = [
        {"id": "DG", "kind": "supplier", "name": "Dongguan", "territory": "CN", "region": "South"},
        {"id": "HK", "kind": "port", "territory": "HK"},
        {"id": "LAX"},
    ]
    shipped = from_shipments(rows[:2], sites=known)
    case = shipped.case
    assert Counter(x.kind for x in case.facilities) == {"supplier": 1, "port": 1, "market": 1}
    assert [(x.facility, x.product, x.cost_per_unit) for x in case.supply] == [("DG", "lamp", 100)]
    where = {x.id: (x.territory, x.region) for x in case.facilities}
    assert where == {"DG": ("CN", "South"), "HK": ("HK", ""), "LA": ("UNKNOWN", "")}
    assert "LAX is among the sites, but no usable shipment names it." in shipped.report.notes


def test_a_derived_row_is_derived_and_one_with_a_guess_is_assumed():
    shipped = from_shipments([row()], sites=[{"id": "DG", "kind": "plant", "territory": "CN"}])
    marks = {x.id: x.provenance for x in shipped.case.facilities}
    assert marks == {"DG": "derived", "LA": "assumed"}
    listed = {(cell.table, cell.row) for cell in shipped.report.assumed}
    for table, rows in shipped.case.tables().items():
        for number, one in enumerate(rows):
            assert (one.provenance == "assumed") == ((table, number) in listed)


def test_what_moved_can_be_priced_and_the_case_can_be_solved():
    rows = [row(to="HK"), row(from_="HK", freight=700), row(sku="b", family="b", to="HAM")]
    case = from_shipments(rows).case
    actual = read_actual(case)
    assert actual.findings == ()
    assert evaluate(case, actual.plan).terms["freight"] == pytest.approx(1400 + 700 + 1400)
    result = design(case)
    assert result.objective == pytest.approx(3500)
    assert evaluate(case, result.plan).ok


def test_rows_are_named_as_their_file_counts_them():
    places = ["file ship.csv, row 2", "file ship.csv, row 3", "file ship.csv, row 7"]
    bad = row(qty=-1, value="12.50")
    shipped = from_shipments([row(), bad, bad], rates=RATES, places=places)
    line = "2 rows dropped, worth 25.00 HKD: qty is negative (file ship.csv, row 3, 7)."
    assert shipped.report.lines()[3] == line
