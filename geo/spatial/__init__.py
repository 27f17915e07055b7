"""Spatial statistics of a measure that every region has a value for."""
