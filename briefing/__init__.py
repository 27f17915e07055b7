"""Describe maps, flows and charts once; draw them many times."""
