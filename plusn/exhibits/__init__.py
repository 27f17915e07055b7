"""Every figure by its name: what it is asked with, and how it is shown."""
