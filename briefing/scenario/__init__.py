"""Scenarios in words, sheets and pictures."""
