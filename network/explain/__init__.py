"""What a result means: where costs come from and what would change the answer."""
