"""Files in, typed values out. The only readers of the project."""
