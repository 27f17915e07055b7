"""A file is written whole or not at all."""

import os
import stat

import pytest

from data import files
from data.errors import UnwritableOutput
from data.files import write_atomic


def test_the_bytes_are_the_file_and_missing_folders_are_made(tmp_path):
    path = write_atomic(tmp_path / "a" / "b" / "c.bin", b"\0\1")

    assert path.read_bytes() == b"\0\1"
    assert [p.name for p in path.parent.iterdir()] == ["c.bin"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = write_atomic(tmp_path / "c.bin", b"old")

    def broken(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", broken)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new")

    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["c.bin"]


def test_a_full_disk_is_one_sentence_that_names_the_file(tmp_path, monkeypatch):
    def full(_source, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    with pytest.raises(UnwritableOutput, match=r"c\.bin: No space left.*make room"):
        write_atomic(tmp_path / "c.bin", b"new")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_and_a_target_that_is_a_folder_are_refused(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(UnwritableOutput, match="cannot be written"):
        write_atomic(tmp_path / "file" / "c.bin", b"")
    with pytest.raises(UnwritableOutput, match="is a folder"):
        write_atomic(tmp_path, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    new = write_atomic(tmp_path / "new", b"")
    plain.chmod(0o600)
    write_atomic(plain, b"x")

    assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o666 & ~umask
