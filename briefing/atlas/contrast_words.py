"""How differences and ratios read: always with their sign, never in two classes."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.numerals import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.diverging import Diverging

MINUS = "−"


def signed(value: float) -> str:
    """Write a difference with its sign.

    Examples
    --------
    >>> signed(1234), signed(-0.5), signed(0)
    ('+1,234', '−0.500', '0')
    """
    written = number(abs(value))
    return written if value == 0 else ("+" if value > 0 else MINUS) + written


def compared_text(kind: str, low: float | None, high: float | None, language: str) -> str:
    """Write a difference, a ratio, or the range of one; blank where there is none.

    Examples
    --------
    >>> compared_text("difference", -5, 20, "en"), compared_text("ratio", 1.25, 1.25, "en")
    ('−5 to +20', '× 1.25')
    """
    if low is None or high is None:
        return ""
    write = signed if kind == "difference" else _times
    if low == high:
        return write(low)
    return text("contrast.range", language, low=write(low), high=write(high))


def _times(value: float) -> str:
    return f"× {_ratio(value)}"


def _ratio(value: float) -> str:
    # A ratio next to 1 must not read as 1.
    if value != 1 and abs(value - 1) < 0.005:  # noqa: PLR2004 - it would print as 1.00
        return f"{value:.6g}"
    return number(value) if value >= 0 else MINUS + number(abs(value))


def class_words(kind: str, sides: Diverging, place: int, language: str) -> str:
    """Write a class so that no value stands in two: its near end is not in it, its far end is."""
    if place == 0:
        return text(f"contrast.class.{kind}.same", language)
    near, far = sides.ends(place)
    side = "above" if place > 0 else "below"
    write = signed if kind == "difference" else _times
    if math.isinf(far):
        return text(f"contrast.class.{side}_open", language, near=_edge(near, write(near)))
    return text(
        f"contrast.class.{side}",
        language,
        near=_edge(near, write(near)),
        far=_edge(far, write(far)),
    )


def _edge(value: float, written: str) -> str:
    """Write an edge with all its digits: rounding it would move a value to another class."""
    exact = Decimal(repr(float(abs(value))))
    sign = written[:2] if written.startswith("×") else written[:1] if written[:1] in "+−" else ""
    plain = f"{exact.normalize():,f}" if exact else "0"
    return sign + plain


def in_points(kind: str, base: str, unit: str) -> bool:
    """Tell whether a comparison is in percentage points: shares less shares are no share.

    Examples
    --------
    >>> in_points("difference", "count", "%"), in_points("ratio", "share", "")
    (True, False)
    """
    of_shares = base in {"share", "share_of_parent"}
    return kind == "difference" and (of_shares or (base == "count" and unit in {"%", "％"}))


def shared_heading(headings: Sequence[str], names: Sequence[str]) -> str:
    """Give what the headings of several series have in common, less what tells the series apart.

    Examples
    --------
    >>> shared_heading(("企业数 / 2022", "企业数 / 2023"), ("2022", "2023"))
    '企业数'
    >>> shared_heading(("2022年企业数", "2023年企业数"), ("2022", "2023"))
    '企业数'
    >>> shared_heading(("企业数", "职工数"), ("企业数", "职工数"))
    ''
    """
    if len(set(headings)) == 1:
        return headings[0]
    found = {_less(heading, name) for heading, name in zip(headings, names, strict=True)}
    return found.pop() if len(found) == 1 else ""


def _less(heading: str, name: str) -> str:
    """Take a series' own name out of its heading, with the marks that set it off."""
    if not name.strip():
        return heading
    left = re.sub(rf"{re.escape(name)}年?", "", heading)
    left = re.sub(r"\(\s*\)|（\s*）", "", left)
    return left.strip(" /·-—_:：、,，")


def side_words(value: str, name: str, language: str) -> str:
    """Say what one of the two tables has for a place; blank where it has nothing."""
    return text("contrast.because.side", language, name=name, value=value) if value else ""
