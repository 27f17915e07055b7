"""Describe what would change the answer: one number at a time, own numbers apart from assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from briefing.catalogue import entries, text
from briefing.firm.frame import Money, Standing, percent, sealed, signed_number
from briefing.firm.period import period, what_changes
from briefing.firm.scales import axis
from briefing.firm.swing_spec import SwingEnd, SwingKey, SwingRow, SwingSpec
from briefing.firm.values import SHARES
from briefing.firm.walk import SiteChange
from briefing.names import listed, small_number
from briefing.numerals import number
from briefing.phrases import in_language

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from briefing.firm.scales import Axis
    from briefing.spec import Language

At = Literal["low", "high"]
ENDS: tuple[At, At] = ("low", "high")
MOST_NAMED = 2
MOVED = {"opens", "closes"}
# From here on an amount in a range is told in millions.
MILLION = 1e6
# Room left at both ends of the axis, as a share of its length.
MARGIN = 0.02


def describe_swing(record: dict[str, Any], names: Names, lang: Language) -> SwingSpec:
    """Describe the record of `swing`: what each number does to the cost, and where the plan changes.

    Parameters
    ----------
    record
        What ``plusn scenario swing --json`` prints.
    names
        Of the same case and language.
    lang
        The reader's language.
    """  # noqa: E501
    return sealed(_Swing(record, names, lang).spec())


@dataclass(frozen=True)
class _Swing:
    """Read the record of `swing` for a reader of one language."""

    record: dict[str, Any]
    names: Names
    lang: Language

    def words(self, name: str, /, **values: object) -> str:
        return text(f"swing.{name}", self.lang, **values)

    @cached_property
    def table(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.record["tables"]["swing"]
        return rows

    @cached_property
    def money(self) -> Money:
        amounts = [self.record["objective"]]
        return Money.of(amounts, self.record["currency"], self.lang)

    def spec(self) -> SwingSpec:
        standing = Standing.of(self.record)
        rows = tuple(self._row(number, row) for number, row in enumerate(self.table, 1))
        title = self._title(rows)
        return SwingSpec(
            lang=self.lang,
            title=title,
            subtitle=self.words(
                "subtitle",
                unit=self.money.unit,
                period=period(self.record["weeks"], self.lang),
                cost=self.money.full(self.record["objective"]),
            ),
            notice=standing.notice(self.lang),
            caution=standing.caution(self.lang),
            rows=rows,
            axis=self._axis(rows),
            less_head=self.words("less"),
            more_head=self.words("more"),
            range_head=self.words("range"),
            key=tuple(self._key(rows)),
            notes=tuple(in_language(n, self.lang, self.names) for n in self.record["notes"]),
            credits=standing.credits(self.lang),
            alt=self.words("alt", title=title, rows=" ".join(row.aria for row in rows)),
        )

    # -- rows -------------------------------------------------------------------------------

    def _row(self, number: int, row: dict[str, Any]) -> SwingRow:
        low, high = (self._end(number, row, at) for at in ENDS)
        label = self.names.range(row["label"])
        told = {"low": low.text, "high": high.text, "range": self._range(row)}
        says = " ".join(end.says_all for end in (low, high) if end.says_all)
        return SwingRow(
            number=number,
            label=label,
            sign="own" if row["number"] == "own" else "assumption",
            changes=row["changes_plan"],
            range_text=told["range"],
            low=low,
            high=high,
            aria=self.words("aria", label=label, **told) + (f" {says}" if says else ""),
        )

    def _end(self, number: int, row: dict[str, Any], at: At) -> SwingEnd:
        difference, regret = row[f"{at}_difference"], row[f"{at}_regret_of_today"]
        changes = difference is None or bool(row[f"{at}_changes"])
        gone = self.words("no_plan")
        return SwingEnd(
            at=at,
            value=row[at],
            difference=difference,
            regret=regret if changes else None,
            changes=changes,
            text=gone if difference is None else self.money.signed(difference),
            says=self._says(number, row, at) if changes else "",
            says_all=self._says(number, row, at, whole=True) if changes else "",
        )

    def _says(self, number: int, row: dict[str, Any], at: At, *, whole: bool = False) -> str:
        """Say what is done otherwise at an end, and what it costs not to.

        Where sites open or close, only the `whole` tells how much capacity the others have.
        """
        value = self._value(row, row[at])
        if row[f"{at}_difference"] is None:
            why = in_language(row[f"{at}_why"], self.lang, self.names)
            return self.words("says.no_plan", value=value, why=why)
        sites = [
            SiteChange(
                facility=one["facility"], change=one["change"], before=one["before"],
                after=one["after"],
            )
            for one in self.record["tables"]["sites"]
            if one["number"] == number and one["end"] == at
        ]  # fmt: skip
        moved = [site for site in sites if site.change in MOVED]
        sites = moved if moved and not whole else sites
        regret = row[f"{at}_regret_of_today"]
        told = {"value": value, "changes": what_changes(sites, self.names)}
        if regret is None:
            return self.words("says.cannot", **told)
        return self.words("says", **told, regret=self.money.full(regret))

    # -- the range and its unit -------------------------------------------------------------

    def _range(self, row: dict[str, Any]) -> str:
        if self._is_share(row):
            ends = [percent(row[at], digits=_digits(row)) for at in ENDS]
            return self.words("from_to", low=ends[0], high=ends[1])
        power = self._power(row)
        low, high = (_plain(row[at] / power) for at in ENDS)
        return self._with_unit(row, self.words("from_to", low=low, high=high), power)

    def _value(self, row: dict[str, Any], value: float) -> str:
        if self._is_share(row):
            return percent(value, digits=_digits(row))
        power = self._power(row)
        return self._money(row, _plain(value / power), power)

    def _power(self, row: dict[str, Any]) -> float:
        return MILLION if max(abs(row[at]) for at in ENDS) >= MILLION else 1.0

    def _with_unit(self, row: dict[str, Any], numbers: str, power: float) -> str:
        """Put the unit behind; one that we have no words for is left out."""
        numbers = self._money(row, numbers, power)
        unit = f"swing.unit.{_slug(row['unit'])}"
        told = entries(self.lang).get(unit, "")
        return self.words("with_unit", numbers=numbers, unit=told) if told else numbers

    def _money(self, row: dict[str, Any], numbers: str, power: float) -> str:
        """Name the money of numbers that are money."""
        if not row["currency"]:
            return numbers
        key = "frame.money.6" if power > 1 else "frame.money.0"
        name = Money(row["currency"], self.lang).name
        return text(key, self.lang, currency=name, amount=numbers)

    @staticmethod
    def _is_share(row: dict[str, Any]) -> bool:
        return row["column"] in SHARES.get(row["table"], set())

    # -- around the rows --------------------------------------------------------------------

    def _title(self, rows: tuple[SwingRow, ...]) -> str:
        changing = [row for row in rows if row.changes]
        told = {
            "count": small_number(len(changing), self.lang),
            "of": small_number(len(rows), self.lang),
        }
        if len(rows) == 1:
            title = self.words("title.only" if changing else "title.only.none", name=rows[0].label)
        elif not changing:
            title = self.words("title.none", **told)
        elif len(changing) > MOST_NAMED:
            title = self.words("title", **told)
        else:
            names = listed([self.words("quoted", name=row.label) for row in changing], self.lang)
            one = ".one" if len(changing) == 1 else ""
            title = self.words(f"title.named{one}", **told, names=names)
        return title[:1].upper() + title[1:]

    def _axis(self, rows: tuple[SwingRow, ...]) -> Axis:
        known = [end.difference for row in rows for end in row.ends if end.difference is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        room = MARGIN * (high - low) or 10.0**self.money.power
        ends = axis(low - room, high + room, self._tick)
        return ends.model_copy(update={"title": self.money.unit})

    def _tick(self, value: float) -> str:
        scaled = value / 10**self.money.power
        digits = 0 if scaled == round(scaled) else 1
        return signed_number(scaled, digits=digits)

    def _key(self, rows: tuple[SwingRow, ...]) -> list[SwingKey]:
        signs = [sign for sign in ("own", "assumption") if any(row.sign == sign for row in rows)]
        if any(row.changes for row in rows):
            signs.append("changes")
        return [
            SwingKey.model_validate({"sign": sign, "label": self.words(f"key.{sign}")})
            for sign in [*signs, "low", "high"]
        ]


def _digits(row: dict[str, Any]) -> int:
    """Give the decimals of percentages in a range: none where both ends are whole."""
    return 0 if all(round(100 * row[at], 6) == round(100 * row[at]) for at in ENDS) else 1


def _plain(value: float) -> str:
    """Write a value of a range with its own digits, no more than four that count.

    Examples
    --------
    >>> _plain(1.02), _plain(36600.0), _plain(0.68)
    ('1.02', '36,600', '0.68')
    """
    if value == round(value) or abs(value) >= 1000:  # noqa: PLR2004 - thousands have no decimals
        return number(value) if value >= 0 else signed_number(value, digits=0)
    told = f"{abs(value):.4g}"
    return told if value >= 0 else f"−{told}"


def _slug(unit: str) -> str:
    """Give a unit as a part of a key.

    Examples
    --------
    >>> _slug("case's money a unit"), _slug("units a week")
    ('cases_money_a_unit', 'units_a_week')
    """
    return re.sub(r"[^a-z]+", "_", unit.lower().replace("'", "")).strip("_")
