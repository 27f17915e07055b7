"""A user's own data, from the file to the map."""
