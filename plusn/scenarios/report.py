"""What a verb answers: a record for machines, tables for spreadsheets, lines for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plusn.scenarios.tables import Rows


@dataclass(frozen=True, kw_only=True)
class Report:
    """Hold an answer in its three forms.

    Parameters
    ----------
    record
        For JSON; the tables are added to it.
    tables
        Tidy rows by table name.
    lines
        For a terminal.
    """

    record: dict[str, object]
    tables: dict[str, Rows]
    lines: tuple[str, ...]
