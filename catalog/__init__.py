"""The nouns of Préau (tool, evidence, finding, rating …) and their storage in SQLite."""
