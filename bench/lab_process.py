"""A lab of many tools in a process of its own, so that its work is not counted as the scanner's."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Seen:
    """A request as the lab saw it."""

    secure: bool
    host: str
    path: str
    conditional: tuple[tuple[str, str], ...]


class LabProcess(AbstractContextManager["LabProcess"]):
    """`count` tools of eight pages, each answer `latency` seconds late. `config` leads the program there."""

    def __init__(self, count: int, latency: float) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="preau-bench-"))
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, count, latency, self.folder), daemon=True)
        self._process.start()
        self.config, self.homes, self.addresses, self.ports = self._pipe.recv()

    def requests(self) -> list[Seen]:
        """What arrived since the last call."""
        self._pipe.send("requests")
        seen: list[Seen] = self._pipe.recv()
        return seen

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pipe.send("stop")
        self._process.join(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def _serve(pipe: Connection, count: int, latency: float, folder: Path) -> None:
    from scanner.lab.many import many_tools
    from scanner.lab.server import Lab

    with Lab(many_tools(count, folder / "sites"), latency=latency) as lab:
        for site in lab.sites:
            # Certificates are made now: their cost is the lab's, not the first client's.
            lab.authority.context(site.hosts[0].name, "valid")
        config = lab.write_config(folder / "config")
        homes = [str(site.home) for site in lab.sites]
        addresses = {site.hosts[0].name: site.hosts[0].at.ip for site in lab.sites}
        pipe.send((config, homes, addresses, (lab.http_port, lab.https_port)))
        while pipe.recv() == "requests":
            seen = list(lab.requests)
            lab.requests.clear()
            pipe.send([_seen(request) for request in seen])


def _seen(request: object) -> Seen:
    from scanner.lab.response import Request

    assert isinstance(request, Request)
    query = f"?{request.query}" if request.query else ""
    names = ("if-none-match", "if-modified-since")
    conditional = tuple((name, request.headers[name]) for name in names if name in request.headers)
    return Seen(request.secure, request.host, request.path + query, conditional)
