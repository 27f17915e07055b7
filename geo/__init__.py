"""Regions, counts, bounds, measures, classes, statistics: pure functions, no bytes, no drawing."""
