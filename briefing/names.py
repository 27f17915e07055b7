"""Names as readers say them: short on maps, with the province where two cities share theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.pairing import Both, said_in
from briefing.tongue import JOINT, spoken
from data.codes import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.region import Region

# What Chinese names leave out on a map; a name keeps at least two characters.
_SUFFIX = {
    "zh-Hant": re.compile(r"(特別行政區|維吾爾自治區|壯族自治區|回族自治區|自治區|省|市)$"),
    "zh-Hans": re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$"),
}
_PROVINCE = re.compile(r" \((?P<province>[^)]+)\)$")


def short_name(region: Region, language: str, *, alone: bool = True) -> str:
    """Give the name for a map or a table.

    Parameters
    ----------
    alone
        The reader does not see which province it lies in: names shared by two cities then
        carry it ("Suzhou, Jiangsu"; Chinese characters need no help).
    """
    if JOINT in language:
        return Both({each: short_name(region, each, alone=alone) for each in spoken(language)})
    if region.level is Level.COUNTRY:
        return text("atlas.mainland", language)
    name = region.name(language)
    if language == "en":
        return _PROVINCE.sub(r", \g<province>" if alone else "", name)
    cut = _SUFFIX[language].sub("", name)
    return cut if len(cut) > 1 else name


def listed(names: Sequence[str], language: str) -> str:
    """Join names in a sentence.

    Examples
    --------
    >>> listed(["A", "B", "C"], "en"), listed(["甲", "乙", "丙"], "zh-Hant")
    ('A, B and C', '甲、乙和丙')
    >>> listed([Both({"en": "A", "zh-Hant": "甲"}), "B"], "zh-Hant+en")
    '甲和B A and B'
    """
    if JOINT in language:
        return Both({each: listed(names, each) for each in spoken(language)})
    names = [str(said_in(name, language)) for name in names]
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joint
        return "".join(names)
    comma, last = text("common.list.comma", language), text("common.list.and", language)
    return comma.join(names[:-1]) + last + names[-1]


def small_number(count: int, language: str) -> str:
    """Write a count up to ten in words, as headlines do.

    Examples
    --------
    >>> small_number(5, "en"), small_number(26, "en"), small_number(2, "zh-Hant")
    ('five', '26', '兩')
    """
    if JOINT in language:
        return Both({each: small_number(count, each) for each in spoken(language)})
    words = text("common.small_numbers", language).split(" ")
    return words[count] if count < len(words) else f"{count:,}"
