"""Server: one process, many virtual hosts over real TLS on several loopback addresses, with SNI and plain HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from scanner import scratch
from scanner.lab.answer import Answerer
from scanner.lab.authority import Authority
from scanner.lab.configuration import config_text, write_geography
from scanner.lab.connection import serve_connection
from scanner.lab.response import Request, Response
from scanner.lab.site import Host, LabError, Site, TlsQuirk, check_together, load_site, load_sites
from scanner.problem import Problem

_LOG_LENGTH = 200_000
_PORT_ATTEMPTS = 40


class NoPort(Problem):
    """The lab's addresses cannot be listened on."""


class Lab:
    """A lab that can be started: the sites it serves and how.

    `sites`: those to serve, all that ship by default. `http_port`, `https_port`: 0 takes a free one that can be had
    on every address. `latency`: seconds added before each answer.
    """

    def __init__(
        self,
        sites: Iterable[Site] | None = None,
        *,
        http_port: int = 0,
        https_port: int = 0,
        latency: float = 0.0,
    ) -> None:
        self.sites = tuple(load_sites() if sites is None else sites)
        check_together(self.sites)
        self._ports = (http_port, https_port)
        self._latency = latency

    def start(self) -> RunningLab:
        """Serve in a thread of its own and return once every socket listens. Raises NoPort where it cannot."""
        return RunningLab(self.sites, self._ports, self._latency)

    def __enter__(self) -> RunningLab:
        self._running = self.start()
        return self._running

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._running.stop()

    async def __aenter__(self) -> RunningLab:
        self._running = await asyncio.to_thread(self.start)
        return self._running

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._running.stop)


class RunningLab:
    """A lab that listens. `requests` is a log of what arrived, oldest first (the last 200,000)."""

    def __init__(self, sites: tuple[Site, ...], ports: tuple[int, int], latency: float) -> None:
        self.sites = sites
        self.requests: deque[Request] = deque(maxlen=_LOG_LENGTH)
        self.started_at = int(time.time())
        self.authority = Authority()
        self._latency = latency
        self._hosts: dict[str, Host] = {host.name: host for site in sites for host in site.hosts}
        self._answerers = {host.name: Answerer(site, host) for site in sites for host in site.hosts}
        self._folder = scratch.take("lab-config")
        self._sockets: list[tuple[socket.socket, bool]] = []
        self.http_port, self.https_port = self._bind(ports)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="preau-lab", daemon=True)
        self._ready = threading.Event()
        self._thread.start()
        self._ready.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def reread(self) -> None:
        """Serve what the sites' folders hold now, as on a night before which publishers changed something.

        Hosts and their places stay as they were.
        """
        sites = [load_site(one.folder) if (one.folder / "site.toml").is_file() else one for one in self.sites]
        self._answerers = {host.name: Answerer(site, host) for site in sites for host in site.hosts}

    def site(self, name: str) -> Site:
        """The site of this name. Raises KeyError where it is not served."""
        for site in self.sites:
            if site.name == name:
                return site
        raise KeyError(name)

    def home(self, name: str) -> str:
        """The address of a site's home, as one gives it to `check`."""
        home = self.site(name).home
        if home is None:
            raise KeyError(f"{name} is a third party: nothing to scan")
        return home

    def config_text(
        self,
        folder: Path | None = None,
        *,
        delay_seconds: float = 0.0,
        lang: str | None = None,
        catalog: Path | None = None,
    ) -> str:
        """The configuration (TOML) that lets the program scan this lab; `folder` holds the files it names."""
        ports = (self.http_port, self.https_port)
        where = folder or self._folder
        return config_text(self.sites, ports, where, delay_seconds=delay_seconds, lang=lang, catalog=catalog)

    def write_config(
        self, folder: Path, *, delay_seconds: float = 0.0, lang: str | None = None, catalog: Path | None = None
    ) -> Path:
        """Write configuration, authority and geography into `folder` (made if needed); the configuration's path."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lab-ca.pem").write_bytes(self.authority.certificate)
        write_geography(self.sites, folder, self.started_at)
        file = folder / "preau.toml"
        # The program takes relative paths from the configuration's own folder, not from the one we are in.
        where, kept = folder.resolve(), catalog.resolve() if catalog is not None else None
        text = self.config_text(where, delay_seconds=delay_seconds, lang=lang, catalog=kept)
        file.write_text(text, encoding="utf-8")
        return file

    @property
    def config(self) -> Path:
        """A configuration file of this lab in a temporary folder that lives as long as the lab."""
        file = self._folder / "preau.toml"
        return file if file.exists() else self.write_config(self._folder)

    def host_resolver_rules(self) -> str:
        """The value of Chromium's `--host-resolver-rules` that makes the lab's names reachable without a proxy."""
        rules = []
        for host in self._hosts.values():
            rules.append(f"MAP {host.name}:443 {host.at.ip}:{self.https_port}")
            rules.append(f"MAP {host.name}:80 {host.at.ip}:{self.http_port}")
        return ",".join([*rules, "MAP * ~NOTFOUND"])

    def stop(self) -> None:
        """Close every socket and connection and remove the temporary files; a second call does nothing."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        scratch.give_back(self._folder)
        self.authority.close()

    def _bind(self, ports: tuple[int, int]) -> tuple[int, int]:
        plain = {host.at.ip for host in self._hosts.values() if host.http != "closed"}
        secure = {host.at.ip for host in self._hosts.values() if host.https != "closed"}
        return self._bind_all(plain, ports[0], False), self._bind_all(secure, ports[1], True)

    def _bind_all(self, addresses: set[str], port: int, secure: bool) -> int:
        """Bind one port on every address; port 0 tries several until one is free everywhere."""
        for _ in range(_PORT_ATTEMPTS):
            bound: list[socket.socket] = []
            chosen = port
            try:
                for address in sorted(addresses):
                    bound.append(socket.create_server((address, chosen), backlog=256))
                    chosen = chosen or bound[0].getsockname()[1]
            except OSError as error:
                for each in bound:
                    each.close()
                if port:
                    raise NoPort("lab.port", port=port, detail=error) from error
                continue
            self._sockets += [(each, secure) for each in bound]
            return chosen
        raise NoPort("lab.no-port")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda _loop, _context: None)
        servers = [self._loop.run_until_complete(self._listen(*each)) for each in self._sockets]
        self._loop.call_soon(self._ready.set)
        self._loop.run_forever()
        for server in servers:
            server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _listen(self, bound: socket.socket, secure: bool) -> asyncio.Server:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(asyncio.CancelledError):
                await serve_connection(reader, writer, self._answer, secure, self._latency)

        context = self._tls_context(bound.getsockname()[0]) if secure else None
        return await asyncio.start_server(
            connected, sock=bound, ssl=context, ssl_handshake_timeout=20 if secure else None, limit=1 << 18
        )

    def _tls_context(self, address: str) -> ssl.SSLContext:
        """The context of one address; protocol versions hold for it, certificates are chosen by server name."""
        quirks: set[TlsQuirk] = {host.tls for host in self._hosts.values() if host.at.ip == address}
        versions: TlsQuirk = next((quirk for quirk in ("legacy", "weak") if quirk in quirks), "valid")
        if versions != "valid" and len(quirks) > 1:
            raise LabError(f"{address}: a host with old protocol versions needs an address of its own")
        context = self.authority.context(f"{address}.nip.invalid", versions)

        def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _first: ssl.SSLContext) -> int | None:
            host = self._hosts.get((name or "").lower())
            if host is None:
                return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
            if host.tls == "refused":
                return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE
            connection.context = self.authority.context(host.name, host.tls)
            return None

        context.sni_callback = choose
        return context

    def _answer(self, request: Request) -> Response:
        self.requests.append(request)
        answerer = self._answerers.get(request.host)
        if answerer is None:
            return Response(421, (("Content-Type", "text/plain"),), b"No such host in the lab\n")
        return answerer.answer(request)
