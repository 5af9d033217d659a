"""Frames: run the scanner's own scripts in a page's frames, in a world that the page cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scanner.collect.browser.channels import Channel, ChannelClosed, ChannelSilent

WORLD = "scan"
_FRAME_LIMIT = 60


@dataclass(frozen=True)
class Frame:
    """A frame. `origin` is `""` for one without (sandboxed, data: address); `depth` 0 is the page itself."""

    id: str
    url: str
    origin: str
    depth: int


class Frames:
    """The frames of one page."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def all(self) -> tuple[Frame, ...]:
        """All frames, the page itself first. Raises ChannelClosed where the page does not answer."""
        tree = (await self._channel.send("Page.getFrameTree"))["frameTree"]
        return tuple(_walk(tree, 0))[:_FRAME_LIMIT]

    async def evaluate(self, frame: Frame, expression: str, wait: bool = False) -> Any:
        """The value of an expression in a frame, None where it fails or the frame is gone. Raises ChannelSilent."""
        try:
            context = await self.context(frame)
            answer = await self._channel.send(
                "Runtime.evaluate",
                {"expression": expression, "contextId": context, "returnByValue": True, "awaitPromise": wait},
            )
        except ChannelSilent:
            raise
        except ChannelClosed:
            return None
        return None if "exceptionDetails" in answer else answer["result"].get("value")

    async def context(self, frame: Frame) -> int:
        """The isolated world's context in a frame. Raises ChannelClosed."""
        answer = await self._channel.send("Page.createIsolatedWorld", {"frameId": frame.id, "worldName": WORLD})
        context: int = answer["executionContextId"]
        return context

    async def handle(self, frame: Frame, expression: str) -> str | None:
        """The protocol's handle of an object in a frame, None where there is none. Raises ChannelSilent."""
        try:
            context = await self.context(frame)
            answer = await self._channel.send("Runtime.evaluate", {"expression": expression, "contextId": context})
        except ChannelSilent:
            raise
        except ChannelClosed:
            return None
        handle: str | None = answer["result"].get("objectId")
        return handle

    async def offset(self, frame: Frame) -> tuple[float, float, float, float] | None:
        """Where a frame lies in the page's window: x, y, width, height in CSS pixels; None where it is not shown."""
        if frame.depth == 0:
            return (0.0, 0.0, float("inf"), float("inf"))
        try:
            owner = await self._channel.send("DOM.getFrameOwner", {"frameId": frame.id})
            answer = await self._channel.send("DOM.getContentQuads", {"backendNodeId": owner["backendNodeId"]})
        except ChannelClosed:
            return None
        return box_of(answer.get("quads", ()))


def box_of(quads: Any) -> tuple[float, float, float, float] | None:
    """The box around quads (eight numbers each), None where there are none or they are empty."""
    if not quads:
        return None
    across = [value for quad in quads for value in quad[0::2]]
    down = [value for quad in quads for value in quad[1::2]]
    box = (min(across), min(down), max(across) - min(across), max(down) - min(down))
    return box if box[2] > 0 and box[3] > 0 else None


def _walk(tree: dict[str, Any], depth: int) -> Iterator[Frame]:
    frame = tree["frame"]
    url = frame.get("url", "")
    origin = frame.get("securityOrigin", "")
    if origin in ("://", "null"):
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
    yield Frame(frame["id"], url, origin.rstrip("/"), depth)
    for child in tree.get("childFrames", ()):
        yield from _walk(child, depth + 1)
