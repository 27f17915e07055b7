"""A user's table while it is being understood: what was read, what matched, what is still asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from data.errors import Problems, UnknownChoice
from plusn.own import pointed
from plusn.own.located import COUNTIES, Located, Outcome, locate
from plusn.own.problems import problems_of
from plusn.own.series import Series, series_of
from plusn.own.unplaced import Question, Unplaced, questions_of, unplaced_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.book import Book
    from data.codes import RegionKey
    from data.errors import PlusNError
    from data.sheets.table import Reading, Role, Understood
    from geo.matching.report import MatchReport
    from plusn.own.table import OwnTable
    from plusn.point_counts import PointCounts

DATUMS = pointed.DATUMS
DUPLICATES = ("refuse", "sum", "first", "last")
CHOICES = {
    "duplicates": DUPLICATES,
    "counties": COUNTIES,
    "dash": ("unknown", "zero"),
    "totals": ("check", "ignore"),
    "places": ("auto", "regions", "points"),
    "datum": DATUMS,
    "finest": ("city", "county"),
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Hold a user's table between the file and the numbers; every answer gives a new draft.

    Parameters
    ----------
    book
        What was read.
    understood
        What was understood of one of its sheets.
    report
        One match for every line of `understood`, in order.
    confirmed
        Which region the user means by a text that may mean several or none; `None`: no region.
    duplicates
        What to do with several numbers for one region: ``refuse``, ``sum``, or take the ``first``
        or the ``last``.
    counties
        As `plusn.own.located.locate`.
    dash
        What a dash means: ``unknown``, or ``zero`` where the user says so.
    totals
        ``check`` the sums that the sheet gives, or ``ignore`` them.
    places, datum, finest
        Of a sheet of points: whether its rows are counted where they lie or as they are named,
        what their coordinates are in, and the level that they are counted at.

    Raises
    ------
    UnknownChoice
        A choice is not on its list.
    """

    book: Book
    understood: Understood
    report: MatchReport
    confirmed: Mapping[str, RegionKey | None] = field(default_factory=dict)
    duplicates: str = "refuse"
    counties: str = "auto"
    dash: str = "unknown"
    totals: str = "check"
    places: str = "auto"
    datum: str = pointed.UNSAID
    finest: str = "city"

    def __post_init__(self) -> None:
        check_choices(self.choices)

    @cached_property
    def located(self) -> tuple[Located, ...]:
        """Give every line with what became of it, in order."""
        return locate(self.understood, self.report.rows, self.confirmed, self.counties)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Give the numbers by column, sector and year, in the order of the sheet."""
        return series_of(self.understood, self.located)

    @cached_property
    def points(self) -> PointCounts:
        """Give the points of a sheet of points, counted.

        Raises
        ------
        TooLarge
            There are too many sectors.
        """
        return pointed.count_points(self)

    @property
    def is_points(self) -> bool:
        """Tell whether its rows are counted where they lie."""
        return pointed.is_points(self)

    @cached_property
    def unplaced(self) -> Unplaced:
        """Tell how many rows, and how much of the value, lie in no region that is known."""
        return unplaced_of(self.located, self.series)

    @property
    def unmatched_share(self) -> float | None:
        """Give the share of the value that is on no region; `None` where values do not add up."""
        return self.unplaced.share

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """List the texts that may mean several regions or none, those with most value first."""
        return questions_of(self.located, self.series)

    def outcomes(self) -> dict[Outcome, int]:
        """Count the lines by what became of them; the counts add up to all lines."""
        found = dict.fromkeys(Outcome, 0)
        for row in self.located:
            found[row.outcome] += 1
        return {outcome: count for outcome, count in found.items() if count}

    def with_reading(self, reading: Reading) -> Draft:
        """Read the same file in another way, keeping the user's answers.

        Raises
        ------
        PlusNError
            The sheet cannot be read so.
        """
        from plusn.own.opening import open_draft  # noqa: PLC0415 - it opens drafts

        return open_draft(
            self.book,
            reading=reading,
            confirmed=self.confirmed,
            **self.choices,
        )

    def with_role(self, column: int, role: Role) -> Draft:
        """Read one column in another role.

        Raises
        ------
        PlusNError
            The sheet cannot be read so.
        """
        reading = self.understood.reading
        return self.with_reading(replace(reading, roles={**reading.roles, column: role}))

    def confirm(self, raw: str, key: RegionKey | None) -> Draft:
        """Say which region a text means; `None`: that it is no region."""
        return replace(self, confirmed={**self.confirmed, raw: key})

    def forget(self, raw: str) -> Draft:
        """Take an answer back."""
        kept = {text: key for text, key in self.confirmed.items() if text != raw}
        return replace(self, confirmed=kept)

    @property
    def choices(self) -> dict[str, str]:
        """Give what was decided, by the names of `CHOICES`."""
        return {name: getattr(self, name) for name in CHOICES}

    def with_choices(self, **choices: str) -> Draft:
        """Decide what several numbers for one region mean, or a dash, a county, a total.

        Raises
        ------
        UnknownChoice
            A name or a word is not in `CHOICES`.
        """
        check_choices(choices)
        return replace(self, **choices)  # type: ignore[arg-type]  # the names are checked

    def problems(self) -> tuple[PlusNError, ...]:
        """List all that keeps the table from being drawn, with row numbers."""
        return self._problems

    @cached_property
    def _problems(self) -> tuple[PlusNError, ...]:
        if self.is_points:
            return tuple(pointed.problems_of_points(self))
        return problems_of(self)

    def table(self) -> OwnTable:
        """Give the numbers by region.

        Raises
        ------
        Problems
            Something keeps the table from being drawn; all of it is listed.
        """
        if problems := self.problems():
            raise Problems(problems, what=self.book.name)
        return self._table

    @cached_property
    def _table(self) -> OwnTable:
        from plusn.own.table import OwnTable, digest_of  # noqa: PLC0415 - it holds drafts

        if self.is_points:
            return pointed.table_of_draft(self, digest_of(self))
        return OwnTable.of(self)


def check_choices(choices: Mapping[str, str]) -> None:
    """Refuse a choice that nobody can make.

    Raises
    ------
    UnknownChoice
        A name or a word is not in `CHOICES`.
    """
    for name, word in choices.items():
        if name not in CHOICES:
            raise UnknownChoice.of("choice", name, CHOICES)
        if word not in CHOICES[name]:
            raise UnknownChoice.of(name, word, CHOICES[name])
