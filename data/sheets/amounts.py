"""Read what stands in a cell of numbers: a number, a range, a bound, or one of many absences."""

from __future__ import annotations

import math
import re
import sys
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from data.sheets.cells import LONGEST_NUMBER, folded, shown, without_marks
from data.sheets.ends import EXCLUSIVE, read_ends
from data.sheets.recall import remembered
from data.sheets.scales import EXACT_CONTEXT, MEASURE_WORDS, SCALES

if TYPE_CHECKING:
    from data.book import Scalar


class Mark(StrEnum):
    """How a cell says its number."""

    EXACT = "exact"
    ABOUT = "about"  # ≈, 约: somebody's estimate
    RANGE = "range"  # 10–20, <50, 50以上
    BLANK = "blank"
    DASH = "dash"  # "-", "—": none or not collected, the sheet does not say which
    ELLIPSIS = "ellipsis"  # "…": there is a number and it is not printed, or too small
    WITHHELD = "withheld"  # "x", "D", "不详", "n/a"
    NOT_A_NUMBER = "not_a_number"  # text that is none of these: a problem of the row


class Amount(NamedTuple):
    """Hold what a cell says: a tuple, as a large table has a million of them.

    Parameters
    ----------
    mark
        How it says it.
    low, high
        The number, twice where it is exact or about; `None` for an end that is open or absent.
    text
        The cell as written.
    scaled
        The cell says its own scale (12%, 1.2万), so that the unit of its column is not applied.
    strict
        The end itself is not meant: <50, 不足50, 超过50; not so ≤50 and 50以下.
    """

    mark: Mark
    low: Decimal | None
    high: Decimal | None
    text: str
    scaled: bool = False
    strict: bool = False

    @property
    def known(self) -> bool:
        """Tell whether it is one number."""
        return self.mark in {Mark.EXACT, Mark.ABOUT}

    def times(self, factor: Decimal) -> Amount:
        """Give the amount in plain units; one that says its own scale stays as it is."""
        if self.scaled or factor == 1 or (self.low is None and self.high is None):
            return self
        low = None if self.low is None else EXACT_CONTEXT.multiply(self.low, factor)
        high = None if self.high is None else EXACT_CONTEXT.multiply(self.high, factor)
        return self._replace(low=low, high=high)


LARGEST = sys.float_info.max
LONGEST_PLAIN = 300  # characters: without an exponent these are finite
ABSENT = {
    **dict.fromkeys(("-", "--", "---", "–", "––", "—", "——", "―", "─", "一一"), Mark.DASH),
    **dict.fromkeys(("/", "\\", "无", "無", "nil", "none"), Mark.DASH),
    **dict.fromkeys(("…", "……", "...", "......", "..", "⋯", "⋯⋯", "。。。"), Mark.ELLIPSIS),
    **dict.fromkeys(("x", "xx", "xxx", "×", "d", "c", "*", "**", "***", ":"), Mark.WITHHELD),
    **dict.fromkeys(("n/a", "na", "n.a.", "n.a", "#n/a", "null", "nan", "?"), Mark.WITHHELD),
    **dict.fromkeys(("不详", "不詳", "未知", "不明", "保密", "未公布", "未公佈"), Mark.WITHHELD),
    **dict.fromkeys(("暂无", "暫無", "暂缺", "暫缺", "缺", "缺失", "不适用"), Mark.WITHHELD),
    **dict.fromkeys(("不適用", "未统计", "未統計", "not available"), Mark.WITHHELD),
}
PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
GROUPED = re.compile(r"([+-]?)([0-9]{1,3}(?:([, ])[0-9]{3})(?:\3[0-9]{3})*)(\.[0-9]+)?")
MONEY = re.compile(r"^([+-]?) ?(?:rmb|cny|hk\$|us\$|hkd|usd|¥|\$)", re.IGNORECASE)
SIZED = re.compile(
    rf"(?P<number>[-+0-9., eE]*[0-9.]) ?(?P<scale>{'|'.join(sorted(SCALES, key=len)[::-1])})?"
    rf"(?P<noun>{'|'.join(sorted(MEASURE_WORDS, key=len)[::-1])})?"
)
SHARES = {"%": Decimal("0.01"), "‰": Decimal("0.001")}


def parse_amount(cell: Scalar, *, percent: bool) -> Amount:
    """Read a cell of numbers; whatever it holds is told apart, and nothing is refused.

    Parameters
    ----------
    cell
        As it was read from the file.
    percent
        The workbook shows the number as a percentage: a stored 0.12 reads 12%, and is 0.12.

    Returns
    -------
    Amount
        In the unit of the cell: the unit that a heading states is applied by `Amount.times`.

    Examples
    --------
    >>> [str(parse_amount(text, percent=False).low) for text in ("1,234", "１２％", "1.2万家")]
    ['1234', '0.12', '12000.0']
    >>> amount = parse_amount("10–20", percent=False)
    >>> amount.mark.value, str(amount.low), str(amount.high)
    ('range', '10', '20')
    >>> [parse_amount(text, percent=False).mark.value for text in ("…", "—", "不详", "")]
    ['ellipsis', 'dash', 'withheld', 'blank']
    """
    if isinstance(cell, str):
        if is_plain(cell):
            number = Decimal(cell)
            return Amount(Mark.EXACT, number, number, cell)
        return _written(cell)
    if cell is None or isinstance(cell, bool):
        return Amount(
            Mark.NOT_A_NUMBER if cell is not None else Mark.BLANK, None, None, shown(cell)
        )
    return _stored(cell, percent=percent)


def is_plain(text: str) -> bool:
    """Tell whether a text is a finite number and nothing else, as programs write it.

    Examples
    --------
    >>> [is_plain(text) for text in ("12.50", "1e3", "1e400", "1,234", "１２")]
    [True, True, False, False, False]
    """
    if len(text) > LONGEST_PLAIN or not PLAIN.fullmatch(text):
        return False
    return ("e" not in text and "E" not in text) or math.isfinite(float(text))


def _stored(cell: float, *, percent: bool) -> Amount:
    text = shown(cell, percent=percent)
    if not -LARGEST <= cell <= LARGEST:
        return Amount(Mark.NOT_A_NUMBER, None, None, text)
    number = Decimal(cell) if isinstance(cell, int) else Decimal(repr(cell))
    return Amount(Mark.EXACT, number, number, text, scaled=percent)


def _exact(number: Decimal, text: str, *, scaled: bool = False) -> Amount:
    if not math.isfinite(float(number)):
        return Amount(Mark.NOT_A_NUMBER, None, None, text)
    return Amount(Mark.EXACT, number, number, text, scaled)


@remembered
def _written(cell: str) -> Amount:
    text = folded(cell)
    if not text:
        return Amount(Mark.BLANK, None, None, cell)
    if mark := ABSENT.get(text.casefold()):
        return Amount(mark, None, None, cell)
    bare = without_marks(text)
    if len(bare) > LONGEST_NUMBER:
        return Amount(Mark.NOT_A_NUMBER, None, None, cell)
    if (one := _one(bare)) is not None:
        return _exact(one[0], cell, scaled=one[1])
    return _bounded(bare, cell)


def _bounded(text: str, cell: str) -> Amount:
    """Read a range, a bound, or what somebody reckons."""
    nothing = Amount(Mark.NOT_A_NUMBER, None, None, cell)
    ends = read_ends(text)
    if ends is None:
        return nothing
    low, high = _end(ends.low), _end(ends.high)
    if (ends.low and low is None) or (ends.high and high is None):
        return nothing
    if ends.about:
        return nothing if low is None else Amount(Mark.ABOUT, low[0], low[0], cell, low[1])
    if low and high and not low[1] and high[1] and low[0] < _raw(ends.high):
        low = _end(ends.low + _tail(ends.high))  # 1–2万 is 10,000 to 20,000
    if low and high and low[0] > high[0]:
        return nothing
    return Amount(
        Mark.RANGE,
        low[0] if low else None,
        high[0] if high else None,
        cell,
        scaled=any(end[1] for end in (low, high) if end),
        strict=ends.word in EXCLUSIVE,
    )


def _end(text: str) -> tuple[Decimal, bool] | None:
    found = _one(text.strip()) if text else None
    return found if found and math.isfinite(float(found[0])) else None


def _one(text: str) -> tuple[Decimal, bool] | None:
    """Read one number as written: the number, and whether it says its own scale."""
    negative = len(text) > 2 and text[0] == "(" and text[-1] == ")"  # noqa: PLR2004 - the brackets
    text = MONEY.sub(r"\1", text[1:-1].strip() if negative else text)
    if text.startswith("百分之"):
        text = f"{text[3:]}%"
    share = SHARES.get(text[-1:])
    found = SIZED.fullmatch(text[:-1].strip() if share else text)
    if found is None or (negative and text[:1] in "+-"):
        return None
    number = _plain(found["number"].strip())
    if number is None or (share and (found["scale"] or found["noun"])):
        return None
    size = share or SCALES.get(found["scale"] or "")
    if size:
        number = EXACT_CONTEXT.multiply(number, size)
    return (-number if negative else number), bool(size)


def _plain(text: str) -> Decimal | None:
    if PLAIN.fullmatch(text):
        return Decimal(text)
    if found := GROUPED.fullmatch(text):
        return Decimal(found[1] + re.sub("[, ]", "", found[2]) + (found[4] or ""))
    return None


def _tail(text: str) -> str:
    """Give what stands after the digits of a number: 万, %."""
    return re.sub(r"^[^0-9]*[0-9., ]*[0-9]\.? ?", "", text)


def _raw(text: str) -> Decimal:
    found = _plain(re.sub(re.escape(_tail(text)) + "$", "", text).strip())
    return found if found is not None else Decimal("-Infinity")
