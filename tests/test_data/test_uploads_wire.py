"""What crosses from a reading process to us crosses whole, or not at all."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.book import Area, Book, Sheet
from data.errors import BadValue, Problems, TooLarge
from data.phrase import joined, said
from data.uploads.limits import APP
from data.uploads.wire import (
    Garbled,
    pack_book,
    pack_problem,
    read_line,
    unpack_book,
    unpack_problem,
    unpack_text,
    write_line,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
cells = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**62), 2**62), texts,
    st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
small = st.integers(0, 99)


@st.composite
def sheets(draw):
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.tuples(*[cells] * width), max_size=5))
    pairs = st.tuples(small, small)
    return Sheet(
        name=draw(texts),
        rows=tuple(rows),
        hidden=draw(st.booleans()),
        merged=tuple(Area(*four) for four in draw(st.lists(st.tuples(*[small] * 4), max_size=2))),
        hidden_rows=draw(st.frozensets(small, max_size=3)),
        hidden_columns=draw(st.frozensets(small, max_size=3)),
        indents=draw(st.dictionaries(pairs, small, max_size=3)),
        percents=draw(st.frozensets(pairs, max_size=3)),
        formulas=tuple(sorted(draw(st.sets(pairs, max_size=3)))),
    )


def crossed(book, limits=APP):
    told = read_line(write_line({"book": pack_book(book)}))["book"]
    return unpack_book(told, name=book.name, digest=book.digest, size=book.size, limits=limits)


@given(st.lists(sheets(), min_size=1, max_size=3), texts)
def test_a_book_crosses_whole(found, word):
    remark = joined("; ", [said("{count:,} rows of {what}", count=1200, what=word), word])
    book = Book(name="b", kind="xlsx", digest="d", size=3, sheets=tuple(found), remarks=(remark,))
    back = crossed(book)
    assert back == book
    for one, other in zip(back.sheets, book.sheets, strict=True):
        assert repr(one.rows) == repr(other.rows)  # 1, 1.0 and True are not the same cell
    assert back.remarks[0].parts == remark.parts


def made(rows):
    return Book(name="b", kind="csv", digest="", size=0, sheets=(Sheet(name="", rows=rows),))


@pytest.mark.parametrize(
    ("rows", "limits"),
    [
        (((1,), (1, 2)), APP),
        (((1, 2),) * 3, replace(APP, rows=2)),
        (((1, 2, 3),), replace(APP, columns=2)),
        (((1, 2),) * 3, replace(APP, cells=5)),
    ],
)
def test_a_book_above_the_limits_or_not_rectangular_is_refused(rows, limits):
    with pytest.raises(Garbled):
        crossed(made(rows), limits)


@pytest.mark.parametrize(
    "told",
    [
        {"$said": "{a.__class__}", "values": {"a": "x"}},
        {"$said": "{a[0]}", "values": {"a": "x"}},
        {"$said": "{a:>999999999}", "values": {"a": "x"}},
        {"$said": "{a!a}", "values": {"a": "x"}},
        {"$said": "{a}", "values": {}},
        {"$said": "{a:d}", "values": {"a": "x"}},
        {"$said": 7},
        {"$said": "{a}", "values": {"a": {"$said": "{b.c}", "values": {"b": 1}}}},
        {"$joined": ", ", "parts": [{"$said": "{b.c}", "values": {"b": 1}}]},
        {"$said": "x" * 20_000, "values": {}},
        {"a": 1},
        None,
        7,
    ],
)
def test_a_sentence_whose_template_reaches_out_is_refused(told):
    with pytest.raises(Garbled):
        unpack_text(told)


def test_a_text_with_braces_is_a_text():
    assert unpack_text("{0.__class__} {") == "{0.__class__} {"


def test_problems_cross_with_their_sentences():
    one = BadValue(said("{n:,} rows", n=7), where="row 1", remedy=said("Mend {it}.", it="it"))
    several = Problems([one, TooLarge(said("too long"), remedy="Cut.")], what="f")
    back = unpack_problem(json.loads(json.dumps(pack_problem(several))), name="f")
    assert str(back) == str(several)
    assert [type(inner) for inner in back.problems] == [BadValue, TooLarge]
    assert back.problems[0].headline.template == "{n:,} rows"


@pytest.mark.parametrize("kind", ["PlusNError", "KeyError", "Infeasible", "", None, ["BadValue"]])
def test_a_problem_of_another_kind_is_refused(kind):
    told = {"type": kind, "headline": "x", "where": "", "remedy": "", "problems": []}
    with pytest.raises(Garbled):
        unpack_problem(told, name="f")
