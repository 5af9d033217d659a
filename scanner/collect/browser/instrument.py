"""Instrument: the script that watches what pages do, and what its reports mean."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from catalog.sites import site_of

if TYPE_CHECKING:
    from scanner.collect.browser.recorder import Recorder

_FINGERPRINT_KINDS = frozenset({"canvas", "webgl", "audio", "fonts"})
_PUT_OFF_LIMIT = 100
_RECORDER_SIGNS = frozenset({"mutations", "moves", "fields"})
"""A script that watches the whole document change, the pointer move and fields fill records sessions, whoever it is."""


@cache
def _source() -> str:
    return files("scanner.collect.browser").joinpath("instrument.js").read_text(encoding="utf-8")


def binding_name() -> str:
    """A name no page can guess for the function the script reports with."""
    return f"r{secrets.token_hex(12)}"


def script(binding: str) -> str:
    """The script for this binding, as it is put before every script of every page."""
    return _source().replace('"BINDING"', json.dumps(binding))


class Reports:
    """Takes the script's reports of one phase and writes what they mean into the recorder."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._signs: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.closed_roots = 0
        self.put_off: list[int] = []
        """When what the page put off comes due, in milliseconds since the phase began."""
        self.received = 0

    def take(self, text: str) -> None:
        """One report. What is malformed is dropped: a page cannot call the binding, yet nothing here may raise."""
        try:
            report: dict[str, Any] = json.loads(text)
            kind, script_url = str(report["kind"]), str(report["script"]) or str(report["place"])
            api, detail, place = str(report["api"]), str(report["detail"]), str(report["place"])
        except (ValueError, KeyError, TypeError):
            return
        self.received += 1
        page = self._recorder.place.page
        if kind == "cookie":
            if report.get("kept"):
                frame = place if site_of(place) != site_of(page) else None
                self._recorder.add_cookie(str(report["line"]), place, script_url, page, frame, "script")
        elif kind == "image":
            self._recorder.note_cause(str(report.get("url", "")), script_url)
        elif kind == "body":
            self._recorder.note_body(str(report.get("url", "")), str(report.get("text", "")))
        elif kind == "put-off" and detail.isdigit() and len(self.put_off) < _PUT_OFF_LIMIT:
            self.put_off.append(self._recorder.moment() + int(detail))
        elif kind == "closed-root":
            self.closed_roots += 1
        elif kind == "listener":
            self._listener(script_url, page, api, detail)
        elif kind in _FINGERPRINT_KINDS:
            self._recorder.add_behaviour(kind, script_url, page, api, detail)

    def _listener(self, script_url: str, page: str, group: str, detail: str) -> None:
        if site_of(script_url) == site_of(page):
            return  # a site may listen to its own forms; what it passes on shows in the traffic
        if group == "keys":
            self._recorder.add_behaviour("key-recording", script_url, page, "listener", detail)
        signs = self._signs[script_url, page]
        before = signs >= _RECORDER_SIGNS
        signs.add(group)
        if signs >= _RECORDER_SIGNS and not before:
            self._recorder.add_behaviour("session-replay", script_url, page, "recorder", "mutations moves fields")
