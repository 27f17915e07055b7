"""Find the region that a string names, or say why none can be found."""

from geo.matching.matcher import Matcher
from geo.matching.text import clean

__all__ = ["Matcher", "clean"]
