"""The one date that stands in every file: that of the data, never of the clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def stamp(as_of: str) -> datetime:
    """Give the first day that `as_of` names; 1 January 2000 where it names none.

    Examples
    --------
    >>> stamp("2024").isoformat(), stamp("2025-03-15").date().isoformat()
    ('2024-01-01T00:00:00+00:00', '2025-03-15')
    """
    found = DATE.search(as_of)
    year, month, day = found.groups() if found else ("2000", None, None)
    try:
        return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)
