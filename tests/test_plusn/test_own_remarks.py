"""What a reader must know of a user's numbers stands in every form of the map, once each."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

import plusn
from briefing.phrases import in_language
from plusn.own.how import How
from plusn.own.supply import numbers_of
from tests.test_plusn.own_sheets import DONGGUAN, draft

ROWS = (
    ("单位：万家",),
    ("省份", "城市", "企业数"),
    ("广东省", "广州市", 0.5),
    (None, "深圳市", 0.3),
    (None, "深圳", 0.1),
    (None, "东莞市", "—"),
    (None, "乌有市", 0.1),
)
SAID = (
    "1 of 5 rows, 10.0% of the value, are not on the map.",
    "Regions with several rows, which are added up: 1.",
    "Rows whose merged or blank cell takes the text from above: 3.",
    "The table’s numbers are multiplied by 10,000.",
    "A dash is taken as not known (row 6).",
)


@pytest.fixture(scope="module")
def one():
    return draft(*ROWS, duplicates="sum")


def test_all_that_was_done_to_the_numbers_is_said_once(one) -> None:
    assert numbers_of(one.table()).remarks == SAID
    for choice in ("first", "last"):
        (told,) = [r for r in numbers_of(one.with_choices(duplicates=choice).table()).remarks
                   if "several rows" in r]  # fmt: skip
        assert f"the {choice} is taken: 1" in told
    assert (
        "A dash is taken as zero (row 6)."
        in numbers_of(one.with_choices(dash="zero").table()).remarks
    )


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_every_export_has_each_remark_once_in_its_language(one, lang) -> None:
    figure = plusn.atlas(data=one, within="440000", lang=lang)
    told = [in_language(remark, lang) for remark in numbers_of(one.table()).remarks]
    assert lang == "en" or not set(told) & set(SAID)
    assert list(figure.spec.notes) == told
    assert json.loads(figure.to_bytes("json"))["notes"] == told
    workbook = openpyxl.load_workbook(io.BytesIO(figure.to_bytes("xlsx")))
    cells = [c for sheet in workbook for row in sheet.values for c in row if isinstance(c, str)]
    picture = figure.to_bytes("svg").decode()
    for remark in told:
        assert cells.count(remark) == 1
        assert picture.count(f">{remark}<") == 1


def test_a_table_that_needs_no_words_has_none() -> None:
    plain = draft(("城市", "企业数"), ("深圳市", 3), ("东莞市", 4))
    assert numbers_of(plain.table()).remarks == ()


def test_a_group_that_nothing_limits_is_never_said_to_have_no_more(one) -> None:
    figure = plusn.atlas(data=one, within="440000", measure="count")
    (aside,) = [box for box in figure.spec.asides if box.title == "Greater Bay Area"]
    assert aside.number == "9,000 or more"
    assert "no upper limit is known" in aside.captions
    assert aside.text.endswith("together have 0 or more.")


def test_remarks_are_of_the_series_that_is_drawn() -> None:
    two = draft(("城市", "2022年", "2023年"), ("深圳市", 3, 4), ("东莞市", "—", 5))
    assert numbers_of(two.table()).remarks == ()
    (told,) = numbers_of(two.table(), How(year="2022")).remarks
    assert "row 3" in told
    cell = {c.key: c for c in two.table().pick(year="2022").cells}[DONGGUAN]
    assert cell.low is None
