"""How a user says that their file is to be read, in words of the command."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from data.codes import COUNTRY_CODE, Level, RegionKey
from data.datum import Datum
from data.errors import BadValue, UnknownChoice, UnknownRegion
from data.phrase import said
from data.sheets.table import Reading, Role
from plusn.own.located import MUNICIPALITIES
from plusn.regions import load_regions

if TYPE_CHECKING:
    from data.sheets.table import Understood
    from plusn.own.draft import Draft

HEADER = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
LETTERS = re.compile(r"[A-Z]{1,3}")
MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class How:
    """Hold what a user says of a file; what is `None` or absent is worked out.

    Parameters
    ----------
    sheet
        Name of the sheet.
    header
        Rows of the heading, ``3`` or ``3-4``; ``0`` where there is none.
    column, region_column, province_column
        Columns of values, of regions and of provinces, by heading or by letter.
    sector, year
        Which of several sectors and years is drawn.
    unit_factor
        What the numbers are multiplied by, in place of the unit that the sheet states.
    duplicates, counties, dash, totals
        As `plusn.own.draft.CHOICES`.
    confirm
        ``NAME=CODE``: which region a text means; ``NAME=`` that it is none.
    lon, lat, datum, by
        For a file of points, which are counted by region: the columns of longitude and latitude,
        what they are measured in (WGS-84 unless said), and a column by which rows are told apart.
    strict
        Refuse a table of which some rows are not on the map.
    """

    sheet: str | None = None
    header: str | None = None
    column: str | None = None
    region_column: str | None = None
    province_column: str | None = None
    sector: str | None = None
    year: str | None = None
    unit_factor: str | None = None
    duplicates: str = "refuse"
    counties: str = "auto"
    dash: str = "unknown"
    totals: str = "check"
    confirm: tuple[str, ...] = ()
    lon: str | None = None
    lat: str | None = None
    datum: str | None = None
    by: str | None = None
    strict: bool = False

    @property
    def choices(self) -> dict[str, str]:
        """Give the choices of a draft."""
        return {
            "duplicates": self.duplicates,
            "counties": self.counties,
            "dash": self.dash,
            "totals": self.totals,
        }

    @property
    def plain(self) -> bool:
        """Tell whether the file is to be read as it is."""
        return replace(self, sector=None, year=None, column=None, strict=False) == How()

    @property
    def points(self) -> bool:
        """Tell whether the file is of points."""
        return self.lon is not None or self.lat is not None

    def reading(self) -> Reading:
        """Give what can be said before the sheet is seen.

        Raises
        ------
        BadValue
            The rows of the heading or the factor are not numbers.
        """
        return Reading(sheet=self.sheet, header=self._header(), factor=self._factor())

    def _header(self) -> tuple[int, int] | None:
        if self.header is None:
            return None
        found = HEADER.fullmatch(self.header.strip())
        if found is None:
            raise BadValue(
                said("{text} names no rows", text=repr(self.header[:MOST_SHOWN])),
                where="--header",
                remedy=said("Give one row, 3, or the first and the last, 3-4; 0 for none."),
            )
        first = int(found[1])
        return first, int(found[2] or first)

    def _factor(self) -> Decimal | None:
        if self.unit_factor is None:
            return None
        try:
            factor = Decimal(self.unit_factor)
        except InvalidOperation:
            factor = Decimal(0)
        if not factor.is_finite() or factor <= 0:
            raise BadValue(
                said("{text} is no factor", text=repr(self.unit_factor[:MOST_SHOWN])),
                where="--unit-factor",
                remedy=said("Give a number above 0, such as 10000."),
            )
        return factor

    def settled(self, draft: Draft) -> Draft:
        """Read a draft again with the columns that were named, and with the answers.

        Raises
        ------
        UnknownChoice, BadValue, UnknownRegion
            There is no such column, or a confirmation names no region.
        """
        roles = dict(self._roles(draft.understood))
        if roles:
            reading = draft.understood.reading
            draft = draft.with_reading(replace(reading, roles={**reading.roles, **roles}))
        for text in self.confirm:
            draft = _confirmed(draft, *confirmation(text))
        return draft

    def counted(self, draft: Draft, level: Level) -> Draft:
        """Count the rows of a sheet of points where they lie; others are left as they are.

        Parameters
        ----------
        draft
            A sheet that was just read.
        level
            Of the map: ``city`` or ``county``.

        Raises
        ------
        UnknownChoice
            There is no such datum.
        """
        if self.points:
            draft = draft.with_choices(places="points")
        if not draft.is_points:
            return draft
        unsaid = draft.datum not in list(Datum)
        datum = self.datum or (str(Datum.WGS84) if unsaid else draft.datum)
        finest = {"finest": str(Level.COUNTY)} if level is Level.COUNTY else {}
        return draft.with_choices(datum=datum, **finest)

    def check_points(self) -> None:
        """Refuse half of a place.

        Raises
        ------
        BadValue
            One of the two columns of a place is missing.
        """
        if self.lon is None or self.lat is None:
            raise BadValue(
                said("longitude and latitude belong together"),
                remedy=said("Name both columns."),
            )

    def _roles(self, understood: Understood) -> dict[int, Role]:
        found: dict[int, Role] = {}
        for name, role in (
            (self.region_column, Role.REGION),
            (self.province_column, Role.PROVINCE),
            (self.column, Role.VALUE),
            (self.lon, Role.LON),
            (self.lat, Role.LAT),
            (self.by, Role.SECTOR),
        ):
            if name is None:
                continue
            index = column_index(understood, name)
            # One column of a kind: what was taken for it before is left out.
            others = (column.index for column in understood.of_role(role))
            found |= {other: Role.IGNORE for other in others if other != index}
            found[index] = role
        return found


def _confirmed(draft: Draft, raw: str, key: RegionKey | None) -> Draft:
    """Take an answer; one that nothing asks for, or that cannot be, would be lost unsaid."""
    told = draft.confirm(raw, key)
    question = next((one for one in told.questions if one.raw == raw), None)
    if question is None:
        raise BadValue(
            said("nothing asks what {name} is", name=repr(raw[:MOST_SHOWN])),
            where="--confirm",
            remedy=said("Leave it out, or write the name as the table does."),
        )
    if key is not None and question.answer is None:
        raise BadValue(
            said("{name} cannot be {code}", name=repr(raw[:MOST_SHOWN]), code=key.code),
            where="--confirm",
            remedy=said(
                "It may be: {codes}.", codes=", ".join(one.code for one in question.candidates)
            ),
        )
    return told


def column_index(understood: Understood, name: str) -> int:
    """Find a column by its heading, or by its letter.

    Raises
    ------
    UnknownChoice
        There is none, or several have that heading.
    """
    wanted = "".join(name.split()).casefold()
    found = [c.index for c in understood.columns if "".join(c.name.split()).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if not found and LETTERS.fullmatch(name.upper()):
        number = _from_letters(name.upper())
        if any(column.index == number for column in understood.columns):
            return number
    raise UnknownChoice.of(
        "column", name[:MOST_SHOWN], [c.name[:MOST_SHOWN] for c in understood.columns if c.name]
    )


def confirmation(text: str) -> tuple[str, RegionKey | None]:
    """Read ``NAME=CODE``; a blank code says that the name is no region.

    Raises
    ------
    BadValue
        There is no equals sign.
    UnknownRegion
        The code stands for no region.

    Examples
    --------
    >>> confirmation("朝阳=211300")
    ('朝阳', RegionKey(level=<Level.CITY: 'city'>, code='211300'))
    """
    name, sign, code = text.rpartition("=")
    if not sign or not name:
        raise BadValue(
            said("{text} confirms nothing", text=repr(text[:MOST_SHOWN])),
            where="--confirm",
            remedy=said("Give the name and the code of its region, NAME=110000."),
        )
    return name, _key(code.strip()) if code.strip() else None


def _key(code: str) -> RegionKey:
    level = Level.PROVINCE if code.endswith("0000") else Level.CITY
    if code == COUNTRY_CODE:
        level = Level.COUNTRY
    key = RegionKey(level, code)
    if code in MUNICIPALITIES or key in load_regions():
        return key
    county = RegionKey(Level.COUNTY, code)
    if county in load_regions(counties=True):
        return county
    raise UnknownRegion(
        said("no region has the code {code}", code=repr(code[:MOST_SHOWN])),
        where="--confirm",
        remedy=said("Use a six-digit code of the 2023 list, e.g. 440000 or 440300."),
    )


def _from_letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
