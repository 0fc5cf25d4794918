"""The version of the tool, which every document and every lock names."""

__version__ = "0.1.0"
