"""Everything for a hall whose machine and network nobody knows: one zip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.backends.zipped import packed
from briefing.catalogue import text
from briefing.tongue import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plusn.briefs.forms import Job

PARTS = ("pptx", "pdf", "html", "xlsx")
PLAIN = re.compile(r"[^a-z0-9]+")


def hall(job: Job) -> bytes:
    """Pack slides, pages, the one-file report, numbers, sources and the list of fonts.

    Every member has one fixed date; the same brief gives the same bytes.

    Raises
    ------
    PlusNError
        A part cannot be written: then there is no zip.
    """
    from plusn.briefs.forms import FORMS  # noqa: PLC0415 - the table of forms names this one

    members = {f"briefing.{form}": FORMS[form](job) for form in PARTS if form in FORMS}
    members["sources.txt"] = "\n".join(_sources(job)).encode()
    return packed(members)


def _sources(job: Job) -> Iterator[str]:
    """List title, sources, date and digest of every figure."""
    languages = spoken(job.brief.lang)
    yield job.brief.title
    yield from (line for line in (job.brief.subtitle, job.brief.as_of) if line)
    for number, page in enumerate(job.pages, 1):
        exhibit = page.shown.exhibit
        yield ""
        yield f"{number}. {' / '.join(page.heading.splitlines())}"
        yield from (
            f"   {line}"
            for words in (*exhibit.boxed, *exhibit.credits, *exhibit.notes)
            for line in words.splitlines()
        )
        dated = " / ".join(text("brief.dated", one, as_of=exhibit.as_of) for one in languages)
        yield f"   {dated} · PlusN {exhibit.digest[:12]}"
    yield ""
