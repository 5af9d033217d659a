"""What a server says of a page it sent before is believed while it fits, and for a week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.checking import is_usable
from scanner.net.blobs import MemoryBlobs
from scanner.net.conditional import WHOLE_EVERY
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio

HOME = '<html lang="fr"><title>Solfège</title><main><h1>Solfège</h1><p>Lire des notes, une octave après l’autre.</p>'
LATER = HOME.replace("une octave après l’autre", "et les chanter en chœur")
DATED = "Mon, 02 Nov 2026 08:00:00 GMT"


@dataclass
class Server:
    """Answers 304 to every request, or only to conditional ones, with the headers given; else the body."""

    body: str = HOME
    headers: dict[str, str] = field(default_factory=lambda: {"ETag": '"k7"'})
    always: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    async def __call__(self, request: Any, _writer: Any) -> Any:
        if request.scheme == "https":
            self.asked.append({k: v for k, v in request.headers.items() if k.startswith("if-")})
            if self.always or self.asked[-1]:
                return Given(b"", 304, list(self.headers.items()))
        return Given(self.body.encode(), 200, [("Content-Type", "text/html; charset=utf-8"), *self.headers.items()])


@dataclass
class Given:
    body: bytes
    status: int
    headers: list[tuple[str, str]]


@pytest.fixture
def server(web: Any) -> Iterator[Server]:
    served = Server()
    web.page("solfege.example/robots.txt", "User-agent: *\n", media_type="text/plain")
    web.answer("solfege.example/", served)
    yield served


async def look(
    web: Any, blobs: MemoryBlobs, previous: Evidence | None = None, after: timedelta | None = None
) -> Evidence:
    tool = Tool(id="solfege", name="Solfège", home="https://solfege.example/")
    late = after or timedelta()
    return await scan(tool, web.config(), blobs=blobs, previous=previous, clock=lambda: datetime.now(UTC) + late)


def home(evidence: Evidence) -> Any:
    return next(page.exchange for page in evidence.pages if page.role == "home")


async def test_a_body_is_asked_for_in_whole_once_a_week_however_often_it_was_confirmed(
    web: Any, server: Server
) -> None:
    blobs = MemoryBlobs()
    evidence = await look(web, blobs)
    for day in (2, 4, 6):
        evidence = await look(web, blobs, evidence, timedelta(days=day))
        assert home(evidence).not_modified
    server.body = LATER
    assert home(evidence).body_at < datetime.now(UTC) + timedelta(days=1)
    evidence = await look(web, blobs, evidence, WHOLE_EVERY + timedelta(minutes=1))
    assert [bool(asked) for asked in server.asked] == [False, True, True, True, False]
    assert not home(evidence).not_modified and "chœur" in blobs.get(home(evidence).body).decode()


async def test_a_body_dated_by_a_clock_that_ran_ahead_is_asked_for_in_whole(web: Any, server: Server) -> None:
    blobs = MemoryBlobs()
    ahead = await look(web, blobs, after=timedelta(days=400))
    await look(web, blobs, ahead)
    assert server.asked == [{}, {}]


@pytest.mark.parametrize(
    ("first", "then", "whole"),
    [
        ({"ETag": '"k7"'}, {"ETag": '"k8"'}, True),
        ({"ETag": 'W/"k7"'}, {"ETag": '"k7"'}, False),
        ({"ETag": '"k7-gzip"'}, {"ETag": '"k7"'}, False),
        ({"ETag": '"k7"'}, {}, False),
        ({"Last-Modified": DATED}, {"Last-Modified": DATED.replace("02 Nov", "09 Nov")}, True),
        ({"Last-Modified": DATED}, {"Last-Modified": DATED.replace("02 Nov", "01 Nov")}, False),
        ({"Last-Modified": DATED}, {"Last-Modified": "hier"}, False),
    ],
)
async def test_an_answer_that_nothing_changed_and_names_another_version_is_asked_again(
    web: Any, server: Server, first: dict[str, str], then: dict[str, str], whole: bool
) -> None:
    blobs = MemoryBlobs()
    server.headers = first
    before = await look(web, blobs)
    server.headers, server.body = then, LATER
    after = await look(web, blobs, before)
    assert len(server.asked) == (3 if whole else 2) and server.asked[1]
    assert home(after).not_modified is not whole
    assert ("chœur" in blobs.get(home(after).body).decode()) is whole


async def test_not_modified_that_nobody_asked_for_is_no_content(web: Any, server: Server) -> None:
    blobs = MemoryBlobs()
    server.always = True
    nothing = await look(web, blobs)
    assert not is_usable(nothing)
    assert [(one.reason, one.detail) for one in nothing.skipped] == [("error", "status 304")]
    server.always, server.headers = False, {}
    before = await look(web, blobs)
    server.always = True
    # Without a validator the request was not conditional: the earlier page is not taken for today's.
    assert not is_usable(await look(web, blobs, before))
