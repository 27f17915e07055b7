"""A string as it is looked up: no marks, no numbering, one script, one width."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from numbers import Integral, Real
from typing import Any

# Characters that nobody sees: soft hyphens, joiners, bidirectional controls, variation selectors …
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
# Raised and circled marks would become plain letters under NFKC: they are notes, wherever they are.
RAISED = (
    *(0xB2, 0xB3, 0xB9, *range(0x2070, 0x208F), *range(0x2460, 0x2500)),
    *(*range(0x2776, 0x2794), *range(0x1D43, 0x1D62)),
)
MOST_LAYERS = 8  # of marks, numbering and quotes around a text
NOTES = dict.fromkeys(RAISED, "*")
QUOTES = "\"'`´“”‘’„‟«»‹›「」『』《》〈〉"
ENDS = ".,;:。、·…*†‡§※#^~!?_|" + QUOTES
STARTS = re.compile(r"^(?:[*†‡§※#•·●○◆◇■□▪►▲★☆~_|,;:。、…—–-]+\s*|其中[:,]?\s*)")
NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[ivx]{1,4}|[IVX]{1,4})"
NUMBERING = re.compile(
    rf"^(?:[(\[【〔]\s*(?:{NUMBER}|[a-zA-Z])\s*[)\]】〕]\s*(?=.)"
    rf"|(?:{NUMBER}\s*[.、)]|[a-zA-Z]\)|\d{{1,3}}\s*[,:-]|\d{{1,3}}\s)\s*(?=\D))"
)
NOTE = re.compile(
    r"\s*(?:[(\[【〔]\s*(?:(?:注|note)\s*)?(?:\d{1,2}|[a-z]|[*†‡])?\s*[)\]】〕]|注\s*\d{0,2})$",
    re.IGNORECASE,
)
NOTE_ENDS = frozenset(")]】〕注0123456789")  # the last character of every note
NUMBER_STARTS = frozenset("([【〔0123456789一二三四五六七八九十百ivxIVX")
PLAIN_NOTE = re.compile("^其中|[注註]$")
# Words and no mark, as most names are: there is nothing to take from either end.
UNMARKED = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
WRAPPED = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "{": "}"}
# Variants that the conversion to Simplified leaves alone.
VARIANTS = str.maketrans(
    "衞臺裡裏峯嶽甯寗滙濬藳崐広沢浜県呉囯塩斉斎済関鉄竜滝沖桜栄恵郷邨嵗兗鄒雒乾",
    "卫台里里峰岳宁宁汇浚藁昆广泽滨县吴国盐齐斋济关铁龙泷冲樱荣惠乡村岁兖邹洛干",
)
HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ONLY_HAN = re.compile("[\u3007\u3400-\u9fff]+")
NOT_WORD = re.compile(r"[\W_]+")
FRENCH_U = re.compile("([ln])(?:v|yu)(?=e|$|[^aeiou])")  # lü written lv or lyu


def as_text(value: object) -> str:
    """Write a cell as the text a reader sees; what is missing is blank.

    Examples
    --------
    >>> as_text(440300.0), as_text(float("nan")), as_text(" 深圳 "), as_text(None)
    ('440300', '', ' 深圳 ', '')
    """
    if isinstance(value, str):
        return value
    if value is None or value != value:  # noqa: PLR0124 - a NaN of any kind
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        return str(int(number)) if number.is_integer() else repr(number)
    return _missing_or_text(value)


def _missing_or_text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    return "" if type(value).__name__ in {"NAType", "NaTType"} else str(value)


def clean(text: str) -> str:
    """Take from a string all that is no part of a name, and write it in Simplified Chinese.

    Invisible characters, footnote marks at either end, numbering, quotes and brackets around it go;
    full-width letters become plain ones; each run of blanks becomes one.

    Examples
    --------
    >>> clean("（一）廣東省\u200b深圳市①"), clean("1. “Hong  Kong”*"), clean("臺灣[注1]")
    ('广东省深圳市', 'Hong Kong', '台湾')
    """
    text = UNSEEN.sub("", text)
    if only_han(text) and not PLAIN_NOTE.search(text):
        return to_simplified(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(NOTES))
    text = " ".join(text.split())
    if HAN.search(text):
        text = to_simplified(text)
    if UNMARKED.fullmatch(text) and not PLAIN_NOTE.search(text):
        return text
    for _ in range(MOST_LAYERS):
        before, text = text, _bare(text)
        if before == text:
            break
    return text


def _bare(text: str) -> str:
    """Take one layer of marks from both ends."""
    text = text.strip().strip(QUOTES)
    if text[-1:] in NOTE_ENDS:
        text = NOTE.sub("", text)
    text = text.rstrip(ENDS).strip()
    # Looking at two characters costs less than a pattern that most texts do not meet.
    if not text[:1].isalpha() or text.startswith("其中"):
        text = STARTS.sub("", text)
    if text[:1] in NUMBER_STARTS or text[1:2] == ")":
        text = NUMBERING.sub("", text)
    if len(text) > 1 and WRAPPED.get(text[0]) == text[-1] and text[0] not in text[1:]:
        text = text[1:-1]
    return text


def to_simplified(text: str) -> str:
    """Write a text in Simplified Chinese, variants of characters included.

    Examples
    --------
    >>> to_simplified("澳門、衞星、臺灣")
    '澳门、卫星、台湾'
    """
    simplified: str = _simplified().convert(text)
    return simplified.translate(VARIANTS)


def fold(text: str) -> str:
    """Write a cleaned text as its key: no case, accents, spaces, hyphens or apostrophes.

    Examples
    --------
    >>> fold("Xi'an"), fold("Ürümqi"), fold("Lvliang"), fold("深 圳 市")
    ('xian', 'urumqi', 'luliang', '深圳市')
    """
    if only_han(text):
        return text
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in apart if not unicodedata.combining(c))
    return FRENCH_U.sub(r"\1u", NOT_WORD.sub("", text.casefold()))


def has_han(text: str) -> bool:
    """Tell whether there is a Chinese character.

    Examples
    --------
    >>> has_han("Foshan 佛山"), has_han("Foshan")
    (True, False)
    """
    return HAN.search(text) is not None


def only_han(text: str) -> bool:
    """Tell whether every character is a Chinese one.

    Examples
    --------
    >>> only_han("佛山市"), only_han("佛山1")
    (True, False)
    """
    return ONLY_HAN.fullmatch(text) is not None


@cache
def _simplified() -> Any:  # noqa: ANN401 - the library has no types
    import opencc  # noqa: PLC0415 - loads its dictionaries

    return opencc.OpenCC("t2s")
