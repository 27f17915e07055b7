"""A reading as what JSON holds, and back: for a saved workspace and for the command."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from data.errors import BadValue
from data.phrase import said
from data.sheets.table import Reading, Role

if TYPE_CHECKING:
    from collections.abc import Mapping


def reading_to_plain(reading: Reading) -> dict[str, Any]:
    """Write a reading as what JSON holds; what is worked out is left out.

    Examples
    --------
    >>> reading_to_plain(Reading(header=(3, 4), roles={0: Role.REGION}, factor=Decimal(10000)))
    {'header': [3, 4], 'roles': {'0': 'region'}, 'factor': '10000'}
    """
    plain: dict[str, Any] = {
        "sheet": reading.sheet,
        "header": list(reading.header) if reading.header is not None else None,
        "roles": {str(column): role.value for column, role in sorted(reading.roles.items())},
        "factor": str(reading.factor) if reading.factor is not None else None,
        "year": reading.year,
        "hidden": reading.hidden,
        "blocks": reading.blocks,
        "title": reading.title,
        "unit": reading.unit,
    }
    return {name: value for name, value in plain.items() if value is not None and value != {}}


def reading_from_plain(plain: object) -> Reading:
    """Read what `reading_to_plain` wrote.

    Raises
    ------
    BadValue
        It is not a reading.

    Examples
    --------
    >>> reading_from_plain({"header": [3, 4], "roles": {"0": "region"}, "factor": "10000"}).factor
    Decimal('10000')
    """
    try:
        return _reading(plain)
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as problem:
        raise BadValue(
            said("this is no way to read a sheet"),
            remedy=said("Leave it out: then it is worked out from the sheet."),
        ) from problem


def _reading(plain: Any) -> Reading:  # noqa: ANN401 - whatever JSON holds
    if unknown := set(plain) - set(Reading.__dataclass_fields__):
        raise KeyError(*unknown)
    factor: object = plain.get("factor")
    return Reading(
        sheet=_one(plain, "sheet", str),
        header=_header(plain.get("header")),
        roles=_roles(plain.get("roles", {})),
        factor=None if factor is None else Decimal(str(factor)),
        year=_one(plain, "year", str),
        hidden=_one(plain, "hidden", bool),
        blocks=_one(plain, "blocks", int),
        title=_one(plain, "title", str),
        unit=_one(plain, "unit", str),
    )


def _one(plain: Mapping[str, Any], name: str, kind: type) -> Any:  # noqa: ANN401 - of that kind
    value = plain.get(name)
    if value is not None and type(value) is not kind:
        raise TypeError(name)
    return value


def _header(plain: object) -> tuple[int, int] | None:
    if plain is None:
        return None
    if not isinstance(plain, (list, tuple)) or any(type(row) is not int for row in plain):
        raise TypeError(plain)
    first, last = plain
    return first, last


def _roles(plain: Mapping[str, str]) -> dict[int, Role]:
    return {int(column): Role(role) for column, role in plain.items()}
