"""Which region a point lies in: exact, each point in one region."""
