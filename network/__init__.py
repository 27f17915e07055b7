"""The supply network as a graph; its engine joins later."""
