"""Real workers: child processes that answer, refuse, die and are replaced."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from data.errors import Infeasible, UnknownChoice
from network.case import Case
from plusn.scenarios.cells import plain_tables
from plusn.scenarios.shipped import shipped_case
from plusn.solving.child import HOME, Child, Task
from plusn.solving.jobs import solve
from plusn.solving.pool import Pool

from .fake_workers import PATIENCE_S, until
from .scenario_commands import timeless

CASE = shipped_case("two_plants")
LONG_S = 60


@pytest.fixture(scope="module")
def pool():
    made = Pool(3)
    made.warm()
    yield made
    made.close()


def asked(pool, kind="run", case=CASE, owner="a", **args):
    job = pool.submit(kind, case, args, owner=owner, urgent=True)
    assert job.wait(LONG_S)
    return job


def pids(pool):
    return {slot.worker.pid for slot in pool._slots if slot.worker}


def working_on(pool, job):
    until(lambda: any(slot.job is job and slot.worker for slot in pool._slots))
    return next(slot.worker.pid for slot in pool._slots if slot.job is job)


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def long_job(pool, owner="a"):
    """Ask what takes seconds, and wait until its worker is at it."""
    job = pool.submit("decide", shipped_case("electronics"), {}, owner=owner, urgent=True)
    until(lambda: job.progress[0] > 0 or job.settled)
    assert job.state == "working", job.problem
    return job


def test_a_record_is_the_one_that_this_process_gives(pool):
    job = asked(pool)
    here = solve("run", CASE, {}, 20.0, lambda _, __: None)
    assert job.state == "done"
    assert timeless(job.record) == json.loads(json.dumps(timeless(here)))


def test_sentences_come_back_with_their_template_and_values():
    child = Child()
    try:
        task = Task(kind="run", case=CASE, args={"scenario": "nowhere"}, seconds=20.0)
        problem = child.solve(task, lambda _, __: None).problem
        with pytest.raises(UnknownChoice) as raised:
            solve("run", CASE, {"scenario": "nowhere"}, 20.0, lambda _, __: None)
        assert (type(problem), str(problem)) == (UnknownChoice, str(raised.value))
        assert problem.headline.template == raised.value.headline.template
    finally:
        child.close()


def test_a_refusal_comes_back_as_the_error_that_it_is(pool):
    tables = plain_tables(CASE, whole=False)
    demand = [row | {"per_week": 1e9, "price_per_unit": None} for row in tables["demand"]]
    starved = Case.of(tables | {"demand": demand})
    job = asked(pool, case=starved)
    with pytest.raises(Infeasible) as raised:
        solve("run", starved, {}, 20.0, lambda _, __: None)
    assert (type(job.problem), str(job.problem)) == (Infeasible, str(raised.value))


def test_an_argument_nobody_knows_is_a_mistake_of_ours_and_the_log_has_it(pool, caplog):
    job = asked(pool, nobody="knows")
    assert (job.state, job.why) == ("failed", "bug")
    assert "nobody" not in str(job.problem)
    assert "TypeError" in caplog.text
    assert asked(pool).state == "done"


def test_a_worker_that_is_killed_fails_its_job_in_one_sentence_and_is_replaced(pool, caplog):
    job = long_job(pool)
    os.kill(working_on(pool, job), signal.SIGKILL)
    assert job.wait(PATIENCE_S)
    assert (job.state, job.why) == ("failed", "died")
    assert "ended by itself" in caplog.text
    assert asked(pool).state == "done"


def test_a_worker_that_is_killed_idle_is_replaced_unseen(pool):
    asked(pool)
    for pid in pids(pool):
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert asked(pool).state == "done"


def test_cancelling_ends_the_process_that_solves(pool, caplog):
    job = long_job(pool)
    pid = working_on(pool, job)
    job.cancel()
    assert job.state == "cancelled"
    until(lambda: gone(pid))
    assert caplog.text == ""
    assert asked(pool).state == "done"


def test_a_long_job_of_one_session_keeps_no_other_waiting_and_answers_stay_apart(pool):
    longs = [long_job(pool)]
    longs += [pool.submit("decide", shipped_case("electronics"), {"run_date": f"2026-11-0{n}"},
                          owner="a") for n in (1, 2, 3)]  # fmt: skip
    other = asked(pool, owner="b")
    assert other.record["scenario"] == "base"
    assert longs[0].state == "working"
    for job in longs:
        job.cancel()


def test_a_case_travels_once_and_more_cases_than_are_kept_are_all_answered():
    child, sent = Child(), []
    send = child._send
    child._send = lambda **message: (sent.append(set(message)), send(**message))
    names = [CASE.general.model_copy(update={"name": f"case {n}"}) for n in range(10)]
    cases = [type(CASE)(**CASE.tables() | {"settings": (one,)}) for one in names]
    try:
        for case in (*cases, cases[-1], cases[0]):
            task = Task(kind="run", case=case, args={}, seconds=20.0)
            assert child.solve(task, lambda _, __: None).record["open_plants"] == ["A"]
    finally:
        child.close()
    assert sum("tables" in message for message in sent) == 11  # the last is there, the first gone


def test_what_libraries_print_does_not_reach_the_protocol(tmp_path):
    code = (
        "import os, sys\n"
        "from plusn.solving import jobs, worker\n"
        "from plusn.scenarios.report import Report\n"
        "@jobs.job('noisy')\n"
        "def noisy(case, args, seconds, progress):\n"
        "    print('a line of a library', flush=True); os.write(1, b'and of C\\n')\n"
        "    return Report(record={'fine': True}, tables={}, lines=())\n"
        "worker.main()\n"
    )
    messages = [
        {"keep": CASE.digest, "tables": plain_tables(CASE, whole=False)},
        {"kind": "noisy", "case": CASE.digest, "args": {}, "seconds": 1.0},
    ]
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HOME)}, cwd=tmp_path,
    ) as process:  # fmt: skip
        for message in messages:
            process.stdin.write(json.dumps(message, default=str).encode() + b"\n")
        process.stdin.flush()
        lines = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0
        noise = process.stderr.read()
    assert "noisy" in lines[0]["ready"]
    assert lines[1] == {"record": {"fine": True, "tables": {}}}
    assert b"a line of a library" in noise
    assert b"and of C" in noise


def test_a_worker_ends_by_itself_when_its_parent_is_gone_even_while_it_solves():
    code = (
        "import time\n"
        "from plusn.scenarios.shipped import shipped_case\n"
        "from plusn.solving.pool import Pool\n"
        "pool = Pool(2)\n"
        "job = pool.submit('decide', shipped_case('electronics'), {}, owner='a')\n"
        "while not job.progress[0]: time.sleep(0.01)\n"
        "print(*(slot.worker.pid for slot in pool._slots), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(HOME)},
    ) as parent:  # fmt: skip
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
        parent.wait()
    assert len(children) == 2
    for child in children:
        until(lambda pid=child: gone(pid) or zombie(pid))


def zombie(pid):
    """Tell whether a process has ended, and only nobody has asked how."""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip().startswith("Z") or not done.stdout.strip()
