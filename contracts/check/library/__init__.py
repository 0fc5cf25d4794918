"""Rules about the clause library itself, one file each."""
