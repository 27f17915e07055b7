"""What a session has asked is its own, asked once, and forgotten with it."""

from __future__ import annotations

import gc
import weakref

import pytest

from benchmarks.made_firm import made_firm
from plusn.scenarios.cells import plain_tables
from plusn.scenarios.shipped import SHIPPED, shipped_case
from plusn.solving import asking, stock
from plusn.solving.asking import Book
from plusn.solving.child import Outcome
from plusn.solving.jobs import JOBS
from plusn.solving.pool import Pool
from plusn.solving.size import MANY, takes_long

from .fake_workers import PATIENCE_S, Stage, until

SHARED = shipped_case("two_plants")
OWN = type(SHARED).of(
    plain_tables(SHARED, whole=False) | {"settings": [{"name": "Mine", "currency": "HKD"}]}
)


@pytest.fixture(autouse=True)
def _empty_cache(tmp_path, monkeypatch):
    monkeypatch.setattr("data.kept.default_root", lambda: tmp_path)


@pytest.fixture
def stage():
    return Stage()


@pytest.fixture
def pool(stage):
    made = Pool(4, start=stage.start)
    yield made
    made.close()


@pytest.fixture
def book(pool):
    return Book(pool, "a")


def ask(book, name, kind="run", case=OWN, **more):
    return book.ask(kind, case, {"name": name}, **more)


def test_a_question_is_asked_once_however_it_is_written(book):
    first = book.ask("run", OWN, {"name": "x", "policy": "b"})
    assert book.ask("run", OWN, {"policy": "b", "name": "x", "regime": "", "day": None}) is first
    assert book.ask("run", OWN, {"name": "x", "policy": "c"}) is not first
    assert book.ask("swing", OWN, {"name": "x", "policy": "b"}) is not first
    assert book.ask("run", SHARED, {"name": "x", "policy": "b"}) is not first
    assert book.ask("run", OWN, {"name": "x", "policy": "b"}, seconds=1.0) is not first


def test_a_question_tells_its_answer_when_it_is_there(book, stage):
    asked = ask(book, "x")
    assert not asked.settled
    assert asked.record is None
    stage.go("x")
    assert asked.wait(PATIENCE_S)
    assert (asked.state, asked.record) == ("done", {"name": "x"})
    assert (asked.problem, asked.why, asked.place) == (None, "", 0)


def test_two_sessions_never_share_a_question_of_their_own(pool, stage):
    one, other = Book(pool, "a"), Book(pool, "b")
    assert ask(one, "x") is not ask(other, "x")
    stage.go("x")
    until(lambda: stage.begun.count("x") == 2)


def test_what_was_cancelled_can_be_asked_again(book, stage):
    asked = ask(book, "x")
    asked.cancel()
    assert (asked.state, asked.settled) == ("cancelled", True)
    assert ask(book, "x").state == "cancelled"
    asked.again()
    assert not asked.settled
    stage.go("x")
    assert asked.wait(PATIENCE_S)
    assert asked.record == {"name": "x"}


def test_asking_again_while_it_is_worked_on_changes_nothing(book, stage):
    asked = ask(book, "x")
    asked.again()
    stage.go("x")
    asked.wait(PATIENCE_S)
    assert stage.begun == ["x"]


def test_a_prepared_question_that_a_reader_then_waits_for_comes_first(book):
    asked = [ask(book, n) for n in range(5)]
    assert asked[4].place == 2
    assert ask(book, 4, urgent=True).state == "working"
    assert asked[2].state == "queued"


def test_only_so_many_answers_are_kept_and_what_falls_out_is_taken_back(book, monkeypatch):
    monkeypatch.setattr(asking, "MOST", 3)
    asked = [ask(book, n) for n in range(3)]
    ask(book, 0)  # looked at lately
    ask(book, 3)
    assert [one.state for one in asked] == ["working", "cancelled", "queued"]
    assert list(book) == [asked[2], asked[0], ask(book, 3)]


def test_a_forgotten_session_takes_its_jobs_back(pool):
    book = Book(pool, "a")
    asked = [ask(book, n) for n in range(3)]
    gone = weakref.ref(book)
    del book
    gc.collect()
    assert gone() is None
    assert {one.state for one in asked} == {"cancelled"}


def test_an_answer_about_a_shipped_case_is_there_for_the_next_session(pool):
    book = Book(pool, "a")
    asked = book.ask("run", SHARED, {})
    assert not asked.settled
    stock.put("run", SHARED, {"$": 1, "cost": 2.5})
    found = Book(pool, "b").ask("run", SHARED, {})
    assert (found.state, found.record) == ("done", {"$": 1, "cost": 2.5})
    assert (found.place, found.progress, found.problem) == (0, (0, 0), None)


def test_a_kept_answer_is_given_to_no_other_question(book):
    stock.put("run", SHARED, {"cost": 2.5})
    stock.put("run", OWN, {"cost": 2.5})
    assert not book.ask("run", SHARED, {"scenario": "base"}).settled
    assert not book.ask("run", SHARED, {}, seconds=1.0).settled
    assert not book.ask("run", OWN, {}).settled


def test_only_first_questions_about_shipped_cases_are_ever_shared():
    for name in SHIPPED:
        assert all(stock.is_shared(kind, shipped_case(name), {}) for kind in stock.FIRST)
    assert not stock.is_shared("run", OWN, {})
    assert not stock.is_shared("run", SHARED, {"scenario": "base"})
    assert not stock.is_shared("tradeoff", SHARED, {})


def test_an_answer_is_kept_when_a_session_found_it_and_only_of_a_shipped_case(tmp_path):
    class Answering:
        alive = staticmethod(lambda: True)
        end = close = staticmethod(lambda: None)
        solve = staticmethod(lambda task, _: Outcome(record={"kind": task.kind}))

    pool = Pool(2, start=Answering)
    try:
        book = Book(pool, "a")
        for case, args in ((OWN, {}), (SHARED, {"scenario": "base"})):
            assert book.ask("run", case, args).wait(PATIENCE_S)
        assert list(tmp_path.rglob("*.json")) == []
        assert book.ask("run", SHARED, {}, seconds=1.0).wait(PATIENCE_S)
        assert list(tmp_path.rglob("*.json")) == []
        assert book.ask("run", SHARED, {}).wait(PATIENCE_S)
        until(lambda: stock.find("run", SHARED) == {"kind": "run"})
    finally:
        pool.close()
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_another_case_question_code_or_solver_has_another_key(monkeypatch):
    keys = {stock._name("run", SHARED), stock._name("swing", SHARED), stock._name("run", OWN)}
    monkeypatch.setattr(stock, "version", lambda _: "0.0")
    keys.add(stock._name("run", SHARED))
    assert len(keys) == 4
    stock.put("run", SHARED, {"old": True})
    monkeypatch.setattr("data.kept.code_digest", lambda: "changed")
    assert stock.find("run", SHARED) is None


def test_a_kept_answer_that_was_altered_is_made_anew(tmp_path):
    stock.put("run", SHARED, {"cost": 1})
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(file.read_bytes().replace(b"1}", b"2}"))
    assert stock.find("run", SHARED) is None


def test_preparing_leaves_nothing_but_what_a_case_cannot_answer():
    prepared = {}
    for name, prepare in stock.lacking():
        if name.startswith("two_plants"):
            prepare()
            prepared[name] = stock.find(name.split()[-1], SHARED)
    assert set(prepared) == {f"two_plants: {kind}" for kind in stock.FIRST}
    assert prepared["two_plants: baseline"] is None  # no flows are recorded
    assert prepared["two_plants: run"]["open_plants"] == ["A"]
    left = [name for name, _ in stock.lacking() if name.startswith("two_plants")]
    assert left == ["two_plants: baseline"]


def test_what_takes_long_waits_until_it_is_asked_for(book, stage, monkeypatch):
    monkeypatch.setattr("plusn.solving.size.LARGE", 1)
    stage.go("x", "run")
    offered = ask(book, "x", "decide", urgent=True)
    assert ask(book, "run").wait(PATIENCE_S)
    assert (offered.state, offered.settled, offered.record) == ("offered", True, None)
    assert stage.begun == ["run"]
    offered.again()
    assert ask(book, "x", "decide").wait(PATIENCE_S)
    assert (offered.state, offered.record) == ("done", {"name": "x"})


def test_only_a_large_case_and_a_question_of_many_answers_take_long():
    large = made_firm(60, 5, 400)
    assert {kind for kind in JOBS if takes_long(kind, large)} == MANY
    assert not any(takes_long(kind, shipped_case(name)) for kind in JOBS for name in SHIPPED)
