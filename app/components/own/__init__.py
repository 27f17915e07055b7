"""Parts of the page Your data."""
