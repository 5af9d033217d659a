"""The same hand-written sites as the tests of checks use."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_spec = spec_from_file_location("site_builder", Path(__file__).parents[1] / "checks" / "conftest.py")
assert _spec is not None and _spec.loader is not None
_module = module_from_spec(_spec)
_spec.loader.exec_module(_module)
site, new_site, cookie = _module.site, _module.new_site, _module.cookie
