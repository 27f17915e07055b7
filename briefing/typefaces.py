"""Typefaces that documents ask for: their own program draws the text, with the fonts it has.

A Chinese face is named for the form of the characters: one code point is drawn differently in Hong
Kong and in the Mainland.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.pairing import LINE, SPACE, Both
from briefing.tongue import spoken, tongues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.spec import Language

LATIN = "Noto Sans"
CHINESE = {"zh-Hant": "Noto Sans CJK HK", "zh-Hans": "Noto Sans CJK SC"}


def chinese_face(tongue: str) -> str:
    """Name the face of Chinese characters in a language or a pair of them.

    English text that quotes Chinese gets the Hong Kong face.

    Examples
    --------
    >>> chinese_face("en+zh-Hans"), chinese_face("zh-Hant"), chinese_face("en")
    ('Noto Sans CJK SC', 'Noto Sans CJK HK', 'Noto Sans CJK HK')
    """
    found = [CHINESE[language] for language in spoken(tongue) if language in CHINESE]
    return found[0] if found else CHINESE["zh-Hant"]


def is_han(character: str) -> bool:
    """Tell whether a character is set in the Chinese face.

    Examples
    --------
    >>> is_han("港"), is_han("，"), is_han("x")
    (True, True, False)
    """
    return unicodedata.east_asian_width(character) in "WF"


def runs(words: str, tongue: str) -> tuple[tuple[str, Language], ...]:
    r"""Cut words into runs of one language, so that a document can mark each.

    What was merged remembers its languages; else Chinese characters tell which they are. Two
    Chinese languages on one line that nobody remembers are told as the first.

    Examples
    --------
    >>> runs("Jiangsu 江蘇", "en+zh-Hant")
    (('Jiangsu ', 'en'), ('江蘇', 'zh-Hant'))
    >>> runs("Where\n分布", "en+zh-Hans")
    (('Where\n', 'en'), ('分布', 'zh-Hans'))
    """
    languages = spoken(tongue)
    if len(languages) == 1:
        return ((words, languages[0]),)
    if isinstance(words, Both):
        first, second = words.said.values()
        for joint in (SPACE, LINE):
            if words == first + joint + second:
                return ((first + joint, languages[0]), (second, languages[1]))
    chinese = next(language for language in languages if language in CHINESE)
    latin = languages[0] if "en" not in languages else "en"
    cut = groupby(words, key=is_han)
    return tuple(("".join(letters), chinese if han else latin) for han, letters in cut)


def stacks(faces: Mapping[str, str]) -> dict[str, str]:
    """Give the font stack of every tongue, from those of the languages.

    A pair has the stack of its Chinese, which begins with a Latin face; of two Chinese ones the
    first, and a picture draws the other's characters in it.

    Examples
    --------
    >>> stacks({"en": "Arial", "zh-Hant": "Arial, Ming", "zh-Hans": "Arial, Song"})["en+zh-Hans"]
    'Arial, Song'
    """
    return {
        tongue: faces[next((each for each in spoken(tongue) if each in CHINESE), "en")]
        for tongue in tongues()
    }
