"""`plusn bounds` and a user's own table."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from data.codes import Level, RegionKey
from data.counts_csv import LARGEST_FILE, read_bytes
from data.errors import Problems, TooLarge, UnreadableFile, WrongColumns
from plusn.bounding import bounds, count_table
from plusn.cli import run
from plusn.regions import load_regions
from plusn.user_table import groups_of

HEAD = "level,code,value,low,high,at_most_unlisted,note\n"
TABLE = (
    HEAD
    + """country,100000,68314,,,5300,a research sample
province,440000,30971,,,2638,
province,江苏省,9557,,,2638,
province,Fujian,6913,,,2638,
province,浙江省,5300,,,2638,
province,310000,2638,,,,
province,110000,,,,2638,
city,深圳市,6862,,,,
city,東莞市,5906,,,,
city,441300,4628,,,,
"""
)


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def printed(capsys):
    frame = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype={"code": str})
    return frame.set_index(["level", "code"])


def test_a_planners_table_gets_the_same_intervals(table, capsys):
    assert run(["bounds", table(TABLE)]) == 0
    rows = printed(capsys)
    ends = rows[["low", "high", "low_certain", "high_certain"]]
    assert ends.loc[("province", "430000")].tolist() == [0, 5300, 0, 12935]
    assert ends.loc[("province", "110000")].tolist() == [0, 2638, 0, 12935]
    assert ends.loc[("city", "110000")].tolist() == [0, 2638, 0, 12935]
    assert ends.loc[("city", "440100")].tolist() == [0, 2638, 0, 13575]
    assert rows.loc[("province", "430000"), "premises"] == "at_most_unlisted"
    assert "(row 2)" in rows.loc[("province", "430000"), "because"]
    assert len(rows) == 1 + 31 + 369
    assert run(["bounds", table(TABLE), "--premises", "certain"]) == 0
    assert printed(capsys).loc[("province", "430000"), "high"] == 12935


def test_json_says_the_same_as_csv(table, capsys):
    assert run(["bounds", table(TABLE), "--json"]) == 0
    records = {(r["level"], r["code"]): r for r in json.loads(capsys.readouterr().out)}
    hunan = records["province", "430000"]
    assert list(hunan) == [
        *("level", "code", "low", "high", "low_certain", "high_certain", "premises", "because")
    ]
    assert (hunan["low"], hunan["high"], hunan["high_certain"]) == (0, 5300, 12935)
    assert hunan["premises"] == ["at_most_unlisted"]
    assert records["province", "440000"]["premises"] == []


def test_the_shipped_counts_are_used_without_a_table(capsys):
    assert run(["bounds"]) == 0
    assert printed(capsys).loc[("province", "110000"), "high"] == 2638


def test_without_a_total_the_upper_end_is_blank(table, capsys):
    assert run(["bounds", table("level,code,value\ncity,440300,5\n"), "--json"]) == 0
    records = {(r["level"], r["code"]): r for r in json.loads(capsys.readouterr().out)}
    assert records["province", "440000"]["low"] == 5
    assert records["province", "440000"]["high"] is None


def test_a_contradiction_names_an_irreducible_set_with_its_rows(table, capsys):
    text = "level,code,value\ncountry,100000,100\nprovince,440000,60\nprovince,430000,1\n"
    assert run(["bounds", table(text + "city,440300,61\n")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "row 3: Guangdong (province 440000) has 60" in captured.err
    assert "row 5: Shenzhen (city 440300) has 61" in captured.err
    assert "row 2" not in captured.err
    assert "row 4" not in captured.err


def test_a_refuted_premise_is_refused_and_can_be_left_out(table, capsys):
    text = HEAD + "province,440000,30971,,,100,\n"
    assert run(["bounds", table(text)]) == 1
    assert "none of 21 unlisted units exceeds 100" in capsys.readouterr().err
    assert run(["bounds", table(text), "--premises", "certain"]) == 0


def test_at_most_unlisted_speaks_of_direct_parts_without_a_value():
    rows = [("country", "100000", 100, None, 10), ("province", "440000", 90, None, None)]
    rows.append(("province", "430000", None, 3, None))
    frame = pd.DataFrame(rows, columns=["level", "code", "value", "low", "at_most_unlisted"])
    found = bounds(frame).set_index(["level", "code"])
    ends = found[["low", "high", "low_certain", "high_certain"]]
    assert ends.loc[("province", "430000")].tolist() == [3, 10, 3, 10]
    assert ends.loc[("province", "420000")].tolist() == [0, 7, 0, 7]
    assert ends.loc[("city", "440300")].tolist() == [0, 90, 0, 90]  # a part of a part


def test_all_bad_rows_are_named_at_once(table, capsys):
    text = HEAD + (
        "country,100000,x,,,,\nprovence,440000,6,,,,\nprovince,999999,-3,9,3,,\n"
        'province,440000\ncity,440300,"1,000",,,,\ncity,440300,1,,,4,\ncity,,1,,,,\n'
        "city,1e3,1.5,,,,\ncity,440100,1000000001,,,,\ncity,440200,１２,,,,\n"
    )
    assert run(["bounds", table(text)]) == 2
    message = capsys.readouterr().err
    for wanted in (
        *("'x' is not a count (row 2, column value)", "unknown level 'provence' (row 3)"),
        *("'-3' is not a count (row 4", "low is above high (row 4)", "999999 (row 4)"),
        *("2 cells under 7 columns (row 5)", "'1,000' is not a count (row 6"),
        *("city 440300 stands 2 times (rows 6, 7)", "has no parts", "the code is blank (row 8)"),
        *("no city '1e3' (row 9)", "'1.5' is not a count (row 9", "'1000000001' is not a count"),
        "'１２' is not a count (row 11",
    ):
        assert wanted in message
    assert "Traceback" not in message


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        ("level,code,value\ncity,深圳市,1\n".encode("gb18030"), UnreadableFile, "not UTF-8"),
        ("level,code,value\n".encode("utf-16-le"), UnreadableFile, "UTF-16"),
        ("level,code,value\n".encode("utf-16"), UnreadableFile, "not UTF-8"),
        (b"PK\x03\x04rest", UnreadableFile, "workbook"),
        (b"", Problems, "'level' is missing"),
        (b"level;code;value\n", Problems, "separated by commas"),
        (b"level,code\n", WrongColumns, "'value' is missing"),
        (b"level,code,value,value\n", WrongColumns, "stands twice"),
        (b"level,code,value,colour\n", WrongColumns, "'colour' is not known"),
        (b'level,code,value\ncity,"440300,1\n', UnreadableFile, "quotation mark"),
        (b" " * (LARGEST_FILE + 1), TooLarge, "10 MB"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_remedy(table, capsys, raw, error, words):
    path = table(raw)
    with pytest.raises(error, match=words):
        count_table(path)
    # The command reads any kind of table, and says of these in its own words what is wrong.
    assert run(["bounds", path]) == 2
    assert len(capsys.readouterr().err.strip()) > 0


def test_a_missing_file_and_an_unknown_word_are_input_problems(tmp_path, table, capsys):
    assert run(["bounds", str(tmp_path / "none.csv")]) == 2
    assert run(["bounds", str(tmp_path)]) == 2
    assert run(["bounds", table(TABLE), "--premises", "all"]) == 2
    assert "ranked, certain" in capsys.readouterr().err


def test_a_byte_order_mark_blank_lines_and_line_ends_do_not_matter():
    text = "﻿level,code,value\r\n\r\ncity, 440300 ,7\r\n"
    sheet = read_bytes(text.encode(), name="t", required=["level", "code", "value"])
    assert [(row.number, row.cells["code"]) for row in sheet.rows] == [(3, "440300")]


def test_a_name_at_the_wrong_level_is_no_match(table):
    with pytest.raises(Problems, match="no city '广东省'"):
        bounds(table("level,code,value\ncity,广东省,7\n"))


def test_a_frame_is_read_like_a_file(table):
    frame = pd.DataFrame(
        {"level": ["country", "city", "city"], "code": [100000, 440300, "440100"]}
    ).assign(value=[100, 30.0, None])
    pd.testing.assert_frame_equal(
        bounds(frame), bounds(table("level,code,value\ncountry,100000,100\ncity,440300,30\n"))
    )


def test_a_users_counts_become_a_count_table_with_standings(table):
    counts = count_table(table(TABLE), as_of="2025")
    assert counts.as_of == "2025"
    shenzhen = counts.figure(RegionKey(Level.CITY, "440300"))
    assert (shenzhen.value, str(shenzhen.standing)) == (6862, "published")
    assert counts.frame.loc[("city", "810000"), "standing"] == "out_of_scope"


def test_a_users_groups_are_read(table):
    text = "level,code,value,group\ncity,440300,1,bay\ncity,440100,,bay\ncity,320500,2,\n"
    assert groups_of(table(text), load_regions()) == {
        "bay": [RegionKey(Level.CITY, "440300"), RegionKey(Level.CITY, "440100")]
    }


def test_the_order_of_rows_changes_no_number(table):
    lines = TABLE.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])]) + "\n"
    plain = ["level", "code", "low", "high", "low_certain", "high_certain", "premises"]
    one, other = bounds(table(TABLE))[plain], bounds(table(turned))[plain]
    pd.testing.assert_frame_equal(one, other)
