"""Premises: what we suppose beyond the sums, each with its own switch."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from data.errors import UnknownChoice

WORDS = ("ranked", "certain")


@dataclass(frozen=True, kw_only=True)
class Premises:
    """Switch each premise on or off.

    A published list of the largest units does not say that it is complete, so that "no unlisted
    unit exceeds the smallest listed one" is a premise, not a fact (ties are possible).

    Parameters
    ----------
    ranked_provinces
        No unlisted province exceeds the smallest one listed.
    ranked_cities
        No unlisted prefecture exceeds the smallest city listed.
    municipalities_in_city_list
        Municipalities take part in the city list too. Needs `ranked_cities`.
    at_most_unlisted
        The limits that a user's own table states in the column of that name.

    Examples
    --------
    >>> Premises(ranked_cities=False).names
    ('ranked_provinces', 'municipalities_in_city_list', 'at_most_unlisted')
    """

    ranked_provinces: bool = True
    ranked_cities: bool = True
    municipalities_in_city_list: bool = True
    at_most_unlisted: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Name the premises that are on, in the order of the fields."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    @property
    def active(self) -> frozenset[str]:
        """Give the same names as a set."""
        return frozenset(self.names)

    @classmethod
    def parse(cls, word: str) -> Self:
        """Read the word of the command line: all on, or sums only.

        Raises
        ------
        UnknownChoice
            The word is neither ``ranked`` nor ``certain``.

        Examples
        --------
        >>> Premises.parse("certain").names
        ()
        """
        if word not in WORDS:
            raise UnknownChoice.of("premises", word, WORDS)
        on = word == "ranked"
        return cls(**{field.name: on for field in fields(cls)})


CERTAIN = Premises.parse("certain")
RANKED = Premises.parse("ranked")
