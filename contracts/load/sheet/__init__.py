"""A deal sheet in; rows of cells with their places, and the deal that each row makes, out."""
