"""Requests that were tried and could not leave: what they might have brought had they been answered.

A third party that has a row in the reference data is judged by its row. Of one that nobody knows only the kind of
request tells: a script or a frame may bring in anything, a call or a counting pixel may store something, a picture, a
font or a style sheet that the page itself names is a file, and its absence spoils nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.derive.names import path_of
from rules.judging.sightings import Sighting

EVERYWHERE = frozenset({"csp", "mixed-content"})
"""Reasons for which every visitor's browser stops a request: then nothing leaves anywhere, and absence is shown."""
DEAD = "no-such-name"
"""The name does not exist (RFC 8020): nobody's browser reaches it. For known hosts a filter is likelier."""
RUNNING = frozenset({"script", "document"})
"""Kinds of request whose answer runs: code of the page, or a page in a frame."""
CALLING = frozenset({"xhr", "fetch", "ping", "websocket", "webtransport", "eventsource"})
"""Kinds of request that tell somebody something and whose answer may store a cookie."""
FILES = frozenset({"image", "media", "other"})


def genuine(tried: Iterable[Sighting], reached: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The attempts that might have reached somebody from elsewhere. `reached` are the requests that left.

    Left out of unknown parties' requests: those to names that do not exist, and those that left another time.
    """
    left = {(one.host, path_of(one.request.url)) for one in reached}
    hosts = {one.host for one in reached}
    return tuple(one for one in tried if _counts(one, left, hosts))


def _counts(one: Sighting, left: set[tuple[str, str]], hosts: set[str]) -> bool:
    if one.request.failure in EVERYWHERE:
        return False
    if one.known is not None and not one.own:
        return True
    if one.request.failure == DEAD or (one.host, path_of(one.request.url)) in left:
        return False
    if one.own:
        # Without a failure only its beginning was told (a service worker's script), with ABORTED the page moved on.
        failed = one.request.failure is not None and "ABORTED" not in one.request.failure
        return one.phase != "none" and one.request.resource_type == "script" and failed
    return one.request.resource_type in RUNNING or one.host not in hosts


def brings_anything(one: Sighting) -> bool:
    """Whether its answer might have brought in any third party: code, tag managers, platforms that ask for consent."""
    if one.own or one.known is None:
        return one.request.resource_type in RUNNING
    return one.is_of("tag-manager", "consent-management")


def is_player(one: Sighting) -> bool:
    """Whether it is a frame of a known party that stores with consent only, a video or a map, say."""
    return one.known is not None and one.known.needs_consent == "yes" and one.request.resource_type == "document"


def may_store(one: Sighting) -> bool:
    """Whether its answer might have stored something: code, calls, and pixels that carry a number or that code sent."""
    if brings_anything(one):
        return True
    if one.known is not None:
        return is_player(one)
    kind = one.request.resource_type
    return kind in CALLING or (kind in FILES and (one.identifies or one.request.initiator_type == "script"))


def may_bring_fonts(one: Sighting) -> bool:
    """Whether it is a style sheet of an unknown party: such sheets load fonts and further sheets."""
    return one.known is None and not one.own and one.request.resource_type in ("stylesheet", "font")
