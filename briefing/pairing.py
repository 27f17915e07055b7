"""Two languages in one figure: the figure is made in each, and the two are merged.

Use
---
- `in_tongue(make, tongue)` calls ``make(language)`` for each language of a tongue and merges what
  comes back: a spec, an exhibit, any frozen model, tuple or text. A single language is passed on.
- `briefing.catalogue.text(key, tongue, **values)` gives a label of a pair as a `Both`, on one line
  ("Jiangsu 江蘇"). Layouts place such labels and back-ends draw them; sentences and headlines are
  never made this way, but in each language and then merged.
- A `Both` remembers each language, and `text` takes from it the one that it writes; so does every
  text that was merged, until it is cut or put into another.

Rules of the merge
------------------
What reads the same in both stands once. Headlines, sentences, sources and notes have a line for
each language, parted by a line break, in the tongue's order; labels, legend words and cells stand
on one line with a space. A title is a headline where its model is a figure (it has credits, an
alternative text or a text of its own); elsewhere it is the label of a part. Numbers, colours,
codes, kinds and places must not differ: that is a mistake of ours, and is refused.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from pydantic import BaseModel

from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.spec import Language

# What is told in lines, wherever it stands; all else is a label, unless it ends as a sentence does.
TOLD = frozenset(
    {"alt", "answer", "boxed", "caption", "caution", "credits", "footnote", "notice", "notes"}
    | {"premise", "question", "rest", "sentences", "tip", "words"}
)
HEADLINES = frozenset({"title", "subtitle"})
# A model with one of these is a figure or a box: its title is a headline.
WHOLE = frozenset({"alt", "credits", "text"})
# What tells things apart: never a word of a language.
IDENTITY = frozenset(
    {"code", "facility", "facts", "fact_id", "figure_id", "heads", "id", "kind", "level"}
    | {"measure", "of", "parent", "shape", "standing", "style", "tails", "view"}
)
STOPS = (".", "!", "?", "。", "！", "？", "…")
LINE, SPACE, BAR = "\n", " ", "|"
Made = TypeVar("Made")
_FIGURES = re.compile(r"\d[\d,.]*")
_MEASURED = re.compile(r"([\d,.]+) ?([^\d\s,.%]{1,5})")  # a number and its unit
_RANGE = re.compile(r"(\S*\d\S*) ([^\d\s]{1,4}) (\S*\d\S*)")
_BEFORE = re.compile(r"([^\d:：;；,，]{1,16}) (\d\S*)")  # what a number may follow


class Both(str):
    """Be a text in two languages that remembers each."""

    __slots__ = ("said",)
    said: Mapping[Language, str]

    def __new__(cls, said: Mapping[Language, str], written: str | None = None) -> Self:
        """Write the languages as a label, in the order given, unless they are written already."""
        made = super().__new__(cls, label(*said.values()) if written is None else written)
        made.said = dict(said)
        return made

    @property
    def parts(self) -> tuple[str, ...]:
        """Give the lines that it breaks into where one is too narrow: those of each language."""
        told = tuple(self.said.values())
        return told if SPACE.join(told) == self else tuple(self.split(LINE))


def said_in(value: object, language: str) -> object:
    """Give a value as one language has it: a `Both` in that language, all else as it is.

    Examples
    --------
    >>> said_in(Both({"en": "Jiangsu", "zh-Hant": "江蘇"}), "zh-Hant"), said_in(3, "en")
    ('江蘇', 3)
    """
    if isinstance(value, Both):
        return cast("Mapping[str, str]", value.said).get(language, str(value))
    return value


def label(first: str, second: str) -> str:
    """Write two labels on one line, each line of a label (``|``) on its own.

    Examples
    --------
    >>> label("Jiangsu", "江蘇"), label("9,557", "9,557"), label("at most 9", "最多 9")
    ('Jiangsu 江蘇', '9,557', 'at most 最多 9')
    >>> label("500 km", "500 公里"), label("5 to 9", "5 至 9"), label("2 of 8", "2／8")
    ('500 km 公里', '5 to 至 9', '2 of 8')
    >>> label("South China|Sea", "南|海")
    'South China 南|Sea 海'
    """
    lines, others = first.split(BAR), second.split(BAR)
    if len(lines) == len(others) > 1:
        return BAR.join(label(*both) for both in zip(lines, others, strict=True))
    if (shared := _number_once(first, second)) is not None:
        return shared
    return _once(first, second, SPACE)


def _number_once(first: str, second: str) -> str | None:
    """Join labels that hold the same number; `None` where it must stand in both."""
    if first == second:
        return first
    if _FIGURES.findall(first) != _FIGURES.findall(second) or not _FIGURES.search(first):
        return None
    wordy = [words for words in (first, second) if any(map(str.isalpha, words))]
    return wordy[0] if len(wordy) == 1 else _around(first, second)  # "2 of 8" and "2/8"


def _around(first: str, second: str) -> str | None:
    """Join labels whose words stand on the same side of the same number."""
    one, other = _MEASURED.fullmatch(first), _MEASURED.fullmatch(second)
    if one and other:  # "500 km" and "500 公里"
        return f"{one[1]} {one[2]} {other[2]}"
    one, other = _RANGE.fullmatch(first), _RANGE.fullmatch(second)
    if one and other and (one[1], one[3]) == (other[1], other[3]):  # "0 to 5" and "0 至 5"
        return f"{one[1]} {one[2]} {other[2]} {one[3]}"
    one, other = _BEFORE.fullmatch(first), _BEFORE.fullmatch(second)
    if one and other and one[2] == other[2]:  # "at most 9" and "最多 9"
        return f"{_once(one[1], other[1], SPACE)} {one[2]}"
    return None


def lines(first: str, second: str) -> str:
    r"""Write two headlines, sentences or sources, each on a line of its own.

    Examples
    --------
    >>> lines("Where they are", "分布"), lines("2023", "2023")
    ('Where they are\n分布', '2023')
    """
    return _once(first, second, LINE)


def _once(first: str, second: str, joint: str) -> str:
    return first if first == second else joint.join(part for part in (first, second) if part)


def in_tongue(make: Callable[[Language], Made], tongue: str) -> Made:
    """Make something in a language, or in each of two and merge them.

    Raises
    ------
    UnknownChoice
        The tongue is none of ours.
    ValueError
        The two differ in what has no language: a mistake of ours.

    Examples
    --------
    >>> in_tongue({"en": "five", "zh-Hant": "五"}.__getitem__, "zh-Hant+en")
    '五 five'
    """
    made = [make(language) for language in spoken(tongue)]
    return made[0] if len(made) == 1 else paired(*made, tongue=tongue)


def paired(first: Made, second: Made, *, tongue: str) -> Made:
    """Merge one thing that was made in two languages.

    Parameters
    ----------
    first, second
        Frozen models, data classes, tuples, mappings, texts or numbers of one shape.
    tongue
        The pair, which becomes the `lang` of every model.

    Raises
    ------
    ValueError
        The two differ in what has no language: a mistake of ours.
    """
    return cast("Made", _merged(first, second, tongue, "", whole=True))


def _merged(first: Any, second: Any, tongue: str, name: str, *, whole: bool) -> Any:  # noqa: ANN401 - any field
    if isinstance(first, str) and isinstance(second, str):
        return _words(first, second, tongue, name, whole=whole)
    if type(first) is type(second):
        if isinstance(first, BaseModel):
            # Both were validated; another validation would forget what a `Both` remembers.
            return type(first).model_construct(**_fields(first, second, tongue))
        if is_dataclass(first):
            return replace(cast("Any", first), **_fields(first, second, tongue))
        if isinstance(first, tuple):
            return _tuples(first, second, tongue, name, whole=whole)
        if isinstance(first, dict) and first.keys() == second.keys():
            both = {key: (each, second[key]) for key, each in first.items()}
            return {k: _merged(*each, tongue, name, whole=whole) for k, each in both.items()}
    return _same(name, first, second)


def _fields(first: Any, second: Any, tongue: str) -> dict[str, Any]:  # noqa: ANN401 - any model
    if isinstance(first, BaseModel):
        names = list(type(first).model_fields)
    else:
        names = [each.name for each in fields(first)]
    whole = not WHOLE.isdisjoint(names)
    return {
        name: tongue
        if name == "lang"
        else _merged(getattr(first, name), getattr(second, name), tongue, name, whole=whole)
        for name in names
    }


def _tuples(
    first: tuple[Any, ...], second: tuple[Any, ...], tongue: str, name: str, *, whole: bool
) -> tuple[Any, ...]:
    if len(first) == len(second):
        both = zip(first, second, strict=True)
        return tuple(_merged(*each, tongue, name, whole=whole) for each in both)
    if name in TOLD and all(isinstance(each, str) for each in (*first, *second)):
        return tuple(dict.fromkeys((*first, *second)))  # one language needs a remark more
    return cast("tuple[Any, ...]", _same(name, first, second))


def _words(first: str, second: str, tongue: str, name: str, *, whole: bool) -> str:
    if first == second:
        return first
    if name == "digest":
        return hashlib.sha256((first + second).encode()).hexdigest()[: len(first)]
    if name in IDENTITY:
        return cast("str", _same(name, first, second))
    told = name in TOLD or (whole and name in HEADLINES) or first.rstrip().endswith(STOPS)
    said = dict(zip(spoken(tongue), (first, second), strict=True))
    return Both(said, lines(first, second) if told else None)


def _same(name: str, first: Any, second: Any) -> Any:  # noqa: ANN401 - any field
    if first != second:
        raise ValueError(f"two languages differ in {name}: {first!r}, {second!r}")
    return first
