"""What a verb answers: a record for machines, tables for spreadsheets, lines for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UnknownChoice

if TYPE_CHECKING:
    import pandas as pd

    from plusn.scenarios.tables import Rows


@dataclass(frozen=True, kw_only=True)
class Report:
    """Hold an answer in its three forms.

    Parameters
    ----------
    record
        For JSON; the tables are added to it.
    tables
        Tidy rows by table name. The record's ``notes``, sentences that belong beside every number,
        become a table of their own, so that every file carries them.
    lines
        For a terminal.
    """

    record: dict[str, object]
    tables: dict[str, Rows]
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        notes = self.record.get("notes")
        if isinstance(notes, list | tuple) and notes:
            told: Rows = [{"note": str(note)} for note in notes]
            object.__setattr__(self, "tables", {**self.tables, "notes": told})

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def frame(self, table: str) -> pd.DataFrame:
        """Give a table as a data frame.

        Raises
        ------
        UnknownChoice
            There is no such table.
        """
        import pandas as pd  # noqa: PLC0415 - only notebooks ask for it

        if table not in self.tables:
            raise UnknownChoice.of("table", table, self.tables)
        return pd.DataFrame(self.tables[table])

    def save(self, path: str | Path) -> Path:
        """Write the tables as the path's suffix says: .xlsx, .json, or a folder of CSV files.

        Raises
        ------
        UnknownChoice
            The suffix is none of these.
        UnwritableOutput
            It cannot be written.
        """
        from plusn.scenarios.writing import write_report  # noqa: PLC0415 - it knows reports

        return write_report(self, Path(path))
