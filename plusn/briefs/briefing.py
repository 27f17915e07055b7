"""A brief that is ready to be written, in any form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.exhibit import Page
from data.brief_files import read_brief, read_shipped, read_template, shipped_names
from data.errors import BadValue, PlusNError, Problems, TooLarge
from data.files import check_writable, write_atomic
from data.phrase import said
from plusn.briefs.each import arguments_of
from plusn.briefs.forms import FORMS, Job, check_form
from plusn.briefs.reading import brief_of
from plusn.briefs.schema import MOST_PAGES, Brief
from plusn.exhibits.registry import show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plusn.briefs.schema import Entry

    Tell = Callable[[int, int], None]


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
    >>> brief({"title": "One", "lang": "en", "figures": [{"figure": "atlas"}]}).pages[0].heading
    'Four coastal provinces and Shanghai hold 81% of the sampled enterprises'
    """

    brief: Brief
    template: bytes | None = None
    tell: Tell = lambda _made, _of: None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Make every figure once.

        Raises
        ------
        TooLarge
            There are more than `MOST_PAGES`.
        Problems
            Figures cannot be made: all of them, each with its reason.
        """
        asked = [
            (at, entry, with_)
            for at, entry in enumerate(self.brief.figures, 1)
            for with_ in arguments_of(entry)
        ]
        if len(asked) > MOST_PAGES:
            raise TooLarge(
                said("the brief has {count:,} pages", count=len(asked)),
                remedy=said("At most {most:,} are written.", most=MOST_PAGES),
            )
        made: list[Page] = []
        problems: list[PlusNError] = []
        for done, (at, entry, with_) in enumerate(asked, 1):
            try:
                made.append(self._page(entry, with_))
            except PlusNError as problem:
                problem.where = problem.where or said("figure {number}", number=at)
                problems.append(problem)
            self.tell(done, len(asked))
        if problems:
            raise Problems(problems, what=self.brief.title)
        return tuple(made)

    def _page(self, entry: Entry, with_: Mapping[str, object]) -> Page:
        shown = show(entry.figure, with_, lang=self.brief.lang)
        page = Page(shown=shown, title=entry.title, notes=entry.notes)
        _ = shown.exhibit  # made now, so that what is wrong is told before anything is written
        return page

    def to_bytes(self, form: str) -> bytes:
        """Write it in one of `plusn.briefs.forms.FORMS`.

        Raises
        ------
        UnknownFormat
            No back-end writes `form`.
        PlusNError
            A figure cannot be made or drawn; the message says why.
        """
        check_form(form)
        return FORMS[form](Job(brief=self.brief, pages=self.pages, template=self.template))

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


def brief(
    given: str | Path | Brief | Mapping[str, object],
    *,
    lang: str | None = None,
    size: str | None = None,
    page: str | None = None,
    ink: str | None = None,
    template: str | Path | None = None,
    tell: Tell | None = None,
) -> Briefing:
    """Make a brief: several figures as slides, pages, a report or one zip.

    Parameters
    ----------
    given
        Name of a shipped brief, a YAML file, or what such a file holds.
    lang, size, page, ink, template
        In place of the brief's own: see `plusn.briefs.schema.Brief`.
    tell
        Is told how many figures are made, and of how many.

    Raises
    ------
    UnreadableFile, TooLarge
        The file, or the template, cannot be read.
    Problems
        Something in the brief is unknown, missing or not allowed: all of it at once.

    Examples
    --------
    >>> brief("study", lang="zh-Hant").brief.lang
    'zh-Hant'
    """
    tree, name, folder = _tree(given)
    own = {"lang": lang, "size": size, "page": page, "ink": ink}
    wanted = {key: value for key, value in own.items() if value is not None}
    if template is not None:
        wanted["template"] = str(Path(template).resolve())
    made = brief_of(tree, name=name, given=wanted)
    look = read_template(folder / made.template) if made.template else None
    return Briefing(brief=made, template=look, **({} if tell is None else {"tell": tell}))


def _tree(given: str | Path | Brief | Mapping[str, object]) -> tuple[object, str, Path]:
    """Give what is asked, its name, and the folder that its paths start from."""
    if isinstance(given, Brief):
        return given.model_dump(by_alias=True), given.title, Path()
    if not isinstance(given, str | Path):
        return given, str(said("the brief")), Path()
    if str(given) in shipped_names():
        return read_shipped(str(given)), str(given), Path()
    if not Path(given).suffix:
        raise BadValue(
            said("no brief is called {name!r}", name=str(given)),
            remedy=said(
                "Name a YAML file, or a shipped brief: {choices}.",
                choices=", ".join(shipped_names()),
            ),
        )
    return read_brief(given), Path(given).name, Path(given).parent
