"""What the engine says, in the reader's language.

Catalogues are ``briefing/text/said/<area>.<language>.json``, keyed by the English template, as
gettext has it. A test holds that every template of the code stands in them. English needs one only
where a page, which knows names, says better what a command says of ids.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from briefing.catalogue import entries, text
from briefing.firm.names import kind_name, layer_name, mode_name, term_name
from data.errors import Spot
from data.phrase import Choice, Heading, Joined, Named, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.firm.names import Names
    from briefing.spec import Language
    from data.errors import PlusNError
    from data.phrase import Value


OURS: Mapping[str, Callable[[str, Language], str]] = {
    "kind": kind_name,
    "layer": layer_name,
    "mode": mode_name,
    "term": term_name,
}
"""Words that are the same in every case."""


@cache
def sentences(lang: Language) -> Mapping[str, str]:
    """Load every sentence of a language by its template; English has but a few.

    Raises
    ------
    ValueError
        A template stands in two files: a mistake of ours, found by the tests.
    """
    found: dict[str, str] = {}
    folder = resources.files("briefing.text") / "said"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(f".{lang}.json"):
            more = json.loads(file.read_text(encoding="utf-8"))
            if twice := sorted(found.keys() & more.keys()):
                raise ValueError(f"{file.name} repeats {twice}")
            found |= more
    return found


def in_language(words: str, lang: Language, names: Names | None = None) -> str:
    """Say a text in a language; what was not `said` stays as it is.

    Parameters
    ----------
    words
        What the engine told.
    lang
        The reader's language.
    names
        Of the case: where given, ids that are marked become names.

    Examples
    --------
    >>> from data.phrase import joined, said
    >>> in_language(joined(", ", ["A", "B"]), "zh-Hant")
    'A、B'
    """
    if isinstance(words, Spot):
        return in_language(words.words, lang, names)
    if isinstance(words, Said):
        pattern = words.template
        if names or lang != "en":
            pattern = sentences(lang).get(pattern, pattern)
        values = {key: _value(one, lang, names) for key, one in words.values.items()}
        return pattern.format(**values)
    if isinstance(words, Joined):
        joint = sentences(lang).get(words.joint, words.joint)
        return joint.join(in_language(part, lang, names) for part in words.parts)
    if isinstance(words, Named):
        return _name(words, lang, names)
    return words


def problem_in_words(error: PlusNError, lang: Language, names: Names | None = None) -> str:
    """Say what is wrong, where, and how to mend it.

    Parameters
    ----------
    error
        One problem, or several as a list with one on each line.
    lang
        The reader's language.
    names
        As in `in_language`.
    """
    return in_language(error.words, lang, names)


def _value(value: Value, lang: Language, names: Names | None) -> Value:
    return in_language(value, lang, names) if isinstance(value, str) else value


def _name(marked: Named, lang: Language, names: Names | None) -> str:
    """Name a marked thing: words of ours by the catalogue, a case's own things by its names."""
    if isinstance(marked, Heading) or marked.kind == "table":
        return _heading(marked, lang) if names or lang != "en" else marked[:]
    if isinstance(marked, Choice):
        return _choice(marked, lang) if names or lang != "en" else marked[:]
    if marked.kind in FIGURES:
        return FIGURES[marked.kind](marked[:]) if names or lang != "en" else marked[:]
    if names:
        named: str = getattr(names, marked.kind)(marked[:])
        return named
    return OURS[marked.kind](marked[:], lang) if _is_ours(marked, lang) else marked[:]


def _is_ours(marked: Named, lang: Language) -> bool:
    return marked.kind in OURS and lang != "en"


def _choice(marked: Choice, lang: Language) -> str:
    """Give a word of a list as the tables are edited; yes and no are every column's."""
    if marked.within == "yes or no":
        return text("editing.yes" if marked == "true" else "editing.no", lang)
    key = f"editing.choice.{marked.within}.{marked.replace(' ', '_')}"
    return text(key, lang) if key in entries(lang) else marked[:]


def _share(digits: str) -> str:
    """Write a share as per cent.

    Examples
    --------
    >>> _share("0.055"), _share("-0.1"), _share("1")
    ('5.5%', '−10%', '100%')
    """
    return f"{_amount(f'{100 * float(digits):.10g}')}%"


def _amount(digits: str) -> str:
    """Write a number with separators and with all of its digits.

    Examples
    --------
    >>> _amount("61000000000"), _amount("0.0003"), _amount("-2.5")
    ('61,000,000,000', '0.0003', '−2.5')
    """
    number = float(digits)
    written = f"{number:,.0f}" if number.is_integer() else f"{number:,.12g}"
    return written.replace("-", "−")


FIGURES: Mapping[str, Callable[[str], str]] = {"share": _share, "amount": _amount}


def _heading(marked: Named, lang: Language) -> str:
    """Give the heading of a table or a column, as the tables are edited."""
    if isinstance(marked, Heading):
        own, shared = f"editing.column.{marked.within}.{marked}", f"editing.column.{marked}"
        key = own if own in entries(lang) else shared
    else:
        key = f"editing.table.{marked.replace(' ', '_')}"
    return text(key, lang) if key in entries(lang) else marked[:]
