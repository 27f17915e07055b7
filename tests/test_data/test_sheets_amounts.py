"""What a cell of numbers says, and that nothing else is made of it."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sheets.amounts import Amount, Mark, parse_amount

ABSENT = {
    "": Mark.BLANK,
    "　": Mark.BLANK,
    "-": Mark.DASH,
    "—": Mark.DASH,
    "–": Mark.DASH,
    "－": Mark.DASH,
    "…": Mark.ELLIPSIS,
    "...": Mark.ELLIPSIS,
    "x": Mark.WITHHELD,
    "不详": Mark.WITHHELD,
    "n/a": Mark.WITHHELD,
    "#N/A": Mark.WITHHELD,
    "*": Mark.WITHHELD,
}
EXACT = {
    "0": "0",
    "1,234": "1234",
    "1 234": "1234",
    "１，２３４": "1234",
    "1,234,567.5": "1234567.5",
    "1,234家": "1234",
    "12户": "12",
    "3.5万家": "35000",
    "1.2万": "12000",
    "3亿": "300000000",
    "12%": "0.12",
    "１２．５％": "0.125",
    "5‰": "0.005",
    "百分之12": "0.12",
    "(1,234)": "-1234",
    "（5）": "-5",
    "−7": "-7",
    "12①": "12",
    "12*": "12",
    "12¹": "12",
    "12[1]": "12",
    "12²": "12",
    "¥1,200": "1200",
    "1e3": "1000",
    "'123": None,
}
RANGES = {
    "10–20": ("10", "20"),
    "10-20": ("10", "20"),
    "10～20": ("10", "20"),
    "10至20": ("10", "20"),
    "10到20家": ("10", "20"),
    "1-2万": ("10000", "20000"),
    "5000-2万": ("5000", "20000"),
    "10-20%": ("0.1", "0.2"),
    "<50": (None, "50"),
    "≤50": (None, "50"),
    "50以下": (None, "50"),
    "不足50": (None, "50"),
    "at most 50": (None, "50"),
    "50以上": ("50", None),
    ">50": ("50", None),
    "3万余家": ("30000", None),
    "50+": ("50", None),
}
NOT_NUMBERS = (
    *("2023-10-20", "20-10", "12,34", "1,2345", "abc", "一百", "1e999", "广东", "1..2", "--5", "%"),
    *("12 34", "()", "(-5)", "万", "10-20-30", "1-2-3", "<", "约", "#REF!", "12%%", "1.2.3"),
)


@pytest.mark.parametrize(("text", "mark"), ABSENT.items())
def test_every_kind_of_nothing_is_told_apart_and_is_no_number(text, mark):
    assert parse_amount(text, percent=False) == Amount(mark, None, None, text)


@pytest.mark.parametrize(("text", "number"), [(k, v) for k, v in EXACT.items() if v])
def test_a_number_is_read_however_it_is_written(text, number):
    amount = parse_amount(text, percent=False)
    assert (amount.mark, amount.low, amount.high) == (Mark.EXACT, Decimal(number), Decimal(number))
    assert amount.text == text


@pytest.mark.parametrize(("text", "ends"), RANGES.items())
def test_a_range_keeps_its_ends_and_an_open_one_stays_open(text, ends):
    amount = parse_amount(text, percent=False)
    assert amount.mark is Mark.RANGE
    assert (amount.low, amount.high) == tuple(None if e is None else Decimal(e) for e in ends)


def test_an_end_that_is_not_meant_itself_is_told_from_one_that_is():
    strict = ["<50", ">50", "不足50", "超过50", "less than 50"]
    meant = ["≤50", "≥50", "50以下", "50以上", "50以内", "不超过50", "at least 50", "10-20"]
    assert all(parse_amount(text, percent=False).strict for text in strict)
    assert not any(parse_amount(text, percent=False).strict for text in meant)


@pytest.mark.parametrize("text", ["≈50", "约50", "約50家", "about 50", "50左右", "~50"])
def test_what_somebody_reckons_is_no_exact_number(text):
    amount = parse_amount(text, percent=False)
    assert (amount.mark, amount.low, amount.high) == (Mark.ABOUT, Decimal(50), Decimal(50))


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_is_not_made_one(text):
    assert parse_amount(text, percent=False).mark is Mark.NOT_A_NUMBER


def test_what_is_stored_as_truth_or_as_no_number_is_none():
    for cell in (True, False, math.nan, math.inf, 10**400):
        assert parse_amount(cell, percent=False).mark is Mark.NOT_A_NUMBER


def test_a_stored_percentage_reads_as_the_workbook_shows_it():
    amount = parse_amount(0.125, percent=True)
    assert (amount.low, amount.text, amount.scaled) == (Decimal("0.125"), "12.5%", True)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_bits(number):
    for cell in (number, repr(number), f" {number!r} "):
        low = parse_amount(cell, percent=False).low
        assert float(low) == number
        assert math.copysign(1, float(low)) == math.copysign(1, number)


@given(st.integers(-(10**40), 10**40))
def test_a_whole_number_is_read_with_and_without_separators(number):
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", " ")):
        assert parse_amount(text, percent=False).low == number


@given(st.integers(0, 10**12), st.sampled_from(["-", "–", "—", "～", "至", "到", " - "]))
def test_a_range_of_any_two_numbers_in_order_is_read(low, joint):
    amount = parse_amount(f"{low}{joint}{low + 7:,}", percent=False)
    assert (amount.low, amount.high) == (low, low + 7)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9, max_value=9))
def test_a_unit_is_applied_once_and_exactly(number):
    plain = parse_amount(str(number), percent=False)
    scaled = parse_amount(f"{number}万", percent=False)
    assert plain.times(Decimal(10_000)).low == scaled.low == number * 10_000
    assert scaled.times(Decimal(10_000)) == scaled


@given(st.text() | st.text("0123456789.,-–<>≤约万亿%以上至() 　①*e+", max_size=30))
def test_any_text_gives_an_amount_that_keeps_it(text):
    amount = parse_amount(text, percent=False)
    assert amount.text == text
    known = amount.low is not None or amount.high is not None
    assert known == (amount.mark in {Mark.EXACT, Mark.ABOUT, Mark.RANGE})
    assert all(math.isfinite(float(end)) for end in (amount.low, amount.high) if end is not None)
