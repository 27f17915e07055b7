"""Decks read back with python-pptx, as a program that did not write them."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import combinations

import pptx
from pptx.util import Pt

TEXT_LEAST, SOURCE_LEAST = 14.0, 12.0


def opened(content):
    return pptx.Presentation(io.BytesIO(content))


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def shapes(slide):
    """Give every shape of a slide, those of groups too."""

    def inside(found):
        for shape in found:
            yield shape
            if shape.shape_type == 6:  # a group
                yield from inside(shape.shapes)

    return [*inside(slide.shapes)]


def alt(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")


def regions(slide):
    """Give freeforms that are named by a region's code: name → alternative text."""
    return {s.name: alt(s) for s in shapes(slide) if re.match(r"\d{6} ", s.name)}


def words(slide):
    return [s.text_frame.text for s in shapes(slide) if s.has_text_frame and s.text_frame.text]


def runs(slide):
    """Give every run with the name of its shape."""
    for shape in shapes(slide):
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    yield shape.name, run


def box(shape):
    left, top = shape.left / Pt(1), shape.top / Pt(1)
    return left, top, left + shape.width / Pt(1), top + shape.height / Pt(1)


def outside(slide, deck):
    """Name the shapes that hang over the slide's edge."""
    wide, high = deck.slide_width / Pt(1), deck.slide_height / Pt(1)
    boxes = [(s.name, box(s)) for s in shapes(slide)]
    return [n for n, (a, b, c, d) in boxes if min(a, b) < -0.1 or c > wide + 0.1 or d > high + 0.1]


def overlapping(slide):
    """Name pairs of text boxes that lie over each other; a line's own air is no overlap.

    What is seen of a line is about as high as its size: 0.72 above the baseline, 0.2 below. The
    air that faces keep above and below is taken off first, and 4 per cent of the width.
    """
    boxes = []
    for shape in shapes(slide):
        if shape.has_text_frame and shape.text_frame.text:
            a, b, c, d = box(shape)
            sizes = [r.font.size.pt for p in shape.text_frame.paragraphs for r in p.runs
                     if r.font.size]  # fmt: skip
            air = 0.2 * max(sizes, default=14)
            boxes.append((shape.text_frame.text[:40], (a, b + air, c - 0.04 * (c - a), d - air)))
    return [
        (one, other)
        for (one, (a, b, c, d)), (other, (e, f, g, h)) in combinations(boxes, 2)
        if min(c, g) - max(a, e) > 0.5 and min(d, h) - max(b, f) > 0.5
    ]


def too_small(slide):
    """Give runs below the least sizes of type."""
    found = []
    for name, run in runs(slide):
        least = SOURCE_LEAST if name == "Source" else TEXT_LEAST
        if run.font.size is not None and run.font.size.pt < least:
            found.append((name, run.text, run.font.size.pt))
    return found
