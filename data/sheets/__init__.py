"""Understand the tables that people keep in workbooks, and say what was understood."""
