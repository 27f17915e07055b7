"""What a brief is: figures with their arguments, in order, for one language and one paper."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from briefing.spec import Part

LONGEST_TITLE = 200  # characters; a slide has room for no more
LONGEST_NOTES = 4000
MOST_FIGURES = 60
MOST_PAGES = 120

Title = Annotated[str, Field(max_length=LONGEST_TITLE)]
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
    notes: Annotated[
        str,
        Field(default="", max_length=LONGEST_NOTES, description="What the speaker wants at hand."),
    ]


class Brief(Part):
    """Figures in an order, with what holds for all of them."""

    title: Annotated[Title, Field(min_length=1, description="Of the whole document.")]
    subtitle: Annotated[Title, Field(default="")]
    lang: Annotated[
        str, Field(description="en, zh-Hant, zh-Hans, or two of them such as en+zh-Hant.")
    ]
    size: Annotated[Literal["16:9", "4:3", "A4"], Field(default="16:9", description="Of slides.")]
    page: Annotated[
        Literal["a4", "a4-landscape"], Field(default="a4", description="Of Word and PDF pages.")
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
