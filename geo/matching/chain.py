"""Read several names in one string as places that lie in one another."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from data.codes import Level
from geo.matching.forms import Form
from geo.matching.index import Entry
from geo.matching.text import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.codes import RegionKey
    from geo.matching.hierarchy import Tree
    from geo.matching.parts import Part

# A place below the county: what a Chinese address may go on with.
BELOW = re.compile(
    r"镇|乡|街道|苏木|村|社区|居委会|路|大道|街|巷|弄|胡同|号|栋|幢|大厦|楼|园|工业区|开发区|保税区|港区|片区"
    r"|新城|高新区|经开区|广场|花园|小区|科技城|基地|码头"
)
# 北京东路: a road with the name of a city, wherever it is.
ROAD = re.compile(r"[东西南北中]?(?:路|街|道|大道|大街|巷|弄|号)")
NOT_BELOW = re.compile(
    r"[除外以和或至、;]|周边|附近|其他|合计|总计|公司|厂|集团|大学|学院|学校|政府|局|银行|医院|驻|办事处$"
)
# A zone that bears the name of its city, which then stands without its kind: 西安高新区.
ZONE = re.compile(
    r"(?:国家级?|省级)?(?:高新(?:技术)?(?:产业)?|经济(?:技术)?|经开|综合保税|保税|出口加工|工业|产业)"
    r"(?:开发区|园区|区)"
    r"|(?=.*(?:econ|tech|indus|bonded|export))"
    r"(?:(?:national|provincial|hi|high|new|comprehensive|science|development|processing|free|trade"
    r"|econom|bonded|export|indust|tech)[a-z]*[ 、&-]+)+(?:zone|park|area)",
    re.IGNORECASE,
)
ZONE_ENDS = re.compile(r"(?:区|zone|park|area)$", re.IGNORECASE)
SHORTEST_REST = 2


class Chain(NamedTuple):
    """Hold what the parts of a string mean together.

    `entries` may be meant; `clash` tells that no reading lets them lie in one another, and then
    `entries` are all the units named; `kind` is that of a part that is no region.
    """

    entries: tuple[Entry, ...] = ()
    clash: bool = False
    kind: str = ""


def joint(parts: Sequence[Part], tree: Tree) -> Chain:
    """Read parts from the large to the small, or from the small to the large.

    Examples: 广东省 + 深圳市; Shenzhen + Guangdong + China; 深圳 + Shenzhen.
    """
    kinds = {part.kind for part in parts} - {"", "country", "heading"}
    regions = [part for part in parts if part.entries]
    if parts[-1].kind == "heading":  # 广州市市辖区: its districts together, without its counties
        return Chain(kind="heading")
    if kinds and regions and kinds == {"foreign"}:
        return Chain(_all(regions), clash=True)
    if kinds or not regions:
        return Chain(kind=min(kinds or {part.kind for part in parts}))
    if len(regions) == 1:
        return Chain(tuple(e for e in regions[0].entries if e.form is not Form.TOWN))
    read = [_descend(regions, tree), _descend(regions[::-1], tree)]
    if any(strict for _, strict in read):
        read = [reading for reading in read if reading[1]]
    found: dict[RegionKey, Form] = {}
    for entry in (entry for entries, _ in read for entry in entries):
        found[entry.key] = max(entry.form, found.get(entry.key, entry.form))
    if not found:
        return Chain(_all(regions), clash=True)
    return Chain(tuple(sorted(Entry(key, _placed(form)) for key, form in found.items())))


def _placed(form: Form) -> Form:
    """Give the form of a name that stands beside that of its city."""
    return Form.ZONE if form is Form.TOWN else form


def _all(parts: Iterable[Part]) -> tuple[Entry, ...]:
    return tuple(chain.from_iterable(part.entries for part in parts))


def _descend(parts: Sequence[Part], tree: Tree) -> tuple[tuple[Entry, ...], bool]:
    """Give what the last part may mean inside what those before it mean.

    The flag tells whether every step led into a smaller unit: 吉林 in 吉林省 is then the city.
    """
    found, strict = parts[0].entries, len(parts) > 1
    for before, part in pairwise(parts):
        outer = {entry.key for entry in found}
        depths = [
            (entry, tree.wholes(entry.key, outer))
            for entry in part.entries
            if entry.form is not Form.TOWN or entry.key in outer
        ]
        found = tuple(entry for entry, wholes in depths if wholes)
        deeper = tuple(entry for entry, wholes in depths if wholes > (entry.key in outer))
        # 吉林 Jilin, in two scripts, says the same twice.
        same_script = has_han(before.key) == has_han(part.key)
        strict = strict and same_script and bool(deeper)
        found = deeper if same_script and deeper else found
    return found, strict and bool(found)


def may_go_on(text: str) -> bool:
    """Tell whether a text holds a word of an address at all."""
    return BELOW.search(text) is not None or ZONE_ENDS.search(text) is not None


def goes_on(parts: Sequence[Part], rest: str) -> bool:
    """Tell whether the rest of a string is an address inside the unit that its parts name.

    Only below a unit that is named with its kind (深圳市), or by several names that lie in one
    another (广东深圳), and only where no word says that something else is meant.
    """
    last = parts[-1]
    if (
        any(entry.key.level is Level.PROVINCE for entry in last.entries)
        or len(rest) < SHORTEST_REST
    ):
        return False
    if _is_zone(last, rest):
        return True
    sure = last.says_its_kind or (len(parts) > 1 and not ROAD.match(rest))
    return sure and bool(BELOW.search(rest)) and not NOT_BELOW.search(rest)


def _is_zone(part: Part, rest: str) -> bool:
    """Tell whether the rest is the kind of a zone after today's name of a unit."""
    today = any(entry.form <= Form.BARE for entry in part.entries)
    return today and ZONE.fullmatch(rest) is not None
