"""A built index is kept whole and of one making, or not at all."""

from __future__ import annotations

import numpy as np
import pytest

from data import boundaries
from data.boundaries import cache
from data.boundaries.index_cache import keep, key_of, recall

ARRAYS = {"codes": np.array(["110000", "440300"]), "table": np.arange(12, dtype=np.int16)}


def file(root):
    return cache.folder(root) / "index-layer.npz"


def test_what_was_kept_is_recalled(tmp_path):
    assert recall("layer", "a" * 64, root=tmp_path) is None
    assert keep("layer", "a" * 64, ARRAYS, root=tmp_path)
    found = recall("layer", "a" * 64, root=tmp_path)
    assert {name: found[name].tolist() for name in found} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }
    assert found["table"].dtype == np.int16


def test_another_making_is_not_recalled_and_takes_its_place(tmp_path):
    keep("layer", "a" * 64, ARRAYS, root=tmp_path)
    assert recall("layer", "b" * 64, root=tmp_path) is None
    keep("layer", "b" * 64, ARRAYS, root=tmp_path)
    assert recall("layer", "a" * 64, root=tmp_path) is None
    assert len(list(cache.folder(tmp_path).glob("index-*"))) == 1


@pytest.mark.parametrize("place", [0, 70, 200, -3])
def test_an_altered_byte_makes_it_absent(tmp_path, place):
    keep("layer", "a" * 64, ARRAYS, root=tmp_path)
    content = bytearray(file(tmp_path).read_bytes())
    content[place] ^= 1
    file(tmp_path).write_bytes(content)
    assert recall("layer", "a" * 64, root=tmp_path) is None


def test_a_cut_file_is_absent(tmp_path):
    keep("layer", "a" * 64, ARRAYS, root=tmp_path)
    file(tmp_path).write_bytes(file(tmp_path).read_bytes()[:-10])
    assert recall("layer", "a" * 64, root=tmp_path) is None


def test_objects_are_neither_kept_nor_read(tmp_path):
    with pytest.raises(ValueError, match="pickle"):
        keep("layer", "a" * 64, {"x": np.array([{}], dtype=object)}, root=tmp_path)
    assert recall("layer", "a" * 64, root=tmp_path) is None


def test_a_folder_that_cannot_be_written_is_borne(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert not keep("layer", "a" * 64, ARRAYS, root=blocked)


def test_the_key_follows_layer_and_recipe(tmp_path):
    boundaries.load("assignment-city")
    keys = {
        key_of("assignment-city", "1"),
        key_of("assignment-city", "2"),
        key_of("assignment-county", "1"),
        key_of("assignment-city", "1", root=tmp_path),  # where the layer is not there
    }
    assert len(keys) == 4
