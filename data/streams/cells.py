"""Arrow columns as arrays: numbers with NaN for what is none, keys as codes and distinct texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import BadValue
from data.phrase import said

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Signed decimals with an optional exponent: what a spreadsheet or a database writes as a number.
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"


def numbers(column: Any, name: str) -> NDArray[np.float64]:  # noqa: ANN401 - an Arrow array
    """Give a column's numbers; what is none becomes NaN.

    Parameters
    ----------
    column
        Arrow array of numbers or of texts, or a dictionary of these.
    name
        The column, for the message.

    Returns
    -------
    ndarray
        Shape (n,), float64.

    Raises
    ------
    BadValue
        The column holds neither numbers nor texts.

    Examples
    --------
    >>> import pyarrow as pa
    >>> numbers(pa.array(["114.1", " +2 ", "n/a", None, "１１４"]), "lon").tolist()
    [114.1, 2.0, nan, nan, 114.0]
    """
    import pyarrow as pa  # noqa: PLC0415 - slow

    plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    if _is_text(plain.type):
        plain = _parsed(plain)
    elif not _is_number(plain.type):
        raise BadValue(
            said("the column {name!r} holds no numbers", name=name),
            remedy=said("Name the columns of longitude and latitude in degrees."),
        )
    degrees = plain.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    return np.asarray(degrees, dtype=np.float64)


def keyed(column: Any) -> tuple[NDArray[np.int32], tuple[str, ...]]:  # noqa: ANN401 - an Arrow array
    """Give a column as positions in its distinct texts; a missing cell is the text ``""``.

    Returns
    -------
    codes : ndarray
        Shape (n,), int32.
    keys : tuple of str
        May hold texts that no row has.

    Examples
    --------
    >>> import pyarrow as pa
    >>> codes, keys = keyed(pa.array(["textiles", None, "toys", "textiles"]))
    >>> [keys[code] for code in codes]
    ['textiles', '', 'toys', 'textiles']
    """
    import pyarrow as pa  # noqa: PLC0415 - slow

    one = column if pa.types.is_dictionary(column.type) else _as_text(column).dictionary_encode()
    texts = _as_text(one.dictionary).to_pylist()
    keys = tuple("" if text is None else text for text in texts)
    if not one.indices.null_count:
        return np.asarray(one.indices.cast(pa.int32())), keys
    return np.asarray(one.indices.cast(pa.int32()).fill_null(len(keys))), (*keys, "")


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - an Arrow type
    import pyarrow.types as t  # noqa: PLC0415 - slow

    kinds = (t.is_string, t.is_large_string, t.is_string_view)
    return any(is_kind(kind) for is_kind in kinds)


def _is_number(kind: Any) -> bool:  # noqa: ANN401 - an Arrow type
    import pyarrow.types as t  # noqa: PLC0415 - slow

    kinds = (t.is_integer, t.is_floating, t.is_decimal, t.is_null)
    return any(is_kind(kind) for is_kind in kinds)


def _as_text(column: Any) -> Any:  # noqa: ANN401 - Arrow arrays
    """Give a column as text, whole numbers without a decimal point.

    Raises
    ------
    BadValue
        The column holds lists or the like.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow

    try:
        return column.cast(pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as problem:
        raise BadValue(
            said("the column to count by holds no plain texts"),
            remedy=said("Choose a column of words, codes or numbers."),
        ) from problem


def _parsed(column: Any) -> Any:  # noqa: ANN401 - Arrow arrays
    import pyarrow as pa  # noqa: PLC0415 - slow
    import pyarrow.compute as pc  # noqa: PLC0415

    bare = pc.utf8_trim_whitespace(pc.utf8_normalize(column.cast(pa.string()), "NFKC"))
    good = pc.match_substring_regex(bare, NUMBER)
    kept = pc.if_else(good.fill_null(fill_value=False), bare, pa.scalar(None, pa.string()))
    return pc.utf8_ltrim(kept, "+").cast(pa.float64())
