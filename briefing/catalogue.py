"""Text by key and language.

One file per area and language: ``briefing/text/<area>.<language>.json``, flat keys
``"<area>.<name>"``. Placeholders are those of `str.format`, filled with values that our own code
formatted; a user's string is only ever a value, never a pattern.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from briefing.pairing import Both, label, said_in
from briefing.spec import LANGUAGES
from briefing.tongue import JOINT, spoken, tongues

_HTML = {"en": "en", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN"}
HTML_LANG = {tongue: _HTML[spoken(tongue)[0]] for tongue in tongues()}
"""Tag of a document or of one language; of a pair that of its first (`briefing.typefaces.runs`)."""


@cache
def entries(language: str) -> dict[str, str]:
    """Load every string of a language, keyed; of a pair, as labels on one line.

    Raises
    ------
    ValueError
        A key stands in two files: a mistake of ours, found by the tests.
    """
    if JOINT in language:
        first, second = (entries(each) for each in spoken(language))
        return {key: label(words, second[key]) for key, words in first.items()}
    found: dict[str, str] = {}
    folder = resources.files("briefing.text")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(f".{language}.json"):
            continue
        more = json.loads(file.read_text(encoding="utf-8"))
        if twice := sorted(found.keys() & more.keys()):
            raise ValueError(f"{file.name} repeats {', '.join(twice)}")
        found |= more
    return found


def text(key: str, language: str, /, **values: object) -> str:
    """Give a string in a language, with its placeholders filled; a label in two.

    A value in two languages is filled in as the one that is written.

    Raises
    ------
    KeyError
        The catalogue has no such key: a mistake of ours, found by the tests.

    Examples
    --------
    >>> text("common.languages.en", "zh-Hant")
    'English'
    >>> text("common.list.and", "en+zh-Hant")
    ' and  和'
    """
    if JOINT in language:
        return Both({each: text(key, each, **values) for each in spoken(language)})
    pattern = entries(language)[key]
    if not values:
        return pattern
    return pattern.format(**{name: said_in(value, language) for name, value in values.items()})


def name_of(tongue: str) -> str:
    """Name a language in itself; a pair by both.

    Examples
    --------
    >>> name_of("en+zh-Hant")
    'English 繁體中文'
    """
    return " ".join(text(f"common.languages.{each}", each) for each in spoken(tongue))


def all_languages(key: str) -> dict[str, str]:
    """Give a string in every language.

    Examples
    --------
    >>> sorted(all_languages("common.languages.en"))
    ['en', 'zh-Hans', 'zh-Hant']
    """
    return {language: text(key, language) for language in LANGUAGES}
