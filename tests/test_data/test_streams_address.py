"""The address of a server is taken apart with care, and its password is never repeated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import PlusNError
from data.streams.address import is_address, parse

SECRET = "s3cr%40t"  # noqa: S105 - of nothing


@pytest.mark.parametrize(
    ("table", "schema", "name"),
    [
        ("counts", "public", "counts"),
        ("stats.counts", "stats", "counts"),
        ('"my.stats"."a ""b"""', "my.stats", 'a "b"'),
        ("Stats.统计", "Stats", "统计"),
    ],
)
def test_names_are_taken_as_they_are_stored(table, schema, name):
    found = parse(f"postgresql://ann:{SECRET}@gis/atlas?table={table}")
    assert (found.schema, found.table, found.password, found.port) == (schema, name, "s3cr@t", 5432)


def test_neither_the_print_nor_the_place_shows_the_password():
    found = parse(f"postgres://ann:{SECRET}@gis:99/atlas?table=a.b&sslmode=require")
    assert found.place == "a.b, gis:99/atlas"
    assert "s3cr" not in repr(found) + str(found)
    assert found.ssl == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("gis/atlas", "names no table"),
        ("gis/atlas?table=", "names no table"),
        ("gis/atlas?table=a.b.c", "names no table"),
        ('gis/atlas?table="a', "names no table"),
        (f"gis/atlas?table={'x' * 64}", "names no table"),
        ("gis?table=a", "not whole"),
        ("/atlas?table=a", "not whole"),
        ("gis:port/atlas?table=a", "cannot be read"),
        ("gis/atlas?table=a&table=b", "twice"),
        ("gis/atlas?table=a&sslmode=maybe", "'maybe'"),
        ("gis/atlas?table=a&options=-cdefault_transaction_read_only%3Doff", "not known: options"),
        ("gis/atlas?table=a&service=x&passfile=y", "not known: passfile, service"),
    ],
)
def test_what_is_wrong_is_told_without_the_password(rest, words):
    with pytest.raises(PlusNError) as caught:
        parse(f"postgresql://ann:{SECRET}@{rest}")
    assert words in str(caught.value)
    assert "s3cr" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(PlusNError) as caught:
        parse("postgresql://gis/?service=x")
    assert "3 problems in --data" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["counts.csv", "C:\\t.csv", "http://x/y", "postgresql", "a/postgres:"]
)
def test_a_path_is_no_address(text):
    assert not is_address(text)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_is_refused(text):
    try:
        parse(f"postgresql://{text}")
    except PlusNError as problem:
        assert problem.exit_code == 2  # noqa: PT017 - either is right, but not another error
