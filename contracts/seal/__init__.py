"""A PDF in; the same with a signature, or what its signatures are worth, out. The only user of pyHanko."""
