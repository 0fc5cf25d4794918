"""A base deal and a sheet in; a set of documents for each row out, and an account of every row."""
