"""Duty as a stack of dated layers."""
