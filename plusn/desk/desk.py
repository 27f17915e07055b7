"""A firm's desk: a case, each change of it, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.case import Case

MOST_STEPS = 60
"""Changes that can be taken back; older ones are forgotten."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Hold the case that a firm works on; every change gives a new desk.

    Parameters
    ----------
    case
        As it stands; always one that makes sense.
    origin
        Name of the case that PlusN ships; blank for the firm's own.
    file
        Name of the file it came from; blank where there is none.
    notes
        What its reader should know: formulas, columns left out.
    past, future
        What can be taken back, newest last, and done again, next last.
    """

    case: Case
    origin: str = ""
    file: str = ""
    notes: tuple[str, ...] = ()
    past: tuple[Case, ...] = field(default=(), repr=False)
    future: tuple[Case, ...] = field(default=(), repr=False)

    @property
    def changed(self) -> bool:
        """Tell whether the case differs from what was opened."""
        return bool(self.past)

    def change(self, case: Case) -> Desk:
        """Go on with a changed case; the same case is no change."""
        if case == self.case:
            return self
        return replace(self, case=case, past=(*self.past, self.case)[-MOST_STEPS:], future=())

    def undo(self) -> Desk:
        """Take the last change back; without one, nothing happens."""
        if not self.past:
            return self
        *past, before = self.past
        return replace(self, case=before, past=tuple(past), future=(*self.future, self.case))

    def redo(self) -> Desk:
        """Do again what was taken back; without that, nothing happens."""
        if not self.future:
            return self
        *future, after = self.future
        return replace(self, case=after, past=(*self.past, self.case), future=tuple(future))
