"""A file that came back, and what we say to it, in; the same file with our comments and counters out."""
