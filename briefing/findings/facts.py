"""One fact of the study, and its value in words that are no more exact than the print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.catalogue import text
from briefing.numerals import number
from briefing.spec import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BILLION = "HK$ billion"
COUNT = "enterprises"
DEFAULT_RELIABILITY = "A"
HALF = 50
# How a blank cell of a value column reads, whatever read the table.
BLANK = {"", "nan", "None", "<NA>"}


class Fact(Part):
    """One row of the fact table; `value` is null where the study gives words only."""

    fact_id: str
    topic: str
    geography: str
    segment: str
    year: str
    value: float | None
    as_published: str
    unit: str
    qualifier: str
    section: str
    verbatim: str
    sources: tuple[str, ...]
    reliability: str = DEFAULT_RELIABILITY

    @property
    def amount(self) -> float:
        """Give the number of a fact that has one.

        Raises
        ------
        ValueError
            The study gives words only: a mistake of ours, found by the tests.
        """
        if self.value is None:
            raise ValueError(f"{self.fact_id} has no number")
        return self.value


def from_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, Fact]:
    """Read facts from table rows with the columns of `plusn.facts`, keyed by fact id.

    Examples
    --------
    >>> row = dict(
    ...     fact_id="F1",
    ...     topic="t",
    ...     geography="-",
    ...     segment="s",
    ...     year="2023",
    ...     value=4.4,
    ...     unit="% of GDP",
    ...     qualifier="exact",
    ...     section="S",
    ...     verbatim="4.4%",
    ...     source_id="X",
    ... )
    >>> from_rows([row])["F1"].amount
    4.4
    """
    return {str(row["fact_id"]): _fact(row) for row in rows}


def printed(value: float, published: str) -> str:
    """Write a number with the decimals it was published with, grouped by thousands.

    Examples
    --------
    >>> printed(1.0, "1.0"), printed(68314, "68314"), printed(473.5, "473.5")
    ('1.0', '68,314', '473.5')
    """
    return f"{value:,.{len(published.partition('.')[2])}f}"


def in_words(fact: Fact, language: str) -> str:
    """Write a fact's value: number, unit and how exact it is; words where it has no number.

    Examples
    --------
    >>> base = dict(
    ...     fact_id="F",
    ...     topic="t",
    ...     geography="-",
    ...     segment="s",
    ...     year="2023",
    ...     section="S",
    ...     sources=("X",),
    ...     unit="% of GDP",
    ...     verbatim="about 18%",
    ... )
    >>> in_words(Fact(value=18, as_published="18", qualifier="approx", **base), "en")
    'about 18%'
    """
    if fact.value is None:
        return text(f"findings.qualifier.{fact.qualifier}", language)
    if fact.value == HALF and "half" in fact.verbatim:
        return text("findings.value.nearly_half", language)
    amount = _amount(fact, fact.value, language)
    if fact.qualifier in {"approx", "over", "nearly"}:
        return text(f"findings.value.{fact.qualifier}", language, amount=amount)
    return amount


def _amount(fact: Fact, value: float, language: str) -> str:
    digits = printed(value, fact.as_published)
    if fact.unit == COUNT:
        return digits
    if fact.unit == BILLION:
        # 1 billion is 10 yi: exact, and what Chinese readers expect.
        return text("findings.value.billion", language, n=digits, yi=number(round(value * 10, 6)))
    return f"{digits}%"


def _fact(row: Mapping[str, Any]) -> Fact:
    raw = row["value"]
    sources = row.get("source_id", row.get("sources"))
    ids = tuple(sources.split(";")) if isinstance(sources, str) else tuple(sources or ())
    return Fact(
        as_published=str(row.get("as_published", raw)),
        value=None if str(raw) in BLANK else float(raw),
        sources=ids,
        reliability=str(row.get("reliability") or DEFAULT_RELIABILITY),
        **{
            name: str(row[name])
            for name in (
                "fact_id",
                "topic",
                "geography",
                "segment",
                "year",
                "unit",
                "qualifier",
                "section",
                "verbatim",
            )
        },
    )
