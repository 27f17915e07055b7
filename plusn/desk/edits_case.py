"""What a page may know of a case: the rooms below are not its to ask."""

from network.case import Case
from network.case.cells import Column
from network.case.diff import Change, differences

__all__ = ["Case", "Change", "Column", "differences"]
