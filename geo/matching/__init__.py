"""Find the region that a string names, or say why none can be found."""
