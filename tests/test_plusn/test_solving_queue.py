"""The queue: who is next, who waits, and that every job comes to an end of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadValue
from plusn.solving.child import Outcome
from plusn.solving.fairness import choose
from plusn.solving.pool import Pool

from .fake_workers import PATIENCE_S, Stage, until


@dataclass
class Turn:
    number: int
    owner: str
    urgent: bool


OWNERS = st.sampled_from("abc")
TURNS = st.lists(st.tuples(OWNERS, st.booleans()), max_size=8).map(
    lambda rows: [Turn(n, *row) for n, row in enumerate(rows)]
)
HELD = st.dictionaries(OWNERS, st.integers(0, 4))


@pytest.fixture
def stage():
    return Stage()


@pytest.fixture
def pool(stage):
    made = Pool(4, start=stage.start)
    yield made
    made.close()


def put(pool, name, owner="a", **more):
    urgent = more.pop("urgent", False)
    return pool.submit("any", None, {"name": name, "owner": owner, **more}, owner=owner,
                       urgent=urgent)  # fmt: skip


@given(TURNS, HELD, st.integers(1, 5))
def test_the_next_job_is_urgent_before_early_and_of_an_owner_who_leaves_others_a_worker(
    waiting, held, workers
):
    def may(turn):
        spare = 1 if turn.urgent else 2
        return held.get(turn.owner, 0) < max(1, workers - spare)

    able = [turn for turn in waiting if may(turn)]
    hurried = [turn for turn in able if turn.urgent]
    expected = (hurried or able or [None])[0]
    assert choose(waiting, held, workers) is expected


@given(TURNS, st.integers(2, 5))
def test_every_job_is_answered_with_its_own_answer_and_no_owner_ever_holds_all(turns, workers):
    stage = Stage(hold=False)
    pool = Pool(workers, start=stage.start)
    try:
        jobs = [put(pool, n.number, n.owner, urgent=n.urgent) for n in turns]
        assert all(job.wait(PATIENCE_S) for job in jobs)
    finally:
        pool.close()
    assert [job.record for job in jobs] == [{"name": n.number} for n in turns]
    assert all(held <= max(1, workers - 1) for held in stage.most.values())
    assert len(stage.made) <= workers


def test_a_long_job_of_one_keeps_no_other_waiting(pool, stage):
    long = [put(pool, f"long{n}", "a") for n in range(9)]
    urgent = [put(pool, f"urgent{n}", "a", urgent=True) for n in range(9)]
    other = put(pool, "quick", "b")
    stage.go("quick")
    assert other.wait(PATIENCE_S)
    assert other.record == {"name": "quick"}
    assert [job.state for job in long] == ["working"] * 2 + ["queued"] * 7
    assert [job.state for job in urgent] == ["working"] + ["queued"] * 8


def test_what_a_reader_waits_for_begins_beside_what_is_prepared_for_her(pool, stage):
    for n in range(5):
        put(pool, f"prepared{n}")
    put(pool, "wanted", urgent=True)
    until(lambda: len(stage.begun) == 3)
    assert set(stage.begun) == {"prepared0", "prepared1", "wanted"}


def test_the_place_counts_who_comes_before(pool):
    jobs = [put(pool, n) for n in range(5)]
    hurried = [put(pool, 5 + n, urgent=True) for n in range(2)]
    assert [job.place for job in jobs] == [0, 0, 1, 2, 3]
    assert [job.place for job in hurried] == [0, 0]


def test_a_waiting_job_that_is_hurried_begins_before_the_others(pool):
    jobs = [put(pool, n) for n in range(5)]
    jobs[4].hurry()
    until(lambda: jobs[4].state == "working")
    assert [job.state for job in jobs[2:4]] == ["queued", "queued"]
    assert jobs[2].place == 0


def test_progress_is_seen_while_a_job_is_worked_on(pool):
    job = put(pool, "x")
    assert job.progress in {(0, 0), (1, 2)}
    until(lambda: job.progress == (1, 2))
    assert job.state == "working"


def test_a_waiting_job_can_be_cancelled_and_is_never_begun(pool, stage):
    jobs = [put(pool, n) for n in range(3)]
    jobs[2].cancel()
    assert jobs[2].state == "cancelled"
    stage.go(0, 1)
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert 2 not in stage.begun
    assert jobs[2].record is None


def test_cancelling_ends_the_worker_and_the_next_job_gets_a_living_one(pool, stage):
    jobs = [put(pool, n) for n in range(3)]
    until(lambda: {0, 1} <= set(stage.begun))
    jobs[0].cancel()
    assert jobs[0].state == "cancelled"
    stage.go(1, 2)
    assert jobs[2].wait(PATIENCE_S)
    assert jobs[2].record == {"name": 2}
    assert sum(worker.ended.is_set() for worker in stage.made) == 1
    until(lambda: sum(worker.closed for worker in stage.made) == 1)


def test_a_settled_job_stays_as_it_is(pool, stage):
    job = put(pool, "x")
    stage.go("x")
    job.wait(PATIENCE_S)
    job.cancel()
    assert (job.state, job.record) == ("done", {"name": "x"})


def test_a_problem_of_the_case_is_the_answer(pool, stage):
    problem = BadValue("a is negative")
    told = put(pool, "told", outcome=Outcome(problem=problem))
    raised = put(pool, "raised", **{"raise": problem})
    stage.go("told", "raised")
    for job in (told, raised):
        job.wait(PATIENCE_S)
        assert (job.state, job.why, job.problem) == ("failed", "problem", problem)


@pytest.mark.parametrize("fault", ["bug", "died"])
def test_a_fault_is_told_in_one_sentence_and_the_next_job_is_answered(pool, stage, fault):
    job = put(pool, "x", outcome=Outcome(fault=fault))
    stage.go("x", "y")
    job.wait(PATIENCE_S)
    assert (job.state, job.why) == ("failed", fault)
    assert "\n" not in str(job.problem)
    after = put(pool, "y")
    after.wait(PATIENCE_S)
    assert after.record == {"name": "y"}


def test_what_nobody_foresaw_fails_one_job_and_no_other(pool, stage, caplog):
    job = put(pool, "x", **{"raise": ZeroDivisionError("secret")})
    stage.go("x", "y")
    job.wait(PATIENCE_S)
    assert (job.state, job.why) == ("failed", "bug")
    assert "secret" not in str(job.problem)
    assert "secret" in caplog.text
    after = put(pool, "y")
    after.wait(PATIENCE_S)
    assert after.record == {"name": "y"}


def test_a_job_that_takes_too_long_is_ended_and_says_so(stage):
    pool = Pool(2, deadline=0.05, start=stage.start)
    try:
        job = put(pool, "endless")
        assert job.wait(PATIENCE_S)
        assert (job.state, job.why) == ("failed", "late")
        until(lambda: any(worker.closed for worker in stage.made))
    finally:
        pool.close()


def test_a_worker_that_died_idle_is_replaced_before_it_is_asked(pool, stage):
    pool.warm()
    until(lambda: len(stage.made) == 2)
    for worker in tuple(stage.made):
        worker.end()
    stage.go("x")
    job = put(pool, "x")
    job.wait(PATIENCE_S)
    assert job.record == {"name": "x"}


def test_a_machine_that_can_start_no_worker_says_so():
    def start():
        raise OSError("no more processes")

    pool = Pool(2, start=start)
    try:
        job = put(pool, "x")
        assert job.wait(PATIENCE_S)
        assert (job.state, job.why) == ("failed", "died")
    finally:
        pool.close()


def test_workers_are_made_when_they_are_needed_and_one_ahead(stage):
    pool = Pool(4, start=stage.start)
    try:
        assert stage.made == []
        put(pool, 0)
        until(lambda: len(stage.made) == 2)
        put(pool, 1)
        until(lambda: len(stage.made) == 3)
    finally:
        pool.close()


def test_closing_takes_back_what_waits_and_ends_every_worker(stage):
    pool = Pool(3, start=stage.start)
    jobs = [put(pool, n) for n in range(4)]
    until(lambda: stage.begun)
    pool.close()
    assert {job.state for job in jobs} == {"cancelled"}
    assert all(worker.closed for worker in stage.made)
    assert put(pool, "late").state == "cancelled"


def test_a_record_is_handed_on_once_and_a_failure_there_harms_nothing(pool, stage, caplog):
    told = []

    def then(record):
        told.append(record)
        raise OSError("no room")

    job = pool.submit("any", None, {"name": "x"}, owner="a", then=then)
    stage.go("x")
    job.wait(PATIENCE_S)
    until(lambda: "no room" in caplog.text)
    assert told == [{"name": "x"}]
    assert job.state == "done"


def test_many_threads_may_ask_at_once(pool, stage):
    stage.hold = False
    jobs = []

    def many(owner):
        jobs.extend(put(pool, f"{owner}{n}", owner) for n in range(20))

    threads = [threading.Thread(target=many, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert len({job.record["name"] for job in jobs}) == 120
    assert len({job.number for job in jobs}) == 120
