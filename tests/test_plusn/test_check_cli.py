"""`plusn check` says what a file is, and refuses with exit code 2."""

import json

import pytest

from plusn.checking import check
from plusn.cli import run

TABLE = "表1 港资企业\n单位：家\n地区,数目\n深圳市,7\n东莞市,12\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


def test_it_tells_kind_encoding_sheets_and_what_was_understood(table, capsys):
    assert run(["check", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["encoding"], told["delimiter"]) == ("csv", "gb18030", ",")
    assert [(one["rows"], one["columns"]) for one in told["sheets"]] == [(5, 2)]
    assert told["bytes"] == table.stat().st_size
    assert [one["role"] for one in told["understood"]["columns"]] == ["region", "value"]
    assert told["understood"]["rows"] == 2
    assert told["problems"] == []


def test_it_tells_the_same_in_words(table, capsys):
    assert run(["check", str(table)]) == 0
    told = capsys.readouterr().out
    for word in ("gb18030", "表1 港资企业", "地区", "region", "2 of the table"):
        assert word in told


def test_a_declared_encoding_is_followed(table, capsys):
    assert run(["check", str(table), "--encoding", "big5", "--json"]) in {0, 2}
    told = json.loads(capsys.readouterr().out)
    assert told.get("encoding") != "gb18030"


def test_a_tab_can_be_named(tmp_path, capsys):
    path = tmp_path / "t.txt"
    path.write_text("city\tn, of all\nShenzhen\t1\n", encoding="utf-8")
    assert run(["check", str(path), "--delimiter", "tab", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["delimiter"] == "\t"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x7fELF" + bytes(99), b"PK\x03\x04"])
def test_what_is_refused_ends_with_2_and_a_remedy(tmp_path, capsys, content):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert run(["check", str(path), "--json"]) == 2
    out, err = capsys.readouterr()
    (problem,) = json.loads(out)["problems"]
    assert problem["headline"]
    assert problem["remedy"]
    assert err.startswith("plusn: t.csv")
    assert json.loads(out)["read"] is False


def test_a_file_that_is_not_there_ends_with_2(tmp_path, capsys):
    assert run(["check", str(tmp_path / "none.csv")]) == 2
    assert "Check the path" in capsys.readouterr().err


def test_a_table_without_regions_is_read_and_says_so():
    found = check(b"a,b\n1,2\n3,4\n", name="t.csv")
    assert found.book is not None
    assert found.problem is None
    assert any("region" in remark for remark in found.record()["understood"]["remarks"])
