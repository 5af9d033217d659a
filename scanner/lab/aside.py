"""A lab in a process of its own: its work is not counted as the scanner's, and a scan may fork without its threads."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from scanner import scratch


@dataclass(frozen=True)
class Seen:
    """A request as the lab saw it. `conditional` holds its If-None-Match and If-Modified-Since."""

    secure: bool
    host: str
    path: str
    conditional: tuple[tuple[str, str], ...]
    at: float


@dataclass(frozen=True)
class Plan:
    """What is served: `tools` made-up ones (see `many_tools`, `left_out` by number), shipped sites by name, and those
    of another folder (`own`), which may be changed and served anew: see `LabAside.reread`.

    `latency` in seconds before each answer; `ports` (plain, TLS) of an earlier lab, 0 for free ones.
    """

    tools: int
    latency: float = 0.0
    changed: int = 0
    edition: int = 0
    left_out: tuple[int, ...] = ()
    also: tuple[str, ...] = ()
    own: Path | None = None
    ports: tuple[int, int] = (0, 0)


class LabAside(AbstractContextManager["LabAside"]):
    """A running lab. `config` leads the program there, `homes` by tool, `addresses` by host."""

    def __init__(self, plan: Plan) -> None:
        self.folder = scratch.take("lab")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, plan, self.folder), daemon=True)
        self._process.start()
        theirs.close()
        self.config: Path
        self.homes: list[str]
        self.addresses: dict[str, str]
        self.ports: tuple[int, int]
        self.config, self.homes, self.addresses, self.ports = self._pipe.recv()

    def requests(self) -> list[Seen]:
        """What arrived since the last call."""
        self._pipe.send("requests")
        seen: list[Seen] = self._pipe.recv()
        return seen

    def reread(self) -> None:
        """Serve what the sites' folders hold now."""
        self._pipe.send("reread")
        self._pipe.recv()

    def stop(self) -> None:
        """Serve no more; its names and its configuration stay, and connections are refused."""
        if self._process.is_alive():
            self._pipe.send("stop")
            self._process.join(20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        scratch.give_back(self.folder)


def _serve(pipe: Connection, plan: Plan, folder: Path) -> None:
    from scanner.lab.many import many_tools
    from scanner.lab.server import Lab
    from scanner.lab.site import load_sites

    made = many_tools(plan.tools, folder / "sites", changed=plan.changed, edition=plan.edition)
    sites = [site for number, site in enumerate(made, 1) if number not in plan.left_out]
    sites += [site for site in load_sites() if site.name in plan.also]
    sites += load_sites(plan.own) if plan.own else ()
    with Lab(sites, http_port=plan.ports[0], https_port=plan.ports[1], latency=plan.latency) as lab:
        for site in lab.sites:
            # Certificates are made now: their cost is the lab's, not the first client's.
            for host in site.hosts:
                lab.authority.context(host.name, host.tls)
        config = lab.write_config(folder / "config")
        homes = [str(site.home) for site in lab.sites]
        addresses = {host.name: host.at.ip for site in lab.sites for host in site.hosts}
        pipe.send((config, homes, addresses, (lab.http_port, lab.https_port)))
        while (asked := pipe.recv()) != "stop":
            if asked == "reread":
                lab.reread()
            pipe.send(_taken(lab.requests) if asked == "requests" else ())


def _taken(log: object) -> Sequence[Seen]:
    from collections import deque

    from scanner.lab.response import Request

    assert isinstance(log, deque)
    found = []
    while log:
        request: Request = log.popleft()
        query = f"?{request.query}" if request.query else ""
        names = ("if-none-match", "if-modified-since")
        conditional = tuple((name, request.headers[name]) for name in names if name in request.headers)
        found.append(Seen(request.secure, request.host, request.path + query, conditional, request.at))
    return found
