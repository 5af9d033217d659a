"""Values read in a document: durations, dates, organisations, countries, contacts, ages."""

from .collect import values

__all__ = ["values"]
