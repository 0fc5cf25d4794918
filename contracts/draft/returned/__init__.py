"""Passages that came back in; what they mean in terms of our library, and the deal that would say so, out."""
