"""The nouns of the trade: frozen dataclasses, no input or output."""
