"""What every figure of a firm has, and how it writes money, percentages and days.

A figure is one spec in one language, with every word and number decided in it. What stands on the
whole case, made up or not calibrated, is boxed beside the subtitle of every one of its figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Self, TypeVar

from pydantic import Field

from briefing.catalogue import entries, text
from briefing.numerals import percent as plain_percent
from briefing.spec import Language, Part, Tongue

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUS = "−"
Record = Mapping[str, object]
# Powers of ten that money is told in, and from which largest amount on.
POWERS = ((9, 1e12), (6, 1e6), (3, 1e3), (0, 0.0))


class Standing(Part):
    """What stands on everything told of a case.

    `calibrated` is null where there is no ledger to compare with; `difference` is the model's
    distance from the ledger as a share of the ledger's total.
    """

    illustrative: bool = False
    calibrated: bool | None = None
    difference: float | None = None

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read what a verb's record says under ``standing``."""
        return cls.model_validate(record.get("standing", {}))

    def notice(self, lang: Language) -> str:
        """Give the boxed words of a made-up case; blank for any other."""
        return text("frame.illustrative", lang) if self.illustrative else ""

    def caution(self, lang: Language) -> str:
        """Give the boxed words of a model that is not shown to know the firm; else blank."""
        return "" if self.calibrated else text("frame.not_calibrated", lang)

    def credits(self, lang: Language) -> tuple[str, ...]:
        """Give the source line."""
        key = "frame.source.illustrative" if self.illustrative else "frame.source.own"
        return (text(key, lang),)


class FirmFigure(Part):
    """Base of every figure of a firm's case.

    `notice` and `caution` are boxed beside the subtitle: made-up numbers; a model that is not
    calibrated. `notes` are sentences to mind when reading. `digest` changes with the content.
    """

    lang: Tongue
    title: str
    subtitle: str = ""
    notice: str = ""
    caution: str = ""
    notes: tuple[str, ...] = ()
    credits: Annotated[tuple[str, ...], Field(min_length=1)]
    alt: str
    digest: str = ""


F = TypeVar("F", bound=FirmFigure)


def sealed(figure: F) -> F:
    """Give a figure with its digest, which depends on everything else in it."""
    whole = json.dumps(
        figure.model_dump(mode="json", exclude={"digest"}), sort_keys=True, ensure_ascii=False
    )
    return figure.model_copy(update={"digest": hashlib.sha256(whole.encode()).hexdigest()})


@dataclass(frozen=True)
class Money:
    """Write amounts of one currency, all of a figure in the same power of ten.

    Parameters
    ----------
    currency
        Code of the case's currency.
    power
        Power of ten that amounts are told in: 6 for millions.
    """

    currency: str
    lang: Language
    power: int = 6

    @classmethod
    def of(cls, amounts: Iterable[float | None], currency: str, lang: Language) -> Self:
        """Choose the power by the largest amount; millions for a firm of any usual size."""
        most = max((abs(amount) for amount in amounts if amount is not None), default=0.0)
        power = next(power for power, least in POWERS if most >= least)
        return cls(currency, lang, power if most else 6)

    @property
    def unit(self) -> str:
        """Give the unit of bare numbers, for a heading.

        Examples
        --------
        >>> Money("HKD", "en").unit, Money("HKD", "zh-Hant").unit
        ('HKD M', '百萬港元')
        """
        return text(f"frame.unit.{self.power}", self.lang, currency=self.name)

    @property
    def name(self) -> str:
        """Give the currency's name; its code where we have no name for it."""
        key = f"frame.currency.{self.currency}"
        return entries(self.lang).get(key, self.currency)

    def plain(self, amount: float) -> str:
        """Write an amount without its unit.

        Examples
        --------
        >>> Money("HKD", "en").plain(279072954.99), Money("HKD", "en").plain(-3e6)
        ('279.1', '−3.0')
        """
        return self._digits(amount, plus="")

    def signed(self, amount: float) -> str:
        """Write a difference: a sign, none for what rounds to nothing.

        Examples
        --------
        >>> Money("HKD", "en").signed(2570764), Money("HKD", "en").signed(-1e-7)
        ('+2.6', '0.0')
        """
        return self._digits(amount, plus="+")

    def full(self, amount: float) -> str:
        """Write an amount with its unit.

        Examples
        --------
        >>> Money("HKD", "en").full(4711463), Money("HKD", "zh-Hans").full(4711463)
        ('HKD 4.7 M', '4.7 百万港元')
        """
        told = self.plain(amount)
        return text(f"frame.money.{self.power}", self.lang, currency=self.name, amount=told)

    def _digits(self, amount: float, *, plus: str) -> str:
        return signed_number(amount / 10**self.power, digits=1 if self.power else 0, plus=plus)


def signed_number(value: float, *, digits: int = 1, plus: str = "+") -> str:
    """Write a number with thousands set apart and a real minus sign.

    Examples
    --------
    >>> signed_number(-1234.56), signed_number(0.04), signed_number(2, digits=0)
    ('−1,234.6', '0.0', '+2')
    """
    told = f"{abs(value):,.{digits}f}"
    if not told.strip("0.,"):
        return told
    return (MINUS if value < 0 else plus) + told


def percent(share: float, *, digits: int = 1, plus: str = "") -> str:
    """Write a share as a percentage, with a sign where `plus` asks for one.

    Examples
    --------
    >>> percent(0.0530), percent(-0.0118, plus="+"), percent(0.0001, plus="+")
    ('5.3%', '−1.2%', '0.0%')
    """
    if not plus and share >= 0:
        return plain_percent(share, digits=digits)
    return signed_number(100 * share, digits=digits, plus=plus) + "%"


def day(iso: str, lang: Language) -> str:
    """Write a day given as ``2025-04-05``.

    Raises
    ------
    ValueError
        It is no such day: a mistake of ours.

    Examples
    --------
    >>> day("2025-04-05", "en"), day("2025-04-05", "zh-Hant")
    ('5 Apr 2025', '2025年4月5日')
    """
    found = date.fromisoformat(iso)
    month = text(f"frame.month.{found.month}", lang)
    return text("frame.day", lang, day=found.day, month=month, year=found.year)


def days(told: str, lang: Language) -> str:
    """Write the days of a regime, given as in the records: blank, or ``2025-04-05 to 2025-04-13``.

    What both days share is said once. Anything else stays as it is.

    Examples
    --------
    >>> days("2025-04-05 to 2025-04-13", "en"), days("2025-10-15 to 2026-02-23", "en")
    ('5–13 Apr 2025', '15 Oct 2025 – 23 Feb 2026')
    >>> days("2025-04-14 to 2025-08-06", "en"), days("2025-04-14 to 2025-08-06", "zh-Hant")
    ('14 Apr – 6 Aug 2025', '2025年4月14日–8月6日')
    >>> days("2025-04-05 to 2025-04-13", "zh-Hant"), days("", "en")
    ('2025年4月5–13日', '')
    """
    first, joined, last = told.partition(" to ")
    try:
        begin = date.fromisoformat(first)
        end = date.fromisoformat(last) if joined else begin
    except ValueError:
        return told
    if begin == end:
        return day(first, lang)
    shared = "months" if begin.year == end.year else "years"
    if shared == "months" and begin.month == end.month:
        shared = "days"
    ends = {
        "day": begin.day,
        "month": text(f"frame.month.{begin.month}", lang),
        "year": begin.year,
        "last_day": end.day,
        "last_month": text(f"frame.month.{end.month}", lang),
        "last_year": end.year,
    }
    return text(f"frame.{shared}", lang, **ends)
