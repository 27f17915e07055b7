"""A firm's network with its quantities: ribbons on a map, bands in a layered diagram."""
