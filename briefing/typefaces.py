"""Typefaces that documents ask for: their own program draws the text, with the fonts it has.

A Chinese face is named for the form of the characters: one code point is drawn differently in Hong
Kong and in the Mainland.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from briefing.tongue import spoken, tongues

if TYPE_CHECKING:
    from collections.abc import Mapping

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
