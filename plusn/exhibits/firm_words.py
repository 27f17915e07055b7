"""What every exhibit of a firm's case has: notices, premise, question and answer, caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.exhibit import Exhibit

if TYPE_CHECKING:
    from typing import Literal

    from briefing.exhibit import Chart, Record, Table
    from briefing.firm.frame import FirmFigure
    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.spec import KeyFigure, Language

    Slide = tuple[Literal["picture", "chart", "table"], ...]


def firm_exhibit(
    name: str,
    spec: FirmFigure | FirmFlowSpec,
    lang: Language,
    *,
    as_of: str,
    caution: str,
    sentences: tuple[str, ...] = (),
    key_figures: tuple[KeyFigure, ...] = (),
    tables: tuple[Table, ...] = (),
    charts: tuple[Chart, ...] = (),
    records: tuple[Record, ...] = (),
    subtitle: str = "",
    notes: tuple[str, ...] = (),
    rests_on: tuple[str, ...] = (),
    slide: Slide = ("picture",),
) -> Exhibit:
    """Put a figure's words and numbers together.

    Parameters
    ----------
    as_of
        The day that the case is of; blank for none.
    caution
        What is boxed of a model that is not shown to know the firm; blank for none.
    subtitle
        In place of the figure's own.
    notes
        What must stand beside the figure.
    rests_on
        What else its numbers rest on, for who is asked.
    """
    told = subtitle or spec.subtitle
    illustrative = bool(spec.notice)
    known = "made_up" if illustrative else "own" if caution else "calibrated"
    return Exhibit(
        name=name,
        lang=lang,
        title=spec.title,
        subtitle=told,
        boxed=tuple(words for words in (spec.notice, caution) if words),
        key_figures=key_figures,
        sentences=tuple(dict.fromkeys(words for words in sentences if words)),
        tables=tables,
        charts=charts,
        records=records,
        premise=text("exhibit.joint", lang).join(
            dict.fromkeys((text(f"exhibit.firm.premise.{known}", lang), *rests_on))
        ),
        question=text(f"exhibit.{name}.question", lang),
        answer=text(f"exhibit.{name}.answer", lang),
        credits=spec.credits,
        notes=notes,
        as_of=as_of or text("exhibit.firm.no_day", lang),
        caption=text("exhibit.caption", lang, title=spec.title, told=told),
        alt=spec.alt,
        digest=spec.digest,
        slide=slide,
    )


def known_in_words(spec: FirmFigure | FirmFlowSpec, lang: Language) -> str:
    """Say how the numbers of a figure are known."""
    return text(f"exhibit.firm.known.{'made_up' if spec.notice else 'own'}", lang)
