"""A user's own data, from what was read and matched to numbers with a standing."""
