"""Rules about an agreement, one file each."""
