"""A brief that is ready to be written, in any form."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.exhibit import Page
from data.errors import PlusNError, Problems, TooLarge
from data.files import check_writable, write_atomic
from data.phrase import said
from plusn.alone import ALONE
from plusn.briefs.each import arguments_of
from plusn.briefs.forms import FORMS, check_form, check_ink
from plusn.briefs.schema import MOST_PAGES, heading, in_tongue
from plusn.exhibits.registry import show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.spec import Language
    from plusn.briefs.schema import Brief, Entry

    Tell = Callable[[int, int], None]
    Asked = tuple[int, Entry, Mapping[str, object]]


def quiet(_made: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """Figures in an order that can be read and saved.

    Parameters
    ----------
    brief
        What was asked.
    template
        Bytes of a PPTX whose look the slides take.
    tell
        Is told how many figures are made, and of how many.

    Examples
    --------
    >>> from plusn.briefs.opening import brief
    >>> brief({"title": "One", "lang": "en", "figures": [{"figure": "atlas"}]}).pages[0].heading
    'Four coastal provinces and Shanghai hold 81% of the sampled enterprises'
    """

    brief: Brief
    template: bytes | None = None
    tell: Tell = quiet
    _made: dict[str, tuple[Page, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def title(self) -> str:
        """Give the title of the whole in the brief's own tongue."""
        return heading(self.brief.title, self.brief.lang)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Give every figure in the brief's own tongue, as `pages_in`."""
        return self.pages_in(self.brief.lang)

    def pages_in(self, tongue: str) -> tuple[Page, ...]:
        """Give every figure in a tongue, made once.

        What the author wrote in one language only stands in that of the brief.

        Raises
        ------
        TooLarge
            There are more than `MOST_PAGES`.
        Problems
            Figures cannot be made: all of them, each with its reason.
        """
        if tongue not in self._made:
            self._made[tongue] = self._pages(tongue)
        return self._made[tongue]

    def to_bytes(self, form: str) -> bytes:
        """Write it in one of `plusn.briefs.forms.FORMS`.

        Raises
        ------
        UnknownFormat
            No back-end writes `form`.
        BadValue
            The form cannot keep to the brief's ink.
        PlusNError
            A figure cannot be made or drawn; the message says why.
        """
        check_form(form)
        check_ink(form, self.brief)
        with ALONE:
            return FORMS[form](self)

    def save(self, path: str | Path, form: str | None = None) -> Path:
        """Write it to a file; the form is the file's ending unless given.

        Raises
        ------
        UnknownFormat
            No back-end writes it.
        UnwritableOutput
            The file cannot be written: known before any work, and nothing is left half-written.
        """
        chosen = check_form(form or Path(path).suffix.lstrip(".").lower())
        check_writable(path)
        return write_atomic(path, self.to_bytes(chosen))

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        listed = tuple(
            (at, entry, arguments)
            for at, entry in enumerate(self.brief.figures, 1)
            for arguments in arguments_of(entry)
        )
        if len(listed) > MOST_PAGES:
            raise TooLarge(
                said("the brief has {count:,} pages", count=len(listed)),
                remedy=said("At most {most:,} are written.", most=MOST_PAGES),
            )
        return listed

    def _pages(self, tongue: str) -> tuple[Page, ...]:
        made: list[Page] = []
        problems: list[PlusNError] = []
        for done, asked in enumerate(self._asked, 1):
            try:
                made.append(self._page(asked, tongue))
            except PlusNError as problem:
                problem.where = problem.where or said("figure {number}", number=asked[0])
                problems.append(problem)
            self.tell(done, len(self._asked))
        if problems:
            raise Problems(problems, what=self.title)
        return tuple(made)

    def _page(self, asked: Asked, tongue: str) -> Page:
        _, entry, arguments = asked
        with ALONE:
            shown = show(entry.figure, arguments, lang=tongue)
            _ = shown.exhibit  # made now: what is wrong is told before anything is written
        return Page(
            shown=shown, title=self._own(entry.title, tongue), notes=self._own(entry.notes, tongue)
        )

    def _own(self, words: str | Mapping[Language, str], tongue: str) -> str:
        """Give the author's words where they are in this tongue."""
        if isinstance(words, str) and tongue != self.brief.lang:
            return ""
        return in_tongue(words, tongue)
