"""Abolished codes and what stands in their place; part of `make_names`.

A code's record is one name it stood for, and from when to when. A record is followed to the next by
these rules, in this order; where none holds, nothing is said:

1. a successor written by hand (``names/old_codes.txt``);
2. the one unit of the province that bears the same name (without its kind) from the next year on,
   if none bore it besides in the record's last year;
3. the same code under its next name;
4. a county-level city or county with the name of a city of today lies in that city;
5. a district lies in its city, if the city had the same name then;
6. the one unit that appears in the prefecture in the year after, if only one had vanished.

A prefecture is followed by the units in it at its end.
"""  # noqa: INP001

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from names_units import Sources, Unit, bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, NOW = 1980, 9999
# Codes in force at the end of 2020 that were abolished in 2021 to 2023; and what came instead.
LAST_LIST, TIBET_LIST = 2020, 2022
BORN = {"540481": 2023, "540581": 2023, "659012": 2023, "460302": 2020, "460303": 2020}
JOINED = {"51": "50", "46": "44"}  # provinces that were one within the lists: Sichuan, Guangdong
NAMELESS = frozenset(
    ("郊区", "城区", "东区", "西区", "南区", "北区", "中区", "新区", "矿区", "市区")
) | {"市中区", "市郊区", "城郊区", "城中区"}
RENAMED = {
    ("襄樊", "襄阳"),
    ("思茅", "普洱"),
    ("淮阴", "淮安"),
    ("宿县", "宿州"),
    ("通什", "五指山"),
}
# Rule 6 does not hold: the vanished unit and the new one are different places.
NOT_THE_SAME = frozenset(
    ("130106", "130405", "230504", "340502", "341521", "360105", "450306", "450404", "510621")
) | {"520114", "630111", "640211", "511521", "520202"}
SAFE_SINCE = 1984  # before, whole provinces were numbered anew from one list to the next
NUMBER_OF_ANOTHER = {"339007", "339008", "239002", "379006"}
NOT_UNITS = re.compile("市辖区|^县$|^市$|直辖|海域|香港岛|^九龙$|^新界$")
# Prefectures whose members in the lists are not theirs, or without members.
BY_HAND = {
    "420400": "421000",
    "441000": "460100",
    "441100": "460200",
    "442600": "440200 441800",
    "442700": "440600 440700 440400 442000",
    "530200": "530100",
    "650300": "659001",
    "222500": "220100",
    "222600": "220200",
    "542700": "540200 540500",
    "332100": "330400 330500",
    "371200": "370100",
}


class Record(NamedTuple):
    """Hold one name that a code stood for, and its first and last year."""

    name: str
    first: int
    last: int


def city_of(code: str, units: dict[str, Unit]) -> str:
    """Give the city-level unit that a unit lies in, or is."""
    unit = units[code]
    return unit.parent if unit.level == "county" else code


class OldCodes:
    """Follow every abolished code to today's units."""

    def __init__(self, sources: Sources, units: list[Unit], hand: Path) -> None:
        self.units = {unit.code: unit for unit in units if unit.level != "province"}
        self.provinces = {unit.code for unit in units if unit.level == "province"}
        self.records = self._read(sources)
        self.revisions = sources.revisions
        self._named = self._by_name()
        self._cities: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.units.values():
            if unit.level == "city":
                self._cities[province(unit.code), bare(unit.name)].append(unit.code)
        self._memo: dict[tuple[str, int], frozenset[str]] = {}
        self._hand = self._by_hand(hand)
        self._hand |= self._alone_in_their_year()
        self._memo.clear()

    def codes(self) -> list[str]:
        """List the abolished codes."""
        return sorted(c for c in self.records if c not in self.units and c not in self.provinces)

    def name(self, code: str) -> str:
        """Give the last name of a code."""
        return self.records[code][-1].name

    def until(self, code: str) -> int:
        """Give the last year at whose end a code stood in the list."""
        return self.records[code][-1].last

    def successors(self, code: str) -> frozenset[str]:
        """Give today's units in the place of an abolished code; none where it is not proved."""
        if code.endswith("00"):
            return self._prefecture(code)
        found = [self.follow(code, i) for i in range(len(self.records[code]))]
        if self.until(code) >= SAFE_SINCE or not found[-1]:
            return found[-1]
        names = [bare(record.name) for record in self.records[code]]
        if any(not f for f, n in zip(found, names, strict=True) if n != names[-1]):
            return frozenset()
        return frozenset().union(*found)

    def former(self) -> dict[str, frozenset[str]]:
        """Give the names that are no longer in use, with the units in their place."""
        latest: dict[tuple[str, str], tuple[int, set[str]]] = {}
        for code, at, record in self._past():
            prefecture = code.endswith("00") and code not in self.units
            after = self._prefecture(code, at) if prefecture else self.follow(code, at)
            place = record.name, province(code)
            last, held = latest.get(place, (0, set()))
            if record.last > last:
                latest[place] = record.last, {*after} or {""}
            elif record.last == last:
                latest[place] = last, held | (after or {""})
        found: dict[str, set[str]] = defaultdict(set)
        for (name, _), (_, units) in sorted(latest.items()):
            found[name] |= units
        return {name: frozenset(units) for name, units in found.items() if "" not in units}

    def _past(self) -> Iterator[tuple[str, int, Record]]:
        for code, records in self.records.items():
            if code not in self.provinces:
                now = code in self.units
                for at, record in enumerate(records[:-1] if now else records):
                    yield code, at, record

    def other_lists(self, parents: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """List the codes that only other lists have, with the unit by name or the one above."""
        rows = []
        for code, name in sorted(
            {c: n for r in self.revisions.values() for c, n in r.items()}.items()
        ):
            if code in self.records or code in self.provinces or NOT_UNITS.search(name):
                continue
            top = f"{code[:2]}0000"
            same = [u for u in self.units.values() if u.name == name and u.code[:2] == code[:2]]
            if len(same) == 1 and top not in parents:
                rows.append((code, name, f"{same[0].level}:{same[0].code}"))
            elif top in parents and not code.endswith("00"):
                rows.append((code, name, f"city:{top}"))
            elif f"{code[:4]}00" in self.units and name.endswith("区"):
                rows.append((code, name, f"city:{code[:4]}00"))
        return rows

    def follow(self, code: str, at: int, seen: tuple[tuple[str, int], ...] = ()) -> frozenset[str]:
        """Follow one record to today's units."""
        if code in self.units and at in {-1, len(self.records[code]) - 1}:
            return frozenset({code})
        if (code, at) in seen:
            return frozenset()
        if (code, at) not in self._memo:
            steps = self._step(code, at)
            found = [self.follow(*step, (*seen, (code, at))) for step in steps]
            self._memo[code, at] = frozenset().union(*found) if all(found) else frozenset()
        return self._memo[code, at]

    def _step(self, code: str, at: int) -> list[tuple[str, int]]:
        record = self.records[code][at]
        last = at == len(self.records[code]) - 1
        if last and code in self._hand:
            return [(c, len(self.records.get(c, [0])) - 1) for c in self._hand[code]]
        if code.endswith("00"):  # a city of today under an earlier name
            return [(code, -1)] if record.last >= SAFE_SINCE else []
        others = [x for x in self._named[province(code), bare(record.name)] if x[0] != code]
        alive = any(r.first <= record.last <= r.last for _, r in others)
        if not alive and record.name not in NAMELESS:
            after = {c: r for c, r in others if r.first == record.last + 1}
            if len(after) == 1 and self._same(record, *after.values()):
                (c, r) = next(iter(after.items()))
                if record.name.endswith("市") and r.name.endswith("县"):
                    return self._seat(code, record)
                return [(c, self.records[c].index(r))]
        if not last and self._renamed(code, record, self.records[code][at + 1]):
            return [(code, at + 1)]
        return self._seat(code, record)

    @staticmethod
    def _renamed(code: str, record: Record, after: Record) -> bool:
        """Tell a unit's new name from a number given to another unit."""
        if after.first != record.last + 1 or code in NUMBER_OF_ANOTHER:
            return False
        return record.last >= SAFE_SINCE or bare(record.name) == bare(after.name)

    @staticmethod
    def _same(record: Record, after: Record) -> bool:
        """Require the whole name where the short one is a single character."""
        return len(bare(record.name)) > 1 or after.name == record.name

    def _seat(self, code: str, record: Record) -> list[tuple[str, int]]:
        cities = self._cities.get((province(code), bare(record.name)), [])
        if len(cities) == 1 and record.name.endswith(("市", "县")):
            return [(cities[0], -1)]
        above = f"{code[:4]}00"
        if above in self.units and record.name.endswith("区"):
            now = bare(self.units[above].name)
            then = {
                bare(r.name)
                for r in self.records.get(above, [])
                if r.first <= record.last <= r.last
            }
            if then and all(name == now or (name, now) in RENAMED for name in then):
                return [(above, -1)]
        municipality = f"{code[:2]}0000"
        return [(municipality, -1)] if municipality in self.units else []

    def _prefecture(self, code: str, at: int = -1) -> frozenset[str]:
        last = at in {-1, len(self.records[code]) - 1}
        if last and code in BY_HAND:
            return frozenset(BY_HAND[code].split())
        end = self.records[code][at].last
        found: set[str] = set()
        for c, records in self.records.items():
            if c[:4] != code[:4] or c.endswith("00"):
                continue
            for i, record in enumerate(records):
                if record.first <= end <= record.last:
                    after = self.follow(c, i)
                    if not after:
                        return frozenset()
                    found |= {city_of(unit, self.units) for unit in after}
        return frozenset(found)

    def _read(self, sources: Sources) -> dict[str, list[Record]]:
        records: dict[str, list[Record]] = {}
        for code, spans in sources.timeline.items():
            if code == "830000":
                continue
            rows = [
                Record(s["address"], int(s["start_year"] or FIRST), int(s["end_year"] or NOW))
                for s in spans
            ]
            records[code] = sorted(rows, key=lambda r: (r.last, r.first))
        for code, rows in records.items():
            if code not in self.units and code not in self.provinces and rows[-1].last == NOW:
                end = TIBET_LIST if code.startswith("54") else LAST_LIST
                rows[-1] = rows[-1]._replace(last=end)
        for code, unit in self.units.items():
            if code not in records:
                first = BORN.get(code, LAST_LIST + 1)
                records[code] = [Record(unit.name, first, NOW)]
            elif records[code][-1].last != NOW:
                records[code].append(Record(unit.name, records[code][-1].last + 1, NOW))
        return records

    def _by_name(self) -> dict[tuple[str, str], list[tuple[str, Record]]]:
        found: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
        for code, records in self.records.items():
            if not code.endswith("00"):
                for record in records:
                    found[province(code), bare(record.name)].append((code, record))
        return found

    def _by_hand(self, hand: Path) -> dict[str, list[str]]:
        names: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.units.values():
            names[province(unit.code), unit.name].append(unit.code)
        found = {}
        for line in (hand / "old_codes.txt").read_text(encoding="utf-8").splitlines():
            code, targets = line.split()
            found[code] = []
            for target in targets.split(";"):
                name, _, stated = target.partition(":")
                hits = [stated] if stated else names[province(code), name]
                if len(hits) != 1 or code not in self.records:
                    raise SystemExit(f"old_codes.txt: {line} names {hits}")
                found[code] += hits
        return found

    def _alone_in_their_year(self) -> dict[str, list[str]]:
        vanished, appeared = defaultdict(list), defaultdict(list)
        for code, records in self.records.items():
            if not code.endswith("00"):
                appeared[code[:4], records[0].first - 1].append(code)
                if code not in self.units:
                    vanished[code[:4], records[-1].last].append(code)
        return {
            codes[0]: appeared[at]
            for at, codes in vanished.items()
            if len(codes) == len(appeared.get(at, ())) == 1
            and codes[0] not in NOT_THE_SAME | set(self._hand)
            and not self.successors(codes[0])
        }


def province(code: str) -> str:
    """Give the first two digits, alike for provinces that were one."""
    return JOINED.get(code[:2], code[:2])
