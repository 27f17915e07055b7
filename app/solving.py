"""Ask the engine from a page: in this session's name, beside the page, each question once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from plusn.solving.job import SECONDS
from plusn.solving.pool import Pool

if TYPE_CHECKING:
    from plusn.solving.asking import Asked, Book, Case

KEY = "asked"


@st.cache_resource(show_spinner=False, on_release=Pool.close)
def pool() -> Pool:
    """Give the workers of all sessions; the first of them load the engine from now on."""
    made = Pool()
    made.warm()
    return made


def ask(
    kind: str, case: Case, *, urgent: bool = False, seconds: float = SECONDS, **args: object
) -> Asked:
    """Give a question of this session as it stands; the first time, it is put into the queue.

    Parameters
    ----------
    kind
        What is asked: a key of `plusn.solving.jobs.JOBS`.
    case
        The base case; what is asked under is an argument.
    urgent
        Whether the reader waits for it.
    seconds
        Time limit of each solve.
    args
        Plain JSON values, named as the command's options.
    """
    return book().ask(kind, case, args, urgent=urgent, seconds=seconds)


def book() -> Book:
    """Give what this session has asked; no other session can reach it."""
    if KEY not in st.session_state:
        from plusn.solving.asking import Book  # noqa: PLC0415 - pydantic and networkx load slowly

        st.session_state[KEY] = Book(pool(), secrets.token_hex(8))
    kept: Book = st.session_state[KEY]
    return kept
