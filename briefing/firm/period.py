"""What a firm's sentences share: how long a cost is of, what happens to sites, lists of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.catalogue import text
from briefing.names import listed
from briefing.numerals import number
from briefing.phrases import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.firm.names import Names
    from briefing.firm.walk import SiteChange
    from briefing.spec import Language

YEAR = 52.0


def period(weeks: float, lang: Language) -> str:
    """Say of how long a cost is: a year, or so many weeks.

    Examples
    --------
    >>> period(52, "en"), period(26, "en")
    ('a year', 'in 26 weeks')
    """
    if weeks == YEAR:
        return text("detail.period.year", lang)
    return text("detail.period.weeks", lang, weeks=number(weeks))


def no_totals(lacking: Sequence[str], names: Names) -> tuple[str, ...]:
    """Say that costs are no totals where layers of duty are not given, and which; else nothing.

    Parameters
    ----------
    lacking
        Sentences of a record, which know their translation.
    """
    if not lacking:
        return ()
    sentences = (in_language(words, names.lang, names) for words in lacking)
    return (text("detail.no_totals", names.lang), *sentences)


def what_changes(sites: Sequence[SiteChange], names: Names) -> str:
    """Say what happens to sites: which open, which close, what else; blank for nothing."""
    lang = names.lang
    parts = [
        text(f"detail.sites.{change}{'' if len(found) == 1 else '.several'}", lang,
             sites=names.sites_text(found))
        for change in ("opens", "closes")
        if (found := [site.facility for site in sites if site.change == change])
    ]  # fmt: skip
    parts += [
        text(
            f"detail.sites.{site.change.replace(' ', '_')}",
            lang,
            site=names.site(site.facility),
            before=site.before,
            after=site.after,
        )
        for site in sites
        if site.change not in {"opens", "closes"}
    ]
    return listed(parts, lang)


def doing(sites: Sequence[SiteChange], names: Names) -> str:
    """Name what is done, for a title, "Opening Bac Ninh plant"; blank where nothing is."""
    parts = [
        text(f"detail.doing.{change}", names.lang, sites=names.sites_text(found))
        for change in ("opens", "closes")
        if (found := [site.facility for site in sites if site.change == change])
    ]
    said = listed(parts, names.lang)
    return said[:1].upper() + said[1:]
