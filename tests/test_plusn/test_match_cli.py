"""`plusn match` and `plusn.match`: one row of the report for every row of the table."""

from __future__ import annotations

import csv
import io
import json
import math

import openpyxl
import pyarrow as pa
import pytest

import plusn
from data.errors import BadValue, UnknownChoice
from plusn.cli import run
from plusn.matched_column import match_column
from plusn.matching import COLUMNS, matcher, words

TABLE = """企业分布,,
省份,城市,数量
江苏,苏州市,12
安徽,Suzhou,3
,Suzhou,4
,合计,19
,"=cmd|' /C calc'!A0",1
,,2
"""
ANSWERS = [
    ("3", "苏州市", "320500", "320500", "matched", "city", ""),
    ("4", "Suzhou", "341300", "341300", "matched", "city", ""),
    ("5", "Suzhou", "", "", "ambiguous", "", "320500;341300"),
    ("6", "合计", "", "", "aggregate", "", ""),
    ("7", "'=cmd|' /C calc'!A0", "", "", "unknown", "", ""),
    ("8", "", "", "", "unknown", "", ""),
]


@pytest.fixture
def table(tmp_path):
    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def answers(rows):
    return [tuple(row[name] for name in COLUMNS[:-1]) for row in rows]


def test_the_report_has_a_row_for_each_row_of_the_table_in_order(table, capsys):
    asked = ["match", table(TABLE), "--column", "城市", "--province-column", "省份"]
    assert run(asked) == 0
    printed = capsys.readouterr()
    rows = rows_of(printed.out)
    assert tuple(rows[0]) == COLUMNS
    assert answers(rows) == ANSWERS
    assert all(row["reason"].endswith(".") for row in rows)
    assert printed.err.splitlines()[0] == "6 rows:"
    assert "2 matched" in printed.err


def test_a_file_is_written_and_holds_what_would_be_printed(table, tmp_path, capsys):
    path, out = table(TABLE), tmp_path / "report.csv"
    assert run(["match", path, "--column", "城市"]) == 0
    printed = capsys.readouterr().out
    assert run(["match", path, "--column", "城市", "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8") == printed


def test_json_says_the_same_with_candidates_as_a_list(table, capsys):
    assert run(["match", table(TABLE), "--column", "城市", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [tuple(row) for row in rows] == [COLUMNS] * 6
    assert rows[2]["candidates"] == ["320500", "341300"]
    assert rows[4]["raw"] == "=cmd|' /C calc'!A0"  # JSON opens in no spreadsheet program


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_does_not_change_the_report(encoding, table, capsys):
    content = TABLE.encode(encoding)
    assert run(["match", table(content), "--column", "城市", "--province-column", "省份"]) == 0
    assert answers(rows_of(capsys.readouterr().out)) == ANSWERS


def test_a_merged_province_counts_for_every_row_that_it_covers(tmp_path, capsys):
    book = openpyxl.Workbook()
    for row in (("省", "市"), ("安徽", "Suzhou"), (None, "合肥"), ("江苏", "Suzhou"), (None, None)):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    path = tmp_path / "merged.xlsx"
    book.save(path)
    assert run(["match", str(path), "--column", "市", "--province-column", "省"]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert [(row["row"], row["code"]) for row in rows] == [
        ("2", "341300"),
        ("3", "340100"),
        ("4", "320500"),
    ]


def test_a_column_that_is_not_there_is_named_with_those_that_are(table, capsys):
    assert run(["match", table(TABLE), "--column", "town"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no column town" in printed.err
    assert "省份, 城市, 数量" in printed.err


@pytest.mark.parametrize("asked", [["missing.csv", "--column", "a"], ["x.csv"]])
def test_a_missing_file_or_option_is_wrong_input(asked, capsys):
    assert run(["match", *asked]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_verb_answers_in_a_frame():
    frame = plusn.match(["廣東省深圳市", "Suzhou", 440300.0, None], ["", "安徽", None, math.nan])
    assert frame["code"].tolist() == ["440300", "341300", "440300", ""]
    assert frame["row"].tolist() == [1, 2, 3, 4]
    assert tuple(frame.columns) == COLUMNS


def test_the_verb_refuses_what_it_cannot_line_up():
    with pytest.raises(BadValue, match="not of the same length"):
        plusn.match(["深圳", "东莞"], ["广东"])
    with pytest.raises(UnknownChoice, match="level"):
        plusn.match(["深圳"], level="street")
    assert len(plusn.match([])) == 0


def test_a_column_is_counted_as_its_rows_are_matched():
    names = ["深圳", "Suzhou", None, "深圳", "广东", "合计", "Suzhou"]
    hints = ["", "安徽", "", "广东", None, "", "江苏"]
    column = match_column(pa.chunked_array([names[:3], names[3:]]), pa.array(hints))
    assert column.report() == matcher().match(names, hints)
    assert sum(column.tally()) == len(names)
    counts = {key.code if key else None: rows for key, rows in column.counts().items()}
    assert counts == {"440300": 2, "341300": 1, "320500": 1, "440000": 1, None: 2}
    encoded = match_column(pa.array(names).dictionary_encode())
    assert encoded.report() == matcher().match(names)
    with pytest.raises(BadValue):
        match_column(pa.array(names), pa.array(["x"]))


def test_the_words_of_a_sheet_come_from_the_gazetteer():
    known = words()
    assert {level.value for level in known.levels("深圳市")} == {"city"}
    assert {level.value for level in known.levels("北京")} == {"province", "city"}
    assert {level.value for level in known.levels("440000")} == {"province"}
    assert known.levels("44") == known.levels("2023") == known.levels("合计") == frozenset()
    assert known.is_aggregate("合計")
    assert known.is_group("珠三角")
    assert not known.is_group("深圳")
