"""A deal and a Word file that came back in; what is different in it, and an answer, out."""
