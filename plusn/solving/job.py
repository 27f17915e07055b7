"""A job: one question to a case, from the queue to its answer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Literal, Protocol

from data.errors import ScenarioProblem
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.errors import PlusNError
    from plusn.solving.child import Task

SECONDS = 20.0
"""Time limit of each solve, as the commands have it."""
State = Literal["queued", "working", "done", "failed", "cancelled"]
SETTLED = frozenset({"done", "failed", "cancelled"})
Why = Literal["", "problem", "bug", "died", "late"]

FAULTS = {
    "bug": ScenarioProblem(
        said("the answer could not be worked out, by a mistake of ours"),
        remedy=said("Please report it with the case; the log of the program has the details."),
    ),
    "died": ScenarioProblem(
        said("the calculation ended before it had an answer"),
        remedy=said("Run it again; if it ends again, it may need more memory than there is."),
    ),
    "late": ScenarioProblem(
        said("the calculation took too long and was ended"),
        remedy=said("Ask for less at once, or run it as a command, which has no such limit."),
    ),
}


class Desk(Protocol):
    """Take a job back, and say how many stand before it."""

    def cancel(self, job: Job) -> None:
        """Take the job back."""

    def place(self, job: Job) -> int:
        """Count the jobs that come before it."""

    def hurry(self, job: Job) -> None:
        """Make it urgent."""


class Job:
    """Follow a job; every field may be read from any thread, the pool alone writes.

    Attributes
    ----------
    state
        queued, working, done, failed or cancelled.
    progress
        Steps done, and of how many; (0, 0) before the first.
    record
        The answer, when done.
    problem
        What is wrong, when failed.
    why
        What kind of failure: the case's problem, our bug, a worker that died, or time.
    """

    def __init__(self, number: int, task: Task, *, owner: str, urgent: bool, desk: Desk) -> None:
        self.number, self.owner, self.urgent = number, owner, urgent
        self.kind = task.kind
        self.state: State = "queued"
        self.progress = (0, 0)
        self.record: dict[str, Any] | None = None
        self.problem: PlusNError | None = None
        self.why: Why = ""
        self.then: Callable[[dict[str, Any]], object] | None = None
        self.task: Task | None = task
        self._desk = desk
        self._over = threading.Event()

    @property
    def settled(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in SETTLED

    @property
    def place(self) -> int:
        """Count the jobs that come before it; 0 when it is next or no longer waits."""
        return self._desk.place(self)

    def cancel(self) -> None:
        """Take it back; its worker is ended if it has begun. A settled job stays as it is."""
        self._desk.cancel(self)

    def hurry(self) -> None:
        """Let it come before what is not urgent."""
        self._desk.hurry(self)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is settled; False when it is not by then."""
        return self._over.wait(seconds)

    def moved(self, done: int, total: int) -> None:
        """Take in how far it is."""
        self.progress = (done, total)

    def settle(
        self,
        state: State,
        *,
        record: dict[str, Any] | None = None,
        problem: PlusNError | None = None,
        why: Why = "",
    ) -> None:
        """End it, once: the state last, so that who sees the state sees the answer."""
        if self.settled:
            return
        self.record, self.problem, self.why = record, problem, why
        self.state = state
        self.task = None  # the case is not needed any more
        self._over.set()

    def fail(self, why: Why, problem: PlusNError | None = None) -> None:
        """End it with a problem of the case, or with the sentence for a fault of ours."""
        self.settle("failed", problem=problem or FAULTS[why], why=why)
