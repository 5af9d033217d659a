"""One scan of one tool, part by part: the home address, pages and documents, hosts, the browser; then one Evidence."""

from __future__ import annotations

from scanner.progress import Progress

from .scan import BrowserCollector, scan

__all__ = ["BrowserCollector", "Progress", "scan"]
