"""Money: rates and fees, and the order in which a payment is worked out."""
