"""Word pages: a figure, its caption, a native table, numbered source notes."""
