"""Which encoding a text is in: of those that decode it, the one that finds most known words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from data.errors import UnknownChoice, UnreadableFile
from data.packaged import load_rows
from data.phrase import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
# Latin letters, punctuation, arrows, signs, circled numbers, kana, full-width forms.
USUAL_RANGES = (
    (0xA0, 0x17F),
    (0x2010, 0x22FF),
    (0x2460, 0x25FF),
    (0x3000, 0x312F),
    (0xFF00, 0xFFEF),
)
HEADINGS = (
    "地区 地區 省份 省市 城市 地市 市县 市縣 区县 區縣 名称 "
    "名稱 合计 合計 总计 總計 小计 小計 全国 全國 单位 單位 "
    "企业 企業 数量 數量 数目 數目 行业 行業 年份 年度 代码 "
    "代碼 其中 占比 比重 备注 備註 来源 來源 内地 內地 香港 "
    "澳门 澳門 台湾 台灣 臺灣 工厂 工廠 港资 港資 合 计 "
    "省 市 县 縣 区 區 州"
)
ENDINGS = (
    "特别行政区",
    "特別行政區",
    "自治区",
    "自治區",
    "自治州",
    "地区",
    "地區",
    "盟",
    "省",
    "市",
)
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
    usual = sum(times for one, times in characters.items() if _is_usual(one))
    share = usual / characters.total() if characters else 1.0
    hits = sum(
        times * _hits(match[0]) for run, times in foreign.items() for match in HAN.finditer(run)
    )
    return Candidate(encoding, text, hits, share)


def _hits(run: str) -> int:
    """Count known words in a run of Chinese characters, the longest at each place."""
    by_start, alone = _known()
    if run in alone:
        return 1
    found = at = 0
    while at < len(run) - 1:
        lengths = by_start.get(run[at : at + 2], ())
        length = next((n for n in lengths if run[at : at + n] in alone), 0)
        found += length > 0
        at += length or 1
    return found


@cache
def _known() -> tuple[Mapping[str, tuple[int, ...]], frozenset[str]]:
    """Give the known words, and the lengths of those that start with each two characters."""
    words = set(HEADINGS.split())
    for row in load_rows("region_names"):
        for column in ("name_zh_hans", "name_zh_hant"):
            words |= {row[column], _bare(row[column])}
    lengths: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    ordered = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
    return ordered, frozenset(words)


def _bare(name: str) -> str:
    """Leave out what a name ends in: 省, 市 …, where two characters stay.

    Examples
    --------
    >>> _bare("东莞市"), _bare("沙市")
    ('东莞', '沙市')
    """
    ending = next((end for end in ENDINGS if name.endswith(end) and len(name) > len(end) + 1), "")
    return name.removesuffix(ending)


def _is_usual(character: str) -> bool:
    if character in _common():
        return True
    return any(low <= ord(character) <= high for low, high in USUAL_RANGES)


@cache
def _common() -> frozenset[str]:
    """List the characters that GB 2312 and Big5 count as frequent, and those of region names.

    Source: the first level of each standard, in rows B0–D7 and A4–C6.
    """
    _, words = _known()
    frequent = {*"".join(words)}
    frequent |= _block("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    return frozenset(frequent | _block("big5", range(0xA4, 0xC7), range(0x40, 0xFF)))


def _block(encoding: str, first: Iterable[int], second: range) -> set[str]:
    pairs = (bytes((one, two)) for one in first for two in second)
    return {text for pair in pairs if len(text := pair.decode(encoding, "ignore")) == 1}


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
