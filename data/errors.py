"""The error tree: every way PlusN says no.

::

    PlusNError
     ├─ InputProblem            the user can mend it               exit 2
     │   ├─ UnreadableFile · TooLarge · WrongColumns · BadValue
     │   ├─ UnknownRegion · DuplicateRegion · MixedUnits
     │   ├─ UnknownChoice       a word that is not on the list
     │   ├─ UnavailableMeasure  the data cannot give it
     │   └─ Problems            several of them, raised once
     ├─ ScenarioProblem         the model cannot answer            exit 1
     │   └─ Infeasible · Unbounded · Disconnected
     ├─ EvidenceProblem         the numbers contradict each other  exit 1
     │   └─ PartsExceedWhole · Contradiction · HashMismatch · MissingLicence · UncertifiedResult
     └─ RenderProblem           it cannot be drawn or written      exit 2
         └─ UnknownFormat · MissingExtra · MissingFont · UnwritableOutput

Anything else is a bug and surfaces with its traceback (exit 70).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from data.phrase import Told, joined, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.phrase import Value


class Cell(NamedTuple):
    """Point at a cell, or at a whole row where the column is blank; rows count from 0."""

    table: str
    row: int
    column: str = ""


class Spot(Told):
    """Name a place in words, and know the cells that are meant.

    `words` are the words as they were given, which may be `said`.

    Examples
    --------
    >>> spot = Spot.of("lanes row 3", Cell("lanes", 2)).within("days", ", column days")
    >>> print(spot, spot.cells)
    lanes row 3, column days (Cell(table='lanes', row=2, column='days'),)
    """

    __slots__ = ("cells", "words")
    cells: tuple[Cell, ...]
    words: str

    @classmethod
    def of(cls, words: str, *cells: Cell) -> Self:
        """Name some cells in words."""
        spot = cls(words)
        spot.cells, spot.words = cells, words
        return spot

    def within(self, column: str, words: str = "") -> Spot:
        """Point at one column of the same rows, adding to the words."""
        cells = (cell._replace(column=column) for cell in self.cells)
        return Spot.of(_after(self.words, words), *cells)


def within(place: str, column: str, words: str = "") -> str:
    """Point at one column of a place; one that knows no cells gets only the words."""
    return place.within(column, words) if isinstance(place, Spot) else _after(place, words)


def together(places: Iterable[str], between: str) -> str:
    """Join places; the whole knows the cells of all."""
    listed = list(places)
    cells = (cell for place in listed for cell in getattr(place, "cells", ()))
    words = (place.words if isinstance(place, Spot) else place for place in listed)
    return Spot.of(joined(between, words), *cells)


def _after(place: str, words: str) -> str:
    return joined("", (place, words)) if words else place


class PlusNError(Exception):
    """Say what is wrong, where, and how to mend it.

    Parameters
    ----------
    headline
        What is wrong, one clause without a full stop.
    where
        File, rows, column or option concerned; blank when the headline says it.
    remedy
        What is allowed and what to do next.

    Examples
    --------
    >>> str(BadValue("2 counts are negative", where="rows 7, 12", remedy="Use 0 or more."))
    '2 counts are negative (rows 7, 12). Use 0 or more.'
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, headline: str, *, where: str = "", remedy: str = "") -> None:
        self.headline = headline
        self.where = where
        self.remedy = remedy
        super().__init__(headline)

    @property
    def words(self) -> str:
        """Say it all in one text, as `str` does, keeping what was said of its parts."""
        parts: dict[str, Value] = {"headline": self.headline}
        if self.where:
            parts["headline"] = said("{headline} ({where})", where=self.where, **parts)
        if self.remedy:
            return said("{headline}. {remedy}", remedy=self.remedy, **parts)
        return said("{headline}.", **parts)

    @property
    def at(self) -> tuple[Cell, ...]:
        """Give the cells concerned, where the place knows them."""
        found: tuple[Cell, ...] = getattr(self.where, "cells", ())
        return found

    def __str__(self) -> str:
        return str(self.words)


class InputProblem(PlusNError):
    """The user can mend it."""

    exit_code = 2


class UnreadableFile(InputProblem):
    """A file is missing, broken, or not of the kind asked for."""


class TooLarge(InputProblem):
    """An input is above a published limit."""


class WrongColumns(InputProblem):
    """A table lacks a column or has one we do not know."""


class BadValue(InputProblem):
    """A cell or an option holds a value that is not allowed."""


class UnknownRegion(InputProblem):
    """A code or name stands for no region we know."""


class DuplicateRegion(InputProblem):
    """A region has more than one row."""


class MixedUnits(InputProblem):
    """Numbers of different units would be combined."""


class UnknownChoice(InputProblem):
    """A word is not on the list of what can be asked for."""

    @classmethod
    def of(cls, what: str, given: object, allowed: Iterable[str]) -> UnknownChoice:
        """Name the bad word and list the good ones.

        Examples
        --------
        >>> str(UnknownChoice.of("measure", "size", ["count", "share"]))
        "unknown measure 'size'. Use one of: count, share."
        """
        return cls(
            said("unknown {what} {given!r}", what=what, given=str(given)),
            remedy=said("Use one of: {choices}.", choices=joined(", ", allowed)),
        )


class UnavailableMeasure(InputProblem):
    """The data cannot give the measure asked for."""


class Problems(InputProblem):
    """Several problems of one input, collected and raised once.

    Examples
    --------
    >>> print(Problems([BadValue("a is negative"), BadValue("b is blank")], what="table.csv"))
    2 problems in table.csv:
     1. a is negative.
     2. b is blank.
    """

    def __init__(self, problems: Sequence[PlusNError], *, what: str) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(said("{count} problems in {what}", count=count, what=what))

    @property
    def words(self) -> str:
        """Say each on a line of its own, under a headline where there are several."""
        if len(self.problems) == 1:
            return self.problems[0].words
        lines = (
            said(" {number}. {problem}", number=number, problem=problem.words)
            for number, problem in enumerate(self.problems, 1)
        )
        return joined("\n", (said("{headline}:", headline=self.headline), *lines))


class ScenarioProblem(PlusNError):
    """The model cannot answer."""

    exit_code = 1


class Infeasible(ScenarioProblem):
    """Demands and capacities cannot all hold."""


class Unbounded(ScenarioProblem):
    """The objective has no limit: a price or bound is missing."""


class Disconnected(ScenarioProblem):
    """A demand cannot be reached by any lane."""


class EvidenceProblem(PlusNError):
    """The numbers contradict each other or their record."""

    exit_code = 1


class PartsExceedWhole(EvidenceProblem):
    """Parts add up to more than their published whole."""


class Contradiction(EvidenceProblem):
    """Statements cannot all be true; the message names a smallest such set."""


class HashMismatch(EvidenceProblem):
    """A packaged file is not the one that was recorded."""


class MissingLicence(EvidenceProblem):
    """A table names no licence or source."""


class UncertifiedResult(EvidenceProblem):
    """The independent evaluator does not confirm what the solver found."""


class RenderProblem(PlusNError):
    """It cannot be drawn or written."""

    exit_code = 2


class UnknownFormat(RenderProblem):
    """No back-end draws this format."""


class MissingExtra(RenderProblem):
    """An optional part of PlusN is not installed."""


class MissingFont(RenderProblem):
    """No installed font has the glyphs that the text needs."""


class UnwritableOutput(RenderProblem):
    """The output file cannot be written."""
