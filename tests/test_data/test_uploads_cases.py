"""A firm's case is read in a reading process as it is in ours."""

from datetime import date

import pytest

from data.cases.book import Book, Formula
from data.cases.reading import read_bytes
from data.errors import BadValue, UnknownChoice, UnreadableFile
from data.phrase import said
from data.uploads.case_wire import pack_case, unpack_case
from data.uploads.cases import read_case_bytes
from data.uploads.wire import Garbled, read_line, write_line
from plusn.scenarios.files import case_bytes
from plusn.scenarios.shipped import shipped_case

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]\n"


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_a_case_is_the_same_from_both(suffix):
    raw = case_bytes(shipped_case("two_plants"), suffix)
    theirs, ours = read_case_bytes(raw, name=f"c{suffix}"), read_bytes(raw, name=f"c{suffix}")
    assert theirs.tables
    assert repr(theirs.tables) == repr(ours.tables)
    assert (theirs.columns, theirs.notes, theirs.formulas) == (
        ours.columns,
        ours.notes,
        ours.formulas,
    )
    assert theirs.places == ours.places


def test_dates_lists_places_and_formulas_cross_whole():
    book = Book("b")
    book.add("t", {"day": date(2026, 1, 2), "n": 1, "x": 1.0, "l": ["a", date(2025, 3, 4)]},
             said("sheet {s}, row {n}", s="t", n=2))  # fmt: skip
    book.problems.append(BadValue(said("bad {x}", x="y"), where=said("row {n}", n=1)))
    book.formulas.append(Formula("t", "A1", "=1+1", 2))
    book.notes.append("plain {note}")
    back = unpack_case(read_line(write_line(pack_case(book))), name="b")
    assert repr(back.tables) == repr(book.tables)
    assert back.places["t"][0].template == "sheet {s}, row {n}"
    assert str(back.problems[0]) == str(book.problems[0])
    assert (back.formulas, back.notes) == (book.formulas, book.notes)


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"\0", "c.yaml", UnreadableFile),
        (b"PK\x03\x04", "c.xlsx", UnreadableFile),
        (b"{", "c.json", UnreadableFile),
        (b"!!python/object/apply:os.system ['true']", "c.yaml", UnreadableFile),
        (BOMB.encode(), "c.yaml", UnreadableFile),
        (b"x", "c.pkl", UnknownChoice),
    ],
)
def test_what_is_no_case_is_refused_with_a_remedy(raw, name, kind):
    with pytest.raises(kind) as caught:
        read_case_bytes(raw, name=name)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "changed",
    [
        {"tables": {"t": [{"a": {"b": 1}}]}},
        {"tables": {"t": [{"a": {"$date": "2026-99-99"}}]}},
        {"tables": {"t": [{"a": [[[[[1]]]]]}]}},
        {"tables": {"t": [{}, {}]}},
        {"tables": []},
        {"problems": [{"type": "KeyError"}]},
        {"notes": [{"$said": "{a.b}", "values": {"a": 1}}]},
    ],
)
def test_a_case_that_is_none_is_not_believed(changed):
    whole = {"tables": {"t": [{"a": 1}]}, "columns": {"t": ["a"]}, "places": {"t": ["row 1"]},
             "problems": [], "formulas": [], "notes": []}  # fmt: skip
    assert unpack_case(whole, name="b").tables == {"t": [{"a": 1}]}
    with pytest.raises(Garbled):
        unpack_case(whole | changed, name="b")
