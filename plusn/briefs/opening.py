"""Open a brief: a shipped one, a user's file, or what such a file holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.brief_files import read_brief, read_shipped, shipped_names
from data.errors import BadValue
from data.phrase import joined, said
from data.uploads.presentation import check_presentation, read_presentation
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
    template: str | Path | bytes | None = None,
    arguments: Mapping[str, object] | None = None,
    tell: Tell = quiet,
) -> Briefing:
    """Make a brief: several figures as slides, pages, a report or one zip.

    Parameters
    ----------
    given
        Name of a shipped brief, a YAML file, or what such a file holds.
    lang, size, page, ink, template
        In place of the brief's own: see `plusn.briefs.schema.Brief`. A template may be bytes too.
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
    if isinstance(template, bytes):
        check_presentation(template, name="the template")
    elif template is not None:
        wanted["template"] = str(Path(template).resolve())
    made = brief_of(tree, name=name, given=wanted)
    if arguments:
        made = brief_of(_with(made, arguments), name=name)
    return Briefing(brief=made, template=_look(template, made, folder), tell=tell)


def _look(given: str | Path | bytes | None, made: Brief, folder: Path) -> bytes | None:
    if isinstance(given, bytes):
        return given
    return read_presentation(folder / made.template) if made.template else None


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
    folder = Path(given).parent
    return _beside(read_brief(given), folder), Path(given).name, folder


def _beside(value: Any, folder: Path) -> Any:  # noqa: ANN401 - any YAML value
    """Look for files that a brief names beside the brief: a case, a table, boundaries."""
    figures = value.get("figures") if isinstance(value, dict) else None
    for entry in figures if isinstance(figures, list) else ():
        arguments = entry.get("with") if isinstance(entry, dict) else None
        if not isinstance(arguments, dict):
            continue
        for name, given in arguments.items():
            if isinstance(given, str) and Path(given).suffix and _is_file(folder / given):
                arguments[name] = str((folder / given).resolve())
    return value


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no name of a file at all
        return False


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
