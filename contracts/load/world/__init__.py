"""Facts of the world that deals name: places, currencies, and the letters that our fonts have."""
