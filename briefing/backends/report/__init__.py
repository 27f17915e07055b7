"""One HTML file of figures: to read, to present and to print, without a network."""
