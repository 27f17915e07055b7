"""A firm's own case for the figures of a brief: they open a file, and no session keeps one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from plusn.scenarios.files import save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plusn.desk.desk import Desk


@contextmanager
def laid_out(desk: Desk | None) -> Iterator[str]:
    """Give what figures of a firm take as their case, while they are made.

    Parameters
    ----------
    desk
        Of the session; none where no figure needs it.

    Yields
    ------
    str
        Name of a shipped case, a file that is gone afterwards, or blank.
    """
    if desk is None or desk.origin:
        yield desk.origin if desk is not None else ""
        return
    with TemporaryDirectory(prefix="plusn-") as folder:
        yield str(save(desk.case, Path(folder) / "case.json"))
