"""One figure of a report as markup: every word escaped, nothing that needs a script to be read."""

from __future__ import annotations

from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from briefing.backends.report.inlined import inlined
from briefing.catalogue import HTML_LANG, text
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.backends.report.inlined import Shapes
    from briefing.exhibit import Exhibit, Page, Picture, Table
    from briefing.palette import Theme

MOST_ROWS = 12  # of a table; sums below them stay
PRINTED_ROWS = 6  # of all tables of a figure together: they share its one page of paper
MUCH = 600  # letters of sentences: more stand below the picture there, not beside it
LABELS = {
    "image": "report.image",
    "numbers": "report.numbers",
    "citation": "report.citation.copy",
    "data": "report.data",
    "embed": "report.embed",
}


def article(
    page: Page, pictures: Mapping[Theme, Sequence[Picture]], shapes: Shapes, *, place: str
) -> str:
    """Write one figure with its words, table and sources.

    Parameters
    ----------
    pictures
        The same drawing in each theme.
    shapes
        Takes the paths of all pictures of the page.
    place
        Id of the article, and the beginning of every id in it.
    """
    exhibit = page.shown.exhibit
    much = sum(map(_wide, (*exhibit.sentences, exhibit.premise))) > MUCH
    printed = max(2, PRINTED_ROWS // (max(1, len(exhibit.tables)) + much))
    look = "figure much" if much else "figure"
    parts = [
        f'<article class="{look}" id="{place}" aria-labelledby="{place}-title" tabindex="-1">',
        _head(page, exhibit, place),
        _key_figures(exhibit),
        '<figure class="drawing">',
        *(_picture(theme, each, shapes, place, exhibit) for theme, each in pictures.items()),
        f"<figcaption>{said(exhibit.caption, exhibit.lang)}</figcaption></figure>",
        '<div class="words"><div class="reading">',
        _list("ul", "sentences", exhibit.sentences, exhibit.lang),
        f'<p class="premise">{said(exhibit.premise, exhibit.lang)}</p>' if exhibit.premise else "",
        '</div><div class="tables">',
        *(_table(table, exhibit.lang, place=place, printed=printed) for table in exhibit.tables),
        "</div></div>",
        _sources(exhibit),
        _actions(exhibit.lang, place),
        "</article>",
    ]
    return "".join(parts)


def said(words: str, tongue: str) -> str:
    """Write words with the language of each line, where two languages stand together."""
    languages, lines = spoken(tongue), words.split("\n")
    if len(languages) == 1 or len(lines) != len(languages):
        return escape(words)
    return "".join(
        f'<span class="line" lang="{HTML_LANG[language]}">{escape(line)}</span>'
        for language, line in zip(languages, lines, strict=True)
    )


def _wide(words: str) -> int:
    """Count letters; a Chinese character is as wide as two."""
    return len(words) + sum(character > "\u2e7f" for character in words)


def _head(page: Page, exhibit: Exhibit, place: str) -> str:
    subtitle = (
        f'<p class="subtitle">{said(exhibit.subtitle, exhibit.lang)}</p>'
        if exhibit.subtitle
        else ""
    )
    boxed = "".join(f'<p class="boxed">{said(each, exhibit.lang)}</p>' for each in exhibit.boxed)
    title = f'<h2 id="{place}-title">{said(page.heading, exhibit.lang)}</h2>'
    return f'<header class="lead">{title}{subtitle}{boxed}</header>'


def _key_figures(exhibit: Exhibit) -> str:
    rows = "".join(
        f"<div><dt>{said(each.words, exhibit.lang)}</dt>"
        f"<dd>{said(each.number, exhibit.lang)}</dd></div>"
        for each in exhibit.key_figures
    )
    return f'<dl class="key">{rows}</dl>' if rows else ""


def _picture(
    theme: Theme, pictures: Sequence[Picture], shapes: Shapes, place: str, exhibit: Exhibit
) -> str:
    drawn = "".join(
        inlined(each, shapes, prefix=f"{place}-{theme[0]}{number}-", alt=exhibit.alt)
        for number, each in enumerate(pictures)
    )
    return f'<div class="picture {theme}" tabindex="0">{drawn}</div>'


def _list(kind: str, name: str, lines: Iterable[str], tongue: str) -> str:
    items = "".join(f"<li>{said(line, tongue)}</li>" for line in lines)
    return f'<{kind} class="{name}">{items}</{kind}>' if items else ""


def _table(table: Table, tongue: str, *, place: str, printed: int) -> str:
    """Write a table: on a screen its first rows, on paper `printed` of them; both say so."""
    shown = [each for each in enumerate(table.rows) if _stays(table, each[0], MOST_ROWS)]
    kept = [number for number, _ in shown if _stays(table, number, printed)]
    heads = "".join(
        f'<th scope="col"{_side(column.number)}>{said(column.head, tongue)}</th>'
        for column in table.columns
    )
    rows = "".join(
        _row(table, row, tongue, look=_look(table, number, kept)) for number, row in shown
    )
    caption = f"<caption>{said(table.title, tongue)}</caption>" if table.title else ""
    named = "" if table.title else f' aria-labelledby="{place}-title"'
    below = (
        _left_out(table, len(shown), tongue, "screen")
        + _left_out(table, len(kept), tongue, "paper")
        + (f'<p class="rest">{said(table.rest, tongue)}</p>' if table.rest else "")
    )
    return (
        f'<div class="table" tabindex="0"><table{named}>{caption}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{below}</div>"
    )


def _stays(table: Table, number: int, most: int) -> bool:
    return number < most or number in table.strong


def _look(table: Table, number: int, kept: Sequence[int]) -> str:
    looks = ["strong"] * (number in table.strong) + ["more"] * (number not in kept)
    return f' class="{" ".join(looks)}"' if looks else ""


def _left_out(table: Table, shown: int, tongue: str, where: str) -> str:
    left = len(table.rows) - shown
    if not left:
        return ""
    told = "\n".join(
        text("pages.left_out", language, left=left, of=len(table.rows))
        for language in spoken(tongue)
    )
    return f'<p class="rest {where}">{said(told, tongue)}</p>'


def _row(table: Table, row: Sequence[str], tongue: str, *, look: str) -> str:
    first, *others = row
    cells = "".join(
        f"<td{_side(column.number)}>{said(cell, tongue)}</td>"
        for cell, column in zip(others, table.columns[1:], strict=True)
    )
    return f'<tr{look}><th scope="row">{said(first, tongue)}</th>{cells}</tr>'


def _side(number: bool) -> str:  # noqa: FBT001 - the column's own field
    return ' class="number"' if number else ""


def _sources(exhibit: Exhibit) -> str:
    heading = "\n".join(text("pages.sources", each) for each in spoken(exhibit.lang))
    lines = _list("ol", "", chain(exhibit.credits, exhibit.notes), exhibit.lang)
    stamp = f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}"
    return (
        f'<div class="sources"><h3>{said(heading, exhibit.lang)}</h3>{lines}'
        f'<p class="stamp">{escape(stamp)}</p></div>'
    )


def _actions(tongue: str, place: str) -> str:
    language = spoken(tongue)[0]
    buttons = "".join(
        f'<button type="button" data-act="{act}" data-place="{place}">'
        f"{text(LABELS[act], language)}</button>"
        for act in LABELS
    )
    return f'<div class="actions" lang="{HTML_LANG[language]}">{buttons}</div>'
