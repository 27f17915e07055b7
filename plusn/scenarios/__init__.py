"""Cases of firms: read, written and offered, with what the engine says about them."""
