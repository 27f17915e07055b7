"""Sentences that remember how they were made, so that a page can say them in another language.

A `Said` is its English sentence, wherever a string is wanted. It also keeps the template and the
values, from which `briefing.phrases` makes the sentence of another language. Values that name
things of a case are marked (`Site`, `Product`, …): they print as ids, and a page shows names.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value = str | int | float


class Told(str):
    """Be a text that `str` leaves as it is, with all that it remembers."""

    __slots__ = ()

    def __str__(self) -> str:
        return self


class Named(Told):
    """Mark a text as the id of a thing that has a name; `kind` says of what."""

    __slots__ = ()
    kind: ClassVar[str] = ""


class Site(Named):
    """Mark the id of a facility."""

    __slots__ = ()
    kind = "site"


class Sites(Named):
    """Mark ids of facilities with semicolons between, which a page lists as a sentence does."""

    __slots__ = ()
    kind = "sites_text"


class Product(Named):
    """Mark the id of a product."""

    __slots__ = ()
    kind = "product"


class Territory(Named):
    """Mark the id of a customs territory."""

    __slots__ = ()
    kind = "territory"


class Origin(Named):
    """Mark an origin class: a territory's id, or what fails the origin rule."""

    __slots__ = ()
    kind = "origin"


class Place(Named):
    """Mark the id of a facility or the name of a region."""

    __slots__ = ()
    kind = "place"


class Region(Named):
    """Mark the name of a region."""

    __slots__ = ()
    kind = "region"


class Plan(Named):
    """Mark the id of a policy or a scenario, or a special plan such as ``today``."""

    __slots__ = ()
    kind = "plan"


class Regime(Named):
    """Mark a column of duties: base, a scenario, a dated regime."""

    __slots__ = ()
    kind = "regime"


class Layer(Named):
    """Mark a layer of duty."""

    __slots__ = ()
    kind = "layer"


class Term(Named):
    """Mark a term of the cost."""

    __slots__ = ()
    kind = "term"


class Mode(Named):
    """Mark a mode of transport."""

    __slots__ = ()
    kind = "mode"


class Kind(Named):
    """Mark a kind of facility."""

    __slots__ = ()
    kind = "kind"


class Range(Named):
    """Mark the label of a range."""

    __slots__ = ()
    kind = "range"


class Table(Named):
    """Mark the name of a table of a case."""

    __slots__ = ()
    kind = "table"


class Share(Named):
    """Mark digits as a share, which a page shows as per cent."""

    __slots__ = ()
    kind = "share"


class Amount(Named):
    """Mark digits as a number, which a page shows with separators."""

    __slots__ = ()
    kind = "amount"


class Placed(Named):
    """Mark a word that means what it does only where it stands: in a column, in a table."""

    __slots__ = ("within",)
    within: str

    @classmethod
    def of(cls, within: str, word: str) -> Self:
        """Mark a word of a place."""
        marked = cls(word)
        marked.within = within
        return marked

    def __reduce__(self) -> tuple[Any, ...]:
        return _placed, (type(self), self.within, self[:])


class Choice(Placed):
    """Mark a word of a column that knows only a few.

    Examples
    --------
    >>> Choice.of("status", "optional"), Choice.of("status", "optional").within
    ('optional', 'status')
    """

    __slots__ = ()
    kind = "choice"


class Heading(Placed):
    """Mark a column of a table; it prints without its table.

    Examples
    --------
    >>> Heading.of("duties", "rate"), Heading.of("duties", "rate").within
    ('rate', 'duties')
    """

    __slots__ = ()
    kind = "column"


class Said(Told):
    """Hold an English sentence together with its template and values.

    Parameters
    ----------
    template
        English, with the placeholders of `str.format`; format specifications tell how raw
        numbers are written.
    values
        By placeholder; never read as a pattern.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, values: Mapping[str, Value]) -> Self:
        """Fill the template."""
        made = super().__new__(cls, template.format(**values))
        made.template = template
        made.values = MappingProxyType(dict(values))
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.template, dict(self.values))


class Joined(Told):
    """Hold texts in a row, with the joint between them."""

    __slots__ = ("joint", "parts")
    joint: str
    parts: tuple[str, ...]

    def __new__(cls, joint: str, parts: Iterable[str]) -> Self:
        """Join the parts."""
        kept = tuple(parts)
        made = super().__new__(cls, joint.join(kept))
        made.joint, made.parts = joint, kept
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.joint, self.parts)


NAMED: dict[str, type[Named]] = {
    one.kind: one
    for one in (
        *(Site, Sites, Product, Territory, Origin, Place, Region, Plan, Regime, Layer),
        *(Term, Mode, Kind, Range, Table, Share, Amount, Choice, Heading),
    )
}


def said(template: str, /, **values: Value) -> Said:
    """Say a sentence that can be said in another language too.

    Parameters
    ----------
    template
        A literal, so that the catalogues can be checked against the code.
    values
        What fills its placeholders: text, raw numbers, or what was `said` before.

    Examples
    --------
    >>> words = said("{share:.0%} of {site}", share=0.5, site=Site("P_SZ"))
    >>> words, words.template, dict(words.values)
    ('50% of P_SZ', '{share:.0%} of {site}', {'share': 0.5, 'site': 'P_SZ'})
    """
    return Said(template, values)


def quoted(text: str, /) -> Said:
    """Give a text of a packaged table, which a catalogue may have in other languages.

    Examples
    --------
    >>> quoted("{all} countries")
    '{all} countries'
    """
    return Said(text.replace("{", "{{").replace("}", "}}"), {})


def joined(joint: str, parts: Iterable[str], /) -> Joined:
    """Join texts, keeping what was said in each.

    Examples
    --------
    >>> joined(", ", [Site("A"), Site("B")])
    'A, B'
    """
    return Joined(joint, parts)


def clauses(parts: Iterable[str], /) -> str:
    """Join parts of a sentence, each of which says something of its own.

    Examples
    --------
    >>> clauses(["A opens", "B closes"])
    'A opens, B closes'
    """
    *before, whole = [*parts] or [""]
    for one in reversed(before):
        whole = said("{first}, {rest}", first=one, rest=whole)
    return whole


def to_plain(value: object) -> object:
    """Give a text as what JSON holds: marked where it is more than its letters.

    Other values stay as they are.

    Examples
    --------
    >>> to_plain(said("{site} is closed", site=Site("P")))
    {'$said': '{site} is closed', 'values': {'site': {'$site': 'P'}}}
    """
    if isinstance(value, Said):
        return {
            "$said": value.template,
            "values": {k: to_plain(v) for k, v in value.values.items()},
        }
    if isinstance(value, Joined):
        return {"$joined": value.joint, "parts": [to_plain(part) for part in value.parts]}
    if isinstance(value, Named):
        within = {"within": value.within} if isinstance(value, Placed) else {}
        return {f"${value.kind}": value[:], **within}
    # A place that knows its cells (`data.errors.Spot`) crosses as its words.
    if isinstance(value, str) and hasattr(value, "words"):
        return to_plain(value.words)
    return value


def from_plain(value: object) -> object:
    """Read what `to_plain` wrote; any other value stays as it is.

    Examples
    --------
    >>> from_plain({"$said": "{n:,} rows", "values": {"n": 1200}})
    '1,200 rows'
    """
    if not isinstance(value, dict):
        return value
    if "$said" in value:
        values: dict[str, Any] = {k: from_plain(v) for k, v in value["values"].items()}
        return Said(value["$said"], values)
    if "$joined" in value:
        parts: list[Any] = [from_plain(part) for part in value["parts"]]
        return Joined(value["$joined"], parts)
    for key, text in value.items():
        if key.startswith("$") and (kind := NAMED.get(key[1:])):
            return kind.of(value["within"], text) if issubclass(kind, Placed) else kind(text)
    return value


def _placed(kind: type[Placed], within: str, word: str) -> Placed:
    return kind.of(within, word)
