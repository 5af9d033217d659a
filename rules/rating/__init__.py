"""The rating: arithmetic over findings (criteria, section 4). Start at :func:`rules.rating.rate.rate`."""
