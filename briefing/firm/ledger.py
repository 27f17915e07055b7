"""Describe the model against the ledger: does it know the firm, and where not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from briefing.catalogue import text
from briefing.firm.frame import FirmFigure, Money, Standing, percent, sealed
from briefing.firm.period import period
from briefing.names import listed
from briefing.phrases import in_language
from briefing.spec import Part

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from briefing.spec import Language

EVERYWHERE = "*"
# A term further from the ledger than this share is named.
OFF = 0.05


class LedgerRow(Part):
    """A line of the ledger beside the model; money of the period.

    `share` is the difference as a share of the ledger's amount, null where the ledger has none.
    `part` rows are of one site; `texts` are ledger, model and difference in words.
    """

    term: str
    facility: str
    label: str
    part: bool = False
    ledger: float
    model: float
    difference: float
    share: float | None
    off: bool
    texts: tuple[str, str, str]


class LedgerSpec(FirmFigure):
    """The model against the ledger; without rows, `steps` say how to come by them."""

    kind: Literal["ledger"] = "ledger"
    calibrated: bool | None
    difference: float | None = None
    heads: tuple[str, str, str, str]
    rows: tuple[LedgerRow, ...] = ()
    total: LedgerRow | None = None
    says: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def describe_ledger(record: dict[str, Any], names: Names, lang: Language) -> LedgerSpec:
    """Describe the record of `baseline` as a table of costs, ledger beside model.

    A case that records flows and no costs gets the steps to a comparison instead.

    Parameters
    ----------
    record
        What ``plusn scenario baseline --json`` prints.
    names
        Of the same case and language.
    lang
        The reader's language.
    """
    if not record["tables"]["ledger"]:
        return _empty(Standing.of(record), lang, "no_ledger")
    return sealed(_Ledger(record, names, lang).spec())


def describe_no_ledger(record: dict[str, Any], lang: Language) -> LedgerSpec:
    """Say that nothing is recorded to compare with, and how to record it.

    Parameters
    ----------
    record
        Any record of the case: it says whether the case is made up.
    lang
        The reader's language.
    """
    return _empty(Standing.of(record), lang, "no_flows")


def _empty(
    standing: Standing, lang: Language, lacking: Literal["no_flows", "no_ledger"]
) -> LedgerSpec:
    title = text("ledger.title.no_ledger", lang)
    steps = ("flows", "costs", "look") if lacking == "no_flows" else ("costs", "look")
    subtitle = text(f"ledger.subtitle.{lacking}", lang)
    return sealed(
        LedgerSpec(
            lang=lang,
            title=title,
            subtitle=subtitle,
            notice=standing.notice(lang),
            caution=text("frame.not_calibrated", lang),
            calibrated=None,
            heads=_heads(lang),
            steps=tuple(text(f"ledger.step.{step}", lang) for step in steps),
            credits=standing.credits(lang),
            alt=text("ledger.alt", lang, title=title, rows=subtitle),
        )
    )


def _heads(lang: Language) -> tuple[str, str, str, str]:
    said = [text(f"ledger.head.{h}", lang) for h in ("term", "ledger", "model")]
    return (said[0], said[1], said[2], text("ledger.head.difference", lang))


@dataclass(frozen=True)
class _Ledger:
    """Read the record of `baseline` for a reader of one language."""

    record: dict[str, Any]
    names: Names
    lang: Language

    def words(self, name: str, /, **values: object) -> str:
        return text(f"ledger.{name}", self.lang, **values)

    @cached_property
    def money(self) -> Money:
        table = self.record["tables"]["ledger"]
        amounts = [row[side] for row in table for side in ("ledger", "model")]
        return Money.of(amounts, self.record["currency"], self.lang)

    @cached_property
    def terms(self) -> dict[str, list[dict[str, Any]]]:
        """Give the lines by term, what is booked for all sites first."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.record["tables"]["ledger"]:
            found[row["term"]].append(row)
        return {
            term: sorted(rows, key=lambda row: row["facility"] != EVERYWHERE)
            for term, rows in found.items()
        }

    @cached_property
    def counted(self) -> list[LedgerRow]:
        """List each term once: as booked for all sites, or as the sum of its sites."""
        return [self._term(term, rows) for term, rows in self.terms.items()]

    def spec(self) -> LedgerSpec:
        standing = Standing.of(self.record)
        difference = self.record["difference"]
        title = self.words("title", difference=percent(difference))
        calibrated = self.record["calibrated"]
        rows = self._rows()
        return LedgerSpec(
            lang=self.lang,
            title=title,
            subtitle=self.words(
                "subtitle",
                unit=self.money.unit,
                period=period(self.record["weeks"], self.lang),
            ),
            notice=standing.notice(self.lang),
            caution=text("frame.calibrated" if calibrated else "frame.not_calibrated", self.lang),
            calibrated=calibrated,
            difference=difference,
            heads=_heads(self.lang),
            rows=tuple(rows),
            total=self._line("", EVERYWHERE, self.words("total"), *self._sums(self.counted)),
            says=tuple(self._says()),
            notes=tuple(in_language(n, self.lang, self.names) for n in self.record["notes"]),
            credits=standing.credits(self.lang),
            alt=self.words("alt", title=title, rows=" ".join(self._read(row) for row in rows)),
        )

    # -- rows -------------------------------------------------------------------------------

    def _rows(self) -> list[LedgerRow]:
        """List each term, its sites below it."""
        found = []
        for row in self.counted:
            found.append(row)
            found += [
                self._line(
                    row.term, one["facility"], self.words("at", site=self._site(one["facility"])),
                    one["ledger"], one["model"], part=True,
                )
                for one in self.terms[row.term]
                if one["facility"] != EVERYWHERE
            ]  # fmt: skip
        return found

    def _site(self, facility: str) -> str:
        return self.names.site(facility)

    def _term(self, term: str, rows: list[dict[str, Any]]) -> LedgerRow:
        counted = rows[:1] if rows[0]["facility"] == EVERYWHERE else rows
        ledger, model = (sum(row[side] for row in counted) for side in ("ledger", "model"))
        return self._line(term, EVERYWHERE, self.names.term(term), ledger, model)

    def _line(
        self, term: str, facility: str, label: str, ledger: float, model: float, *,
        part: bool = False,
    ) -> LedgerRow:  # fmt: skip
        difference = model - ledger
        share = difference / ledger if ledger else None
        off = bool(difference) if share is None else abs(share) > OFF
        written = self.words("no_share") if share is None else percent(share, plus="+")
        return LedgerRow(
            term=term,
            facility=facility,
            label=label,
            part=part,
            ledger=ledger,
            model=model,
            difference=difference,
            share=share,
            off=off,
            texts=(self.money.plain(ledger), self.money.plain(model), written),
        )

    @staticmethod
    def _sums(rows: list[LedgerRow]) -> tuple[float, float]:
        return sum(row.ledger for row in rows), sum(row.model for row in rows)

    # -- below the table --------------------------------------------------------------------

    def _says(self) -> list[str]:
        off = [row for row in self.counted if row.off]
        said = [self._off(off) if off else self.words("none_off")]
        said += [self._not_booked()] if self._unbooked() else []
        return [*said, self.words("measure")]

    def _off(self, off: list[LedgerRow]) -> str:
        """Name the terms that are off, and how much of all differences they are."""
        return self.words(
            "off",
            terms=listed([row.label for row in off], self.lang),
            part=self.money.full(sum(abs(row.difference) for row in off)),
            whole=self.money.full(sum(abs(row.difference) for row in self.counted)),
        )

    def _unbooked(self) -> dict[str, float]:
        """Give what the model counts and the ledger does not."""
        terms: dict[str, float] = self.record["terms"]
        return {term: value for term, value in terms.items() if value and term not in self.terms}

    def _not_booked(self) -> str:
        found = self._unbooked()
        names = listed([self.names.term(term) for term in found], self.lang)
        amount = self.money.full(sum(found.values()))
        return self.words("not_booked", terms=names, amount=amount)

    def _read(self, row: LedgerRow) -> str:
        ledger, model, share = row.texts
        return self.words("alt.row", label=row.label, ledger=ledger, model=model, share=share)
