"""Consent: what the words and controls of a consent interface mean, in French, English, German, Spanish, Italian, Dutch."""
