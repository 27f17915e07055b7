"""What printed survey percentages tell about the number of firms behind them.

A share of k answers out of n, printed with d decimals, is 100 k / n rounded. A list of such shares
fits only some n. This is arithmetic on published figures, never a published base.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from data.errors import BadValue

if TYPE_CHECKING:
    from collections.abc import Sequence


def answers(share: float, base: int, *, decimals: int = 1) -> int | None:
    """Give the number of answers out of `base` that is printed as `share` percent.

    Both roundings of a half are accepted, since a text does not say which one it used. Where
    several counts fit (`base` above 100 · 10^decimals) the lowest is given; `None` where none does.

    Raises
    ------
    BadValue
        The share is outside 0–100 or has more decimals than `decimals`; the base is below 1.

    Examples
    --------
    >>> answers(67.3, 55), answers(67.3, 54)
    (37, None)
    """
    if base < 1:
        raise BadValue(f"a base of {base} firms", remedy="Use 1 or more.")
    printed = _units(share, decimals)
    whole = 100 * 10**decimals
    lowest = -(-(2 * printed - 1) * base // (2 * whole))
    count = max(lowest, 0)
    return count if count <= base and abs(whole * count - printed * base) * 2 <= base else None


def consistent_bases(
    shares: Sequence[float], *, decimals: int = 1, upto: int = 120
) -> tuple[int, ...]:
    """List every number of firms, up to `upto`, of which all shares can be rounded percentages.

    Raises
    ------
    BadValue
        A share is outside 0–100 or has more decimals than `decimals`.

    Examples
    --------
    The study's motives and challenges in South-East Asia (its base is not printed):

    >>> consistent_bases([67.3, 63.6, 36.4])
    (55, 107, 110)
    >>> consistent_bases([61.1, 57.4, 35.2, 33.3, 27.8])
    (54, 108)
    """
    return tuple(
        base
        for base in range(1, upto + 1)
        if all(answers(share, base, decimals=decimals) is not None for share in shares)
    )


def _units(share: float, decimals: int) -> int:
    scaled = Decimal(str(share)).scaleb(decimals)
    if not (0 <= scaled <= Decimal(100).scaleb(decimals) and scaled == scaled.to_integral_value()):
        raise BadValue(
            f"{share} is no percentage with {decimals} decimals",
            remedy="Use 0–100, as printed.",
        )
    return int(scaled)
