"""Laws of a user's table, through the readers: bytes in, numbers by region out."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.codes import Level, in_study
from data.errors import PlusNError
from data.uploads import read
from data.uploads.limits import APP, Ask, Limits
from data.uploads.read_pasted import read_pasted
from data.uploads.read_text import read_text
from data.uploads.read_xlsx import read_xlsx
from plusn.own.located import Outcome, canonical
from plusn.own.opening import open_draft
from plusn.own.supply import numbers_of
from plusn.own.viewing import report_rows
from plusn.own.workspace import from_bytes, to_bytes
from plusn.regions import load_regions
from tests.test_data.test_read_fuzz import CHANGES, READERS, changed

CITIES = tuple(
    region
    for region in load_regions().at(Level.CITY)
    if in_study(region.code) and region.name_zh_hans.endswith("市")
)
UNMATCHED = ("乌有市", "无此地")
LAW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SMALL = Limits(rows=2000, columns=30, cells=20_000, answer=200_000)

VALUES = st.integers(0, 10**6) | st.decimals(0, 10**6, places=2)
TABLES = st.lists(
    st.tuples(st.sampled_from(CITIES), VALUES),
    min_size=5,
    max_size=12,
    unique_by=lambda r: r[0].code,
)


def as_text(encoding, delimiter=",", end="\n"):
    def write(rows):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
        return out.getvalue().encode(encoding)

    return write


def as_xlsx(rows):
    made, out = openpyxl.Workbook(), io.BytesIO()
    for name, value in rows:
        number = isinstance(value, int | Decimal)
        made.active.append((name, float(value) if number else value))
    made.save(out)
    return out.getvalue()


FORMS = {
    "utf-8": (read_text, as_text("utf-8"), False),
    "utf-8 with a mark": (read_text, as_text("utf-8-sig", end="\r\n"), False),
    "gb18030": (read_text, as_text("gb18030"), False),
    "big5": (read_text, as_text("big5"), True),
    "utf-16": (read_text, as_text("utf-16"), False),
    "tsv": (read_text, as_text("utf-8", "\t"), False),
    "semicolons of gb18030": (read_text, as_text("gb18030", ";"), False),
    "xlsx": (read_xlsx, as_xlsx, False),
}


def sheet(table, *, traditional=False):
    name = "name_zh_hant" if traditional else "name_zh_hans"
    heading = ("城市", "企業數" if traditional else "企业数")
    return [heading, *((getattr(region, name), value) for region, value in table)]


def in_process(form, table, **choices):
    reader, write, traditional = FORMS[form]
    content = write(sheet(table, traditional=traditional))
    return open_draft(reader(content, name="own", limits=APP, ask=Ask()), **choices)


def expected(table):
    """Add up what was written, by region: the oracle."""
    found = {}
    for region, value in table:
        key = canonical(region.key)
        found[key] = found.get(key, Decimal(0)) + Decimal(value)
    return found


def values(one):
    return {cell.key: cell.low for cell in one.table().pick().cells}


def can_be(table):
    try:
        as_text("big5")(sheet(table, traditional=True))
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("form", FORMS)
@LAW
@given(table=TABLES.filter(can_be), order=st.randoms(use_true_random=False))
def test_any_order_split_and_encoding_of_a_table_gives_what_was_written(form, table, order) -> None:
    assert values(in_process(form, table)) == expected(table)
    shuffled = list(table)
    order.shuffle(shuffled)
    assert values(in_process(form, shuffled)) == expected(table)
    parts = [(region, Decimal(value) / 4) for region, value in table for _ in range(4)]
    order.shuffle(parts)
    assert values(in_process(form, parts, duplicates="sum")) == expected(table)


@pytest.mark.parametrize("form", ["gb18030", "big5", "utf-16", "xlsx"])
def test_a_process_of_its_own_reads_the_same(form) -> None:
    table = [(region, 7 * place + 1) for place, region in enumerate(CITIES[:40])]
    _, write, traditional = FORMS[form]
    there = open_draft(read(write(sheet(table, traditional=traditional)), name="own", limits=APP))
    assert values(there) == values(in_process(form, table)) == expected(table)


@LAW
@given(
    table=TABLES,
    unknown=st.lists(st.tuples(st.sampled_from(UNMATCHED), VALUES), max_size=4),
    form=st.sampled_from(["utf-8", "gb18030", "xlsx"]),
    order=st.randoms(use_true_random=False),
)
def test_matched_and_not_matched_are_all_rows_and_all_of_the_value(
    table, unknown, form, order
) -> None:
    reader, write, _ = FORMS[form]
    head, *rows = [*sheet(table), *unknown]
    order.shuffle(rows)
    one = open_draft(reader(write([head, *rows]), name="own", limits=APP, ask=Ask()))
    assert [row["row"] for row in report_rows(one, "en")] == [
        line.number for line in one.understood.lines
    ]
    assert len(one.located) + len(one.understood.left_out) == len(rows) + 1
    outcomes = one.outcomes()
    assert outcomes.get(Outcome.PLACED, 0) == len(table)
    assert outcomes.get(Outcome.UNCLEAR, 0) == one.unplaced.rows == len(unknown)
    lost = sum((Decimal(value) for _, value in unknown), Decimal(0))
    every = lost + sum(expected(table).values())
    if every:
        assert one.unmatched_share == pytest.approx(float(lost / every), abs=1e-12)


@LAW
@given(table=TABLES)
def test_a_saved_data_set_of_any_table_is_that_table(table) -> None:
    one = in_process("gb18030", table)
    again = from_bytes(to_bytes(one), name="own.plusn")
    assert values(again) == values(one)
    assert again.table().digest == one.table().digest


def through(reader, content):
    """Take bytes all the way to bounds; whatever they are, only declared errors end it."""
    try:
        one = open_draft(
            reader(content, name="own", limits=SMALL, ask=Ask()),
            duplicates="sum",
            datum="gcj-02",
        )
        found = numbers_of(one.table())
    except PlusNError:
        return
    assert sum(one.outcomes().values()) == len(one.understood.lines)
    assert found.digest


FILES = {
    "text": (read_text, FORMS["gb18030"][1]),
    "wide text": (read_text, FORMS["utf-16"][1]),
    "pasted": (read_pasted, FORMS["tsv"][1]),
    "xlsx": (read_xlsx, as_xlsx),
}
FUZZED = (
    ("单位：万家", ""),
    ("地区", "企业数（万家）"),
    ("广东省", 3.0971),
    ("深圳市", "0.1–0.3"),
    ("其中：电子", 0.1),
    ("朝阳区", "<0.05"),
    ("北京", "—"),
    ("合计", 3.1),
)


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_a_changed_file_is_drawn_or_refused_in_words(kind, changes) -> None:
    reader, write = FILES[kind]
    content = write(FUZZED)
    through(reader, changed(content, changes))


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_whatever_a_reader_gives_is_drawn_or_refused_in_words(kind, changes) -> None:
    reader, content = READERS[kind]
    through(reader, changed(content, changes))


TEXTS = st.sampled_from(
    [
        *(
            "深圳市",
            "广东省",
            "朝阳区",
            "440300",
            "合计",
            "其中：",
            "地区",
            "企业数",
            "经度",
            "纬度",
        ),
        *("2023年", "单位：万家", "—", "…", "", "10–20", "<5", "≈3", "12%", "(5)", "1,2,3", "-7"),
        *("1e308", "9" * 30, "0.0000001"),
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(TEXTS | st.text(max_size=6), min_size=1, max_size=5), max_size=9))
def test_any_cells_are_drawn_or_refused_in_words(rows) -> None:
    through(read_text, as_text("utf-8")(rows))
