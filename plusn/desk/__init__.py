"""A firm's desk: the case it works on, each change of it, and how to take one back."""
