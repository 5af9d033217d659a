"""Reference data: dated facts about hosts, cookies, organisations, networks and jurisdictions.

Pure: values in, values out. No network, no clock; data files are read lazily through importlib.resources.
Start at :func:`rules.knowledge.load.load_knowledge`.
"""

from rules.knowledge.knowledge import Knowledge

__all__ = ["Knowledge"]
