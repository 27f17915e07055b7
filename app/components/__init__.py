"""Widgets and components that pages share."""
