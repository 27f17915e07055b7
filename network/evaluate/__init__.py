"""A second opinion on every plan, without a solver."""
