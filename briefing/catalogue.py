"""Text by key and language.

One file per area and language: ``briefing/text/<area>.<language>.json``, flat keys
``"<area>.<name>"``. Placeholders are those of `str.format`, filled with values that our own code
formatted; a user's string is only ever a value, never a pattern.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from briefing.spec import LANGUAGES

HTML_LANG = {"en": "en", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN"}


@cache
def entries(language: str) -> dict[str, str]:
    """Load every string of a language, keyed.

    Raises
    ------
    ValueError
        A key stands in two files: a mistake of ours, found by the tests.
    """
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
    """Give a string in a language, with its placeholders filled.

    Raises
    ------
    KeyError
        The catalogue has no such key: a mistake of ours, found by the tests.

    Examples
    --------
    >>> text("common.languages.en", "zh-Hant")
    'English'
    """
    pattern = entries(language)[key]
    return pattern.format(**values) if values else pattern


def all_languages(key: str) -> dict[str, str]:
    """Give a string in every language.

    Examples
    --------
    >>> sorted(all_languages("common.languages.en"))
    ['en', 'zh-Hans', 'zh-Hant']
    """
    return {language: text(key, language) for language in LANGUAGES}
