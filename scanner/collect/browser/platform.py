"""Platform: known consent platforms, recognised and actuated by autoconsent's rules (MPL-2.0, a dependency).

The rules run in the scanner's own world; what they must call in the page itself (a platform's interface) is run there.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from scanner.collect.browser.channels import ChannelClosed

if TYPE_CHECKING:
    from scanner.collect.browser.session import Session

_SETUP = """(() => {
  if (globalThis.platformMessages) return;
  globalThis.platformMessages = [];
  window.autoconsentSendMessage = (message) => { platformMessages.push(message); return Promise.resolve(); };
  BUNDLE
  window.autoconsentReceiveMessage({ type: "initResp", config: CONFIG, rules: { autoconsent: RULES } });
})()"""
_CONFIG = {
    "autoAction": None,
    "enablePrehide": False,
    "enableCosmeticRules": False,
    "detectRetries": 0,
    "logs": {"errors": False, "lifecycle": False},
}
_DETECT_SECONDS = 1.2
_ACT_SECONDS = 8.0
_POLL_SECONDS = 0.05

Action = Literal["optOut", "optIn"]


@cache
def _rules() -> tuple[dict[str, Any], ...]:
    try:
        from duckduckgo_autoconsent import rules_json
    except ImportError:
        return ()
    return tuple(rule for rule in json.loads(rules_json()) if not rule.get("cosmetic"))


def rules_for(url: str) -> list[dict[str, Any]]:
    """The rules that may apply to a page: general ones, and those for its address."""
    found = []
    for rule in _rules():
        pattern = rule.get("runContext", {}).get("urlPattern")
        if pattern is None or _fits(pattern, url):
            found.append(rule)
    return found


def _fits(pattern: str, url: str) -> bool:
    try:
        return re.search(pattern, url) is not None
    except re.error:
        return False


class Platform:
    """The platform's side of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._detected: list[str] = []
        self._shown: list[str] = []
        self._settled = False

    async def detect(self) -> str | None:
        """The name of the platform whose interface the page shows, or of one that is there; None without any."""
        await self._drain_for(_DETECT_SECONDS, stop=lambda: bool(self._shown) or self._settled)
        name = next(iter((*self._shown, *self._detected)), None)
        return None if name is None or name.startswith("auto_") else _plain(name)

    @property
    def shows(self) -> bool:
        """Whether the rules say that an interface is open."""
        return bool(self._shown)

    async def act(self, action: Action) -> bool:
        """Refuse or accept by the platform's rule; whether the rule says it succeeded."""
        await self._drain_for(_DETECT_SECONDS, stop=lambda: bool(self._shown) or self._settled)
        if not self._shown:
            return False
        await self._tell({"type": action})
        results: list[bool] = []
        await self._drain_for(_ACT_SECONDS, stop=lambda: bool(results), results=results, wanted=f"{action}Result")
        return bool(results and results[0])

    async def _drain_for(self, seconds: float, stop: Any, results: list[bool] | None = None, wanted: str = "") -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not stop():
            for message in await self._messages():
                kind = message.get("type")
                if kind == "cmpDetected":
                    self._detected.append(str(message.get("cmp")))
                elif kind == "popupFound":
                    self._shown.append(str(message.get("cmp")))
                elif kind == "eval":
                    await self._run(message)
                elif kind == "report":
                    self._settled |= (message.get("state") or {}).get("lifecycle") == "nothingDetected"
                elif kind == wanted and results is not None:
                    results.append(bool(message.get("result")))
            await asyncio.sleep(_POLL_SECONDS)

    async def _messages(self) -> list[dict[str, Any]]:
        """What the rules had to say since the last time; they are put into the page where they are not there yet."""
        frame = (await self._session.frames.all())[0]
        there = await self._session.frames.evaluate(frame, "globalThis.platformMessages && platformMessages.splice(0)")
        if there is None:
            self._settled = False
            await self._session.frames.evaluate(frame, _setup(frame.url))
            return []
        return [message for message in there if isinstance(message, dict)]

    async def _run(self, message: dict[str, Any]) -> None:
        """Run what a rule asks in the page's own world and hand back the answer."""
        try:
            answer = await self._session.tree.root.send(
                "Runtime.evaluate",
                {"expression": str(message.get("code", "")), "returnByValue": True, "awaitPromise": True},
            )
            result = answer.get("result", {}).get("value")
        except ChannelClosed:
            result = None
        await self._tell({"type": "evalResp", "id": message.get("id"), "result": bool(result)})

    async def _tell(self, message: dict[str, Any]) -> None:
        frame = (await self._session.frames.all())[0]
        await self._session.frames.evaluate(frame, f"void autoconsentReceiveMessage({json.dumps(message)})")


def _setup(url: str) -> str:
    from duckduckgo_autoconsent import bundle

    return (
        _SETUP.replace("BUNDLE", bundle())
        .replace("CONFIG", json.dumps(_CONFIG))
        .replace("RULES", json.dumps(rules_for(url)))
    )


def available() -> bool:
    """Whether the rules are installed."""
    return bool(_rules())


def _plain(name: str) -> str:
    """A platform's name as people write it in an address: lower case, without the variant of the rule."""
    folded = name.lower().removesuffix(".js").strip()
    return next((known for known in _NAMES if known in folded), folded)


_NAMES = (
    "axeptio",
    "complianz",
    "cookiebot",
    "cookieconsent",
    "cookieyes",
    "didomi",
    "onetrust",
    "orejime",
    "osano",
    "quantcast",
    "sirdata",
    "sourcepoint",
    "tarteaucitron",
    "termly",
    "trustarc",
    "usercentrics",
)
