"""Keep branca from running text as a program.

branca builds a page twice over: an element's template is rendered, and the result is compiled as
a Jinja template again. A name that holds ``{{ … }}`` would run on the machine that draws the map.
Inside `inert_text` every such result is text and nothing else. Outside it branca is as it was, so
that other users of folium in the same process notice nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = Any  # a branca element: nothing of it but its id and template is touched
# The numbers that elements get while the text is inert; None while branca is its usual self.
_numbers: ContextVar[Iterator[int] | None] = ContextVar("numbers", default=None)


class Text:
    """Stand where a template is expected, and give back a text as it is."""

    def __init__(self, words: str) -> None:
        self.words = words

    def render(self, *_: object, **__: object) -> str:
        """Give the text."""
        return self.words


@contextmanager
def inert_text() -> Iterator[None]:
    """Build and render folium objects in here: text is no template, and ids count from 1.

    Counting makes the same map the same bytes; branca's own ids are random.
    """
    _teach_branca()
    token = _numbers.set(count(1))
    try:
        yield
    finally:
        _numbers.reset(token)


@cache
def _teach_branca() -> None:
    from branca.element import Element  # noqa: PLC0415 - only who asks for a folium page waits

    usual = Element.__init__

    def init(self: Node, template: str | None = None, template_name: str | None = None) -> None:
        numbers = _numbers.get()
        if numbers is None:
            usual(self, template, template_name)
            return
        usual(self, None, template_name)
        self._id = str(next(numbers))
        if template is not None:
            self._template = Text(template)

    Element.__init__ = init  # type: ignore[method-assign]
