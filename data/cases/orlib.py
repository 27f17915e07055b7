"""Read the capacitated-warehouse files of OR-Library: numbers in a row, their layout is free.

Format (J. E. Beasley, OR-Library, "Capacitated warehouse location"): the number of warehouses and
of customers; for each warehouse its capacity and fixed cost; for each customer its demand and then,
for each warehouse, the cost of serving *all* of that demand from there. In some files every
capacity is the word ``capacity``: the reader of the file is to choose it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import BadValue, TooLarge, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 20_000_000  # bytes
MOST_WAREHOUSES = 1_000
MOST_CUSTOMERS = 5_000
MOST_PAIRS = 200_000
LARGEST = 1e12
SMALLEST_DEMAND = 1e-3
WORD = "capacity"


@dataclass(frozen=True, kw_only=True)
class Warehouses:
    """Hold a problem: which warehouses to open, and who is served from where.

    Parameters
    ----------
    name
        Name of the file.
    capacity, fixed_cost
        By warehouse.
    demand
        By customer; 0 is allowed, and such a customer has to be served all the same.
    cost
        By customer, then by warehouse: cost of serving all of the customer's demand.
    """

    name: str
    capacity: tuple[float, ...]
    fixed_cost: tuple[float, ...]
    demand: tuple[float, ...]
    cost: tuple[tuple[float, ...], ...]


def read_orlib(path: str | Path, *, capacity: float | None = None) -> Warehouses:
    """Read a capacitated-warehouse file.

    Parameters
    ----------
    path
        The file.
    capacity
        Capacity of every warehouse for which the file has the word ``capacity``.

    Raises
    ------
    UnreadableFile
        It cannot be read, or is no such file.
    TooLarge, BadValue
        It is above a limit, or `parse_orlib` refuses what it says.
    """
    place = Path(path)
    try:
        with place.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise UnreadableFile(
            "the file cannot be read",
            where=f"{place}: {problem.strerror or problem}",
            remedy="Name an OR-Library capacitated-warehouse file that you may read.",
        ) from problem
    if len(raw) > LARGEST_FILE:
        raise TooLarge(
            f"{place.name} has more than {LARGEST_FILE // 1_000_000} MB",
            remedy="Name an OR-Library capacitated-warehouse file.",
        )
    try:
        text = raw.decode("ascii")
    except UnicodeDecodeError as problem:
        raise UnreadableFile(
            f"{place.name} is not plain text",
            remedy="Name an OR-Library capacitated-warehouse file as it was downloaded.",
        ) from problem
    return parse_orlib(text, name=place.name, capacity=capacity)


def parse_orlib(text: str, *, name: str = "text", capacity: float | None = None) -> Warehouses:
    """Parse a capacitated-warehouse file.

    Parameters
    ----------
    text
        Its content; blanks and line breaks count the same.
    name
        Name of the file, for messages.
    capacity
        Capacity of every warehouse for which the file has the word ``capacity``.

    Raises
    ------
    BadValue
        A number is missing, too much, negative or none; or `capacity` is needed or not wanted.
    TooLarge
        There are too many warehouses or customers.

    Examples
    --------
    >>> parse_orlib("1 2  capacity 7.5  3 30.  0 4.", capacity=9)
    Warehouses(name='text', capacity=(9.0,), fixed_cost=(7.5,), demand=(3.0, 0.0), \
cost=((30.0,), (4.0,)))
    """
    words = _Words(text, name)
    warehouses = words.count("number of warehouses", MOST_WAREHOUSES)
    customers = words.count("number of customers", MOST_CUSTOMERS)
    if warehouses * customers > MOST_PAIRS:
        raise TooLarge(
            f"{name} has {warehouses:,} warehouses and {customers:,} customers",
            remedy=f"At most {MOST_PAIRS:,} pairs of the two are solved.",
        )
    given = _given(capacity)
    sites = [
        (words.capacity(f"warehouse {n}", given), words.number(f"fixed cost of warehouse {n}"))
        for n in range(1, warehouses + 1)
    ]
    if given is not None and not words.asked:
        raise BadValue(
            f"{name} names its capacities itself",
            where="capacity",
            remedy="Leave the option out; it is for files that have the word capacity instead.",
        )
    wanted, costs = [], []
    for n in range(1, customers + 1):
        wanted.append(words.demand(n))
        costs.append(tuple(words.number(f"costs of customer {n}") for _ in range(warehouses)))
    words.end()
    return Warehouses(
        name=name,
        capacity=tuple(site for site, _ in sites),
        fixed_cost=tuple(fixed for _, fixed in sites),
        demand=tuple(wanted),
        cost=tuple(costs),
    )


def _given(capacity: float | None) -> float | None:
    if capacity is not None and not 0 <= capacity <= LARGEST:  # not a number is refused too
        raise BadValue(
            f"{capacity} is no capacity", where="capacity", remedy="Give a number of 0 or more."
        )
    return None if capacity is None else float(capacity)


class _Words:
    """Give the words of a file one by one, each as what it should be."""

    def __init__(self, text: str, name: str) -> None:
        self._words: Iterator[tuple[int, str]] = (
            (line, word)
            for line, content in enumerate(text.splitlines(), 1)
            for word in content.split()
        )
        self._name = name
        self.asked = False

    def _next(self, what: str) -> tuple[int, str]:
        found = next(self._words, None)
        if found is None:
            raise BadValue(
                f"{self._name} ends before the {what}",
                remedy="The file must have a demand and a cost by warehouse for each customer.",
            )
        return found

    def number(self, what: str) -> float:
        line, word = self._next(what)
        try:
            number = float(word)
        except ValueError:
            number = math.nan
        if not 0 <= number <= LARGEST:
            raise BadValue(
                f"{word[:40]!r} stands for the {what}",
                where=f"{self._name}, line {line}",
                remedy=f"Write a number from 0 to {LARGEST:g}.",
            )
        return number

    def count(self, what: str, most: int) -> int:
        number = self.number(what)
        if number != int(number) or number < 1:
            raise BadValue(
                f"{number:g} stands for the {what}",
                where=self._name,
                remedy="The file must begin with the numbers of warehouses and of customers.",
            )
        if number > most:
            raise TooLarge(
                f"the {what} is {number:,.0f}", where=self._name, remedy=f"At most {most:,}."
            )
        return int(number)

    def capacity(self, what: str, given: float | None) -> float:
        line, word = self._next(f"capacity of {what}")
        if word.casefold() != WORD:
            self._words = _before((line, word), self._words)
            return self.number(f"capacity of {what}")
        self.asked = True
        if given is None:
            raise BadValue(
                f"{self._name} leaves the capacity of the warehouses open",
                where=f"line {line}",
                remedy="Say it: --capacity N.",
            )
        return given

    def demand(self, customer: int) -> float:
        number = self.number(f"demand of customer {customer}")
        if 0 < number < SMALLEST_DEMAND:
            raise BadValue(
                f"customer {customer} wants {number:g}",
                where=self._name,
                remedy=f"Use units in which a demand is 0 or at least {SMALLEST_DEMAND:g}.",
            )
        return number

    def end(self) -> None:
        rest = next(self._words, None)
        if rest is not None:
            raise BadValue(
                f"{rest[1][:40]!r} stands after the last cost",
                where=f"{self._name}, line {rest[0]}",
                remedy="The numbers of warehouses and customers must fit what follows.",
            )


def _before(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest
