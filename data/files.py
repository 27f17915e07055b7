"""Write files so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from data.errors import UnwritableOutput


def write_atomic(path: str | Path, content: bytes) -> Path:
    """Write a file whole or not at all.

    The bytes go to a temporary file in the same folder, are forced to disk, and then take the
    target's name in one step; missing folders are made. When anything fails the old file, if there
    was one, is untouched and the temporary file is gone.

    Parameters
    ----------
    path
        File to write or replace.
    content
        Everything that it shall hold.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    UnwritableOutput
        The folder cannot be made, the file cannot be written, or `path` is a folder.
    """
    target = Path(path)
    if target.is_dir():
        raise _is_folder(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as problem:
        raise UnwritableOutput(
            "the file cannot be written",
            where=f"{target}: {problem.strerror or problem}",
            remedy="Choose another place, or make room and allow writing there.",
        ) from problem
    return target


def check_writable(path: str | Path) -> Path:
    """Make sure before long work that a file can be written, leaving no trace.

    Parameters
    ----------
    path
        File that shall be written or replaced later.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    UnwritableOutput
        It is a folder, or its folder can neither be made nor written in.
    """
    target = Path(path)
    folder = target.parent
    try:
        if target.is_dir():
            raise _is_folder(target)
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):
            return target
    except (OSError, ValueError) as problem:
        raise UnwritableOutput(
            "the output cannot be written",
            where=f"{target}: {getattr(problem, 'strerror', None) or problem}",
            remedy="Name a file in a folder where you may write.",
        ) from problem


def _is_folder(target: Path) -> UnwritableOutput:
    return UnwritableOutput(
        "the output is a folder", where=str(target), remedy="Name a file inside it."
    )


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
    )
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(_usual_mode(target))
        os.replace(name, target)  # noqa: PTH105 - the one call documented as atomic on every system
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _usual_mode(target: Path) -> int:
    """Give the mode that the file had, or that a plain `open` would give a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
