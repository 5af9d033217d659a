"""Checks: small pure functions, one kind each; they do not import each other. `rules.registry` names them."""
