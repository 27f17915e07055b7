"""Terms on screen and on paper with what they mean, in three languages: `docs/glossary.md`."""

from __future__ import annotations

from briefing.catalogue import name_of, text
from briefing.spec import LANGUAGES

# Term → where it stands on screen; the others are spelt in the glossary's own catalogue.
ON_SCREEN = {
    "known": "export.column.known",
    "published": "atlas.standing.published",
    "derived": "atlas.standing.derived",
    "bounded": "atlas.standing.bounded",
    "range": "",
    "estimated": "atlas.standing.estimated",
    "unknown": "atlas.standing.unknown",
    "scope": "atlas.standing.out_of_scope",
    "sample": "atlas.measure.count.legend",
    "enterprise": "",
    "mainland": "atlas.mainland",
    "concentration": "atlas.measure.lq.legend",
    "weeks": "",
    "restart": "",
    "caution": "controls.group.caution",
    "tradeoff": "",
    "transshipped": "names.origin.transshipped",
    "regret": "",
    "safest": "decision.safest",
    "gap": "",
    "illustrative": "audit.provenance.illustrative",
}


def term(name: str, language: str) -> str:
    """Give a term as it stands on screen.

    Examples
    --------
    >>> term("bounded", "zh-Hant"), term("weeks", "en")
    ('只知範圍', 'weeks we can keep delivering')
    """
    return text(ON_SCREEN[name] or f"glossary.{name}.term", language)


def markdown() -> str:
    """Write the glossary as a document: a table of the terms, then what they mean."""
    heads = [name_of(language) for language in LANGUAGES]
    lines = [f"# {text('glossary.title', 'en')}", "", INTRODUCTION, "", _row(heads)]
    lines += [_row(["---"] * len(heads))]
    lines += [_row([term(name, language) for language in LANGUAGES]) for name in ON_SCREEN]
    for language in LANGUAGES:
        lines += ["", f"## {name_of(language)}", ""]
        lines += [_row([text(f"glossary.head.{head}", language) for head in ("term", "means")])]
        lines += [_row(["---"] * 2)]
        lines += [
            _row([term(name, language), text(f"glossary.{name}", language)]) for name in ON_SCREEN
        ]
    return "\n".join(lines) + "\n"


INTRODUCTION = (
    "The words on screen, on paper and on slides. Written by `briefing.glossary` from the\n"
    "catalogues of text; a test holds this file against them. Traditional Chinese follows the\n"
    "usage of Hong Kong (內地, 中國+N, 最多). In two languages together (`--lang en+zh-Hant`) a\n"
    "term stands on one line, \u201cpublished 已公布\u201d, and a title on two."
)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
