"""Packaged tables with their Frictionless datapackage."""
