"""The tables of names and codes that a matcher knows."""
