"""Word files in: what they say, with every revision and comment. The only reader of them."""
