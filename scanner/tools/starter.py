"""The starter list: online tools used in schools of a country, facts only, each line marked as checked or not."""

from __future__ import annotations

from importlib.resources import files


def starter_list(country: str) -> bytes:
    """The starter list of a country (`fr`) as CSV. Raises FileNotFoundError where there is none."""
    return (files("scanner") / "data" / f"starter_{country}.csv").read_bytes()
