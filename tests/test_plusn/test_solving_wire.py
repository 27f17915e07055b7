"""What travels between the page and a worker arrives as it was, sentences and problems whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import errors
from data.errors import Cell, PlusNError, Problems, Spot
from data.phrase import Heading, Joined, Product, Said, Site, joined, said
from network.case import Case
from plusn.solving.wire import (
    KINDS,
    pack,
    pack_problem,
    read_line,
    unpack,
    unpack_problem,
    write_line,
)

LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)  # fmt: skip
KEYS = st.one_of(st.text(), st.sampled_from(["$", "$$", "$said", "values", "$site", "$spot"]))
PLAIN = st.recursive(LEAF, lambda one: st.lists(one) | st.dictionaries(KEYS, one))
MARKED = st.one_of(
    st.builds(Site, st.text()),
    st.builds(Product, st.text()),
    st.builds(Heading.of, st.text(), st.text()),
    st.builds(lambda a, n: said("{a} of {n:,}", a=Site(a), n=n), st.text(), st.integers()),
    st.builds(lambda a: said("{one}; {two}", one=said("{a!r}", a=a), two="{x}"), st.text()),
    st.builds(lambda parts: joined(" and ", map(Site, parts)), st.lists(st.text())),
    st.builds(lambda words, row: Spot.of(words, Cell("lanes", row)), st.text(), st.integers(0)),
    st.builds(lambda row: Spot.of(said("row {n}", n=row), Cell("lanes", row)), st.integers(0)),
)


def travel(thing):
    return unpack(read_line(write_line({"it": pack(thing)}))["it"])


def knows(words):
    """Tell all that a text knows beside its letters."""
    if isinstance(words, Said):
        return (words.template, {k: (v, knows(v)) for k, v in words.values.items()})
    if isinstance(words, Joined):
        return (words.joint, [(part, knows(part)) for part in words.parts])
    if isinstance(words, Spot):
        return (words.words, knows(words.words), words.cells)
    return (type(words), getattr(words, "table", ""))


@given(PLAIN)
def test_plain_values_arrive_as_they_were(thing):
    assert travel(thing) == thing


@given(MARKED)
def test_sentences_arrive_with_all_that_they_know(words):
    again = travel({"rows": [words]})["rows"][0]
    assert again == words
    assert knows(again) == knows(words)


@given(st.text(), MARKED, st.text())
def test_a_line_is_one_line(key, words, value):
    line = write_line({key: pack(words), "values": value})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


def test_no_number_that_is_none_travels():
    with pytest.raises(ValueError, match="JSON"):
        write_line({"it": float("nan")})


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"Problems"}))
def test_every_error_of_ours_arrives_as_itself(name):
    problem = KINDS[name](said("{n} rows are wrong", n=2), where="row 7", remedy="Use b.")
    again = unpack_problem(json.loads(json.dumps(pack_problem(problem))))
    assert type(again) is KINDS[name]
    assert str(again) == str(problem)
    assert again.headline.template == "{n} rows are wrong"
    assert isinstance(again, PlusNError)


def test_every_error_of_ours_may_travel():
    assert {kind.__name__ for kind in all_kinds(errors.PlusNError)} <= set(KINDS)


def all_kinds(kind):
    return {kind}.union(*map(all_kinds, kind.__subclasses__()))


def test_a_class_that_is_not_ours_is_not_built():
    with pytest.raises(KeyError):
        unpack_problem({"type": "SystemExit", "headline": "x", "where": "", "remedy": ""})


def test_several_problems_stay_several_and_keep_their_cells():
    with pytest.raises(Problems) as raised:
        Case.of({"products": [{"id": "a", "nothing": 1}], "lanes": [{"id": "x", "days": -1}]})
    told = read_line(write_line(pack_problem(raised.value)))
    again = unpack_problem(told)
    assert str(again) == str(raised.value)
    assert [one.at for one in again.problems] == [one.at for one in raised.value.problems]
    assert any(one.at for one in again.problems)
