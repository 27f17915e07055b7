"""Briefs: figures with their arguments, language, size and order, as one document."""
