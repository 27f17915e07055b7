"""Which encoding a text is in: of those that decode it, the one that finds most known words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from data.errors import UnknownChoice, UnreadableFile
from data.phrase import joined, said
from data.uploads.known_words import count_known, is_usual

if TYPE_CHECKING:
    from data.phrase import Told

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
"""What is tried, likeliest first: of two that find as many known words, the first is taken."""

ALSO_CALLED = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}
DECLARED = {name: name for name in ENCODINGS} | ALSO_CALLED
"""What a user may declare. Western letters are only read when declared: nearly any bytes decode."""

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
SAMPLE = 20_000  # runs of characters that are looked at
HAN = re.compile("[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
SAVE_AS = said("Save it as UTF-8 (in Excel: 'CSV UTF-8'), or declare its encoding.")


@dataclass(frozen=True)
class Candidate:
    """Hold one way to decode a text, and what speaks for it.

    Parameters
    ----------
    encoding
        A name of `ENCODINGS`.
    text
        What it gives.
    hits
        Known words in it: names of regions in both scripts, and usual headings.
    usual
        Share, in [0, 1], of its characters beyond ASCII that are in common use.
    """

    encoding: str
    text: str
    hits: int
    usual: float

    @property
    def words(self) -> Told:
        """Explain the score."""
        return said(
            "{encoding}: known words {hits:,}, usual characters {usual:.0%}",
            encoding=self.encoding,
            hits=self.hits,
            usual=self.usual,
        )


@dataclass(frozen=True)
class Decoded:
    """Hold a decoded text, the encodings that would also do (best first), and what to tell."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    remarks: tuple[Told, ...] = ()


def decode(content: bytes, *, name: str, declared: str = "") -> Decoded:
    """Decode a text by its mark, by what is declared, or by the words found in it.

    Parameters
    ----------
    content
        The bytes of a text file.
    name
        What to call it in messages.
    declared
        A name of `DECLARED`, which is followed; blank to find it out.

    Raises
    ------
    UnknownChoice
        No such encoding is known.
    UnreadableFile
        The bytes are no text in the declared encoding, or in any that is known.

    Examples
    --------
    >>> decode("廣東省,1".encode("big5hkscs"), name="t.csv").encoding
    'big5hkscs'
    """
    if declared:
        return _as_declared(content, name, declared)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark) :], encoding, name), encoding)
    ranked = rank(content)
    if not ranked:
        raise _undecodable(content, name)
    best, *rest = ranked
    others = tuple(one.encoding for one in rest if one.text != best.text)
    return Decoded(best.text, best.encoding, others, tuple(_remarks(best, rest)))


def rank(content: bytes) -> list[Candidate]:
    """List the ways to decode a text that has no mark, best first.

    Most known words first; of equals, the larger share of usual characters, then the order of
    `ENCODINGS`. Texts with zero bytes are tried as UTF-16 only, all others never.

    Examples
    --------
    >>> [str(one.words) for one in rank("合計".encode("big5hkscs"))][0]
    'big5hkscs: known words 1, usual characters 100%'
    """
    wide = b"\0" in content
    tried = (name for name in ENCODINGS if name.startswith("utf-16") == wide)
    found = [_candidate(name, text) for name in tried if (text := _decoded(content, name))]
    if any(one.encoding == "big5hkscs" for one in found):
        found = [one for one in found if one.encoding != "cp950"]
    if not found and not content:
        return [Candidate("utf-8", "", 0, 1.0)]
    return sorted(found, key=lambda one: (-one.hits, -one.usual))


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text


def _candidate(encoding: str, text: str) -> Candidate:
    foreign = Counter(match[0] for match in islice(BEYOND_ASCII.finditer(text), SAMPLE))
    characters = Counter[str]()
    for run, times in foreign.items():
        for character in run:
            characters[character] += times
    usual = sum(times for one, times in characters.items() if is_usual(one))
    share = usual / characters.total() if characters else 1.0
    hits = sum(
        times * count_known(match[0])
        for run, times in foreign.items()
        for match in HAN.finditer(run)
    )
    return Candidate(encoding, text, hits, share)


def _remarks(best: Candidate, rest: list[Candidate]) -> list[Told]:
    rivals = [one for one in rest if one.text != best.text]
    if best.text.isascii() or best.encoding == "utf-8":
        return []
    if not best.hits:
        return [
            said(
                "Read as {encoding}, though no known place stands in it: check the names.",
                encoding=best.encoding,
            )
        ]
    if not rivals:
        return []
    return [
        said(
            "Read as {encoding}, in which most known words stand ({scores}).",
            encoding=best.encoding,
            scores=joined("; ", (one.words for one in (best, *rivals))),
        )
    ]


def _as_declared(content: bytes, name: str, declared: str) -> Decoded:
    encoding = DECLARED.get(declared.strip().casefold())
    if encoding is None:
        raise UnknownChoice.of("encoding", declared, sorted(DECLARED))
    mark, marked = next(((m, e) for m, e in MARKS if content.startswith(m)), (b"", ""))
    if encoding == "utf-16":
        encoding = marked if marked.startswith("utf-16") else "utf-16-le"
    bare = content[len(mark) :] if marked == encoding else content
    return Decoded(_strictly(bare, encoding, name), encoding)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _broken(content, encoding, problem.start, name) from problem
    if "\0" in text:
        raise _no_text(name)
    return text


def _broken(content: bytes, encoding: str, start: int, name: str) -> UnreadableFile:
    before = content[:start].decode(encoding, "ignore")
    return UnreadableFile(
        said("{name} is not {encoding} text", name=name, encoding=encoding),
        where=said("line {line}", line=before.count("\n") + 1),
        remedy=SAVE_AS,
    )


def _undecodable(content: bytes, name: str) -> UnreadableFile:
    """Say how far the encoding comes that comes farthest."""
    if b"\0" in content:
        return _no_text(name)
    reached = {}
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError as problem:
            reached[encoding] = problem.start
    farthest = max(reached, key=lambda encoding: reached[encoding])
    return _broken(content, farthest, reached[farthest], name)


def _no_text(name: str) -> UnreadableFile:
    return UnreadableFile(said("{name} is not a text", name=name), remedy=SAVE_AS)
