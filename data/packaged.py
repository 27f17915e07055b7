"""The tables that PlusN ships, read once and checked against their recorded hash."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from data.codes import Level, RegionKey
from data.errors import HashMismatch, UnknownChoice
from data.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SEPARATOR = ";"
# Schema type → nullable pandas type. A list stays text: `source_ids` splits it.
DTYPES = {
    "string": "string",
    "list": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}


def load_table(name: str) -> pd.DataFrame:
    """Read one packaged table; blank cells are NA.

    Parameters
    ----------
    name
        A name of `table_names`.

    Returns
    -------
    pandas.DataFrame
        One row per record in the table's own order; columns, types and units as in
        ``datapackage.json`` (nullable pandas types; dates without a zone; `source_id` as text with
        ``;`` between ids). A fresh copy at every call.

    Raises
    ------
    UnknownChoice
        There is no such table.
    HashMismatch
        The packaged file is not the recorded one.

    Examples
    --------
    >>> table = load_table("province_covariates")
    >>> float(table.set_index("code").loc["440000", "pop_2024_10k"])
    12780.0
    """
    return _frame(name).copy(deep=True)


def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one packaged table as text, cell by cell as it is written; blank is ``""``.

    Raises
    ------
    UnknownChoice
        There is no such table.
    HashMismatch
        The packaged file is not the recorded one.

    Examples
    --------
    >>> load_rows("seed_facts")[1]["value"]
    '1.0'
    """
    return tuple(dict(row) for row in _rows(name))


def table_names() -> tuple[str, ...]:
    """Name the packaged tables, in the order of the package's description.

    Examples
    --------
    >>> table_names()[:2]
    ('sources', 'region_names')
    """
    return tuple(_descriptions())


def describe_table(name: str) -> dict[str, Any]:
    """Give a table's Frictionless description: title, fields with units, licences, sources.

    Raises
    ------
    UnknownChoice
        There is no such table.

    Examples
    --------
    >>> describe_table("freight_lanes")["title"]
    'Container freight: dated spot rates'
    """
    return dict(json.loads(json.dumps(_description(name))))


@cache
def _sources() -> dict[str, Source]:
    return {
        row["source_id"]: Source(
            id=row["source_id"],
            title=row["title"],
            publisher=row["publisher"],
            year=row["year"],
            licence=row["licence"],
            url=row["url"],
            reliability=row["reliability"],
            note=row["note"],
        )
        for row in _rows("sources")
    }


def load_sources() -> dict[str, Source]:
    """Read every source, by id.

    Raises
    ------
    MissingLicence
        A source states no licence.
    HashMismatch
        The packaged file is not the recorded one.

    Examples
    --------
    >>> load_sources()["LPI2023"].licence
    'CC BY 4.0 (World Bank)'
    """
    return dict(_sources())


def source_ids(cell: str) -> tuple[str, ...]:
    """Split a `source_id` cell.

    Examples
    --------
    >>> source_ids("SEED2025;HKUBS2025EN")
    ('SEED2025', 'HKUBS2025EN')
    """
    return tuple(part for part in cell.split(SEPARATOR) if part)


def region_rows() -> tuple[dict[str, Any], ...]:
    """Read the regions as plain rows, from which `geo.region.Regions` is built.

    Returns
    -------
    tuple of dict
        The Mainland as a whole, 34 province-level and 372 city-level units. Keys: `key` and
        `parent` (`RegionKey`, `None` above the country), `name_en`, `name_zh_hant`,
        `name_zh_hans`, `kind`, `area_km2` (km², geodesic; the country's is the sum of its 31
        Mainland provinces).

    Examples
    --------
    >>> rows = region_rows()
    >>> len(rows), rows[0]["name_zh_hant"], rows[1]["parent"].code
    (407, '中國內地', '100000')
    """
    return tuple(
        {
            "key": RegionKey(Level(row["level"]), row["code"]),
            "parent": RegionKey(Level(row["parent_level"]), row["parent"])
            if row["parent"]
            else None,
            **{name: row[name] for name in ("name_en", "name_zh_hant", "name_zh_hans", "kind")},
            "area_km2": float(row["area_km2"]),
        }
        for row in _rows("region_names")
    )


def read_packaged(name: str) -> bytes:
    """Read a file of ``data/tables`` as bytes."""
    return resources.files("data.tables").joinpath(name).read_bytes()


def checked(content: bytes, description: dict[str, Any]) -> bytes:
    """Give the bytes back if they are the recorded ones.

    Raises
    ------
    HashMismatch
        They are not.

    Examples
    --------
    >>> empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    >>> checked(b"", {"path": "a.csv", "hash": f"sha256:{empty}"})
    b''
    """
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != description["hash"]:
        raise HashMismatch(
            "a packaged table is not the recorded one",
            where=description["path"],
            remedy="Install PlusN again.",
        )
    return content


@cache
def _descriptions() -> dict[str, dict[str, Any]]:
    package = json.loads(read_packaged("datapackage.json"))
    return {table["name"]: table for table in package["resources"]}


def _description(name: str) -> dict[str, Any]:
    try:
        return _descriptions()[name]
    except KeyError:
        raise UnknownChoice.of("table", name, table_names()) from None


@cache
def _rows(name: str) -> Sequence[dict[str, str]]:
    description = _description(name)
    text = checked(read_packaged(description["path"]), description).decode("utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))


@cache
def _frame(name: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - `plusn --help` and the names need no pandas

    fields = _description(name)["schema"]["fields"]
    columns = [field["name"] for field in fields]
    text = pd.DataFrame(list(_rows(name)), columns=columns, dtype="string").replace("", pd.NA)
    return pd.DataFrame({f["name"]: _typed(text[f["name"]], f["type"]) for f in fields})


def _typed(cells: pd.Series, kind: str) -> pd.Series:
    import pandas as pd  # noqa: PLC0415

    if kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    if kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype(DTYPES[kind])
    if DTYPES[kind] == "string":
        return cells
    # Through Float64, because text goes to Int64 only by way of a number.
    return pd.to_numeric(cells).astype(DTYPES[kind])
