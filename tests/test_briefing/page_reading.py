"""Read an exported page as a browser would, without one: elements, attributes, policy."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

NAMES = {"http://www.w3.org/2000/svg"}  # a name, never fetched
VOID = {"meta", "input", "br"}

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "{{7*191}}${7*191}",
    "javascript:alert(1)//',alert(1),'",
)
"""Six strings that would run somewhere, if a page took any of them for more than words."""


class Read(HTMLParser):
    """Collect elements with their attributes, and the text right inside each kind."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open:
            self.text.setdefault(self._open[-1], []).append(data)

    @property
    def policy(self):
        return next(a["content"] for tag, a in self.found if tag == "meta" and "http-equiv" in a)

    def ids(self):
        return [a["id"] for _, a in self.found if "id" in a]


def hash_of(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def faults(page: str) -> list[str]:
    """List all that a page which needs no network must not have."""
    read, found = Read(page), []
    for tag, attributes in read.found:
        found += [f"<{tag} {n}>" for n in attributes if n == "style" or n.startswith("on")]
        for name in ("src", "href", "xlink:href", "action", "srcset"):
            if not (attributes.get(name) or "#").startswith("#"):
                found.append(f"<{tag} {name}={attributes[name]}>")
    found += re.findall(r"@import|url\((?!#|\$|data:)[^)]*", page)
    found += sorted(set(re.findall(r"https?://[^\s\"'`<&]+", page)) - NAMES)
    scripts = [text for tag, text in _scripts(page) if tag != "application/json"]
    for asked in (*scripts, *read.text["style"]):
        if hash_of(asked) not in read.policy:
            found.append("not in the policy")
    if "unsafe" in read.policy or not read.policy.startswith("default-src 'none';"):
        found.append(read.policy)
    return found


def _scripts(page: str) -> list[tuple[str, str]]:
    pattern = r'<script(?: type="([^"]*)"[^>]*)?>(.*?)</script>'
    return [(kind, text) for kind, text in re.findall(pattern, page, re.DOTALL)]
