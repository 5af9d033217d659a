"""Channels: the debugging protocol's sessions of a page and of all workers and separate frames below it.

The driver (Playwright) gives one session for the page. What the page starts beside itself (dedicated, shared and
service workers, frames in a process of their own) is attached through that session, paused until it is observed, so
that its very first request is seen. Those sessions speak through their parent, message in message.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

Params = dict[str, Any]
Handler = Callable[["Channel", str, Params], None]
Prepare = Callable[["Channel", str], Awaitable[None]]

AUTO_ATTACH: Params = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}
_ANSWER_SECONDS = 10.0


class ChannelClosed(Exception):
    """The target is gone, or does not answer."""


class ChannelSilent(ChannelClosed):
    """The target does not answer: it is there and busy."""


class Channel(ABC):
    """One target's session. `kind` is the target's type: `page`, `iframe`, `worker`, `service_worker` …"""

    def __init__(self, kind: str, url: str) -> None:
        self.kind = kind
        self.url = url
        self._children: dict[str, ChildChannel] = {}

    @abstractmethod
    async def send(self, method: str, params: Params | None = None) -> Params:
        """Call a method; its result. Raises ChannelClosed."""

    def receive(self, method: str, params: Params, tree: ChannelTree) -> None:
        """Take an event of this session: route what belongs to children, hand on the rest."""
        if method == "Target.attachedToTarget":
            info = params["targetInfo"]
            child = ChildChannel(self, params["sessionId"], info["type"], info.get("url", ""))
            self._children[params["sessionId"]] = child
            tree.adopt(child)
        elif method == "Target.receivedMessageFromTarget":
            known = self._children.get(params["sessionId"])
            if known is not None:
                known.take(params["message"], tree)
        elif method == "Target.detachedFromTarget":
            gone = self._children.pop(params["sessionId"], None)
            if gone is not None:
                gone.close()
        else:
            tree.handler(self, method, params)


class RootChannel(Channel):
    """The page's own session, held by the driver."""

    def __init__(self, session: CDPSession) -> None:
        super().__init__("page", "")
        self._session = session

    async def send(self, method: str, params: Params | None = None) -> Params:
        """Call a method; its result. Raises ChannelClosed."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                answer: Params = await self._session.send(method, params or {})
        except TimeoutError:
            raise ChannelSilent(method) from None
        except Error as error:
            raise ChannelClosed(f"{method}: {error}") from None
        return answer


class ChildChannel(Channel):
    """A session that speaks through its parent."""

    def __init__(self, parent: Channel, session_id: str, kind: str, url: str) -> None:
        super().__init__(kind, url)
        self._parent = parent
        self._session_id = session_id
        self._next = 0
        self._waiting: dict[int, asyncio.Future[Params]] = {}

    async def send(self, method: str, params: Params | None = None) -> Params:
        """Call a method; its result. Raises ChannelClosed."""
        self._next += 1
        number = self._next
        answer: asyncio.Future[Params] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        message = json.dumps({"id": number, "method": method, "params": params or {}})
        try:
            await self._parent.send("Target.sendMessageToTarget", {"sessionId": self._session_id, "message": message})
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await answer
        except TimeoutError:
            raise ChannelClosed(method) from None
        finally:
            self._waiting.pop(number, None)

    def take(self, text: str, tree: ChannelTree) -> None:
        """A message that came for this session: an answer or an event."""
        message = json.loads(text)
        if "id" not in message:
            self.receive(message.get("method", ""), message.get("params", {}), tree)
            return
        waiting = self._waiting.pop(message["id"], None)
        if waiting is None or waiting.done():
            return
        if "error" in message:
            waiting.set_exception(ChannelClosed(str(message["error"].get("message"))))
        else:
            waiting.set_result(message.get("result", {}))

    def close(self) -> None:
        """Let everybody who waits for an answer know that none will come."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(ChannelClosed("detached"))
        self._waiting.clear()


class ChannelTree:
    """All sessions of one page. `handler` gets every event, `prepare` each new target before it runs."""

    def __init__(self, session: CDPSession, events: tuple[str, ...], handler: Handler, prepare: Prepare) -> None:
        self.root = RootChannel(session)
        self.handler = handler
        self._prepare = prepare
        self._tasks: set[asyncio.Task[None]] = set()
        targets = ("Target.attachedToTarget", "Target.receivedMessageFromTarget", "Target.detachedFromTarget")
        for name in (*targets, *events):
            session.on(name, self._listener(name))

    def adopt(self, child: Channel) -> None:
        """Prepare a target that has just been attached, then let it run."""
        task = asyncio.ensure_future(self._start(child))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up preparations under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _start(self, child: Channel) -> None:
        with contextlib.suppress(ChannelClosed):
            await self._prepare(child, child.kind)
        try:
            await child.send("Runtime.runIfWaitingForDebugger")
        except ChannelClosed:
            return

    def _listener(self, name: str) -> Callable[[Params], None]:
        return single(lambda params: self.root.receive(name, params or {}, self))


def single(handler: Callable[[Any], None]) -> Callable[[Any], None]:
    """A handler of one argument whose signature need not be found out.

    The driver asks for it at every event, which takes longer than the event on a page with many; PEP 362 lets a
    function say it.
    """

    def taking(event: Any) -> None:
        handler(event)

    taking.__signature__ = _ONE_ARGUMENT  # type: ignore[attr-defined]
    return taking


_ONE_ARGUMENT = Signature([Parameter("event", Parameter.POSITIONAL_ONLY)])
