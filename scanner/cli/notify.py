"""`preau notify`: the vendor was told."""

from .review import notify as command

__all__ = ["command"]
