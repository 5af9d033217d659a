"""Pure code: facts from evidence, findings from facts, ratings from findings. No network, no files but its own data."""
