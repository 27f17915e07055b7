"""Scenarios held side by side: what each costs, opens and delivers, and what differs in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from briefing.catalogue import text
from briefing.firm.frame import (
    FirmFigure,
    Money,
    Standing,
    percent,
    sealed,
    signed_number,
)
from briefing.firm.period import period, what_changes
from briefing.firm.walk import sites_of
from briefing.names import listed
from briefing.phrases import in_language
from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.firm.frame import Record
    from briefing.firm.names import Names

TIE = 1e-6
COLUMNS = ("scenario", "cost", "difference", "sites", "delivered", "once", "payback")


class ComparedRow(Part):
    """A scenario: the texts of its columns, and what sets it apart from the first.

    `cost` is null where there is no plan; `why` then says so.
    """

    scenario: str
    label: str
    cost: float | None
    difference: float | None
    least: bool = False
    texts: dict[str, str]
    changes: tuple[str, ...] = ()
    reason: str = ""
    why: str = ""


class ComparedSpec(FirmFigure):
    """Scenarios against the first of them."""

    heads: dict[str, str]
    same: str
    least_word: str
    rows: Annotated[tuple[ComparedRow, ...], Field(min_length=1)]


def describe_compared(record: Record, names: Names) -> ComparedSpec:
    """Describe what `plusn scenario compare --json` prints.

    Parameters
    ----------
    record
        With its tables; differences are to its first scenario.
    names
        Of the case.
    """
    lang = names.lang
    found = _Found(record, names)
    rows = (*(found.row(one) for one in found.scenarios), *found.failed())
    notes = [in_language(str(note), lang, names) for note in found.record["notes"]]
    standing = Standing.of(record)
    title = found.title()
    return sealed(
        ComparedSpec(
            lang=lang,
            title=title,
            subtitle=text(
                "compared.subtitle",
                lang,
                unit=found.money.unit,
                period=found.period,
                first=found.name(found.scenarios[0]),
            ),
            notice=standing.notice(lang),
            caution=standing.caution(lang),
            notes=tuple(notes),
            credits=standing.credits(lang),
            alt=text("compared.alt", lang, title=title, count=len(rows)),
            heads={name: text(f"compared.head.{name}", lang) for name in COLUMNS},
            same=text("compared.same", lang),
            least_word=text("compared.least", lang),
            rows=rows,
        )
    )


def _whole(row: Mapping[str, Any]) -> float:
    """Give a scenario's cost with what its outage adds."""
    return float(row["objective"] + (row["outage_extra_cost"] or 0.0))


class _Found:
    """Read the tables of a comparison."""

    def __init__(self, record: Mapping[str, Any], names: Names) -> None:
        self.record = record
        self.names, self.lang = names, names.lang
        self.tables: Mapping[str, Sequence[Mapping[str, Any]]] = self.record["tables"]
        self.scenarios = self.tables["scenarios"]
        costs = [row["objective"] for row in self.scenarios]
        self.money = Money.of(costs, self.record["currency"], names.lang)
        self.period = period(self.record["weeks"], names.lang)
        self.lowest = min(_whole(row) for row in self.scenarios)

    def name(self, row: Mapping[str, Any]) -> str:
        return self.names.scenario(row["scenario"])

    def title(self) -> str:
        """Say which costs least; of several that cost the same, name each."""
        best = [
            text("compared.quoted", self.lang, name=self.name(row))
            for row in self.scenarios
            if self._is_least(row)
        ]
        key = "one" if len(self.scenarios) == 1 else "least" if len(best) == 1 else "tie"
        return text(
            f"compared.title.{key}",
            self.lang,
            name=listed(best, self.lang),
            count=len(self.scenarios),
            cost=self.money.full(self.lowest),
            period=self.period,
        )

    def _is_least(self, row: Mapping[str, Any]) -> bool:
        return _whole(row) - self.lowest <= TIE * max(1.0, abs(self.lowest))

    def row(self, row: Mapping[str, Any]) -> ComparedRow:
        """Describe a scenario that has a plan."""
        scenario, first = row["scenario"], row is self.scenarios[0]
        mine = [one for one in self.tables["changes"] if one["scenario"] == scenario]
        told = [in_language(str(one["change"]), self.lang, self.names) for one in mine]
        return ComparedRow(
            scenario=scenario,
            label=self.name(row),
            cost=row["objective"],
            difference=None if first else row["difference"],
            least=len(self.scenarios) > 1 and self._is_least(row),
            texts=self._texts(row, first=first),
            changes=tuple(told),
            reason="" if first else self._reason(scenario),
        )

    def _texts(self, row: Mapping[str, Any], *, first: bool) -> dict[str, str]:
        lang, money = self.lang, self.money
        gained = row["payback_years"]
        payback = (
            text("compared.never", lang)
            if gained is None
            else text("compared.years", lang, years=signed_number(gained, plus=""))
        )
        return {
            "cost": money.plain(row["objective"]),
            "difference": "" if first else money.signed(row["difference"]),
            "sites": self.names.sites_text(row["open_plants"]),
            "delivered": self._delivered(row),
            "once": "" if first else money.plain(row["paid_once"]),
            "payback": "" if first or row["paid_once"] <= 0 else payback,
        }

    def _delivered(self, row: Mapping[str, Any]) -> str:
        """Say what is delivered under the scenario's events, and what they cost."""
        if row["service"] is None:
            return ""
        return text(
            "compared.delivered",
            self.lang,
            share=percent(row["service"]),
            extra=self.money.signed(row["outage_extra_cost"]),
        )

    def _reason(self, scenario: str) -> str:
        """Say what happens to sites against the first."""
        changed = sites_of(self.tables["sites"], scenario=scenario)
        happens = what_changes(changed, self.names)
        if not happens:
            return text("compared.same_sites", self.lang)
        return text("compared.happens", self.lang, happens=happens[:1].upper() + happens[1:])

    def failed(self) -> list[ComparedRow]:
        """Describe the scenarios that have no plan."""
        return [
            ComparedRow(
                scenario=name,
                label=self.names.scenario(name),
                cost=None,
                difference=None,
                texts={"cost": text("compared.no_plan", self.lang)},
                why=in_language(str(why), self.lang, self.names),
            )
            for name, why in self.record["no_plan"].items()
        ]
