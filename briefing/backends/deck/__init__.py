"""Slides for PowerPoint: every figure as native shapes, tables and charts."""
