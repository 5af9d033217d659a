"""The nouns: frozen values that every other part of the program hands on and none edits."""
