"""Match a column of millions of rows: grouped on the raw text first, matched once for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import BadValue
from data.phrase import said
from geo.matching.report import Match, MatchReport
from plusn.matching import matcher

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from data.codes import Level, RegionKey


@dataclass(frozen=True, eq=False)
class MatchedColumn:
    """Hold the answers for distinct texts, and which of them each row has.

    Parameters
    ----------
    found
        One match for each distinct text (and hint).
    which
        Place in `found` for each row; shape (rows,).
    """

    found: tuple[Match, ...]
    which: NDArray[np.int64]

    def tally(self) -> tuple[int, ...]:
        """Count the rows of each match of `found`."""
        return tuple(np.bincount(self.which, minlength=len(self.found)).tolist())

    def counts(self) -> dict[RegionKey | None, int]:
        """Count rows by the unit that they are counted in; `None` holds those without one."""
        counted: dict[RegionKey | None, int] = {}
        for match, rows in zip(self.found, self.tally(), strict=True):
            counted[match.unit] = counted.get(match.unit, 0) + rows
        return counted

    def report(self) -> MatchReport:
        """Give one match for every row, in order."""
        return MatchReport(tuple(self.found[place] for place in self.which.tolist()))


def match_column(
    values: pa.Array | pa.ChunkedArray,
    provinces: pa.Array | pa.ChunkedArray | None = None,
    level: Level | None = None,
) -> MatchedColumn:
    """Match a column, working out each distinct text only once.

    Parameters
    ----------
    values
        Names or codes; shape (rows,).
    provinces
        The province of each row, null where not known; shape (rows,).
    level
        As `geo.matching.Matcher.match`.

    Raises
    ------
    BadValue
        The columns are not of the same length.

    Examples
    --------
    >>> import pyarrow as pa
    >>> column = match_column(pa.array(["深圳", "Suzhou", "深圳"]))
    >>> [match.status.value for match in column.found], column.tally()
    (['matched', 'ambiguous'], (2, 1))
    """
    texts, which = _grouped(values)
    if provinces is None:
        return MatchedColumn(matcher().match(texts, level=level).rows, which)
    if len(provinces) != len(values):
        raise BadValue(
            said("the columns are not of the same length"),
            remedy=said("Give one hint and one code for each value."),
        )
    hints, beside = _grouped(provinces)
    pairs, which = np.unique(which * len(hints) + beside, return_inverse=True)
    rows = [divmod(pair, len(hints)) for pair in pairs.tolist()]
    found = matcher().match(
        [texts[text] for text, _ in rows], [hints[hint] for _, hint in rows], level=level
    )
    return MatchedColumn(found.rows, which)


def _grouped(values: pa.Array | pa.ChunkedArray) -> tuple[list[Any], NDArray[np.int64]]:
    """List the distinct values of a column, and which of them each row has."""
    import pyarrow as pa  # noqa: PLC0415 - slow

    whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if not pa.types.is_dictionary(whole.type) or whole.null_count:
        plain = whole.dictionary_decode() if pa.types.is_dictionary(whole.type) else whole
        whole = plain.dictionary_encode(null_encoding="encode")
    places = whole.indices.to_numpy(zero_copy_only=False)
    return whole.dictionary.to_pylist(), places.astype(np.int64, copy=False)
