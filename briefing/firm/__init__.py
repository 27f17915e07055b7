"""What a firm decides with: each figure described once from the answer of a command."""
