"""What one session has asked: each question once, its answer kept until there are too many."""

from __future__ import annotations

import json
import weakref
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from plusn.solving import stock
from plusn.solving.job import SECONDS
from plusn.solving.size import takes_long

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from data.errors import PlusNError
    from network.case import Case as Case  # noqa: PLC0414 - pages name it too
    from plusn.solving.job import Job, Why
    from plusn.solving.pool import Pool

Standing = Literal["offered", "queued", "working", "done", "failed", "cancelled"]
MOST = 60
"""Questions whose answers a session keeps."""


class Asked:
    """Follow a question of a page: offered, prepared, worked on, answered, failed or cancelled.

    Parameters
    ----------
    kind
        What was asked, a key of `plusn.solving.jobs.JOBS`.
    submit
        Puts the question into the queue.
    record
        The answer, where it is known already.
    """

    def __init__(
        self, kind: str, submit: Callable[..., Job], record: dict[str, Any] | None = None
    ) -> None:
        self.kind = kind
        self._submit, self._record = submit, record
        self._job: Job | None = None

    @property
    def state(self) -> Standing:
        """Give offered (takes long, not begun), queued, working, done, failed or cancelled."""
        if self._job is None:
            return "offered" if self._record is None else "done"
        return self._job.state

    @property
    def settled(self) -> bool:
        """Tell whether nothing more will happen unless it is asked again."""
        return self._job is None or self._job.settled

    @property
    def record(self) -> dict[str, Any] | None:
        """Give what the command prints with ``--json``, when done."""
        return self._record if self._job is None else self._job.record

    @property
    def problem(self) -> PlusNError | None:
        """Give what is wrong, when failed."""
        return self._job.problem if self._job else None

    @property
    def why(self) -> Why:
        """Give why it failed: the case's problem, our bug, a worker that died, or time."""
        return self._job.why if self._job else ""

    @property
    def progress(self) -> tuple[int, int]:
        """Give the steps done, and of how many; (0, 0) where that is not known."""
        return self._job.progress if self._job else (0, 0)

    @property
    def place(self) -> int:
        """Count the questions that come before it in the queue."""
        return self._job.place if self._job else 0

    def cancel(self) -> None:
        """Take it back."""
        if self._job:
            self._job.cancel()

    def again(self, *, urgent: bool = True) -> None:
        """Ask it anew, unless it is being worked on."""
        if self._job is None or self._job.settled:
            self._job = self._submit(urgent=urgent)

    def hurry(self) -> None:
        """Let it come before what is prepared in the background."""
        if self._job:
            self._job.hurry()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is settled; False when it is not by then."""
        return self._job is None or self._job.wait(seconds)


class Book:
    """Hold the questions of one session; when it is forgotten, its jobs are taken back.

    Parameters
    ----------
    pool
        Solves them.
    owner
        Names the session.
    """

    def __init__(self, pool: Pool, owner: str) -> None:
        self._pool, self._owner = pool, owner
        self._asked: OrderedDict[tuple[str, ...], Asked] = OrderedDict()
        weakref.finalize(self, _cancel_all, self._asked).atexit = False

    def ask(
        self,
        kind: str,
        case: Case,
        args: Mapping[str, Any] | None = None,
        *,
        urgent: bool = False,
        seconds: float = SECONDS,
    ) -> Asked:
        """Give a question as it stands; the first time, it is put into the queue.

        One that takes long is only offered, until it is asked `again`.

        Parameters
        ----------
        kind, case, args, urgent, seconds
            As `plusn.solving.pool.Pool.submit`; an argument that is blank or None is left out.
        """
        given = {name: value for name, value in (args or {}).items() if value not in (None, "")}
        text = json.dumps(given, sort_keys=True, default=str)
        key = (kind, case.digest, text, str(seconds))
        if key in self._asked:
            self._asked.move_to_end(key)
            if urgent:
                self._asked[key].hurry()
            return self._asked[key]
        asked = self._new(kind, case, json.loads(text), urgent=urgent, seconds=seconds)
        self._asked[key] = asked
        while len(self._asked) > MOST:
            self._asked.popitem(last=False)[1].cancel()
        return asked

    def __iter__(self) -> Iterator[Asked]:
        return iter(tuple(self._asked.values()))

    def _new(
        self, kind: str, case: Case, args: dict[str, Any], *, urgent: bool, seconds: float
    ) -> Asked:
        shared = seconds == SECONDS and stock.is_shared(kind, case, args)
        # Nothing of the book itself, which could not be forgotten then.
        submit = partial(
            self._pool.submit, kind, case, args, owner=self._owner, seconds=seconds,
            then=partial(stock.put, kind, case) if shared else None,
        )  # fmt: skip
        asked = Asked(kind, submit, stock.find(kind, case) if shared else None)
        if asked.record is None and not takes_long(kind, case):
            asked.again(urgent=urgent)
        return asked


def _cancel_all(asked: Mapping[tuple[str, ...], Asked]) -> None:
    for one in asked.values():
        one.cancel()
