"""Sentences remember their template and values, and go over a wire and back."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import phrase
from data.phrase import (
    Choice,
    Heading,
    Joined,
    Named,
    Placed,
    Said,
    Site,
    from_plain,
    joined,
    said,
    to_plain,
)

MARKED = [one for one in vars(phrase).values() if isinstance(one, type) and issubclass(one, Named)]

names = st.text(st.characters(codec="utf-8"), max_size=8)
marks = st.one_of(
    *(st.builds(one, names) for one in MARKED if one not in {Named, Placed, Choice, Heading}),
    st.builds(Heading.of, names, names),
    st.builds(Choice.of, names, names),
)
plain = st.one_of(names, st.integers(), st.floats(allow_nan=False), marks)


def sentences(inner):
    return st.one_of(
        st.builds(lambda a, b: said("{a} and {b}", a=a, b=b), inner, inner),
        st.builds(joined, st.sampled_from([", ", "; "]), st.lists(inner.map(as_text), max_size=3)),
    )


def as_text(value):
    return value if isinstance(value, str) else str(value)


def same(one, other):
    """Tell whether two values are equal in what they remember, not in letters alone."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, Said):
        pairs = ((one.values[key], other.values.get(key)) for key in one.values)
        return one.template == other.template and all(same(*pair) for pair in pairs)
    if isinstance(one, Joined):
        return one.joint == other.joint and all(map(same, one.parts, other.parts))
    return getattr(one, "within", "") == getattr(other, "within", "")


@given(st.recursive(plain, sentences, max_leaves=6))
def test_what_is_said_comes_back_from_json_as_it_was(value):
    assert same(from_plain(json.loads(json.dumps(to_plain(value)))), value)


@given(st.recursive(plain, sentences, max_leaves=6))
def test_a_copy_remembers_as_much(value):
    assert same(copy.deepcopy(value), value)


def test_a_sentence_is_its_english_words():
    words = said("{share:.1%} of {site!r}", share=0.25, site=Site("P_SZ"))
    assert words == "25.0% of 'P_SZ'"
    assert hash(words) == hash("25.0% of 'P_SZ'")
    assert json.dumps(words) == json.dumps("25.0% of 'P_SZ'")


def test_a_users_text_is_never_read_as_a_pattern():
    words = said("{name} is unknown", name="{share} {0} %s")
    assert words == "{share} {0} %s is unknown"


def test_values_cannot_be_changed():
    with pytest.raises(TypeError, match="does not support item assignment"):
        said("{n}", n=1).values["n"] = 2


def test_what_is_said_survives_being_made_a_text():
    for value in (said("{n} rows", n=2), joined(", ", ["a"]), Site("P"), Heading.of("lanes", "to")):
        assert same(str(value), value)


def test_each_kind_of_mark_is_of_its_own():
    kinds = [one.kind for one in MARKED if one not in {Named, Placed}]
    assert len(set(kinds)) == len(kinds) > 5
    assert set(phrase.NAMED) == set(kinds)


def test_other_mappings_are_left_alone():
    assert from_plain({"cost": 1}) == {"cost": 1}
    assert from_plain({"$cost": 1}) == {"$cost": 1}
