"""The study's figures and where every packaged number comes from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from data.errors import UnknownChoice
from data.packaged import load_rows, load_sources, source_ids
from data.source import RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Sequence

OTHER_STUDIES = "other studies"
FACT_COLUMNS = (
    "fact_id",
    "topic",
    "indicator",
    "geography",
    "segment",
    "year",
    "value",
    "as_published",
    "unit",
    "qualifier",
    "section",
    "verbatim",
    "note",
    "source_id",
    "reliability",
    "reliability_means",
    "citation",
)
SOURCE_COLUMNS = (
    "source_id",
    "title",
    "publisher",
    "year",
    "reliability",
    "reliability_means",
    "licence",
    "url",
    "note",
    "citation",
)


def facts(topic: str | None = None) -> pd.DataFrame:
    """List the study's figures, each with its quotation, source and reliability.

    Parameters
    ----------
    topic
        One of `topics`. `None` gives every figure of the study; the figures of other studies
        stand under ``"other studies"`` only, because they use other years and definitions.

    Returns
    -------
    pandas.DataFrame
        Columns `FACT_COLUMNS`, in the order of the study. `value` is Float64 in `unit`, NA where
        the study gives words only; `as_published` is the figure's own text (``"1.0"``);
        `source_id` holds tuples; `reliability` is the weakest letter among the row's sources,
        `reliability_means` the same in words; blank text is ``""``.

    Raises
    ------
    UnknownChoice
        There is no such topic.
    HashMismatch
        A packaged table is not the recorded one.

    Examples
    --------
    >>> row = facts(topic="HKIE profile").iloc[0]
    >>> row["qualifier"], float(row["value"]), row["unit"], row["reliability"]
    ('nearly', 90.0, '% of surveyed HKIEs', 'A')
    """
    if topic is not None and topic not in topics():
        raise UnknownChoice.of("topic", topic, topics())
    rows = _related() if topic == OTHER_STUDIES else _study()
    chosen = [row for row in rows if topic in {None, row["topic"]}]
    return _frame(chosen, FACT_COLUMNS)


def topics() -> tuple[str, ...]:
    """Name the topics, in the order of the study; figures of other studies come last.

    Examples
    --------
    >>> topics()[0], topics()[-1], len(topics())
    ('economic contribution', 'other studies', 27)
    """
    return (*dict.fromkeys(row["topic"] for row in load_rows("seed_facts")), OTHER_STUDIES)


def sources() -> pd.DataFrame:
    """List every source of the packaged tables.

    Returns
    -------
    pandas.DataFrame
        Columns `SOURCE_COLUMNS`, all text, blank where there is nothing to say; `reliability` is
        A to D, `reliability_means` the same in words.

    Raises
    ------
    HashMismatch
        The packaged table is not the recorded one.

    Examples
    --------
    >>> sources().set_index("source_id").loc["DERIVED", "reliability_means"]
    'arithmetic'
    """
    rows = [
        {
            "source_id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "year": source.year,
            "reliability": source.reliability,
            "reliability_means": RELIABILITY[source.reliability],
            "licence": source.licence,
            "url": source.url,
            "note": source.note,
            "citation": source.citation,
        }
        for source in load_sources().values()
    ]
    return _frame(rows, SOURCE_COLUMNS)


def _frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=object) for name in columns}
    )
    return frame.astype({"value": "Float64"}) if "value" in columns else frame


@cache
def _study() -> tuple[dict[str, Any], ...]:
    return tuple(_fact(row) for row in load_rows("seed_facts"))


@cache
def _related() -> tuple[dict[str, Any], ...]:
    blank = {"section": "", "verbatim": "", "topic": OTHER_STUDIES}
    rows = load_rows("related_facts")
    return tuple(_fact({**blank, "fact_id": f"R{n:03}", **row}) for n, row in enumerate(rows, 1))


def _fact(row: dict[str, str]) -> dict[str, Any]:
    used = [load_sources()[name] for name in source_ids(row["source_id"])]
    # The letters run from the most to the least reliable: the last one is the weakest.
    reliability = max(source.reliability for source in used)
    return {
        **row,
        "value": float(row["value"]) if row["value"] else pd.NA,
        "as_published": row["value"],
        "source_id": tuple(source.id for source in used),
        "reliability": reliability,
        "reliability_means": RELIABILITY[reliability],
        "citation": "; ".join(source.citation for source in used),
    }
