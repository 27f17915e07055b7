"""Answers computed beside the page: workers, a queue, progress, an end before the end."""
