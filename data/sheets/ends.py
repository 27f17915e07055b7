"""Ends of a range as people write them: 10–20, <50, 50以上, 不足50, 约3万."""

from __future__ import annotations

import re
from typing import NamedTuple

# 以上, 以下 and 以内 include the number; 不满, 超过 and 以外 do not: Civil Code of the PRC, article
# 1259 (民法典第一千二百五十九条). 不足 is used as 不满.
EXCLUSIVE = frozenset(
    {"<", ">", "不足", "不满", "不滿", "不到", "少于", "少於", "小于", "小於", "低于", "低於"}
    | {"超过", "超過", "超", "多于", "多於", "大于", "大於", "高于", "高於", "逾"}
    | {"under", "below", "less than", "fewer than", "over", "above", "more than"}
)
AT_MOST = (
    *(
        "<",
        "≤",
        "<=",
        "不足",
        "不满",
        "不滿",
        "不到",
        "少于",
        "少於",
        "小于",
        "小於",
        "低于",
        "低於",
    ),
    *("不超过", "不超過", "不多于", "不多於", "不高于", "不高於", "至多", "最多"),
    *("under", "below", "less than", "fewer than", "at most", "up to", "no more than"),
)
AT_LEAST = (
    *(">", "≥", ">=", "超过", "超過", "超", "多于", "多於", "大于", "大於", "高于", "高於", "逾"),
    *("不少于", "不少於", "不低于", "不低於", "至少", "最少"),
    *("over", "above", "more than", "at least", "no less than", "no fewer than"),
)
UP_TO_IT = ("及以下", "以下", "以内", "以內", "or less", "or fewer", "and under")
FROM_IT = ("及以上", "以上", "余", "餘", "多", "+", "or more", "and over", "and above")
ABOUT = (
    *("≈", "约", "約", "约为", "約為", "大约", "大約", "大概", "近", "将近", "將近", "~"),
    *("about", "approx.", "approx", "approximately", "ca.", "c.", "circa", "around"),
)
ABOUT_IT = ("左右", "上下", "approx.", "or so")
# "余" may stand before the noun: 3万余家.
INNER = re.compile(
    r"^(?P<number>[0-9., ]*[0-9]\.? ?[十百千万萬亿億]{0,2})(?P<word>余|餘|多)(?P<noun>\D*)$"
)
BETWEEN = re.compile(
    r"^(?P<low>[+-]?[^-–—―~至到]*[0-9][^-–—―~至到]*)"
    r"(?P<joint>[-–—―~至到]|——|--| to | \.\. )"
    r"(?P<high>[^-–—―~至到]*[0-9][^-–—―~至到]*)$"
)


class Ends(NamedTuple):
    """Hold the written ends of what a cell says, blank where open.

    `word` is the word that says so. Where `about` is set, `low` is the number.
    """

    low: str
    high: str
    word: str
    about: bool = False


def _led(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"^({'|'.join(map(re.escape, sorted(words, key=len)[::-1]))})(.+)$")


def _closed(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"^(.+?)({'|'.join(map(re.escape, sorted(words, key=len)[::-1]))})$")


BEFORE = (_led(AT_MOST), _led(AT_LEAST), _led(ABOUT))
AFTER = (_closed(UP_TO_IT), _closed(FROM_IT), _closed(ABOUT_IT))


def read_ends(text: str) -> Ends | None:
    """Find the ends in a folded text, `None` where it says no range.

    Examples
    --------
    >>> read_ends("10~20"), read_ends("50以上").low, read_ends("不足50").high
    (Ends(low='10', high='20', word='~', about=False), '50', '50')
    """
    lower = text.casefold()
    for patterns, number, word in ((BEFORE, 2, 1), (AFTER, 1, 2)):
        for kind, pattern in enumerate(patterns):
            if found := pattern.match(lower):
                return _ends(kind, found[number].strip(), found[word])
    if found := INNER.match(lower):
        return _ends(1, f"{found['number']}{found['noun']}", found["word"])
    if found := BETWEEN.match(lower):
        return Ends(found["low"].strip(), found["high"].strip(), found["joint"].strip())
    return None


def _ends(kind: int, number: str, word: str) -> Ends:
    if kind == 0:
        return Ends("", number, word)
    return Ends(number, "", word, about=kind == 2)  # noqa: PLR2004 - the third of three
