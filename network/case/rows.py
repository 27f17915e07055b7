"""What every row of a case has in common, and the kinds of cells it is made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Provenance = Literal["published", "derived", "user", "assumed", "illustrative"]
Day = date


def _listed(cell: object) -> object:
    """Split ``a; b`` as a spreadsheet holds it; a list stays a list."""
    if isinstance(cell, str):
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    return cell


# An id must survive `where` texts such as ``origin=CN; dest=US``.
Id = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\s;=*][^;=]*$")]
IdOrAny = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^(\*|[^\s;=*][^;=]*)$")]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Words = Annotated[str, Field(max_length=400)]
Amount = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]
Signed = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, le=1e15, allow_inf_nan=False)]
Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=10_000)]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


class Row(BaseModel):
    """Hold one row: frozen, closed to unknown columns, with where it comes from.

    Parameters
    ----------
    provenance
        ``published``, ``derived``, ``user``, ``assumed`` (a default that we filled in) or
        ``illustrative`` (made up to show the machinery).
    source
        Publication, file or person.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        str_strip_whitespace=True,
    )
    key: ClassVar[tuple[str, ...]] = ()
    """Columns that no two rows share; blank where rows may repeat."""

    provenance: Provenance = "user"
    source: Words = ""
