"""Reaching the network: names, addresses, guards, pace, budgets, fetching."""
