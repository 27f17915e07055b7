"""A pool of workers with a queue: fair between owners, each job with its end in sight.

Jobs of all sessions meet here and nothing else of them does: a record goes to the job that asked.
"""

from __future__ import annotations

import atexit
import logging
import math
import os
import threading
from collections import Counter
from itertools import count
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from data.errors import PlusNError
from plusn.solving.child import Child, Outcome, Task, Worker
from plusn.solving.fairness import choose, order
from plusn.solving.job import SECONDS, Job

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from network.case import Case

LOG = logging.getLogger(__name__)
DEADLINE = 900.0
"""Seconds after which a job is ended whatever it does."""
MOST_CORES = 6
WARM = 2
"""Workers that load the engine before they are needed."""


def workers_here() -> int:
    """Give how many workers suit this machine: one more than its cores.

    Then what one reader has prepared in the background leaves a core to what she waits for, and
    both leave a worker to everybody else. Workers start when they are needed.
    """
    return min(MOST_CORES, max(2, os.cpu_count() or 2)) + 1


class _Slot:
    """Hold a worker, the thread that speaks with it, and the job it works on.

    `since` orders workers by age: the oldest has loaded the engine.
    """

    def __init__(self, serve: Callable[[_Slot], None]) -> None:
        self.worker: Worker | None = None
        self.since: float = math.inf
        self.job: Job | None = None
        self.tasks: SimpleQueue[Job | None] = SimpleQueue()
        self.thread = threading.Thread(target=serve, args=(self,), daemon=True)


class Pool:
    """Solve jobs in child processes; safe to use from any thread.

    Parameters
    ----------
    workers
        How many at most.
    deadline
        Seconds after which a job is ended.
    start
        Makes a worker.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        deadline: float = DEADLINE,
        start: Callable[[], Worker] = Child,
    ) -> None:
        self.workers = workers or workers_here()
        self._deadline, self._start = deadline, start
        self._lock = threading.RLock()
        self._queue: list[Job] = []
        self._slots: list[_Slot] = []
        self._numbers, self._ages = count(1), count(1)
        self._closed = False
        atexit.register(self.close)

    def submit(
        self,
        kind: str,
        case: Case,
        args: Mapping[str, Any] | None = None,
        *,
        owner: str,
        urgent: bool = False,
        seconds: float = SECONDS,
        then: Callable[[dict[str, Any]], object] | None = None,
    ) -> Job:
        """Put a job into the queue.

        Parameters
        ----------
        kind
            A key of `plusn.solving.jobs.JOBS`.
        case
            The base case.
        args
            Plain JSON values.
        owner
            Whose it is: a session.
        urgent
            Whether somebody waits for it; others are made ready in the background.
        seconds
            Time limit of each solve of the job.
        then
            Told the record, once, when there is one.
        """
        task = Task(kind=kind, case=case, args=dict(args or {}), seconds=seconds)
        with self._lock:
            job = Job(next(self._numbers), task, owner=owner, urgent=urgent, desk=self)
            job.then = then
            if self._closed:
                job.settle("cancelled")
                return job
            self.warm()
            self._queue.append(job)
            self._deal()
        return job

    def warm(self) -> None:
        """Let a few workers load the engine before they are asked."""
        with self._lock:
            while len(self._slots) < min(WARM, self.workers) and not self._closed:
                self._open()

    def place(self, job: Job) -> int:
        """Count the jobs that come before one in the queue."""
        with self._lock:
            return sum(order(other) < order(job) for other in self._queue) * (job in self._queue)

    def hurry(self, job: Job) -> None:
        """Make a waiting job urgent."""
        with self._lock:
            job.urgent = True
            self._deal()

    def cancel(self, job: Job) -> None:
        """Take a job back; the worker that has begun it is ended and another one started."""
        self._end(job, lambda: job.settle("cancelled"))

    def close(self) -> None:
        """Take all jobs back and end all workers."""
        with self._lock:
            self._closed = True
            for job in (*self._queue, *(slot.job for slot in self._slots if slot.job)):
                self.cancel(job)
            for slot in self._slots:
                slot.tasks.put(None)
        for slot in self._slots:
            slot.thread.join(timeout=5)
        atexit.unregister(self.close)

    def _end(self, job: Job, settle: Callable[[], None]) -> None:
        """Settle a job that is not settled, and end the worker that has it."""
        with self._lock:
            if job.settled:
                return
            settle()
            if job in self._queue:
                self._queue.remove(job)
            for slot in self._slots:
                if slot.job is job and slot.worker is not None:
                    slot.worker.end()

    def _deal(self) -> None:
        """Give waiting jobs to free workers, those that are there before new ones."""
        held = Counter(slot.job.owner for slot in self._slots if slot.job)
        while sum(held.values()) < self.workers:
            job = choose(self._queue, held, self.workers)
            if job is None:
                return
            slot = min(self._free(), key=lambda slot: slot.since, default=None) or self._open()
            self._queue.remove(job)
            held[job.owner] += 1
            job.state = "working"
            slot.job = job
            slot.tasks.put(job)
            if not self._free() and len(self._slots) < self.workers:
                self._open()  # one ahead, so that the next job need not wait for the engine

    def _free(self) -> list[_Slot]:
        return [slot for slot in self._slots if slot.job is None]

    def _open(self) -> _Slot:
        slot = _Slot(self._serve)
        self._slots.append(slot)
        slot.thread.start()
        return slot

    def _serve(self, slot: _Slot) -> None:
        """Solve the jobs of a slot one by one, with a living worker."""
        self._renew(slot)
        while (job := slot.tasks.get()) is not None:
            outcome = self._solve(slot, job)
            with self._lock:
                _settle(job, outcome)
            _tell(job)
            self._renew(slot)
            with self._lock:
                slot.job = None
                self._deal()
        if slot.worker is not None:
            slot.worker.close()

    def _renew(self, slot: _Slot) -> None:
        """Start a worker where there is none or it was ended."""
        if slot.worker is not None and slot.worker.alive():
            return
        if slot.worker is not None:
            slot.worker.close()
        with self._lock:
            slot.since = next(self._ages)
            try:
                slot.worker = None if self._closed else self._start()
            except OSError:
                LOG.exception("no worker can be started")
                slot.worker = None

    def _solve(self, slot: _Slot, job: Job) -> Outcome:
        self._renew(slot)  # it may have died while it had nothing to do
        task, worker = job.task, slot.worker
        if task is None or worker is None:
            return Outcome(fault="died")
        late = threading.Timer(self._deadline, self._end, (job, lambda: job.fail("late")))
        late.daemon = True
        late.start()
        try:
            return worker.solve(task, job.moved)
        except PlusNError as problem:
            return Outcome(problem=problem)
        except Exception:  # logged, and told as a bug: it fails this job and no other
            LOG.exception("a job failed by a mistake of ours")
            worker.end()  # what it is in the middle of nobody knows
            return Outcome(fault="bug")
        finally:
            late.cancel()


def _settle(job: Job, outcome: Outcome) -> None:
    if outcome.record is not None:
        job.settle("done", record=outcome.record)
    elif outcome.problem is not None:
        job.fail("problem", outcome.problem)
    else:
        job.fail(outcome.fault or "died")


def _tell(job: Job) -> None:
    """Hand the record on; where that fails, the job is done all the same."""
    if job.then is None or job.record is None:
        return
    try:
        job.then(job.record)
    except Exception:  # logged: the answer stands, whoever wanted to hear of it
        LOG.exception("an answer could not be handed on")
