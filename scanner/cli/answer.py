"""`preau answer`: what the vendor answered."""

from .review import answer as command

__all__ = ["command"]
