"""The browser collector, where the extra is installed and Chromium is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.cli.language import Words
    from scanner.config import Config
    from scanner.pipeline import BrowserCollector


def browser_collector(config: Config) -> BrowserCollector | None:
    """The collector to plug into a scan, or None where this machine has none (see `preau doctor` for why)."""
    from scanner.collect.browser import available, collect

    return collect if available(config).found else None


def why_no_browser(config: Config, words: Words) -> str:
    """Why this machine has no browser to scan with, in words, with what to do about it."""
    from scanner.collect.browser import available

    browser = available(config)
    return words(f"no-browser.{browser.why_not}", path=browser.executable)
