"""A reading process and its parent survive every hostile file, and say what is wrong with it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from data.book import Book
from data.errors import InputProblem
from data.uploads import read, warm

from .hostile_uploads import FILES, Lure

CANARY = "canary-7f3a91c2"


@pytest.fixture(scope="module")
def asked():
    return []


@pytest.fixture(scope="module")
def lure(tmp_path_factory, asked):
    class Counter(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_):
            """Keep quiet."""

    path = tmp_path_factory.mktemp("canary") / "secret.txt"
    path.write_text(f"{CANARY},1\n")
    with ThreadingHTTPServer(("127.0.0.1", 0), Counter) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        warm()
        yield Lure(path=str(path), url=f"http://127.0.0.1:{server.server_port}/secret")
        server.shutdown()
        thread.join()


def test_the_corpus_is_large():
    assert len(FILES) >= 60


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_file_is_read_or_refused_in_a_sentence(what, lure, asked):
    name, make, outcome = FILES[what]
    content = make(lure)
    try:
        found = read(content, name=name)
    except InputProblem as problem:
        found = problem
    assert CANARY not in str(found) + repr(found) + repr(vars(found))
    assert asked == []
    if isinstance(found, Book):
        assert outcome in {"read", "either"}
        assert found.sheets
    else:
        assert outcome in {"refused", "either"}, str(found)
        for one in getattr(found, "problems", (found,)):
            assert one.headline
            assert one.remedy
            assert len(str(one)) < 400
        assert "\n" not in str(found.headline)
