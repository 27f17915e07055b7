"""Who is next: nobody who asks for much keeps another waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Waiting(Protocol):
    """Name what decides a job's turn."""

    number: int
    owner: str
    urgent: bool


Queued = TypeVar("Queued", bound=Waiting)


def order(job: Waiting) -> tuple[bool, int]:
    """Give a job's turn: urgent ones first, then who came first."""
    return (not job.urgent, job.number)


def choose(waiting: Iterable[Queued], held: Mapping[str, int], workers: int) -> Queued | None:
    """Choose the job that a free worker takes; None when no job may.

    One owner holds at most all workers but one, so that nobody else waits for her to end; and in
    the background at most all but two, so that what she waits for herself begins at once.

    Parameters
    ----------
    waiting
        Jobs in the queue.
    held
        Workers that each owner holds.
    workers
        How many there are.
    """
    able = (
        job
        for job in waiting
        if held.get(job.owner, 0) < max(1, workers - (1 if job.urgent else 2))
    )
    return min(able, key=order, default=None)
