"""What of a table is on the map, and its totals beside the study's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.own.on_map import own_numbers
from app.components.told import listed, told
from app.state import language, words
from briefing.phrases import in_language
from plusn.own.compare_published import compare_published
from plusn.own.matters import covered
from plusn.own.region_names import names_of, region_name
from plusn.own.viewing import opening_level

if TYPE_CHECKING:
    from plusn.own.compare_published import Beside
    from plusn.own.draft import Draft
    from plusn.own.supply import OwnNumbers


def coverage(draft: Draft) -> None:
    """Tell which regions have a number, and how far totals are from the study's."""
    table = draft.table()
    numbers = own_numbers(table)
    left, right = st.columns(2, gap="medium")
    with left:
        _covered(draft, numbers, opening_level(table))
    with right:
        _published(numbers)


def _covered(draft: Draft, numbers: OwnNumbers, level: str) -> None:
    found = covered(numbers.counts, level)
    of = {"of": found.regions, "level": words(f"own.level.{level}")}
    lines = [] if draft.is_points else [_rows(draft)]
    lines.append(words("own.covered.known", count=len(found.known), **of))
    if found.ranged:
        lines.append(words("own.covered.ranged", count=len(found.ranged), **of))
    if found.missing:
        lines.append(words("own.covered.missing", count=len(found.missing), **of))
    told(*lines, key="own-covered", title=words("own.covered"), level=2)
    if found.missing:
        with st.expander(words("own.covered.which", count=len(found.missing))):
            told(names_of(found.missing, language()), key="own-covered-missing", manner="quiet")
    remarks = [in_language(one, language()) for one in numbers.remarks]
    if remarks:
        listed(words("own.remarks"), remarks, key="own-check-remarks")


def _rows(draft: Draft) -> str:
    unplaced = draft.unplaced
    placed = unplaced.of_rows - unplaced.rows
    return words("own.covered.rows", rows=f"{placed:,}", of=f"{unplaced.of_rows:,}")


def _published(numbers: OwnNumbers) -> None:
    """Set the totals beside the study's; neither is called wrong."""
    compared = compare_published(numbers)
    if compared is None:
        return
    told(key="own-beside", title=words("own.beside"), level=2)
    st.dataframe(
        [_beside(row) for row in compared.rows],
        hide_index=True,
        width="stretch",
        column_config={
            name: words(f"own.beside.{name}") for name in ("region", "own", "study", "difference")
        },
    )
    reasons = [in_language(one, language()) for one in compared.reasons]
    if reasons:
        told(*reasons, key="own-beside-why", manner="quiet")


def _beside(row: Beside) -> dict[str, object]:
    return {
        "region": region_name(row.key, language()),
        "own": f"{row.own:,.10g}",
        "study": f"{row.published:,}",
        "difference": f"{row.difference:+,.10g}",
    }
