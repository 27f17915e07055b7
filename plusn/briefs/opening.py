"""Open a brief: a shipped one, a user's file, or what such a file holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.brief_files import read_brief, read_shipped, shipped_names
from data.errors import BadValue
from data.phrase import joined, said
from data.uploads.presentation import read_presentation
from plusn.briefs.briefing import Briefing, quiet
from plusn.briefs.reading import brief_of
from plusn.briefs.schema import Brief
from plusn.exhibits.registry import home_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plusn.briefs.briefing import Tell


def brief(
    given: str | Path | Brief | Mapping[str, object],
    *,
    lang: str | None = None,
    size: str | None = None,
    page: str | None = None,
    ink: str | None = None,
    template: str | Path | None = None,
    arguments: Mapping[str, object] | None = None,
    tell: Tell = quiet,
) -> Briefing:
    """Make a brief: several figures as slides, pages, a report or one zip.

    Parameters
    ----------
    given
        Name of a shipped brief, a YAML file, or what such a file holds.
    lang, size, page, ink, template
        In place of the brief's own: see `plusn.briefs.schema.Brief`.
    arguments
        For every figure that knows them, such as ``case`` of the figures of a firm.
    tell
        Is told how many figures are made, and of how many.

    Raises
    ------
    UnreadableFile, TooLarge
        The file, or the template, cannot be read.
    BadValue
        No shipped brief has the name, or no figure knows an argument.
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
    if arguments:
        made = brief_of(_with(made, arguments), name=name)
    look = read_presentation(folder / made.template) if made.template else None
    return Briefing(brief=made, template=look, tell=tell)


def _tree(given: str | Path | Brief | Mapping[str, object]) -> tuple[object, str, Path]:
    """Give what is asked, its name, and the folder that its paths start from."""
    if isinstance(given, Brief):
        return given.model_dump(by_alias=True), "brief", Path()
    if not isinstance(given, str | Path):
        return given, "brief", Path()
    if str(given) in shipped_names():
        return read_shipped(str(given)), str(given), Path()
    if not Path(given).suffix:
        raise BadValue(
            said("no brief is called {name!r}", name=str(given)),
            remedy=said(
                "Name a YAML file, or a shipped brief: {choices}.",
                choices=joined(", ", shipped_names()),
            ),
        )
    return read_brief(given), Path(given).name, Path(given).parent


def _with(brief: Brief, arguments: Mapping[str, object]) -> dict[str, object]:
    """Give every figure those of the arguments that it knows.

    Raises
    ------
    BadValue
        No figure knows one.
    """
    known: set[str] = set()
    plain = brief.model_dump(by_alias=True)
    for entry in plain["figures"]:
        fields = home_of(entry["figure"]).Asked.model_fields
        mine = {key: value for key, value in arguments.items() if key in fields}
        entry["with"] = {**entry["with"], **mine}
        known |= mine.keys()
    for name in arguments:
        if name not in known:
            raise BadValue(
                said("no figure of the brief has an argument {name!r}", name=name),
                remedy=said("Leave it out, or ask for a brief that has one."),
            )
    return dict(plain)
