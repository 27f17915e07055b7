"""The same parts are counted by the same code on a cluster, also when a worker dies."""

from __future__ import annotations

import logging
import os
import signal
import sys
from types import ModuleType

import pandas as pd
import pytest

import plusn
from data.errors import BadValue, HashMismatch, MissingExtra, UnreadableFile
from data.streams import parquet
from data.streams.points import open_points
from plusn.counting import partition

from .point_files import as_parquet, table

NAMED = {"lon": "lon", "lat": "lat", "by": "sector"}


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "PART_ROWS", 100)
    return as_parquet(table(rows=4_000), tmp_path / "points.parquet", row_group_size=100)


@pytest.fixture
def cluster(monkeypatch):
    # A new process runs what is the main module here: a page's script, after a test of a page.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    from distributed import LocalCluster  # noqa: PLC0415 - five seconds that only this needs

    logging.getLogger("distributed").setLevel(logging.ERROR)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local


def same(one, other):
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.keys, other.keys)
    assert one.tally == other.tally
    assert (one.unshifted, one.farthest_km) == (other.unshifted, other.farthest_km)


@pytest.mark.slow
def test_a_worker_that_dies_halfway_changes_nothing(file, cluster):
    here = plusn.points(file, **NAMED, datum="gcj-02")
    workers = {worker.pid for worker in cluster.workers.values()}
    assert os.getpid() not in workers
    done = []

    def hear(weight):
        done.append(weight)
        if len(done) == 5:
            os.kill(min(workers), signal.SIGKILL)

    there = plusn.points(
        file,
        **NAMED,
        datum="gcj-02",
        scheduler=cluster.scheduler_address,
        begin=lambda _total, _unit: hear,
    )
    same(there, here)
    assert len(done) == 41
    assert sum(done) == here.rows == 4_008
    # The dead one was missed: its place was taken by another.
    assert {worker.pid for worker in cluster.workers.values()} != workers
    other = as_parquet(table(rows=80), file.with_name("other.parquet"))
    file.unlink()
    with pytest.raises(UnreadableFile, match="same path"):
        plusn.points(
            other,
            **NAMED,
            scheduler=cluster.scheduler_address,
            begin=lambda _total, _unit: other.unlink(),
        )


def test_a_worker_with_other_boundaries_refuses(file):
    options = partition.Options(level="city", datum="wgs-84", reach_m=5_000, index="0" * 64)
    part = open_points(file, parquet.Columns(lon="lon", lat="lat")).parts[0]
    with pytest.raises(HashMismatch, match="same version of PlusN"):
        partition.count_partition(part, options)


@pytest.mark.parametrize(
    "address", ["localhost:8786", "http://a:1", "tcp://a", "tcp://user@a:1", "inproc://x", ""]
)
def test_what_is_no_address_of_a_scheduler_is_refused(file, address):
    with pytest.raises(BadValue, match="no address of a scheduler"):
        plusn.points(file, **NAMED, scheduler=address)


def test_without_dask_it_is_told_how_to_get_it(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"plusn\[dask\]"):
        plusn.points(file, **NAMED, scheduler="tcp://127.0.0.1:1")
