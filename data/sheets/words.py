"""Whether a text names a region: what the understanding of a sheet asks of a gazetteer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from data.sheets.cells import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.codes import Level

ENDINGS = (
    "省",
    "市",
    "自治区",
    "自治區",
    "特别行政区",
    "特別行政區",
    "地区",
    "地區",
    "盟",
    "县",
    "縣",
)
PEOPLES = ("壮族", "壯族", "回族", "维吾尔", "維吾爾")
FEWEST = 2  # letters of a Chinese name without its ending
SUMS_AND_RESTS = (
    "合计 合計 总计 總計 小计 小計 共计 共計 累计 累計 全国 全國 全省 全市 全区 全區 其他 其它 "
    "total subtotal grandtotal sum other others nationaltotal china mainland"
)
AGGREGATES = frozenset(SUMS_AND_RESTS.split())
PARTS = (
    "东部 東部 中部 西部 东北 東北 东部地区 東部地區 中部地区 中部地區 西部地区 西部地區 "
    "东北地区 東北地區 珠三角 长三角 長三角 京津冀 环渤海 環渤海 华北 華北 华东 華東 华南 華南 "
    "华中 華中 西南 西北 粤东 粵東 粤西 粵西 粤北 粵北 苏南 蘇南 苏中 蘇中 苏北 蘇北 沿海 内地 "
    "內地 粤港澳大湾区 粵港澳大灣區 大湾区 大灣區 prd yrd gba pearlriverdelta yangtzeriverdelta "
    "greaterbayarea easternregion centralregion westernregion northeasternregion east central "
    "west northeast"
)
GROUPS = frozenset(PARTS.split())


class Words(Protocol):
    """Tell what a text names. Texts come as they stand in a cell; answers may be cached."""

    def levels(self, text: str) -> frozenset[Level]:
        """Give the levels of the regions that a name or code may mean; none if it means none."""

    def is_aggregate(self, text: str) -> bool:
        """Tell whether it is a sum or a rest: 合计, Other."""

    def is_group(self, text: str) -> bool:
        """Tell whether it is a named group of regions: 珠三角, 东部地区."""


class KnownWords:
    """Know names and codes from a list; aggregates and groups from the lists above."""

    def __init__(self, levels: Mapping[str, frozenset[Level]]) -> None:
        self._levels = levels

    def levels(self, text: str) -> frozenset[Level]:
        """Give the levels of the regions that a name or code may mean."""
        return self._levels.get(key(text), frozenset())

    def is_aggregate(self, text: str) -> bool:
        """Tell whether it is a sum or a rest."""
        return key(text) in AGGREGATES

    def is_group(self, text: str) -> bool:
        """Tell whether it is a named group of regions."""
        return key(text) in GROUPS


class Remembered:
    """Ask each thing once; a sheet repeats its names."""

    def __init__(self, words: Words) -> None:
        self.levels = cache(words.levels)
        self.is_aggregate = cache(words.is_aggregate)
        self.is_group = cache(words.is_group)


@cache
def packaged_words() -> Words:
    """Know the regions that PlusN ships: provinces and cities, in three languages.

    Examples
    --------
    >>> words = packaged_words()
    >>> sorted(words.levels("深圳")), sorted(words.levels("440000.0")), words.is_group("珠三角")
    ([<Level.CITY: 'city'>], [<Level.PROVINCE: 'province'>], True)
    """
    from data.packaged import region_rows  # noqa: PLC0415 - only where no gazetteer is given

    found: dict[str, set[Level]] = {}
    for row in region_rows():
        for text in _names(row):
            found.setdefault(key(text), set()).add(row["key"].level)
    return KnownWords({text: frozenset(levels) for text, levels in found.items() if text})


def _names(row: Mapping[str, Any]) -> set[str]:
    code = row["key"].code
    full = {row["name_en"], row["name_zh_hant"], row["name_zh_hans"]}
    return {code, f"{code}.0", *full, *(bare_name(name) for name in full)}


def bare_name(name: str) -> str:
    """Take the ending off a Chinese name of a region.

    Examples
    --------
    >>> bare_name("广西壮族自治区"), bare_name("深圳市"), bare_name("Shenzhen")
    ('广西', '深圳', 'Shenzhen')
    """
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= FEWEST:
            name = name.removesuffix(ending)
            break
    for people in PEOPLES:
        if name.endswith(people):
            return name.removesuffix(people)
    return name
