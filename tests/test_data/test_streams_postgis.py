"""A table of an office's own server is read, only read, and nothing written in an address acts."""

from __future__ import annotations

import socket
from dataclasses import replace
from urllib.parse import quote

import pytest
from psycopg import sql

from data.errors import BadValue, TooLarge, UnreadableFile, WrongColumns
from data.streams.postgis import read_table
from data.uploads.limits import COMMAND

from .postgis_server import OWNER, PASSWORD, READER, READER_PASSWORD, serve

ODD = 'counts"; DROP TABLE counts; --'
SETUP = """
    CREATE EXTENSION postgis SCHEMA public;
    CREATE SCHEMA stats;
    CREATE TABLE stats.counts (level text, code char(6), name varchar(40), value integer);
    INSERT INTO stats.counts VALUES
        ('province', '440000', '广东省', 58215), ('city', '440300', '深圳市', NULL),
        ('city', '441900', '东莞市; DROP TABLE stats.counts', 5906);
    CREATE TABLE stats.numbers (a numeric, b double precision, c bigint, d boolean, e date, f uuid);
    INSERT INTO stats.numbers VALUES
        (1.10, 0.1, 9007199254740993, true, '2024-02-29', '00000000-0000-0000-0000-000000000001'),
        (0.1000000000000000000001, 'NaN', -1, false, NULL, NULL),
        (3.00, 1e300, 0, NULL, NULL, NULL);
    CREATE TABLE stats.plants (sector text, geom geometry(Point, 32650), shape geometry);
    INSERT INTO stats.plants SELECT 'C' || n, ST_Transform(
        ST_SetSRID(ST_MakePoint(114 + n / 100.0, 22.5), 4326), 32650), NULL
        FROM generate_series(1, 50) AS n;
    INSERT INTO stats.plants VALUES ('none', NULL, NULL);
    CREATE TABLE stats.mixed (id integer, geog geography);
    INSERT INTO stats.mixed VALUES (1, 'POINT(114 22)'), (2, 'LINESTRING(114 22, 115 23)');
    CREATE TABLE stats.unplaced (geom geometry);
    INSERT INTO stats.unplaced VALUES (ST_MakePoint(1, 2));
    CREATE TABLE stats.fields (id integer, geom geometry(Polygon, 4326));
    CREATE TABLE stats.secret (code text);
    CREATE FUNCTION public.noted() RETURNS integer LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO stats.counts VALUES ('x', 'x', 'x', 1); RETURN 1; END $$;
    CREATE VIEW stats.writes AS SELECT public.noted() AS value;
    CREATE VIEW stats.slow AS SELECT pg_sleep(30)::text AS value;
    CREATE FUNCTION public.freed() RETURNS text LANGUAGE sql AS
        $$ SELECT set_config('transaction_read_only', 'off', true) $$;
    CREATE VIEW stats.frees AS SELECT public.freed() AS a, public.noted() AS b;
    CREATE ROLE reader LOGIN PASSWORD 'nur-lesen-91';
    GRANT USAGE ON SCHEMA stats TO reader;
    GRANT SELECT ON stats.counts TO reader;
    GRANT INSERT ON stats.secret TO reader;
"""

pytestmark = pytest.mark.postgis


@pytest.fixture(scope="module")
def server():
    with serve() as (port, connect):
        with connect() as owner:
            owner.execute("CREATE DATABASE office")
        with connect("office") as owner:
            owner.execute(SETUP)
            odd = sql.SQL("CREATE TABLE stats.{} (value integer)").format(sql.Identifier(ODD))
            owner.execute(odd)
        yield port, connect


@pytest.fixture
def address(server):
    def make(table, user=OWNER, password=PASSWORD, database="office", more=""):
        who = f"{quote(user)}:{quote(password)}"
        return f"postgresql://{who}@127.0.0.1:{server[0]}/{database}?table={quote(table)}{more}"

    return make


@pytest.fixture
def ask(server):
    def query(text):
        with server[1]("office") as owner:
            return owner.execute(text).fetchall()

    return query


def refused(kind, address, **options):
    with pytest.raises(kind) as caught:
        read_table(address, **options)
    assert PASSWORD not in str(caught.value)
    assert caught.value.remedy
    assert caught.value.__cause__ is None
    return str(caught.value)


def test_a_table_of_counts_is_a_book(address):
    book = read_table(address("stats.counts"))
    assert book.kind == "postgis"
    assert book.name == "stats.counts"
    assert book.sheets[0].rows == (
        ("level", "code", "name", "value"),
        ("city", "440300", "深圳市", None),
        ("city", "441900", "东莞市; DROP TABLE stats.counts", 5906),
        ("province", "440000", "广东省", 58215),
    )
    assert read_table(address("stats.counts")) == book


def test_numbers_keep_every_digit(address):
    rows = read_table(address("stats.numbers")).sheets[0].rows
    assert rows[1:] == (
        (1.1, 0.1, 9007199254740993, True, "2024-02-29", "00000000-0000-0000-0000-000000000001"),
        (3, 1e300, 0, None, None, None),
        ("0.1000000000000000000001", "NaN", -1, False, None, None),
    )


def test_points_stand_in_degrees_whatever_their_system(address):
    book = read_table(address("stats.plants"))
    header, *rows = book.sheets[0].rows
    assert header == ("sector", "lon", "lat")
    assert (book.geometry, book.crs) == ("point", "EPSG:4326")
    found = {sector: (lon, lat) for sector, lon, lat in rows}
    assert found["none"] == (None, None)
    for n in range(1, 51):
        assert found[f"C{n}"] == pytest.approx((114 + n / 100, 22.5), abs=1e-9)
    assert "'shape'" in str(book.remarks[0])


def test_shapes_that_are_no_points_are_told(address):
    book = read_table(address("stats.mixed"))
    assert book.sheets[0].rows == (("id", "lon", "lat"), (1, 114.0, 22.0), (2, None, None))
    assert str(*book.remarks) == "1 shapes are no points: they have no place."
    assert read_table(address("stats.fields")).sheets[0].rows == (("id",),)


def test_points_without_a_system_are_refused(address):
    assert "no reference system" in refused(BadValue, address("stats.unplaced"))


@pytest.mark.parametrize("table", ["stats.writes", "stats.frees"])
def test_nothing_is_written_even_by_a_view_that_would(address, ask, table):
    before = ask("SELECT count(*) FROM stats.counts")
    said = refused(UnreadableFile, address(table))
    assert "read-only" in said or "read-write" in said
    assert ask("SELECT count(*) FROM stats.counts") == before
    # The view does write when it may: the refusal above is ours.
    assert ask("SELECT public.noted()") == [(1,)]
    assert ask("SELECT count(*) FROM stats.counts") == [(before[0][0] + 1,)]
    ask("DELETE FROM stats.counts WHERE level = 'x' RETURNING 1")


@pytest.mark.parametrize(
    "table",
    [
        "stats.counts; DROP TABLE stats.counts",
        'stats."counts; DROP TABLE stats.counts"',
        "stats.counts WHERE true --",
        "stats.counts%20UNION SELECT 1",
        "stats.'counts'",
        'stats."counts"" UNION SELECT 1 --"',
        "%s.%s",
        "{}.{}",
        "pg_catalog.pg_authid'--",
    ],
)
def test_no_name_of_a_table_acts(address, ask, table):
    refused((WrongColumns, BadValue), address(table))
    assert ask("SELECT count(*) FROM stats.counts") == [(3,)]


def test_a_table_with_an_odd_name_is_read_by_that_name(address, ask):
    quoted = ODD.replace('"', '""')
    assert read_table(address(f'stats."{quoted}"')).sheets[0].rows == (("value",),)
    assert ask("SELECT count(*) FROM stats.counts") == [(3,)]


def test_a_table_that_is_not_there_lists_those_that_are(address):
    said = refused(WrongColumns, address("stats.count"))
    assert "fields, frees, mixed, numbers" in said
    assert "none" in refused(WrongColumns, address("nothing.here"))


def test_a_reader_sees_only_what_it_may(address):
    allowed = read_table(address("stats.counts", READER, READER_PASSWORD))
    assert len(allowed.sheets[0].rows) == 4
    assert "permission denied" in refused(
        UnreadableFile, address("stats.secret", READER, READER_PASSWORD)
    )
    assert "no such table" in refused(
        WrongColumns, address("stats.numbers", READER, READER_PASSWORD)
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"password": "false-" + PASSWORD}, "password authentication failed"),
        ({"user": "nobody"}, "authentication failed"),
        ({"database": "nowhere"}, "does not exist"),
    ],
)
def test_a_closed_door_is_told_without_the_key(address, options, words):
    assert words in refused(UnreadableFile, address("stats.counts", **options))


def test_a_server_that_is_not_there_is_told():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = refused(UnreadableFile, f"postgresql://a:{quote(PASSWORD)}@127.0.0.1:{port}/b?table=c")
    assert "refused" in said


def test_a_slow_table_is_stopped(address):
    said = refused(UnreadableFile, address("stats.slow"), limits=replace(COMMAND, seconds=1))
    assert "statement timeout" in said


@pytest.mark.parametrize("limits", [{"rows": 2}, {"cells": 11}, {"answer": 20}, {"columns": 3}])
def test_a_large_table_is_refused(address, limits):
    refused(TooLarge, address("stats.counts"), limits=replace(COMMAND, **limits))


def test_functions_of_others_are_not_mistaken_for_those_of_the_server(address, server):
    with server[1]("office") as owner:
        owner.execute("CREATE SCHEMA trap")
        owner.execute(
            "CREATE FUNCTION trap.st_x(public.geometry) RETURNS float LANGUAGE sql AS 'SELECT 0.0'"
        )
        owner.execute(
            "CREATE FUNCTION trap.never(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false'"
        )
        owner.execute(
            "CREATE OPERATOR trap.= (LEFTARG = text, RIGHTARG = text, FUNCTION = trap.never)"
        )
        owner.execute("ALTER DATABASE office SET search_path = trap, pg_catalog, public")
    try:
        rows = read_table(address("stats.mixed")).sheets[0].rows
        assert rows[1] == (1, 114.0, 22.0)
    finally:
        with server[1]("office") as owner:
            owner.execute("ALTER DATABASE office RESET search_path")


def test_encryption_that_is_asked_for_is_not_done_without(address):
    assert "SSL" in refused(UnreadableFile, address("stats.counts", more="&sslmode=require"))
