"""What the pages of a firm are made of."""
