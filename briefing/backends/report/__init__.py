"""One HTML file that reports figures with no network."""
