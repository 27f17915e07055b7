"""What every figure of the findings needs: words from the catalogue, numbers from the facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.findings.chart_spec import (
    BarRow,
    Chart,
    Extent,
    FactLine,
    FigureSpec,
    Item,
    ListItem,
    Quotation,
)
from briefing.findings.facts import in_words
from briefing.numerals import EN_DASH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing.findings.facts import Fact
    from briefing.spec import Language

EXTENTS: dict[str, Extent] = {"approx": "about", "over": "over", "nearly": "nearly"}
JOINT = "joint_with_pair"
# A quotation shorter than this is a bare number: the figure's own quotation says more.
BARE = 12


@dataclass(frozen=True)
class Builder:
    """Build figures in one language from facts keyed by id."""

    facts: Mapping[str, Fact]
    language: Language

    def words(self, name: str, **values: object) -> str:
        """Give the catalogue string ``findings.<name>``, with every fact's value at hand.

        A title names its numbers as ``{F001}``, so no title can drift from the table.
        """
        return text(f"findings.{name}", self.language, **self._values, **values)

    def value(self, fact_id: str) -> str:
        """Give a fact's value in words."""
        return self._values[fact_id]

    def label(self, fact_id: str) -> str:
        """Give the words for what a fact counts or names."""
        return self.words(f"fact.{fact_id}")

    def bar(self, fact_id: str, *also: str, minor: bool = False, beside: str = "") -> BarRow:
        """Give the bar of a fact; `also` names facts that share its number or belong to it."""
        fact = self.facts[fact_id]
        joint = fact.qualifier == JOINT
        return BarRow(
            label=self.label(fact_id),
            second=self.label(also[0]) if joint else "",
            value=fact.amount,
            text=self.value(fact_id),
            extent=EXTENTS.get(fact.qualifier, "exact"),
            joint=joint,
            minor=minor,
            beside=beside,
            facts=(fact_id, *also),
            tip=self.tip(fact_id, *also),
        )

    def item(self, fact_id: str, *also: str, second: str = "") -> ListItem:
        """Give the list entry of a fact; `also` names facts that mark it."""
        return ListItem(
            label=self.label(fact_id),
            second=second,
            marked=bool(also),
            facts=(fact_id, *also),
            tip=self.tip(fact_id, *also),
        )

    def items(self, *fact_ids: str) -> tuple[ListItem, ...]:
        """Give the list entries of several facts."""
        return tuple(self.item(fact_id) for fact_id in fact_ids)

    def tip(self, *fact_ids: str) -> str:
        """Say what facts are, in one line each: label, value, quotation, place, id."""
        return "\n".join(
            self.words(
                "tip",
                label=self.label(fact_id),
                value=self.value(fact_id),
                quote=self.facts[fact_id].verbatim,
                section=self.facts[fact_id].section,
                id=fact_id,
            )
            for fact_id in fact_ids
        )

    def figure(
        self,
        name: str,
        *charts: Chart,
        quote: str = "",
        caution: str = "",
        also: tuple[str, ...] = (),
        tall: bool = False,
    ) -> FigureSpec:
        """Give the figure whose words are ``findings.<name>.*``.

        `quote` is the fact whose quotation stands under the figure; without it the catalogue's
        ``findings.<name>.quote`` does. `also` names facts that are listed but not drawn.
        """
        shown = tuple(dict.fromkeys((*_facts_of(charts), *also)))
        return FigureSpec(
            figure_id=name,
            title=self._title(name),
            subtitle=self.words(f"{name}.subtitle"),
            charts=charts,
            tall=tall,
            quotation=self._quotation(name, quote),
            note=self.words(f"{name}.note"),
            caution=caution,
            facts=tuple(self._line(fact_id, name) for fact_id in sorted(shown)),
            facts_title=self.words("facts_title", n=len(shown), ids=ranges(shown)),
            fact_heads=tuple(self.words(f"head.{head}") for head in HEADS),
            alt=self._alt(name, charts),
        )

    def _title(self, name: str) -> str:
        title = self.words(f"{name}.title")
        return title[:1].upper() + title[1:]

    def _quotation(self, name: str, quote: str) -> Quotation:
        words = self.facts[quote].verbatim if quote else self.words(f"{name}.quote")
        return Quotation(words=words, attribution=self.words("attribution"))

    def _line(self, fact_id: str, name: str) -> FactLine:
        fact = self.facts[fact_id]
        bare = len(fact.verbatim) < BARE and fact.value is not None
        quote = self.words(f"{name}.quote") if bare else fact.verbatim
        return FactLine(
            fact_id=fact_id,
            label=self.label(fact_id),
            value=self.value(fact_id),
            year=fact.year.replace("-", EN_DASH),
            quotation=Quotation(
                words=quote, attribution=self.words("section", section=fact.section)
            ),
            source=self.words("source"),
            known=self.words("known", reliability=self.words(f"reliability.{fact.reliability}")),
        )

    def _alt(self, name: str, charts: tuple[Chart, ...]) -> str:
        title = self._title(name)
        separator = self.words("separator")
        return self.words("alt", title=title, content=separator.join(_read(charts)))

    @cached_property
    def _values(self) -> dict[str, str]:
        return {key: in_words(fact, self.language) for key, fact in self.facts.items()}


HEADS = ("fact", "value", "year", "quotation", "known")


def ranges(fact_ids: Iterable[str]) -> str:
    """Write fact ids as ranges.

    Examples
    --------
    >>> ranges(["F001", "F002", "F003", "F007"])
    'F001–F003, F007'
    """
    numbers = sorted(int(fact_id[1:]) for fact_id in fact_ids)
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(
        f"F{run[0]:03}" if len(run) == 1 else f"F{run[0]:03}–F{run[-1]:03}" for run in runs
    )


def _parts(charts: tuple[Chart, ...]) -> Iterator[Item]:
    for chart in charts:
        match chart.kind:
            case "bars":
                yield from (row for group in chart.groups for row in group.rows)
            case "columns":
                yield from (item for column in chart.columns for item in column.items)
            case "list":
                yield from chart.items
            case "table":
                pass


def _facts_of(charts: tuple[Chart, ...]) -> Iterator[str]:
    for part in _parts(charts):
        yield from part.facts


def _read(charts: tuple[Chart, ...]) -> Iterator[str]:
    for part in _parts(charts):
        yield f"{part.label} {part.text}" if isinstance(part, BarRow) else part.label
