"""Units as sheets state them: 单位：万家, (亿元), Unit: 10,000 persons, %."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from data.sheets.cells import folded
from data.sheets.scales import MEASURE_WORDS, SCALES


class UnitName(NamedTuple):
    """Hold a unit: as written, and what it multiplies a number by."""

    text: str
    factor: Decimal


PLAIN = UnitName("", Decimal(1))
LINE = re.compile(
    r"(?:计量单位|計量單位|数据单位|數據單位|金额单位|金額單位|单位|單位|units?(?: of measure)?)"
    r" ?: ?"
    r"(?P<unit>[^:()\]]+?)\s*(?:[)\]]|$)",
    re.IGNORECASE,
)
SHARE = re.compile(r"(?:%|％|百分比|per ?cent(?:age)?|pct)", re.IGNORECASE)
PER_MILLE = re.compile(r"(?:‰|per ?mille?)", re.IGNORECASE)
CHINESE = re.compile(rf"(?P<scale>{'|'.join(sorted(SCALES, key=len)[::-1])})?(?P<noun>.*)")
MONEY = r"^(?:in )?(?:(?:us|hk)\$|rmb|cny|yuan|usd|hkd)? ?"
ENGLISH = (
    (re.compile(rf"{MONEY}(?:100|hundred) ?millions?\b"), Decimal(10**8)),
    (re.compile(rf"{MONEY}(?:10|ten) ?(?:,?000\b|thousands?\b)"), Decimal(10**4)),
    (re.compile(rf"{MONEY}(?:thousands?\b|'?000s?\b|1,?000\b)"), Decimal(10**3)),
    (re.compile(rf"{MONEY}(?:millions?\b|mn?\b)"), Decimal(10**6)),
    (re.compile(rf"{MONEY}(?:billions?\b|bn\b)"), Decimal(10**9)),
)
NOUNS = frozenset(map(str.casefold, MEASURE_WORDS)) | {
    *("persons", "people", "firms", "enterprises", "companies", "units", "number", "yuan", "rmb"),
    *("cny", "usd", "hkd", "us$", "hk$", "km2", "km²", "sq km", "tons", "tonnes", "teu"),
}
BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
AFTER_COMMA = re.compile(r"[,/:] ?([^,/:]+)$")
SEVERAL = re.compile(r"[,、;/]| 和 |及")


def unit_of(text: str) -> UnitName | None:
    """Read a text as a unit, `None` where it is none.

    Examples
    --------
    >>> [str(unit_of(text).factor) for text in ("万家", "亿元", "%", "家", "10,000 persons")]
    ['10000', '100000000', '0.01', '1', '10000']
    >>> unit_of("含港澳台")
    """
    bare = folded(text).removeprefix("单位:").removeprefix("單位:").strip()
    lower = bare.casefold()
    if SHARE.fullmatch(lower):
        return UnitName(bare, Decimal("0.01"))
    if PER_MILLE.fullmatch(lower):
        return UnitName(bare, Decimal("0.001"))
    for pattern, size in ENGLISH:
        if pattern.match(lower):
            return UnitName(bare, size)
    found = CHINESE.fullmatch(lower)
    if found is None or not lower or (found["noun"] and found["noun"] not in NOUNS):
        return None
    return UnitName(bare, SCALES.get(found["scale"] or "", Decimal(1)))


def unit_line(text: str) -> str | None:
    """Give the unit that a line states, `None` where it states none.

    Examples
    --------
    >>> unit_line("单位：万家"), unit_line("2023年 (Unit: 10,000)"), unit_line("（万人）")
    ('万家', '10,000', '万人')
    >>> unit_line("填报单位：广东省商务厅")
    """
    plain = folded(text)
    if found := LINE.search(plain):
        before = plain[: found.start()]
        # 填报单位 and 编制单位 name an office.
        return None if before and re.search(r"[一-鿿]$", before) else found["unit"].strip()
    if plain[:1] in "([" and plain[-1:] in ")]" and plain[1:-1] and unit_of(plain[1:-1]):
        return plain[1:-1].strip()
    return None


def is_unit_line(text: str) -> bool:
    """Tell whether a text is a unit line and nothing else.

    Examples
    --------
    >>> is_unit_line("（单位：万家）"), is_unit_line("2023年企业数（单位：万家）")
    (True, False)
    """
    plain = folded(text)
    found = LINE.search(plain)
    return unit_line(plain) is not None and (not found or found.start() <= 1)


def stated_unit(text: str) -> UnitName:
    """Read what a unit line states; of several units none is applied, nor is an unknown one.

    Examples
    --------
    >>> stated_unit("家、亿元").factor, stated_unit("万标准箱").factor
    (Decimal('1'), Decimal('10000'))
    """
    if found := unit_of(text):
        return found
    parts = [part for part in SEVERAL.split(folded(text)) if part.strip()]
    if len(parts) > 1:
        return UnitName(text, Decimal(1))
    scale = CHINESE.fullmatch(folded(text).casefold())
    return UnitName(text, SCALES.get((scale["scale"] if scale else "") or "", Decimal(1)))


def states_several(text: str) -> bool:
    """Tell whether a unit line states several units, so that none can be applied to all columns.

    Examples
    --------
    >>> states_several("家、亿元"), states_several("10,000 persons"), states_several("元/人")
    (True, False, False)
    """
    if unit_of(text):
        return False
    parts = [unit_of(part) for part in SEVERAL.split(folded(text)) if part.strip()]
    return len(parts) > 1 and all(parts) and "/" not in text


def heading_unit(name: str) -> UnitName | None:
    """Find the unit that a heading ends with, `None` where there is none.

    Examples
    --------
    >>> heading_unit("企业数（万家）").text, heading_unit("GDP, 亿元").factor
    ('万家', Decimal('100000000'))
    >>> heading_unit("企业数（含港澳）")
    """
    plain = folded(name)
    for part in [plain, *plain.split(" / ")[::-1]]:
        if (found := BRACKETED.search(part)) and (unit := unit_of(found[1])):
            return unit
        if (line := unit_line(part)) is not None and (unit := unit_of(line)):
            return unit
    if (found := AFTER_COMMA.search(plain)) and (unit := unit_of(found[1])):
        return unit
    return UnitName("%", Decimal("0.01")) if plain.endswith("%") else None
