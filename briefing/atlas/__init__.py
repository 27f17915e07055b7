"""Compose an atlas: from counts and geometry to `MapSpec`s in every language."""
