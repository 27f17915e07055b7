"""Whole cases from less: a starter sheet of thirty numbers, a list of shipments."""
