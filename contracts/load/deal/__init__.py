"""A deal spec, its manifest and what was used of it in; a Deal out, or every problem at once."""
