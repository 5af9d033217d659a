"""Values read in a document: durations, dates, organisations, countries, contacts, ages."""

from .collect import Values

__all__ = ["Values"]
