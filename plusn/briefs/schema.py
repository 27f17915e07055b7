"""What a brief is: figures with their arguments, in order, for one language and one paper.

Titles and notes are the author's: one text, or one for each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from briefing.pairing import lines
from briefing.spec import Language, Part
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TITLE = 200  # characters; a slide has room for no more
LONGEST_NOTES = 4000
MOST_FIGURES = 60
MOST_PAGES = 120
SLIDE = "slide"

Line = Annotated[str, Field(max_length=LONGEST_TITLE)]
Notes = Annotated[str, Field(max_length=LONGEST_NOTES)]
Title = Line | dict[Language, Line]
Told = Notes | dict[Language, Notes]
Each = Literal["provinces"] | tuple[str | int, ...]


class Entry(Part):
    """One figure, or one for each value of an argument."""

    figure: Annotated[str, Field(description="Name of a figure: `plusn brief --list`.")]
    arguments: Annotated[
        dict[str, Any],
        Field(default_factory=dict, alias="with", description="Arguments of the figure."),
    ]
    for_each: Annotated[
        dict[str, Each],
        Field(
            default_factory=dict,
            max_length=1,
            description="One argument and its values: a page for each. `provinces` stands for "
            "every province with a published number and cities.",
        ),
    ]
    title: Annotated[Title, Field(default="", description="In place of the generated title.")]
    notes: Annotated[Told, Field(default="", description="What the speaker wants at hand.")]


class Brief(Part):
    """Figures in an order, with what holds for all of them."""

    title: Annotated[Title, Field(description="Of the whole document.")]
    subtitle: Annotated[Title, Field(default="")]
    lang: Annotated[
        str, Field(description="en, zh-Hant, zh-Hans, or two of them such as en+zh-Hant.")
    ]
    size: Annotated[Literal["16:9", "4:3", "A4"], Field(default="16:9", description="Of slides.")]
    page: Annotated[
        Literal["a4", "a4-landscape", "slide"],
        Field(default="a4", description="Of Word and PDF pages; slide gives a PDF of slides."),
    ]
    ink: Annotated[
        Literal["colour", "mono"],
        Field(default="colour", description="mono prints without colour."),
    ]
    template: Annotated[
        str, Field(default="", description="A PPTX file, beside the brief, whose look is taken.")
    ]
    as_of: Annotated[str, Field(default="", max_length=40, description="Date of the brief.")]
    figures: Annotated[tuple[Entry, ...], Field(min_length=1, max_length=MOST_FIGURES)]


def in_tongue(words: str | Mapping[Language, str], tongue: str) -> str:
    r"""Give the author's words in a language or a pair; blank where there are none in it.

    Examples
    --------
    >>> in_tongue({"en": "Where", "zh-Hant": "分布"}, "en+zh-Hant"), in_tongue("Where", "zh-Hans")
    ('Where\n分布', 'Where')
    """
    if isinstance(words, str):
        return words
    found = [words.get(language, "") for language in spoken(tongue)]
    return lines(found[0], found[-1]) if all(found) else ""


def heading(words: str | Mapping[Language, str], tongue: str) -> str:
    """Give a title in a tongue, or the first that there is.

    Examples
    --------
    >>> heading({"en": "Where"}, "zh-Hant")
    'Where'
    """
    listed = words.values() if not isinstance(words, str) else ()
    return in_tongue(words, tongue) or next(iter(listed), "")
