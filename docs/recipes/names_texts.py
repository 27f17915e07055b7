"""Every text that names a unit, or none; part of `make_names`."""  # noqa: INP001

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from names_old_codes import NAMELESS, OldCodes, city_of
from names_units import Row, Sources, Unit, bare, lines_of
from opencc import OpenCC
from pypinyin import lazy_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOUBTFUL = {"海西"}  # the west shore of the Taiwan Strait more often than the prefecture in Qinghai
SHORTEST = 2  # characters of a name without its kind
# What pypinyin reads otherwise in other words; in names of places, these hold (readings.tsv has
# the exceptions).
ALWAYS = {
    "都": "du",
    "什": "shi",
    "朝": "chao",
    "长": "chang",
    "台": "tai",
    "柏": "bai",
    "冶": "ye",
}
# Provinces whose pinyin the map of China writes otherwise.
PROVINCES = {"610000": "shaan xi sheng"}
UNDIVIDED = {"441900", "442000", "460400", "620200"}  # cities without districts: towns instead
ZONE_CODES = re.compile(r"\d{4}7\d$")  # development zones in the Bureau's list
ZONE_ENDS = (
    ("高新区", "高新技术产业开发区"),
    ("高新区", "高新技术开发区"),
    ("经济技术开发区", "经开区"),
)
ELSEWHERE = {"540171"}  # lies in another prefecture than it belongs to
INITIALS = dict(
    pair.split(":")
    for pair in [
        "b:p",
        "p:p",
        "d:t",
        "t:t",
        "g:k",
        "k:k",
        "zh:ch",
        "ch:ch",
        "z:ts",
        "c:ts",
        "j:ch",
        "q:ch",
        "x:hs",
        "r:j",
    ]
)
WHOLE = dict(
    pair.split(":")
    for pair in [
        "zi:tzu",
        "ci:tzu",
        "si:ssu",
        "zhi:chih",
        "chi:chih",
        "shi:shih",
        "ri:jih",
        "e:o",
        "er:erh",
        "yi:i",
        "ye:yeh",
        "yan:yen",
        "you:yu",
        "yong:yung",
        "guo:kuo",
        "kuo:kuo",
        "huo:huo",
        "gui:kuei",
        "kui:kuei",
        "shuo:shuo",
        "ge:ko",
        "ke:ko",
        "he:ho",
        "ju:chu",
        "qu:chu",
        "xu:hsu",
    ]
)
FINALS = (
    *(("iong", "iung"), ("ong", "ung"), ("ian", "ien"), ("ie", "ieh"), ("ue", "ueh")),
    *(("uo", "o"), ("üe", "üeh")),
)


@cache
def converter(variant: str) -> OpenCC:
    """Give a converter between scripts; slow to make."""
    return OpenCC(variant)


@cache
def key_of(text: str) -> str:
    """Reduce a text to what a matcher compares: letters and digits, no marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def wade_giles(syllable: str) -> str:
    """Write a toneless pinyin syllable in Wade-Giles, without its apostrophe."""
    if syllable in WHOLE:
        return WHOLE[syllable]
    found = re.match("zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?", syllable)
    initial = found[0] if found else ""
    rest = syllable[len(initial) :]
    for pinyin, other in FINALS:
        if rest == pinyin:
            rest = other
            break
    return INITIALS.get(initial, initial) + rest


def zone_forms(text: str) -> Iterator[str]:
    """Write the name of a development zone in short and in full."""
    yield text
    for short, long in ZONE_ENDS:
        if text.endswith(short):
            yield text.removesuffix(short) + long


class Texts:
    """Gather the names of every unit."""

    def __init__(self, sources: Sources, units: list[Unit], old: OldCodes, hand: Path) -> None:
        self.sources, self.units, self.old, self.hand = sources, units, old, hand
        self._rows: dict[tuple[str, str, str, str], str] = {}
        self._levels: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        self._readings = {line[0]: line[1] for line in lines_of(hand / "readings.tsv")}
        for unit in units:
            self._levels[unit.code].append(unit.level)
            self._by_name[unit.name].append(unit)

    def names(self) -> list[Row]:
        """List every name, by unit and source."""
        for unit in self.units:
            self._chinese(unit)
            self._pinyin(unit)
        self._regions()
        self._english()
        self._hand_written()
        self._wade_giles()
        self._former()
        self._zones()
        order = ("full", "bare", "english", "pinyin", "romanised", "former", "zone", "town")
        levels = ("province", "city", "county")
        rows = sorted(
            self._rows.items(),
            key=lambda r: (levels.index(r[0][2]), r[0][3], order.index(r[0][1]), r[0][0]),
        )
        return [
            {"text": t, "source": s, "level": level, "code": c, "source_id": ids}
            for (t, s, level, c), ids in rows
        ]

    def not_regions(self) -> list[Row]:
        """List the texts that name no unit; a text that names one is left out, and told."""
        named = {key_of(t) for (t, s, _, _) in self._rows if s not in {"zone", "town", "former"}}
        found: dict[str, tuple[str, str]] = {}
        for text, kind in self._unplaced():
            if key_of(text) in named and text not in DOUBTFUL:
                sys.stderr.write(f"names a unit too: {text}\n")
            elif text:
                found.setdefault(key_of(text) + "|" + text.strip(), (text, kind))
        rows = sorted({(kind, text) for text, kind in found.values()})
        return [{"text": t, "kind": k, "source_id": "NAMES2026"} for k, t in rows]

    def _unplaced(self) -> Iterator[tuple[str, str]]:
        for kind, texts in lines_of(self.hand / "not_regions.tsv"):
            yield from ((text, kind) for text in texts.split("|"))
        for _, texts in lines_of(self.hand / "foreign.tsv"):
            yield from ((text, "foreign") for text in texts.split("|"))
        for iso3, *cells in lines_of(self.hand / "foreign_han.tsv"):
            yield iso3, "foreign"
            for cell in cells:
                yield from ((text, "foreign") for text in cell.split("|"))
        for name in json.loads((self.hand / "countries.json").read_text(encoding="utf-8")):
            yield name, "foreign"

    def _add(self, text: str, source: str, code: str, ids: str, level: str = "") -> None:
        for each in [level] if level else self._levels[code]:
            self._rows.setdefault((text.strip(), source, each, code), ids)

    def _chinese(self, unit: Unit) -> None:
        ids = "TIANDITU2023"
        self._add(unit.name, "full", unit.code, ids, unit.level)
        short = bare(unit.name)
        if len(short) >= SHORTEST:
            self._add(short, "bare", unit.code, ids, unit.level)
        for variant in ("s2t", "s2hk", "s2tw"):
            other = converter(variant).convert(unit.name)
            if converter("t2s").convert(other) != unit.name:
                self._add(other, "full", unit.code, "NAMES2026", unit.level)

    def reading(self, name: str) -> list[str]:
        """Read a name in toneless pinyin, a syllable for each character."""
        if name in self._readings:
            return self._readings[name].split()
        said = lazy_pinyin(name, v_to_u=True)
        return [ALWAYS.get(char, syllable) for char, syllable in zip(name, said, strict=True)]

    def _pinyin(self, unit: Unit) -> None:
        said = PROVINCES.get(unit.code, "").split() or self.reading(unit.name)
        for syllables in (said, said[: len(bare(unit.name))]):
            if len(syllables) >= SHORTEST:
                text = " ".join(syllables)
                for written in {text, text.replace("ü", "v")}:
                    self._add(written, "pinyin", unit.code, "NAMES2026", unit.level)

    def _regions(self) -> None:
        for row in self.sources.regions:
            if row["level"] == "country":
                continue
            self._add(row["name_zh_hant"], "full", row["code"], "REGION_NAMES", row["level"])
            name, _, more = row["name_en"].partition(" (")
            for text in {name, row["name_en"]} | ({more.rstrip(")")} if "Ngawa" in more else set()):
                self._add(text, "english", row["code"], "REGION_NAMES", row["level"])

    def _english(self) -> None:
        written: dict[str, list[str]] = {}
        for name, texts in lines_of(self.hand / "english.tsv"):
            units = [u for u in self._by_name[name] if u.level == "county"]
            if len(units) != 1:
                units = [u for u in units if u.code.startswith(("81", "54"))]
            for unit in units:
                written[unit.code] = texts.split("|")
        for unit in self.units:
            if unit.level == "county":
                for text in written.get(unit.code) or [self._spelled(unit)]:
                    if text:
                        self._add(text, "english", unit.code, "NAMES2026", "county")

    def _spelled(self, unit: Unit) -> str:
        """Spell a county's short name as one word: Bao'an, Kunshan."""
        syllables = self.reading(unit.name)[: len(bare(unit.name))]
        return self._joined(syllables) if len(syllables) >= SHORTEST else ""

    def _joined(self, syllables: list[str]) -> str:
        word = syllables[0]
        for syllable in syllables[1:]:
            word += ("'" if syllable[0] in "aeo" else "") + syllable
        return word.capitalize()

    def _hand_written(self) -> None:
        for code, texts in lines_of(self.hand / "romanised.tsv"):
            for text in texts.split("|"):
                chinese = not text.isascii() and not re.search("[A-Za-z]", text)
                self._add(text, "bare" if chinese else "romanised", code, "NAMES2026")
        for code, texts in lines_of(self.hand / "provinces.tsv"):
            for text in texts.split("|"):
                self._add(text, "bare", code, "NAMES2026")

    def _taken(self) -> dict[str, set[str]]:
        taken: dict[str, set[str]] = defaultdict(set)
        for text, _, _, code in self._rows:
            taken[key_of(text)].add(code)
        return taken

    def _wade_giles(self) -> None:
        taken = self._taken()
        for unit in self.units:
            syllables = self.reading(unit.name)[: len(bare(unit.name))]
            if unit.level == "county" or len(syllables) < SHORTEST:
                continue
            text = "-".join(wade_giles(s) for s in syllables).capitalize()
            # A spelling that is another unit's name stays that unit's.
            if taken.get(key_of(text), {unit.code}) == {unit.code}:
                self._add(text, "romanised", unit.code, "NAMES2026", unit.level)

    def _former(self) -> None:
        now = {text for text, _, _, _ in self._rows}
        for text, codes in self.old.former().items():
            cities = {city_of(code, self.old.units) for code in codes}
            if text not in now | NAMELESS and not re.fullmatch(".区", text):
                for code in codes if len(codes) == 1 else cities:
                    self._add(text, "former", code, "IDVALIDATOR", self.old.units[code].level)
        for code, cell in lines_of(self.hand / "former.tsv"):
            texts, _, more = cell.partition(";")
            for text in texts.split("|"):
                for each in [code, *filter(None, more.split(";"))]:
                    self._add(text, "former", each, "NAMES2026")

    def _zones(self) -> None:
        now = {text for text, _, _, _ in self._rows}
        own = {(text, code) for text, _, _, code in self._rows}
        for code, texts in lines_of(self.hand / "zones.tsv"):
            for text in (each for short in texts.split("|") for each in zone_forms(short)):
                if (text, code) not in own:
                    self._add(text, "zone", code, "NAMES2026", self._lowest(code))
        for row in self.sources.areas:
            city = f"{row['code'][:4]}00"
            if ZONE_CODES.search(row["code"]) and row["code"] not in ELSEWHERE:
                self._add(row["name"], "zone", city, "CHINADIV2023", "city")
        self._towns(now)

    def _lowest(self, code: str) -> str:
        return self._levels[code][-1]

    def _towns(self, now: set[str]) -> None:
        """Add the towns of cities without districts: their names, if no other place has them."""
        count: dict[str, int] = defaultdict(int)
        for row in self.sources.streets:
            count[re.sub("(街道办事处|街道|镇|乡)$", "", row["name"])] += 1
        taken = self._taken()
        for row in self.sources.streets:
            city = f"{row['code'][:4]}00"
            if city not in UNDIVIDED:
                continue
            name = re.sub("街道办事处$", "街道", row["name"])
            short = re.sub("(街道|镇)$", "", name)
            place = next(u for u in self.units if u.code == city)
            self._add(place.name + name, "zone", city, "CHINADIV2023", "city")
            self._add(bare(place.name) + name, "zone", city, "CHINADIV2023", "city")
            self._add(bare(place.name) + short, "zone", city, "CHINADIV2023", "city")
            alone = count[short] == 1 and short not in now and len(short) >= SHORTEST
            spelled = self._joined(self.reading(short))
            latin = alone and key_of(spelled) not in taken
            for text, sure in (
                *((name, alone), (short, alone)),
                *((spelled, latin), (f"{spelled} Town", latin)),
            ):
                if len(text) >= SHORTEST:
                    self._add(text, "zone" if sure else "town", city, "CHINADIV2023", "city")
