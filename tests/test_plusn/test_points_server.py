"""Points and counts of a table on a server go the way of those of a file."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
import pytest

import plusn
from data.errors import BadValue, WrongColumns
from data.streams.postgis import read_table
from plusn.cli import run
from plusn.own.opening import open_draft
from tests.test_data.postgis_server import OWNER, PASSWORD, serve

from .point_files import as_parquet, table

TABLE = table(rows=80)
pytestmark = pytest.mark.postgis


@pytest.fixture(scope="module")
def address():
    with serve() as (port, connect):
        with connect() as owner:
            owner.execute("CREATE EXTENSION postgis")
            owner.execute("CREATE TABLE plants (x float8, y float8, sector text, city text)")
            with owner.cursor().copy("COPY plants FROM STDIN") as copy:
                for row in zip(*(TABLE[c] for c in ("lon", "lat", "sector", "city")), strict=True):
                    copy.write_row(row)
            owner.execute(
                "CREATE TABLE stations AS SELECT sector, city,"
                " ST_Transform(ST_SetSRID(ST_MakePoint(x, y), 4326), 3857) AS place"
                " FROM plants WHERE x BETWEEN 70 AND 140 AND y BETWEEN 0 AND 60"
            )
            owner.execute("CREATE TABLE counts (name text, value integer)")
            owner.execute("INSERT INTO counts VALUES ('深圳市', 7), ('东莞市', 5)")

        def make(name):
            who = f"{OWNER}:{quote(PASSWORD)}"
            return f"postgresql://{who}@127.0.0.1:{port}/postgres?table={name}"

        yield make


def test_points_of_a_server_count_as_those_of_a_file(address, tmp_path):
    path = as_parquet(TABLE, tmp_path / "points.parquet")
    here = plusn.points(path, lon="lon", lat="lat", by="sector")
    there = plusn.points(address("plants"), lon="x", lat="y", by="sector", claims="city")
    pd.testing.assert_frame_equal(there.frame, here.frame)
    assert there.tally == here.tally
    assert there.hint is not None
    assert there.hint.datum == "wgs-84"


def test_a_column_of_points_needs_no_names(address):
    found = plusn.points(address("stations"), by="sector")
    assert (found.placed, found.tally["outside"], found.rows) == (82, 2, 84)


def test_a_table_of_counts_becomes_a_draft(address):
    draft = open_draft(read_table(address("counts")))
    codes = {row.own.code for row in draft.report.rows if row.own is not None}
    assert codes == {"440300", "441900"}


def test_the_command_takes_an_address_and_never_repeats_the_password(address, capsys):
    assert run(["points", address("plants"), "--lon", "x", "--lat", "y"]) == 0
    assert run(["points", address("nothing"), "--lon", "x", "--lat", "y"]) == 2
    assert run(["points", address("plants"), "--lon", "nothing", "--lat", "y"]) == 2
    said = capsys.readouterr()
    assert "88 rows" in said.err
    assert PASSWORD not in said.out + said.err
    assert quote(PASSWORD) not in said.out + said.err


def test_a_server_is_not_given_out_and_its_columns_are_checked(address):
    with pytest.raises(BadValue, match="not given out"):
        plusn.points(address("plants"), lon="x", lat="y", scheduler="tcp://127.0.0.1:1")
    with pytest.raises(WrongColumns, match="no column lon, lat"):
        plusn.points(address("plants"))
