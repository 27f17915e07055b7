"""Hostile and broken files, made by code: what a reading process must survive.

Each maker is given a `Lure`: a file that must not be read and an address that must not be asked.
"""

from . import hostile_archives, hostile_documents, hostile_maps, hostile_texts, hostile_workbooks
from .hostile_making import FILES, Lure

__all__ = ["FILES", "Lure"]
KINDS = (hostile_archives, hostile_documents, hostile_maps, hostile_texts, hostile_workbooks)
"""Each adds its files to `FILES` when it is imported."""
