"""Platform: known consent platforms, recognised and actuated by autoconsent's rules (MPL-2.0, a dependency).

The rules run in the scanner's own world; what they must call in the page itself (a platform's interface) is run there.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass
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
_LOGS = ("detectionsteps", "errors", "evals", "lifecycle", "messages", "rulesteps", "waits")
_CONFIG = {
    "autoAction": None,
    "enablePrehide": False,
    "enableCosmeticRules": False,
    "detectRetries": 0,
    "logs": dict.fromkeys(_LOGS, False),
}
"""Every log is named: each is written where it is not, into the page's console, and two lines a rule cost more than
the rules themselves."""
_TAKE = "globalThis.platformMessages && platformMessages.splice(0)"
_DETECT_SECONDS = 1.2
_ACT_SECONDS = 8.0
_POLL_SECONDS = 0.05

Action = Literal["optOut", "optIn"]


@dataclass(frozen=True)
class _Rule:
    """A rule as it is sent to the page, and the addresses it is meant for; None: any."""

    text: str
    address: re.Pattern[str] | None

    def fits(self, url: str) -> bool:
        return self.address is None or self.address.search(url) is not None


@cache
def _rules() -> tuple[_Rule, ...]:
    """All rules, read once a process: there are more addresses than the language keeps compiled patterns of."""
    try:
        from duckduckgo_autoconsent import rules_json
    except ImportError:
        return ()
    return tuple(rule for each in json.loads(rules_json()) if (rule := _read(each)) is not None)


def _read(rule: dict[str, Any]) -> _Rule | None:
    """None for what only hides things, and for an address that cannot be read."""
    if rule.get("cosmetic"):
        return None
    pattern = rule.get("runContext", {}).get("urlPattern")
    try:
        return _Rule(json.dumps(rule), re.compile(pattern) if pattern is not None else None)
    except re.error:
        return None


def rules_for(url: str) -> list[str]:
    """The rules that may apply to a page, as JSON: general ones, and those for its address."""
    return [rule.text for rule in _rules() if rule.fits(url)]


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
        there = await self._session.frames.evaluate(frame, _TAKE)
        if there is None:
            self._settled = False
            await self._session.frames.evaluate(frame, _setup(frame.url))
            there = await self._session.frames.evaluate(frame, _TAKE) or ()
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
        .replace("RULES", f"[{','.join(rules_for(url))}]")
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
