"""Serve the lab until one stops it, as `preau lab serve` does; what to print is the caller's business."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scanner.lab.server import Lab, RunningLab
from scanner.lab.site import SITES, Site, load_sites


@dataclass(frozen=True, slots=True)
class Listed:
    """A site of the lab as a list shows it; `description` in the language asked for."""

    name: str
    title: str
    kind: str
    home: str
    description: str


def listing(sites: Iterable[Site], language: str, kinds: Iterable[str] = ("tool", "consent", "fault")) -> list[Listed]:
    """The sites that can be scanned, tools first, then those on consent, then the faulty ones, each by name."""
    order = {kind: place for place, kind in enumerate(kinds)}
    rows = [
        Listed(
            site.name,
            site.title,
            site.kind,
            site.home or "",
            site.description.fr if language == "fr" else site.description.en,
        )
        for site in sites
        if site.kind in order
    ]
    return sorted(rows, key=lambda row: (order[row.kind], row.name))


def serve(
    tell: Callable[[RunningLab, Path], None],
    stop: threading.Event,
    *,
    folder: Path | None = None,
    sites: Path = SITES,
    names: Iterable[str] | None = None,
    https_port: int = 0,
    http_port: int = 0,
    latency: float = 0.0,
) -> None:
    """Serve the sites under `sites` until `stop` is set or the keyboard interrupts.

    `tell` is called once with the running lab and its configuration file, which is written into `folder` (a
    temporary one by default). Raises LabError where a folder is malformed or a port cannot be had.
    """
    with Lab(load_sites(sites, names), http_port=http_port, https_port=https_port, latency=latency) as lab:
        tell(lab, lab.write_config(folder) if folder else lab.config)
        try:
            while not stop.wait(0.5):
                pass
        except KeyboardInterrupt:
            return
