"""Sharp bounds: what a partial table proves about every region."""
