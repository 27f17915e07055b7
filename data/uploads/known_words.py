"""Words and characters by which a text is known to be decoded rightly."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.packaged import load_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Latin letters, punctuation, arrows, signs, circled numbers, kana, full-width forms.
USUAL_RANGES = (
    (0xA0, 0x17F),
    (0x2010, 0x22FF),
    (0x2460, 0x25FF),
    (0x3000, 0x312F),
    (0xFF00, 0xFFEF),
)
HEADINGS = (
    "地区 地區 省份 省市 城市 地市 市县 市縣 区县 區縣 名称 "
    "名稱 合计 合計 总计 總計 小计 小計 全国 全國 单位 單位 "
    "企业 企業 数量 數量 数目 數目 行业 行業 年份 年度 代码 "
    "代碼 其中 占比 比重 备注 備註 来源 來源 内地 內地 香港 "
    "澳门 澳門 台湾 台灣 臺灣 工厂 工廠 港资 港資 合 计 "
    "省 市 县 縣 区 區 州"
)
ENDINGS = (
    "特别行政区",
    "特別行政區",
    "自治区",
    "自治區",
    "自治州",
    "地区",
    "地區",
    "盟",
    "省",
    "市",
)


def count_known(run: str) -> int:
    """Count known words in a run of Chinese characters, the longest at each place.

    Examples
    --------
    >>> count_known("广东省东莞市的企业")
    3
    """
    by_start, alone = _known()
    if run in alone:
        return 1
    found = at = 0
    while at < len(run) - 1:
        lengths = by_start.get(run[at : at + 2], ())
        length = next((n for n in lengths if run[at : at + n] in alone), 0)
        found += length > 0
        at += length or 1
    return found


@cache
def _known() -> tuple[Mapping[str, tuple[int, ...]], frozenset[str]]:
    """Give the known words, and the lengths of those that start with each two characters."""
    words = set(HEADINGS.split())
    for row in load_rows("region_names"):
        for column in ("name_zh_hans", "name_zh_hant"):
            words |= {row[column], _bare(row[column])}
    lengths: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    ordered = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
    return ordered, frozenset(words)


def _bare(name: str) -> str:
    """Leave out what a name ends in: 省, 市 …, where two characters stay.

    Examples
    --------
    >>> _bare("东莞市"), _bare("沙市")
    ('东莞', '沙市')
    """
    ending = next((end for end in ENDINGS if name.endswith(end) and len(name) > len(end) + 1), "")
    return name.removesuffix(ending)


def is_usual(character: str) -> bool:
    """Tell whether a character beyond ASCII is in common use.

    Examples
    --------
    >>> [is_usual(character) for character in "东東，龘"]
    [True, True, True, False]
    """
    if character in _common():
        return True
    return any(low <= ord(character) <= high for low, high in USUAL_RANGES)


@cache
def _common() -> frozenset[str]:
    """List the characters that GB 2312 and Big5 count as frequent, and those of region names.

    Source: the first level of each standard, in rows B0–D7 and A4–C6.
    """
    _, words = _known()
    frequent = {*"".join(words)}
    frequent |= _block("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    return frozenset(frequent | _block("big5", range(0xA4, 0xC7), range(0x40, 0xFF)))


def _block(encoding: str, first: Iterable[int], second: range) -> set[str]:
    pairs = (bytes((one, two)) for one in first for two in second)
    return {text for pair in pairs if len(text := pair.decode(encoding, "ignore")) == 1}
