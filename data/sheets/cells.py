"""The text of a cell as a reader sees it, and as it is compared."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from data.sheets.recall import remembered

if TYPE_CHECKING:
    from data.book import Scalar

LONGEST_NUMBER = 400  # characters: the longest float written in full has about 330
MOST_DIGITS = 10**300
# Full-width ASCII, spaces of every width, signs that only look different.
ALIKE = {0xFF01 + i: chr(0x21 + i) for i in range(94)} | dict.fromkeys(
    map(
        ord,
        "\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t\r\n",
    ),
    " ",
)
ALIKE |= {ord("￥"): "¥", ord("−"): "-", ord("﹣"): "-", ord("‐"): "-", ord("‑"): "-"}
ALIKE |= {ord("〜"): "~", ord("∼"): "~", ord("﹪"): "%", ord("﹤"): "<", ord("﹥"): ">"}
ALIKE |= {
    ord("≦"): "≤",
    ord("≧"): "≥",
    ord("⩽"): "≤",
    ord("⩾"): "≥",
    ord("【"): "[",
    ord("】"): "]",
}
ALIKE |= {ord("〔"): "[", ord("〕"): "]", ord("﹐"): ",", ord("﹕"): ":", ord("︰"): ":"}
# What cannot be seen: zero-width characters, marks of direction, the byte order mark.
UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Footnote marks after a name or a number: ①, *, ¹, [1]. Not ² after km or m.
MARKS = re.compile(
    r"(?<=\S)(?: ?(?:[①-⒇ⓐ-ⓩ❶-❿㊀-㊉†‡§*#]|\[(?:注|註)?[0-9a-z]{0,2}\]|(?<![mM])[¹²³⁰⁴-⁹ᵃᵇᶜ],?))+$"
)
RAISED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⓐⓑⓒⓓ❶❷❸❹❺❻❼❽❾❿㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉¹²³⁰⁴⁵⁶⁷⁸⁹ᵃᵇᶜ")
LONGEST_MARKS = 24  # characters
HAN = r"[㐀-䶿一-鿿]"
WIDE_GAP = re.compile(rf"(?<={HAN}) +(?={HAN})")


def shown(cell: Scalar, *, percent: bool = False) -> str:
    """Write a cell as a reader sees it.

    Examples
    --------
    >>> [shown(cell) for cell in (440000.0, 1.5, None, True, " 广东 ")]
    ['440000', '1.5', '', 'TRUE', ' 广东 ']
    >>> shown(0.123, percent=True)
    '12.3%'
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return _number(cell, percent=percent)


def _number(cell: float, *, percent: bool) -> str:
    if isinstance(cell, int):
        text = str(cell) if abs(cell) < MOST_DIGITS else f"{Decimal(cell):.5e}"
    else:
        text = repr(cell)
        text = text.removesuffix(".0")
    if not percent or not Decimal(text).is_finite():
        return text
    return f"{(Decimal(text) * 100).normalize():f}%"


def folded(text: str) -> str:
    """Fold a text to what is compared: widths, blanks and unseen characters are made alike.

    Marks such as ① stay, which a compatibility form would turn into digits.

    Examples
    --------
    >>> folded("　１，２３４％ "), folded("合　　计"), folded("12①")
    ('1,234%', '合计', '12①')
    """
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return _folded(text)


@remembered
def _folded(text: str) -> str:
    plain = UNSEEN.sub("", text).translate(ALIKE)
    plain = re.sub(" +", " ", unicodedata.normalize("NFC", plain)).strip()
    return WIDE_GAP.sub("", plain)


def without_marks(text: str) -> str:
    """Take the footnote marks off the end of a folded text.

    Examples
    --------
    >>> [without_marks(text) for text in ("12①", "Beijing*", "广东 [1]", "1,234²", "km²", "*")]
    ['12', 'Beijing', '广东', '1,234', 'km²', '*']
    """
    if text[-1:].isalnum() and text[-1:] not in RAISED:
        return text
    head, tail = text[:-LONGEST_MARKS], text[-LONGEST_MARKS:]
    return head + MARKS.sub("", tail)


@remembered
def key(text: str) -> str:
    """Give what two texts have in common when they say the same: no blanks, marks or case.

    Examples
    --------
    >>> key("北　京 ①") == key("北京"), key("Total :")
    (True, 'total')
    """
    return without_marks(folded(text)).casefold().replace(" ", "").rstrip(":")
