"""Collectors, pipeline, scheduling and the command line: the only part that reaches the network and reads the clock."""

__version__ = "0.1.0"
