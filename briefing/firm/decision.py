"""Describe the decision table: which plan, when nobody knows which duties will hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.firm.decision_spec import DecisionCell, DecisionSpec, Omitted, Outcome, PlanRow
from briefing.firm.decision_title import subtitle_of, title_of
from briefing.firm.frame import Money, Standing, days, percent, sealed
from briefing.firm.period import period
from briefing.names import listed, small_number
from briefing.phrases import in_language
from data.phrase import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.firm.names import Names
    from briefing.spec import Language

# Shares of the cheapest cost of a column from which a cell is a step darker.
BREAKS = (0.01, 0.03, 0.06)
MOST_SHOWN = 5


def describe_decision(record: dict[str, Any], names: Names, lang: Language) -> DecisionSpec:
    """Describe the record of `decide` as a table of plans by outcomes.

    Plans with the very same sites share a row. Regrets, the safest plan and every ranking are
    those of the record: over the outcomes whose duties are complete.

    Parameters
    ----------
    record
        What ``plusn scenario decide --json`` prints.
    names
        Of the same case and language.
    lang
        The reader's language.
    """
    return sealed(Decision(record, names, lang).spec())


@dataclass(frozen=True)
class Decision:
    """Read the record of `decide` for a reader of one language."""

    record: dict[str, Any]
    names: Names
    lang: Language

    def words(self, name: str, /, **values: object) -> str:
        """Give the catalogue string ``decision.<name>``."""
        return text(f"decision.{name}", self.lang, **values)

    def told(self, words: str) -> str:
        """Say a sentence of the engine with names for ids."""
        return in_language(words, self.lang, self.names)

    def plan(self, plan: str) -> str:
        """Name a plan at the head of a row."""
        name = self.names.plan(plan)
        return name[:1].upper() + name[1:]

    def regime(self, regime: str) -> str:
        """Name an outcome at the head of a column."""
        name = self.names.regime(regime)
        return name[:1].upper() + name[1:]

    @cached_property
    def cells(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Give the record's cells by plan and regime."""
        return {(row["plan"], row["regime"]): row for row in self.record["tables"]["decision"]}

    @cached_property
    def plans(self) -> list[dict[str, Any]]:
        """List the plans that differ."""
        return [row for row in self.record["tables"]["plans"] if row["same_as"] == row["plan"]]

    @cached_property
    def regimes(self) -> list[dict[str, Any]]:
        """List the outcomes that have a column."""
        return [row for row in self.record["tables"]["regimes"] if not row["left_out"]]

    @cached_property
    def complete(self) -> list[str]:
        """List the outcomes whose duties are complete: those that count."""
        return [row["regime"] for row in self.regimes if row["duties"] == "complete"]

    @cached_property
    def same(self) -> dict[str, list[str]]:
        """Name the plans that share a row with another, by the row's plan."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.record["tables"]["plans"]:
            if row["same_as"] != row["plan"]:
                found[row["same_as"]].append(row["plan"])
        return found

    @cached_property
    def money(self) -> Money:
        """Give how amounts are written: all of them in one power of ten."""
        costs = (cell["cost"] for cell in self.cells.values())
        return Money.of(costs, self.record["currency"], self.lang)

    def least(self, regime: str) -> float | None:
        """Give the least cost of a column."""
        costs = [cell["cost"] for (_, r), cell in self.cells.items() if r == regime]
        return min((cost for cost in costs if cost is not None), default=None)

    def spec(self) -> DecisionSpec:
        """Put it all together."""
        standing = Standing.of(self.record)
        title, subtitle = title_of(self), subtitle_of(self)
        columns, rows = self._columns(), [self._row(row) for row in self.plans]
        hidden = [column for column in columns if not column.shown]
        return DecisionSpec(
            lang=self.lang,
            title=title,
            subtitle=subtitle,
            notice=standing.notice(self.lang),
            caution=standing.caution(self.lang),
            heading=self._heading(),
            hint=self.words("hint", breaks=self._breaks()),
            plan_head=self.words("head.plan"),
            regret_head=self._regret_head(),
            safest_word=self.words("safest"),
            more=self._more(hidden),
            fewer=self.words("fewer"),
            columns=columns,
            rows=rows,
            omitted_title=self.words("omitted"),
            omitted=tuple(self._omitted()),
            notes=tuple(self.told(note) for note in self.record["notes"] if not _of_a_column(note)),
            credits=self._credits(standing),
            alt=self.words("alt", title=title, heading=self._heading(), rows=self._read(rows)),
        )

    # -- columns ----------------------------------------------------------------------------

    def _columns(self) -> tuple[Outcome, ...]:
        shown = shown_first(self.regimes)
        return tuple(self._column(row, shown=row["regime"] in shown) for row in self.regimes)

    def _column(self, row: dict[str, Any], *, shown: bool) -> Outcome:
        complete = row["duties"] == "complete"
        return Outcome(
            regime=row["regime"],
            label=self.regime(row["regime"]),
            days=days(row["days"], self.lang),
            complete=complete,
            tag="" if complete else self.words("incomplete"),
            why="" if complete else self.words("why.incomplete", lacking=self.told(row["lacking"])),
            shown=shown,
        )

    def _more(self, hidden: list[Outcome]) -> str:
        if not hidden:
            return ""
        key = "more" if any(column.complete for column in hidden) else "more.incomplete"
        if len(hidden) == 1:
            key += ".one"
        return self.words(key, count=small_number(len(hidden), self.lang))

    # -- rows -------------------------------------------------------------------------------

    def _row(self, row: dict[str, Any]) -> PlanRow:
        plan, also = row["plan"], self.same.get(row["plan"], [])
        regret = row["largest_regret"]
        several = self.words("also", count=small_number(len(also), self.lang))
        return PlanRow(
            plan=plan,
            label=self.plan(plan),
            sites=self.names.sites_text(row["open_plants"]),
            also_title=(self.words("also.one") if len(also) == 1 else several) if also else "",
            also=tuple(self.plan(other) for other in also),
            safest=row["safest"] and len(self.plans) > 1,
            regret=regret,
            regret_text=self.words("none") if regret is None else self.money.plain(regret),
            cells=tuple(self._cell(self.cells[plan, one["regime"]]) for one in self.regimes),
        )

    def _cell(self, cell: dict[str, Any]) -> DecisionCell:
        at = {"plan": self.plan(cell["plan"]), "regime": self.regime(cell["regime"])}
        if cell["cost"] is None:
            why = self.told(cell["why"])
            return DecisionCell(
                plan=cell["plan"], regime=cell["regime"], state="no_plan", cost=None,
                difference=None, text=self.words("no_plan"), why=why,
                aria=self.words("aria.no_plan", **at, why=why),
            )  # fmt: skip
        at |= {"cost": self.money.full(cell["cost"])}
        if cell["best"] is None:
            return DecisionCell(
                plan=cell["plan"], regime=cell["regime"], state="incomplete", cost=cell["cost"],
                difference=None, text=self.money.plain(cell["cost"]), under=self.words("no_total"),
                aria=self.words("aria.incomplete", **at),
            )  # fmt: skip
        best = cell["best"]
        above = self.words("cheapest") if best else self._above(cell["difference"])
        key = "aria.best" if best else "aria.ranked"
        return DecisionCell(
            plan=cell["plan"],
            regime=cell["regime"],
            state="best" if best else "ranked",
            cost=cell["cost"],
            difference=cell["difference"],
            step=0 if best else step_of(cell["difference"], self.least(cell["regime"]) or 0.0),
            text=self.money.plain(cell["cost"]),
            under=above,
            aria=self.words(key, **at, above=self.money.full(cell["difference"])),
        )

    def _above(self, difference: float) -> str:
        """Write what a plan costs above the best; never nothing where it is something."""
        told = self.money.signed(difference)
        return told if told.startswith("+") else self.words("hardly")

    # -- words around it --------------------------------------------------------------------

    def _heading(self) -> str:
        counts = {
            "plans": self._counted("plans", len(self.plans)),
            "outcomes": self._counted("outcomes", len(self.regimes)),
        }
        head = self.words("heading", **counts, period=self.period, unit=self.money.unit)
        return head[:1].upper() + head[1:]

    @property
    def period(self) -> str:
        """Say over which time costs are: a year, or so many weeks."""
        return period(self.record["weeks"], self.lang)

    def _counted(self, what: str, count: int) -> str:
        key = f"count.{what}.one" if count == 1 else f"count.{what}"
        return self.words(key, count=small_number(count, self.lang))

    def _regret_head(self) -> str:
        count = small_number(len(self.complete), self.lang)
        whole = len(self.complete) == len(self.regimes)
        return self.words("head.regret" if whole else "head.regret.complete", count=count)

    def _breaks(self) -> str:
        return listed([percent(share, digits=0) for share in BREAKS], self.lang)

    def _omitted(self) -> Iterable[Omitted]:
        for plan, why in self.record["no_plan"].items():
            yield Omitted(label=self.plan(plan), why=self.told(why))
        for regime, why in self.record["left_out"].items():
            yield Omitted(label=self.regime(regime), why=self.told(why))

    def _credits(self, standing: Standing) -> tuple[str, ...]:
        own = standing.credits(self.lang)
        named = (publisher.partition(" @")[0] for publisher in self.record["sources"].values())
        published = list(dict.fromkeys(named))
        if not published:
            return own
        return (
            *own,
            self.words("credit", sources=text("common.list.comma", self.lang).join(published)),
        )

    def _read(self, rows: list[PlanRow]) -> str:
        return " ".join(
            self.words("alt.row", plan=row.label, regret=row.regret_text)
            + (f" ({row.also_title})" if row.also else "")
            for row in rows
        )


def _of_a_column(note: str) -> bool:
    """Tell a note that stands at the head of its column already."""
    return isinstance(note, Said) and set(note.values) == {"regime", "why"}


def step_of(difference: float, least: float) -> int:
    """Give the shade of a cell by its distance as a share of the column's least cost.

    Examples
    --------
    >>> [step_of(difference, 100.0) for difference in (0.0, 0.5, 2.0, 5.0, 70.0)]
    [0, 1, 2, 3, 4]
    """
    if difference <= 0:
        return 0
    share = difference / least if least > 0 else 1.0
    return 1 + sum(share >= at for at in BREAKS)


def shown_first(regimes: list[dict[str, Any]]) -> set[str]:
    """Choose the outcomes shown at first: all of few; else those as entered, then those that count.

    Of many, the base comes first, then the case's own scenarios, then dated regimes whose duties
    are complete, the latest first; then what is incomplete.

    Examples
    --------
    >>> rows = [{"regime": str(n), "kind": "dated", "duties": "complete"} for n in range(7)]
    >>> sorted(shown_first([*rows, {"regime": "base", "kind": "base", "duties": "complete"}]))
    ['3', '4', '5', '6', 'base']
    """
    if len(regimes) <= MOST_SHOWN:
        return {row["regime"] for row in regimes}
    kinds = {"base": 0, "scenario": 1}

    def rank(numbered: tuple[int, dict[str, Any]]) -> tuple[bool, int, int]:
        number, row = numbered
        kind = kinds.get(row["kind"], 2)
        lacks = row["duties"] != "complete" and kind > 0
        return (lacks, kind, number if kind < 2 else -number)  # noqa: PLR2004 - dated ones

    ranked = sorted(enumerate(regimes), key=rank)
    return {row["regime"] for _, row in ranked[:MOST_SHOWN]}
