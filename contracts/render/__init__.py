"""Agreement in; bytes out. One file a format."""
