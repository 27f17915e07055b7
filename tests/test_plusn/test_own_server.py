"""A table of a server is drawn, bounded and matched as a file is; its password is never shown."""

from __future__ import annotations

import json
from urllib.parse import quote

import pandas as pd
import pytest

import plusn
from data.errors import UnreadableFile
from plusn.cli import run
from plusn.own.how import How
from plusn.own.opening import open_file
from tests.test_data.postgis_server import OWNER, PASSWORD, serve

pytestmark = pytest.mark.postgis
ROWS = [("深圳市", 7), ("东莞市", 5), ("朝阳区", 2), ("广东省", 30)]


@pytest.fixture(scope="module")
def address():
    with serve() as (port, connect):
        with connect() as owner:
            owner.execute("CREATE EXTENSION postgis")
            owner.execute('CREATE TABLE counts ("城市" text, "企业数" integer)')
            owner.cursor().executemany("INSERT INTO counts VALUES (%s, %s)", ROWS)
            owner.execute("CREATE TABLE sites (kind text, place geometry(Point, 4326))")
            owner.execute(
                "INSERT INTO sites VALUES ('a', 'SRID=4326;POINT(114.06 22.54)'),"
                " ('b', 'SRID=4326;POINT(114.05 22.55)'), ('a', 'SRID=4326;POINT(0 0)')"
            )
            owner.execute("CREATE TABLE plain (x float8, y float8)")
            owner.execute("INSERT INTO plain VALUES (114.06, 22.54), (0, 0)")

        def make(name):
            who = f"{OWNER}:{quote(PASSWORD)}"
            return f"postgresql://{who}@127.0.0.1:{port}/postgres?table={name}"

        yield make


def asked(capsys, *arguments):
    """Run the command; whatever it prints, the password is not in it."""
    capsys.readouterr()
    code = run(list(arguments))
    out, err = capsys.readouterr()
    for secret in (PASSWORD, quote(PASSWORD)):
        assert secret not in out + err
    return code, out, err


def values(out):
    return {row["code"]: row["value"] for row in json.loads(out)["regions"]}


def test_a_table_is_drawn_as_the_same_file_would_be(address, capsys) -> None:
    code, out, err = asked(
        capsys, "atlas", "--data", address("counts"), "--within", "440000", "--format", "json"
    )
    assert code == 0
    assert (values(out)["440300"], values(out)["441900"]) == (7, 5)
    assert "1 of 4 rows" in err
    frame = pd.DataFrame(ROWS, columns=["城市", "企业数"])
    here = plusn.atlas(data=frame, within="440000").spec
    there = plusn.atlas(data=address("counts"), within="440000").spec
    assert [mark.value for mark in there.regions] == [mark.value for mark in here.regions]
    assert "public.counts" in " ".join(there.credits)


def test_the_reading_and_the_answers_hold_for_a_server(address, capsys) -> None:
    code, out, err = asked(
        capsys, "atlas", "--data", address("counts"), "--level", "city", "--format", "json",
        "--confirm", "朝阳区=110105", "--strict", "--unit-factor", "2",
    )  # fmt: skip
    assert code == 0
    assert (values(out)["110000"], values(out)["440300"]) == (4, 14)
    assert "multiplied by 2" in err


def test_bounds_and_names_of_a_server_are_those_of_a_file(address, capsys) -> None:
    code, out, err = asked(capsys, "bounds", address("counts"))
    assert code == 0
    assert "province,440000,30,30,30,30,,Published." in out.splitlines()
    assert "1 of 4 rows" in err
    code, out, _ = asked(capsys, "match", address("counts"), "--column", "城市")
    assert code == 0
    assert len(out.splitlines()) == len(ROWS) + 1
    assert ",440300," in out


@pytest.mark.parametrize(("table", "columns"), [("sites", ()), ("plain", ("x", "y"))])
def test_points_of_a_server_are_counted(address, capsys, table, columns) -> None:
    named = [word for pair in zip(("--lon", "--lat"), columns, strict=False) for word in pair]
    code, out, err = asked(
        capsys, "atlas", "--data", address(table), *named, "--level", "city", "--format", "json",
        "--measure", "count",
    )  # fmt: skip
    assert code == 0, err
    assert values(out)["440300"] == (1 if columns else 2)
    assert "1 of" in err
    assert asked(capsys, "atlas", "--data", address(table), *named, "--strict")[0] == 2


def test_what_is_refused_names_the_table_and_no_password(address, capsys) -> None:
    wrong = address("counts").replace(quote(PASSWORD), "geheim-falsch")
    for bad in (address("nothing"), wrong, address("counts") + "&port=1"):
        for command in (("atlas", "--data"), ("bounds",), ("match", "--column", "x")):
            code, out, err = asked(capsys, *command, bad)
            assert (code, out) == (2, "")
            assert "falsch" not in err
            assert len(err.strip().splitlines()) == 1
    with pytest.raises(UnreadableFile):
        open_file(wrong)


def test_the_digest_of_a_table_is_that_of_its_rows(address) -> None:
    plain = plusn.atlas(data=address("counts"), level="city").spec.digest
    assert plusn.atlas(data=address("counts"), level="city").spec.digest == plain
    how = How(confirm=("朝阳区=110105",))
    assert plusn.atlas(data=address("counts"), level="city", how=how).spec.digest != plain
