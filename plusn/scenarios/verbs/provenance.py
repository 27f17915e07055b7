"""Where the rows of a case come from, and which of them nobody stands behind yet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case
    from network.case.rows import Row
    from plusn.scenarios.tables import Rows

UNSURE = ("assumed", "illustrative")
"""A default that was filled in, and what is made up."""


def provenance_table(case: Case) -> Rows:
    """Count the rows of each table by where they come from.

    Examples
    --------
    >>> from plusn.scenarios.shipped import shipped_case
    >>> provenance_table(shipped_case("two_plants"))[0]
    {'table': 'settings', 'provenance': 'illustrative', 'rows': 1}
    """
    return [
        {"table": name, "provenance": provenance, "rows": count}
        for name, rows in case.tables().items()
        for provenance, count in sorted(Counter(row.provenance for row in rows).items())
    ]


def assumed_table(case: Case) -> Rows:
    """List the rows that hold a default which was filled in or are made up, by their key."""
    return [
        {
            "table": name,
            "row": number,
            "key": _key(row),
            "provenance": row.provenance,
            "source": row.source,
        }
        for name, rows in case.tables().items()
        for number, row in enumerate(rows, 1)
        if row.provenance in UNSURE
    ]


def _key(row: Row) -> str:
    written = row.model_dump(mode="json", by_alias=True)
    return "; ".join(f"{column}={written[column]}" for column in type(row).key)
