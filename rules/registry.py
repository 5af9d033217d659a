"""The checks by name, as rule files name them. A check is loaded when it is first needed."""

from __future__ import annotations

from importlib import import_module

from rules.case import Check

CHECKS: dict[str, str] = {}
"""Name in a rule file → `module:function`. Adding a check is adding a line here."""


def find_check(name: str) -> Check:
    """The check of this name. Raises KeyError for a name that is not registered."""
    module, function = CHECKS[name].split(":")
    check: Check = getattr(import_module(module), function)
    return check
