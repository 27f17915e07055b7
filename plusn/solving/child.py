"""The page's end of a worker: a child process of ours, and what became of a question to it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import dataclass, field
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from plusn.solving.wire import read_line, unpack, unpack_problem, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.errors import PlusNError
    from network.case import Case

Fault = Literal["", "bug", "died"]
HOME = Path(__file__).parents[2]
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Task:
    """Hold what a worker is asked: a kind of `plusn.solving.jobs`, its case and arguments."""

    kind: str
    case: Case = field(repr=False)
    args: Mapping[str, Any]
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Hold what became of a task: a record, a problem of the case, or a fault of ours."""

    record: dict[str, Any] | None = None
    problem: PlusNError | None = None
    fault: Fault = ""


class Worker(Protocol):
    """Solve one task at a time; may be ended from another thread at any time."""

    def alive(self) -> bool:
        """Tell whether it can be asked."""

    def solve(self, task: Task, moved: Callable[[int, int], None]) -> Outcome:
        """Solve a task and tell of progress; a worker that ends meanwhile has died."""

    def end(self) -> None:
        """End it at once."""

    def close(self) -> None:
        """Give back what an ended worker held."""


class Child:
    """Be a worker that is a process of its own, loading the engine from now on."""

    def __init__(self) -> None:
        self._ended = False
        # `-P` and our own path: a folder in which the page was started is no source of modules.
        path = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "plusn.solving.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    @property
    def pid(self) -> int:
        """Give the number of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Tell whether the process runs and is to run on."""
        return not self._ended and self._process.poll() is None

    def solve(self, task: Task, moved: Callable[[int, int], None]) -> Outcome:
        """Send a task, pass progress on, and give what came of it."""
        try:
            self._ask(task)
            for line in self._process.stdout or ():
                if outcome := self._heard(read_line(line), task, moved):
                    return outcome
        except (OSError, JSONDecodeError) as broken:  # a pipe, or a line cut in the middle
            LOG.debug("what a worker said broke off: %s", broken)
        if not self._ended:
            LOG.error("a worker ended by itself")
        self.end()
        return Outcome(fault="died")

    def _heard(
        self, message: dict[str, Any], task: Task, moved: Callable[[int, int], None]
    ) -> Outcome | None:
        """Do what a message says; the last one of a task gives its outcome."""
        if "progress" in message:
            moved(*message["progress"])
        elif "lacks" in message:
            self._send(keep=task.case.digest, tables=rows_of(task.case))
            self._ask(task)
        elif "record" in message:
            return Outcome(record=unpack(message["record"]))
        elif "problem" in message:
            return Outcome(problem=unpack_problem(message["problem"]))
        elif "bug" in message:
            LOG.error("a job failed by a mistake of ours\n%s", message["bug"])
            return Outcome(fault="bug")
        return None

    def _ask(self, task: Task) -> None:
        self._send(
            kind=task.kind, case=task.case.digest, args=dict(task.args), seconds=task.seconds
        )

    def _send(self, **message: object) -> None:
        if self._process.stdin is None:
            return
        self._process.stdin.write(write_line(message))
        self._process.stdin.flush()

    def end(self) -> None:
        """End the process at once."""
        self._ended = True
        self._process.kill()

    def close(self) -> None:
        """Wait for the ended process and close its pipes."""
        self.end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not sent yet has nobody to go to
                    continue


def rows_of(case: Case) -> dict[str, Any]:
    """Give a case as the plain rows of a JSON case file.

    Raises
    ------
    Problems
        A cell holds what no file can hold.
    """
    from plusn.scenarios.cells import plain_tables  # noqa: PLC0415 - networkx loads slowly

    return plain_tables(case, whole=False)
