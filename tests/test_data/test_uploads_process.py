"""A reading process is used once, ends with what it may have started, and is not believed."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import TooLarge, UnreadableFile
from data.uploads import APP, Limits, helper, read
from data.uploads.pool import Pool

TABLE = b"city,n\nShenzhen,1\n"
READY = "import sys, os\nprint('{\"ready\":{}}', flush=True)\nsys.stdin.buffer.readline()\n"


@pytest.fixture(autouse=True)
def pool(monkeypatch):
    own = Pool()
    monkeypatch.setattr("data.uploads.reading.POOL", own)
    yield own
    own.close()


def gone(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in {"Z", "X"}


def until(held, seconds=20):
    end = time.monotonic() + seconds
    while not held() and time.monotonic() < end:
        time.sleep(0.05)
    return held()


@pytest.mark.parametrize(
    ("script", "kind", "words"),
    [
        ("print('hello')", UnreadableFile, "no reading process"),
        ("", UnreadableFile, "no reading process"),
        (READY + "print('hello')", UnreadableFile, "break down"),
        (READY + "os.abort()", UnreadableFile, "break down"),
        (READY + "os.kill(os.getpid(), 11)", UnreadableFile, "break down"),
        (READY + "print('[]')", UnreadableFile, "break down"),
        (READY + "print('{}')", UnreadableFile, "break down"),
        (READY + 'print(\'{"book":{"sheets":[]}}\')', UnreadableFile, "break down"),
        (READY + 'print(\'{"problem":{"type":"SystemExit"}}\')', UnreadableFile, "break down"),
        (READY + "print('{\"memory\":true}')", TooLarge, "memory"),
        (READY + "print('x' * 10_000)", TooLarge, "taken over"),
        (READY + "import time; time.sleep(60)", TooLarge, "seconds"),
        (READY + "while True: print('x', end='')", TooLarge, "taken over"),
    ],
)
def test_whatever_a_process_says_or_fails_to_say_becomes_a_sentence(
    monkeypatch, script, kind, words
):
    monkeypatch.setattr(helper, "START", script)
    with pytest.raises(kind, match=words) as caught:
        read(TABLE, name="t.csv", limits=replace(APP, seconds=1.0, answer=5_000))
    assert caught.value.remedy


@pytest.mark.parametrize("cell", ["Infinity", "NaN", "1e999", "[1]", "{}"])
def test_a_cell_that_is_none_is_not_believed(monkeypatch, cell):
    said = (
        '{"book":{"kind":"csv","encoding":"","encodings":[],"delimiter":"","geometry":"","crs":"",'
        '"remarks":[],"sheets":[{"name":"","rows":[[1],[%s]],"hidden":false,"merged":[],'
        '"hidden_rows":[],"hidden_columns":[],"indents":[],"percents":[],"formulas":[]}]}}'
    )
    monkeypatch.setattr(helper, "START", READY + f"print('''{said % 2}''')")
    assert read(TABLE, name="t.csv").sheets[0].rows == ((1,), (2,))
    monkeypatch.setattr(helper, "START", READY + f"print('''{said % cell}''')")
    with pytest.raises(UnreadableFile):
        read(TABLE, name="t.csv")


def test_a_file_that_takes_too_much_memory_is_refused():
    with pytest.raises(TooLarge, match="memory"):
        read(
            b"city,n\n" + b"Shenzhen,1\n" * 150_000, name="t.csv", limits=replace(APP, memory=2**20)
        )


def test_a_file_above_the_limit_is_refused_before_a_process_is_started(monkeypatch):
    monkeypatch.setattr("data.uploads.reading.POOL", None)
    with pytest.raises(TooLarge, match="20 MB"):
        read(b"a" * 20_000_001, name="t.csv")


def test_a_process_and_its_folder_are_gone_when_the_file_is_read(pool):
    pool.keep(1)
    started = pool._ready[0]
    assert Path(started._place).is_dir()
    read(TABLE, name="t.csv")
    assert started._process.returncode is not None
    assert not Path(started._place).exists()


def test_a_process_is_used_once(pool):
    pool.keep(1)
    first = pool._ready[0]
    read(TABLE, name="t.csv")
    assert pool._ready[0] is not first


def test_a_process_that_died_while_it_waited_is_replaced(pool):
    pool.keep(1)
    pool._ready[0]._process.kill()
    pool._ready[0]._process.wait()
    assert read(TABLE, name="t.csv").sheets[0].rows[1] == ("Shenzhen", "1")


def test_sessions_that_read_at_once_get_their_own_tables():
    found = {}

    def session(number):
        rows = b"".join(b"c%d,%d\n" % (number, n) for n in range(500))
        found[number] = read(b"city,n\n" + rows, name=f"{number}.csv")

    threads = [threading.Thread(target=session, args=(n,)) for n in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for number, book in found.items():
        assert book.name == f"{number}.csv"
        assert {row[0] for row in book.sheets[0].rows[1:]} == {f"c{number}"}
    assert len(found) == 5


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks the kernel about processes")
def test_a_waiting_process_ends_when_its_parent_is_gone():
    script = (
        "import os; from data.uploads import warm; from data.uploads.pool import POOL; warm();"
        "print(POOL._ready[0]._process.pid, flush=True); os._exit(0)"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert until(lambda: gone(int(told.stdout)))


def test_neither_environment_nor_folder_of_the_parent_is_a_source_of_modules(monkeypatch, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert read(TABLE, name="t.csv").kind == "csv"


def test_a_path_is_read_as_its_bytes_are(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(TABLE)
    assert read(path, name="t.csv") == read(TABLE, name="t.csv")


def test_a_path_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(UnreadableFile, match="opened"):
        read(tmp_path / "none.csv", name="none.csv")


def test_the_limits_of_the_app_are_the_published_ones():
    assert (APP.size, APP.rows, APP.columns) == (20_000_000, 200_000, 200)
    assert (APP.vertices, APP.features, APP.seconds) == (200_000, 50_000, 15.0)
    assert (APP.members, APP.unfolded, APP.ratio) == (200, 200_000_000, 150)
    assert Limits() == APP


def test_no_process_can_be_started(monkeypatch):
    monkeypatch.setattr(sys, "executable", os.path.join(os.sep, "no", "python"))  # noqa: PTH118
    with pytest.raises(UnreadableFile, match="no reading process"):
        read(TABLE, name="t.csv")
