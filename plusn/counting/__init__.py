"""Counting the points of a file by region: parts of it, in threads here or on a cluster."""
