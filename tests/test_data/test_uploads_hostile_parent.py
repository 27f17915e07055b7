"""What an upload could do to the process that takes it, before or beside its reading process."""

import hashlib
import io
import json
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from data.errors import BadValue, TooLarge, UnreadableFile
from data.sheets import understand
from data.uploads import protections, read
from data.uploads.crs import described
from data.uploads.helper import Helper
from plusn.own.workspace import from_bytes

ROOT = Path(__file__).parents[2]
LINUX = sys.platform.startswith("linux")
SOON = 5.0  # seconds; what is told from the first bytes takes a thousandth of it


@pytest.mark.parametrize(
    "head",
    [
        "<!---->" * 9_000 + "<x>",
        "<?a?>" * 12_000 + "<x>",
        "<!DOCTYPE" + " " * 65_000,
        "<!DOCTYPE a [" + "]" * 65_000,
        "<!DOCTYPE a>" * 5_000,
        '{"type"' + " " * 65_000,
        "http:" + "a " * 32_000,
    ],
    ids=["comments", "instructions", "blanks", "brackets", "types", "json", "address"],
)
def test_the_kind_is_told_in_no_time_however_the_text_begins(head):
    start = time.monotonic()
    with pytest.raises((UnreadableFile, TooLarge)):
        read(head.encode() + b'"', name="a.xls")
    assert time.monotonic() - start < SOON


def test_a_page_is_known_behind_its_prolog():
    page = '<?xml version="1.0"?><!-- a --> <!doctype HTML PUBLIC "x"><p><table><tr><td>1</table>'
    assert read(page.encode(), name="a.xls").kind == "html"
    with pytest.raises(UnreadableFile, match="KML"):
        read(b"<!DOCTYPE kml [<!ENTITY a 'b'>]><kml/>", name="a.csv")


def listed(parts):
    """Write a list of contents that names so many parts."""
    head = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *[0] * 8, 8, *[0] * 6)
    return b"".join(head + b"%08d" % number for number in range(parts))


def with_large_end(entries):
    """End an archive twice: shortly, and in the place for archives above 4 GB."""
    head = b"PK\3\4" + bytes(26)
    count = len(entries) // 54
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(entries),
                        len(head))  # fmt: skip
    place = struct.pack("<4sLQL", b"PK\6\7", 0, len(head) + len(entries), 1)
    return (
        head + entries + large + place + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 54, 30, 0)
    )


def with_end_in_the_end(entries):
    """End an archive by a record that holds the mark of such a record."""
    mark = struct.unpack("<L", b"PK\5\6")[0]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entries), mark, 0)
    return b"PK\3\4" + bytes(26) + entries + end


@pytest.mark.parametrize("write", [with_large_end, with_end_in_the_end])
def test_a_list_of_contents_is_counted_before_it_is_read(write, monkeypatch):
    def never(*_):
        raise AssertionError("the list was read")

    content = write(listed(100_000))
    monkeypatch.setattr(zipfile, "ZipFile", never)
    with pytest.raises(TooLarge, match="more than 200 files"):
        read(content, name="a.zip")


def test_an_archive_that_is_written_as_if_it_were_large_is_read():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as part:
        part.write(b"x")
    with pytest.raises(UnreadableFile, match="archive"):
        read(raw.getvalue(), name="a.zip")


TRIES = """
import ctypes, json, os, sys
sys.path.insert(0, sys.argv[1])
from data.uploads import walls
libc = ctypes.CDLL(None, use_errno=True)
here, parent, room = sys.argv[2].encode(), os.getppid(), ctypes.create_string_buffer(64)
calls = {name: getattr(libc, name) for name in
         "prlimit setpriority chmod chown utimes shmget truncate unshare chroot setsid".split()}
held = walls.raise_walls()
tries = {
    "prlimit": (parent, 7, 0, room), "setpriority": (0, parent, 0), "chmod": (here, 0o600),
    "chown": (here, -1, -1), "utimes": (here, 0), "shmget": (0, 4096, 0o1600),
    "truncate": (here, 0), "unshare": (0x10000000,), "chroot": (b"/usr",), "setsid": (),
}
done = [name for name, values in tries.items() if calls[name](*values) != -1]
own = calls["prlimit"](0, 7, 0, room)
print(json.dumps([held["calls"], done, own]))
"""


def test_a_reader_can_change_nothing_about_files_and_other_processes(tmp_path):
    if not LINUX:
        assert not protections()["signals"]
        return
    canary = tmp_path / "canary"
    canary.write_text("as it was")
    command = [sys.executable, "-I", "-c", TRIES, str(ROOT), str(canary)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    held, done, own = json.loads(told)
    assert own == 0, "its own limits can be asked for"
    assert not held or done == []
    assert canary.read_text() == "as it was"


def test_no_thread_is_started_before_the_walls_that_stand_around_one():
    """Landlock, seccomp and namespaces of the network hold for the thread that asks for them."""
    helper = Helper("all")
    try:
        helper._await()
        threads = Path(f"/proc/{helper._process.pid}/task")
        assert not LINUX or len([*threads.iterdir()]) == 1
    finally:
        helper.end()


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0301\U0001d165"])
def test_marks_heaped_on_a_letter_do_not_hold_up_who_compares_texts(marks):
    heap = "e" + marks * 16_000
    start = time.monotonic()
    book = read(f"地区,数目\n广东省,{heap}\n".encode("utf-8-sig"), name="a.csv")
    assert understand(book)
    assert time.monotonic() - start < SOON
    assert any("replaced" in str(one) for one in book.remarks)


def test_marks_that_are_meant_stay():
    word = "Vie\u0302\u0323t " + "e" + "\u0301" * 30
    assert read(f"a,b\n{word},1\n".encode("utf-8-sig"), name="a.csv").sheets[0].rows[1][0] == word


def altered(book):
    """Save a data set with another book and right digests, as whoever alters one can."""
    parts = {"book.json": book, "answers.json": b"{}"}
    told = {
        "format": "plusn-own-data",
        "version": 2,
        "parts": {name: hashlib.sha256(raw).hexdigest() for name, raw in parts.items()},
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    told["digest"] = hashlib.sha256(text.encode()).hexdigest()
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"manifest.json": json.dumps(told).encode(), **parts}.items():
            archive.writestr(name, content)
    return raw.getvalue()


@pytest.mark.parametrize(
    "book",
    [b"[" + b"[]," * 5_000_000 + b"[]]", b"[" * 1_000_000, b"{}", b'{"name": "x"}', b"[NaN]"],
    ids=["many", "deep", "empty", "half", "nan"],
)
def test_a_saved_data_set_is_not_parsed_by_who_opens_it(book, monkeypatch):
    content = altered(book)
    sizes = []
    parse = json.loads

    def watched(text, **options):
        sizes.append(len(text))
        return parse(text, **options)

    monkeypatch.setattr(json, "loads", watched)
    with pytest.raises((UnreadableFile, TooLarge)):
        from_bytes(content, name="a.plusn")
    assert max(sizes, default=0) < 20_000


OLD_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def old_xml(*titles):
    sheets = "".join(
        f'<Worksheet ss:Name="{title}"><Table><Row><Cell>'
        '<Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet>'
        for title in titles
    )
    return f'<Workbook xmlns="{OLD_SHEET}" xmlns:ss="{OLD_SHEET}">{sheets}</Workbook>'.encode()


def test_more_sheets_than_anybody_needs_are_named_as_the_reason():
    with pytest.raises(TooLarge, match="more than 200 tables"):
        read(old_xml(*map(str, range(201))), name="a.xls")
    assert len(read(old_xml(*map(str, range(200))), name="a.xls").sheets) == 200


def test_an_endless_title_is_cut():
    assert read(old_xml("名" * 20_000), name="a.xls").sheets[0].name == "名" * 99 + "…"


DEGREES = (
    'GEOGCRS["x",DATUM["x",ELLIPSOID["x",6378137,298.25]],CS[ellipsoidal,2],AXIS["lat",north],'
    'AXIS["lon",east],ANGLEUNIT["degree",0.0174532925199433]]'
)


@pytest.mark.parametrize("file", ["/etc/hosts", "@null"])
def test_a_reference_system_that_names_a_file_is_not_handed_on(file):
    """Where the kernel keeps no wall around files, PROJ would open it."""
    told = (
        f"BOUNDCRS[SOURCECRS[{DEGREES}],TARGETCRS[{DEGREES}],ABRIDGEDTRANSFORMATION["
        f'"x",METHOD["NTv2"],PARAMETERFILE["Latitude and longitude difference file","{file}"]]]'
    )
    if file == "@null":
        assert described(told).crs is not None
    else:
        with pytest.raises(BadValue, match="not known"):
            described(told)
