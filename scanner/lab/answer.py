"""Answer: what a site says to a request: routes first, then files, then its page for what does not exist."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from scanner.lab.portable import scanned_pdf, text_pdf
from scanner.lab.response import MEDIA_TYPES, TEXT_SUFFIXES, Draft, Request, Response, entity_tag, fill
from scanner.lab.site import Host, Route, Site

CHALLENGE = (
    "<!doctype html><html lang='en'><head><title>Just a moment...</title><meta name='robots' content='noindex'></head>"
    "<body><h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue</p>"
    "<div id='challenge-form'></div></body></html>"
)
_NOT_FOUND = "<!doctype html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"
_LAST_MODIFIED = format_datetime(datetime(2026, 9, 1, 6, 0, tzinfo=UTC), usegmt=True)


class Answerer:
    """Answers for one host of one site. Files are read once: a lab does not change while it runs."""

    def __init__(self, site: Site, host: Host) -> None:
        self._host = host
        self._root = site.folder / host.root
        self._exact: dict[str, Route] = {}
        self._prefixes: list[Route] = []
        for route in site.routes:
            if route.host not in (None, host.name):
                continue
            if route.path.endswith("*"):
                self._prefixes.append(route)
            else:
                self._exact.setdefault(route.path, route)
        self._layout = _read(self._root / "layout.html")
        self._files: dict[str, tuple[bytes, str] | None] = {}

    def answer(self, request: Request) -> Response:
        """The response to `request`. Never raises for any path."""
        if not request.secure and self._host.http == "redirect":
            query = f"?{request.query}" if request.query else ""
            return Response(301, (("Location", f"https://{self._host.name}{request.path}{query}"),))
        if self._host.challenge:
            headers = (("Content-Type", "text/html; charset=utf-8"), ("cf-mitigated", "challenge"))
            return Response(403, headers, CHALLENGE.encode())
        route = self._route(request.path)
        draft = self._from_route(route) if route else self._from_file(request)
        self._finish(draft, request, route)
        return draft.done()

    def _route(self, path: str) -> Route | None:
        found = self._exact.get(path)
        if found is not None:
            return found
        return next((route for route in self._prefixes if path.startswith(route.path[:-1])), None)

    def _from_route(self, route: Route) -> Draft:
        draft = Draft(route.status, [(name, fill(value)) for name, value in route.headers.items()], fault=route.fault)
        if route.redirect is not None:
            draft.status = route.status if 300 <= route.status < 400 else 302
            draft.headers.append(("Location", fill(route.redirect)))
            return draft
        body, kind = b"", route.type
        if route.file is not None:
            body, found = self._load(route.file) or (b"", None)
            kind = kind or found
        elif route.body is not None:
            body = fill(route.body).encode()
            kind = kind or "text/html"
        if route.render is not None:
            text = body.decode()
            body = text_pdf(text) if route.render == "pdf" else scanned_pdf(text)
            kind = "application/pdf"
        elif route.encoding != "utf-8":
            body = body.decode().encode(route.encoding, "replace")
        draft.body = body
        if kind:
            draft.headers.append(("Content-Type", _with_charset(kind, route.charset)))
        return draft

    def _from_file(self, request: Request) -> Draft:
        for name in _candidates(request.path):
            found = self._load(name)
            if found is not None:
                body, kind = found
                draft = Draft(200, [("Content-Type", _with_charset(kind)), ("Last-Modified", _LAST_MODIFIED)], body)
                draft.headers.append(("ETag", entity_tag(body)))
                return draft
        missing = self._load(self._host.soft_404) if self._host.soft_404 else self._load("404.html")
        body = missing[0] if missing else _NOT_FOUND.encode()
        status = 200 if self._host.soft_404 and not request.path.endswith((".txt", ".xml")) else 404
        return Draft(status, [("Content-Type", "text/html; charset=utf-8")], body)

    def _finish(self, draft: Draft, request: Request, route: Route | None) -> None:
        tag = next((value for name, value in draft.headers if name == "ETag"), None)
        if tag is not None and tag in request.headers.get("if-none-match", ""):
            draft.status, draft.body = 304, b""
        for name, value in self._host.headers.items():
            draft.headers.append((name, fill(value)))
        if route is not None and route.echo_origin:
            origin = request.headers.get("origin")
            draft.headers.append(("Access-Control-Allow-Origin", origin or "*"))
            if origin:
                draft.headers.append(("Access-Control-Allow-Credentials", "true"))
        html = any(name == "Content-Type" and value.startswith("text/html") for name, value in draft.headers)
        wanted = (*self._host.set_cookie, *(route.set_cookie if route else ())) if html or route else ()
        sent = request.headers.get("cookie", "")
        for cookie in wanted:
            if f"{cookie.partition('=')[0]}=" not in sent:
                draft.headers.append(("Set-Cookie", fill(cookie)))

    def _load(self, name: str) -> tuple[bytes, str] | None:
        """Body and media type of the file `name` under the host's root, or None."""
        if name not in self._files:
            self._files[name] = self._read_file(name)
        return self._files[name]

    def _read_file(self, name: str) -> tuple[bytes, str] | None:
        path = (self._root / name).resolve()
        if not path.is_relative_to(self._root.resolve()) or not path.is_file() or path.name == "layout.html":
            return None
        kind = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        if path.suffix not in TEXT_SUFFIXES:
            return path.read_bytes(), kind
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html" and self._layout is not None and not text.lstrip().lower().startswith("<!doctype"):
            text = _laid_out(self._layout, text)
        return text.encode(), kind


def _candidates(path: str) -> tuple[str, ...]:
    name = path.strip("/")
    if not name:
        return ("index.html",)
    return (name, f"{name}.html", f"{name}/index.html")


def _laid_out(layout: str, fragment: str) -> str:
    """`fragment` inside the site's layout; its first line may be `<!-- title: … -->`."""
    title = ""
    first, _, rest = fragment.partition("\n")
    if first.startswith("<!-- title:"):
        title, fragment = first.removeprefix("<!-- title:").removesuffix("-->").strip(), rest
    return layout.replace("{{title}}", title).replace("{{content}}", fragment)


def _with_charset(kind: str, charset: str | None = None) -> str:
    textual = kind.startswith("text/") or kind in ("application/json", "application/xml", "image/svg+xml")
    return f"{kind}; charset={charset or 'utf-8'}" if textual and "charset" not in kind else kind


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
