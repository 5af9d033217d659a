"""Collectors: each returns a part of the evidence; they do not import each other."""
