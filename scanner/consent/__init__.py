"""Consent: what the words and controls of a consent interface mean, in seven languages."""
