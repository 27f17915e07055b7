"""The supply chain as a picture: rows, marks and layouts of a flow map and of a diagram."""
