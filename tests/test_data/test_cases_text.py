"""YAML, JSON and CSV hold what was written, and refuse what they should not hold."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.cases.book import Book, unfit
from data.cases.csv_folder import (
    csv_cell,
    read_csv,
    read_csv_folder,
    write_csv,
)
from data.cases.json_text import read_json, write_json
from data.cases.reading import read_file
from data.cases.xlsx_read import read_xlsx
from data.cases.xlsx_write import Column, Sheet, write_xlsx
from data.cases.yaml_text import read_yaml, write_yaml
from data.errors import PlusNError, TooLarge, UnknownChoice, UnreadableFile

texts = st.text(max_size=30).filter(lambda text: text and not unfit(text))
cells = st.one_of(
    texts,
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.lists(texts, max_size=3),
)
tables = st.dictionaries(
    st.sampled_from(["lanes", "NO", "a b"]),
    st.lists(st.dictionaries(st.sampled_from(["from", "y", "on"]), cells), max_size=3),
)


@given(tables)
@settings(max_examples=200, deadline=None)
def test_yaml_gives_back_what_was_written(given_tables):
    found = read_yaml(write_yaml(given_tables), name="a.yaml")
    assert not found.problems
    assert found.tables == given_tables
    assert kinds(found.tables) == kinds(given_tables)


@given(tables)
@settings(max_examples=100, deadline=None)
def test_json_gives_back_what_was_written(given_tables):
    found = read_json(write_json(given_tables), name="a.json")
    assert found.tables == given_tables
    assert kinds(found.tables) == kinds(given_tables)


def kinds(found):
    return [type(cell) for rows in found.values() for line in rows for cell in line.values()]


@given(st.lists(texts, min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_csv_gives_back_texts_and_none_of_them_is_a_formula(given_texts):
    raw = write_csv(["a", "b"], [{"a": text, "b": 1} for text in given_texts])
    found = Book("t")
    read_csv(raw, table="t", book=found)
    assert [line["a"] for line in found.tables["t"]] == given_texts
    written = [csv_cell(text) for text in given_texts]
    assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠")) for cell in written)


def outcome(read, raw):
    """Read bytes; any error but ours ends the test."""
    try:
        return repr(read(raw, name="a").tables)
    except PlusNError as problem:
        return str(problem)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=300, deadline=None)
def test_whatever_is_given_is_read_or_refused_in_words(raw):
    for read in (read_yaml, read_json, read_xlsx):
        assert outcome(read, raw)


WORKBOOK = write_xlsx([Sheet(title="lanes", columns=[Column(name="from")], rows=[{"from": "A"}])])


@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_in_words(damage):
    raw = bytearray(WORKBOOK)
    for place, byte in damage:
        raw[place] = byte
    assert outcome(read_xlsx, bytes(raw))


with zipfile.ZipFile(BytesIO(WORKBOOK)) as archive:
    PARTS = {part: archive.read(part) for part in archive.namelist()}


@given(st.sampled_from(sorted(PARTS)), st.data())
@settings(max_examples=200, deadline=None)
def test_a_workbook_with_a_damaged_part_is_read_or_refused_in_words(part, data):
    text = PARTS[part].decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    put = data.draw(st.sampled_from(["", "<", "9" * 30, "-1", "&x;", '"', "A1", "1e999", "nan"]))
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as damaged:
        for name, whole in PARTS.items():
            damaged.writestr(name, text[:start] + put + text[end:] if name == part else whole)
    assert outcome(read_xlsx, content.getvalue())


def test_words_of_yaml_are_what_they_look_like():
    raw = """
    t:
    - {no: NO, yes: yes, zero: 0101, under: 1_000, time: 12:30:45, day: 2025-04-02, oct: 0o17}
    - {exp: 1e5, neg: -0.5, t: true, n: ~, quoted: "1e5", list: [a, 1], empty: , nan: .nan}
    """
    first, second = read_yaml(raw.encode(), name="a").tables["t"]
    assert first == {
        "no": "NO",
        "yes": "yes",
        "zero": "0101",
        "under": "1_000",
        "time": "12:30:45",
        "day": "2025-04-02",
        "oct": "0o17",
    }
    assert second == {
        "exp": 1e5,
        "neg": -0.5,
        "t": True,
        "quoted": "1e5",
        "list": ["a", 1],
        "nan": ".nan",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: *x", "anchors and aliases"),
        ("a: *x", "anchors and aliases"),
        ("a: !!python/object:os.system [x]", "tags"),
        ("a: !x 1", "tags"),
        ("t:\n- {a: 1}\nt: []", "stands twice"),
        ("t:\n- {a: 1, a: 2}", "stands twice"),
        ("t:\n- {<<: {a: 1}}", "not a plain word"),
        ("? [a]\n: 1", "not a plain word"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("a: [", "not well-formed"),
        ("a: b: c", "not well-formed"),
        ("[" * 50, "nested too deep"),
        ("just words", "has no tables"),
        ("- a", "has no tables"),
        ("", "has no tables"),
        ("a: \0", "not UTF-8"),
        ("%YAML 1.1\n---\na: !!bool no", "tags"),
    ],
)
def test_yaml_that_refers_elsewhere_or_says_things_twice_is_refused(text, said):
    with pytest.raises(UnreadableFile, match=said):
        read_yaml(text.encode(), name="a.yaml")


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(UnreadableFile, match=r"anchors.*line 1"):
        read_yaml("\n".join(lines).encode(), name="a.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"t": [{"a": NaN}]}', "NaN is not a number"),
        ('{"t": [{"a": Infinity}]}', "Infinity is not a number"),
        ('{"t": [], "t": []}', "stands twice"),
        ('{"t": [{"a": ' + "1" * 5_000 + "}]}", "too long"),
        ("[" * 200_000, "not well-formed"),
        ("[]", "has no tables"),
        ('{"t": ', "not well-formed"),
    ],
)
def test_json_that_is_not_strict_is_refused(text, said):
    with pytest.raises(UnreadableFile, match=said):
        read_json(text.encode(), name="a.json")


def test_all_that_is_wrong_with_rows_is_told_with_their_lines():
    raw = b't:\n- {a: 1}\n- 5\n- {a: {b: 1}}\n- {a: "\\x07"}\nu: words\n'
    said = [str(problem) for problem in read_yaml(raw, name="a.yaml").problems]
    assert [part for part in ("t row 2", "t row 3, line 4", "t row 4, line 5", "'u'")
            if not any(part in line for line in said)] == []  # fmt: skip
    assert len(said) == 4


def test_halves_of_a_character_pair_are_refused():
    found = read_json(json.dumps({"t": [{"a": "\ud800"}]}).encode(), name="a.json")
    assert "control character" in str(found.problems[0])


def test_a_file_above_the_limit_is_refused():
    for read in (read_yaml, read_json):
        with pytest.raises(TooLarge, match="5 MB"):
            read(b" " * 5_000_001, name="a")


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_folder_of_csv_is_read_with_rows_as_a_spreadsheet_counts_them(tmp_path):
    write(tmp_path, lanes='from,to\r\n"A\nA",B\r\n\r\nC,D\r\n', readme="x,x", _mine="y,y")
    found = read_csv_folder(tmp_path)
    assert list(found.tables) == ["lanes"]
    assert found.places["lanes"] == ["file lanes.csv, row 2", "file lanes.csv, row 4"]


def test_all_that_is_wrong_with_a_folder_is_told_at_once(tmp_path):
    write(
        tmp_path,
        lanes="from,from\nA,B\n",
        demand="a,b\n1,2,3\n",
        stock=b"\xff",
        supply='a\n"open\n',
    )
    said = "\n".join(map(str, read_csv_folder(tmp_path).problems))
    assert "'from' stands twice (file lanes.csv, row 1)" in said
    assert "under none of the 2 columns (file demand.csv, row 2)" in said
    assert "stock.csv is not UTF-8" in said
    assert "supply.csv is not a well-formed CSV" in said


def test_a_folder_without_tables_or_with_too_much_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="holds no tables"):
        read_csv_folder(tmp_path)
    write(tmp_path, lanes="a\n" + "b" * 5_000_000)
    with pytest.raises(TooLarge, match="5 MB"):
        read_csv_folder(tmp_path)


@pytest.mark.parametrize("suffix", [".xlsm", ".xlsb", ".xls", ".ods", ".csv"])
def test_other_workbooks_are_refused_with_what_to_do_instead(suffix):
    with pytest.raises(UnreadableFile, match=r"save it as|Save it as|Name the folder"):
        read_file(f"case{suffix}")


def test_unknown_kinds_and_missing_files_are_refused():
    with pytest.raises(UnknownChoice, match="unknown kind of case file"):
        read_file("case.pdf")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_file(Path("no/such/case.yaml"))


def test_a_file_of_a_folder_that_cannot_be_read_is_refused_in_words(tmp_path, monkeypatch):
    write(tmp_path, lanes="a\n1\n")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        read_csv_folder(tmp_path)


def test_a_list_that_would_not_fit_a_cell_is_unfit():
    assert "letters" in unfit(["a" * 50] * 1_000)
    assert not unfit(["a" * 50] * 10)
