"""Workers that do as a test tells them, and a watch on who holds how many."""

from __future__ import annotations

import threading
import time
from collections import Counter

from plusn.solving.child import Outcome

PATIENCE_S = 20


class Stage:
    """Make workers whose tasks, known by ``args["name"]``, go on when the test says so."""

    def __init__(self, *, hold=True):
        self.hold = hold
        self.made, self.begun, self.most = [], [], Counter()
        self._now, self._gates, self._lock = Counter(), {}, threading.Lock()

    def start(self):
        self.made.append(Fake(self))
        return self.made[-1]

    def gate(self, name):
        with self._lock:
            return self._gates.setdefault(name, threading.Event())

    def go(self, *names):
        for name in names:
            self.gate(name).set()

    def enter(self, task, by):
        with self._lock:
            self.begun.append(name_of(task))
            self._now[task.args.get("owner", "")] += by
            self.most = self._now | self.most

    def leave(self, task):
        with self._lock:
            self._now[task.args.get("owner", "")] -= 1


def name_of(task):
    return task.args.get("name", task.kind)


class Fake:
    def __init__(self, stage):
        self.stage, self.ended, self.closed = stage, threading.Event(), False

    def alive(self):
        return not self.ended.is_set()

    def solve(self, task, moved):
        self.stage.enter(task, 1)
        try:
            moved(1, 2)
            while self.stage.hold and not self.stage.gate(name_of(task)).wait(0.002):
                if self.ended.is_set():
                    return Outcome(fault="died")
            if "raise" in task.args:
                raise task.args["raise"]
            return task.args.get("outcome") or Outcome(record={"name": name_of(task)})
        finally:
            self.stage.leave(task)

    def end(self):
        self.ended.set()

    def close(self):
        self.end()
        self.closed = True


def until(true):
    """Wait until something holds; fail when it does not come."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.002)
