"""The findings of the study, part by part: what the page shows and a notebook can ask for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing.findings import PARTS, Sheet
from briefing.findings import sheet as describe
from briefing.findings.facts import from_rows
from briefing.pairing import in_tongue
from data.errors import UnknownChoice
from data.packaged import load_table
from plusn.factbook import facts

if TYPE_CHECKING:
    from briefing.findings.chart_spec import PartCode
    from briefing.findings.enterprises import Shares
    from briefing.spec import Tongue


@cache
def findings(part: PartCode = "economy", *, language: Tongue = "en") -> Sheet:
    """Describe the figures of one part of the findings.

    Parameters
    ----------
    part
        economy, strategy, enterprises or recommendations.
    language
        Language of all words but the quotations, or two together, such as ``en+zh-Hant``.

    Raises
    ------
    UnknownChoice
        There is no such part or language.
    HashMismatch
        A packaged table is not the recorded one.

    Examples
    --------
    >>> findings("strategy").figures[1].figure_id
    'research'
    """
    if part not in PARTS:
        raise UnknownChoice.of("part", part, PARTS)
    rows = from_rows(facts().to_dict("records"))
    shares = _earlier_shares()
    return in_tongue(lambda one: describe(part, rows, one, shares=shares), language)


def _earlier_shares() -> Shares:
    """Give the shares of earlier years: they exist in two versions, both of which are shown."""
    table = load_table("hkme_shares")
    return tuple(
        (str(row.geography), int(row.year), float(row.share_pct), str(row.source_id))
        for row in table.itertuples()
    )
