"""A data set in one file: the same anywhere, and refused when it is not what was saved."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest

from data.errors import PlusNError, TooLarge, UnreadableFile
from data.uploads import APP
from plusn.own.opening import open_file
from plusn.own.workspace import ANSWERS, BOOK, MANIFEST, VERSION, from_bytes, is_workspace, to_bytes

from .own_sheets import SHENZHEN, draft

ROWS = (
    ("单位：万家",),
    ("地区", "企业数"),
    ("东莞市", 2.5),
    ("深圳市", "—"),
    ("朝阳区", 0.1),
    ("东莞", 1),
)


@pytest.fixture(scope="module")
def one():
    started = draft(*ROWS, duplicates="sum").confirm("朝阳区", SHENZHEN)
    return started.with_reading(replace(started.understood.reading, factor=Decimal(1000)))


@pytest.fixture(scope="module")
def saved(one):
    return to_bytes(one)


def changed(content, part, change, *, honest=False):
    """Change one part of a saved data set; `honest`: with the digests of what is in it now."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = json.dumps(change(json.loads(parts[part]))).encode()
    if honest:
        manifest = json.loads(parts[MANIFEST])
        manifest.pop("digest")
        manifest["parts"] = {
            name: hashlib.sha256(text).hexdigest()
            for name, text in parts.items()
            if name != MANIFEST
        }
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        manifest["digest"] = hashlib.sha256(text.encode()).hexdigest()
        parts[MANIFEST] = json.dumps(manifest).encode()
    return zipped(parts)


def zipped(parts):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def test_a_data_set_comes_back_as_it_was_and_saves_to_the_same_bytes(one, saved) -> None:
    again = from_bytes(saved, name="my.plusn")
    assert again.table() == one.table()
    assert (again.confirmed, again.choices) == (one.confirmed, one.choices)
    assert again.understood == one.understood
    assert to_bytes(again) == saved == to_bytes(one)


def test_a_saved_data_set_is_known_by_its_beginning(saved, tmp_path) -> None:
    assert is_workspace(saved)
    assert not is_workspace(zipped({"xl/workbook.xml": b""}))
    path = tmp_path / "my.plusn"
    path.write_bytes(saved)
    assert to_bytes(open_file(path)) == saved


def test_any_change_is_noticed(saved) -> None:
    for part, change in (
        (BOOK, lambda told: {**told, "kind": "xlsx"}),
        (ANSWERS, lambda told: {**told, "confirmed": {}}),
        (MANIFEST, lambda told: {**told, "version": 1}),
        (MANIFEST, lambda told: {**told, "digest": "0" * 64}),
    ):
        with pytest.raises(UnreadableFile, match="is not as PlusN saved it"):
            from_bytes(changed(saved, part, change), name="my.plusn")


def test_a_file_of_a_later_version_is_refused(saved) -> None:
    later = changed(saved, MANIFEST, lambda told: {**told, "version": VERSION + 1}, honest=True)
    with pytest.raises(UnreadableFile, match="later version"):
        from_bytes(later, name="my.plusn")


def test_a_file_of_the_first_version_is_migrated(one, saved) -> None:
    def to_1(told):
        reading = {k: v for k, v in told["reading"].items() if k != "blocks"}
        confirmed = {raw: key and key[1] for raw, key in told["confirmed"].items()}
        return {"reading": reading, "confirmed": confirmed, "duplicates": "keep"}

    older = changed(saved, ANSWERS, to_1, honest=True)
    older = changed(older, MANIFEST, lambda told: {**told, "version": 1}, honest=True)
    again = from_bytes(older, name="my.plusn")
    assert again.confirmed == one.confirmed
    assert again.duplicates == "first"
    assert json.loads(zipfile.ZipFile(BytesIO(to_bytes(again))).read(MANIFEST))["version"] == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda told: {**told, "choices": {"duplicates": "eval"}},
        lambda told: {**told, "confirmed": {"x": ["city", "../../etc"]}},
        lambda told: {**told, "confirmed": []},
        lambda told: {**told, "reading": {**told["reading"], "factor": "NaN"}},
        lambda _: [],
    ],
)
def test_answers_that_nobody_gave_are_refused(saved, change) -> None:
    with pytest.raises(PlusNError):
        from_bytes(changed(saved, ANSWERS, change, honest=True), name="my.plusn")


def test_hostile_archives_are_refused(saved) -> None:
    with zipfile.ZipFile(BytesIO(saved)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(UnreadableFile):
        from_bytes(zipped({**parts, "../outside.json": b"{}"}), name="my.plusn")
    with pytest.raises(UnreadableFile):
        from_bytes(zipped({**parts, "more.json": b"{}"}), name="my.plusn")
    with pytest.raises(UnreadableFile):
        from_bytes(saved[: len(saved) // 2], name="my.plusn")
    with pytest.raises(TooLarge):
        from_bytes(zipped({**parts, BOOK: b" " * 5_000_000}), name="my.plusn", limits=APP)
    deep = zipped({**parts, MANIFEST: b"[" * 100_000})
    with pytest.raises(UnreadableFile):
        from_bytes(deep, name="my.plusn")
