"""The tree of a paper in; the same as a Word file out, that counsel can number, mark and send on."""
