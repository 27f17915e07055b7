"""Where a number comes from."""

from __future__ import annotations

from dataclasses import dataclass

from data.errors import MissingLicence

RELIABILITY = {
    "A": "official or primary text",
    "B": "faithful secondary",
    "C": "weak third party",
    "D": "arithmetic",
}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Describe one publication or table.

    Raises
    ------
    MissingLicence
        The licence is blank.

    Examples
    --------
    >>> Source(id="X", title="T", publisher="P", year="2025", licence="MIT").citation
    'P, T (2025)'
    """

    id: str
    title: str
    publisher: str
    year: str
    licence: str
    url: str = ""
    reliability: str = "A"
    note: str = ""

    def __post_init__(self) -> None:
        if not self.licence:
            raise MissingLicence(f"source {self.id} names no licence", remedy="State one.")

    @property
    def citation(self) -> str:
        """Give one line that names publisher, title and year."""
        return f"{self.publisher}, {self.title} ({self.year})"
