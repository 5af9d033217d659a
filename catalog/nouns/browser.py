"""What a real browser, or a school's recording, saw: requests, cookies, storage, behaviour, consent interface."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .noun import Noun
from .vocabulary import Capability, Phase, Role, Surface

ControlKind = Literal["accept", "reject", "settings", "acknowledge", "save", "close", "other"]


class BrowserRequest(Noun):
    """One request that left the browser (or stands in a recording). Times in milliseconds since the phase began.

    `during_click` marks requests fired while a consent control was being used: they prove nothing alone.
    `sent_cookies` are names only. `redirected_from` is the address of the request this one follows.
    """

    url: str
    method: str = "GET"
    resource_type: str = "other"
    page: str
    frame: str | None = None
    initiator: str | None = None
    initiator_type: str | None = None
    at_ms: int = 0
    status: int | None = None
    peer_address: str | None = None
    redirected_from: str | None = None
    referrer: str | None = None
    post_digest: str | None = None
    post_size: int = 0
    leaks: tuple[str, ...] = ()
    """Kinds of identifier found in address, body or referrer: `email`, `email-hash`, `token`, `name`, `class-code`."""
    sent_cookies: tuple[str, ...] = ()
    during_click: bool = False
    failure: str | None = None
    left: bool = True
    """Whether it really left: False where no connection could be made, or it was blocked before it was sent."""


class BrowserCookie(Noun):
    """A cookie as declared when it was set. `lifetime_seconds` None for a session cookie; never the jar's cap."""

    name: str
    domain: str
    path: str = "/"
    value_digest: str = ""
    value_length: int = 0
    entropy_bits: float = 0.0
    lifetime_seconds: int | None = None
    secure: bool = False
    http_only: bool = False
    same_site: Literal["strict", "lax", "none", "unset"] = "unset"
    set_by: str
    set_via: Literal["header", "script", "jar"] = "header"
    page: str
    third_party_frame: bool = False
    at_ms: int = 0


class StorageItem(Noun):
    """One item of web storage. `origin` is that of the frame that holds it (third-party frames included).

    Of a database `key` is `database/store`, `size` counts records, and digest and entropy are those of the value in it
    that looks most like an identifier.
    """

    kind: Literal["local", "session", "indexed-db", "cache", "service-worker"]
    origin: str
    key: str
    value_digest: str = ""
    size: int = 0
    entropy_bits: float = 0.0
    page: str


class Behaviour(Noun):
    """Use of an API that can identify a device or record a person, with the script that called it."""

    kind: Literal[
        "canvas", "webgl", "audio", "fonts", "key-recording", "form-recording", "session-replay", "beacon", "websocket"
    ]
    script: str
    page: str
    api: str = ""
    count: int = 1
    detail: str = ""


class Control(Noun):
    """A control of a consent interface as a person sees it. Box in CSS pixels (x, y, width, height)."""

    text: str
    kind: ControlKind
    layer: int = 1
    box: tuple[float, float, float, float] | None = None
    font_px: float | None = None
    contrast: float | None = None
    """WCAG contrast ratio of text against its background (1 to 21)."""
    area_share: float | None = None
    is_link: bool = False
    unseen: bool = False
    """Whether one must scroll within the interface to see it."""
    in_sentence: bool = False
    """Whether it is a link within a running text."""


class Toggle(Noun):
    """A choice of the second layer. `essential` where it is labelled or locked as strictly necessary."""

    label: str
    checked: bool
    essential: bool = False
    legitimate_interest: bool = False


class ConsentInterface(Noun):
    """A consent interface. `provider` is a known platform's name or `hand-made`; `text` what the first layer says."""

    provider: str
    page: str
    text: str = ""
    controls: tuple[Control, ...] = ()
    toggles: tuple[Toggle, ...] = ()
    unread_toggles: tuple[str, ...] = ()
    """Labels of choices that are drawn in a way that does not tell whether they are on."""
    second_layer_reached: bool = False
    settings_page: str | None = None
    """Address of the page to which the only settings control led, where nothing on it can be ticked: a mere text."""
    actions_to_accept: int | None = None
    actions_to_refuse: int | None = None
    implied_wording: str | None = None
    wall_wording: str | None = None
    """The sentence that keeps out whoever does not accept."""
    vanished: bool = False
    """Whether it went away before anybody answered it; where that was at once, there is no picture of it."""
    blocks_page: bool = False
    in_frame: bool = False
    in_shadow_root: bool = False
    partners_link: bool = False
    partners_count: int | None = None
    screenshot: str | None = None
    """Digest of the picture of the first layer."""


class BrowserPage(Noun):
    """A page opened in a phase. `screenshot` is a blob's digest; `way_back` a persistent control to change a choice.

    `controls` is the digest of what a learner page asks for as it was drawn: its fields, buttons and links as plain
    HTML, without anything a person or a script filled in; None where the page was not read so.
    """

    url: str
    final_url: str
    role: Role
    surface: Surface
    status: int | None = None
    rendered: bool = True
    settled: bool = True
    screenshot: str | None = None
    controls: str | None = None
    way_back: str | None = None
    way_back_to: str = ""
    """The address it leads to, empty where it stays on the page."""
    usable: bool | None = None
    """After a refusal: whether the content can still be used; None where it was not judged."""
    title: str = ""
    text_length: int = 0
    console_errors: int = 0
    failed_requests: int = 0
    failure: str | None = None


class PhaseRun(Noun):
    """One visit with a fresh profile. `choice_made` says whether the refusal or acceptance was really actuated.

    `reason` tells why not (`no-interface`, `no-refusal-found`, `click-failed`, `led-away`, `crashed`, `budget`, …).
    """

    phase: Phase
    run: int = 1
    started_at: datetime
    ended_at: datetime
    choice_made: bool = False
    choice_kept: bool | None = None
    choice_route: str = ""
    actions: int = 0
    reason: str | None = None
    led_to: str | None = None
    """Address on another site to which pressing the refusal led, or would have led where it may not be opened."""
    pages: tuple[BrowserPage, ...] = ()
    requests: tuple[BrowserRequest, ...] = ()
    cookies: tuple[BrowserCookie, ...] = ()
    storage: tuple[StorageItem, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    interface: ConsentInterface | None = None
    crashed: bool = False


class Canary(Noun):
    """The program's test of its own browser on loopback, made at each start."""

    third_party_cookies: bool
    storage: bool
    beacons: bool
    fingerprint_hooks: bool
    detail: str = ""

    @property
    def sound(self) -> bool:
        """Whether absence can be believed: a browser that fails yields `inconclusive`, never `pass`."""
        return self.third_party_cookies and self.storage and self.beacons and self.fingerprint_hooks


DrawnReason = Literal[
    "empty", "not-there", "other-content", "login", "foreign", "no-more", "robots", "timeout", "budget", "crashed",
    "failed",
]  # fmt: skip
"""Why an address that was drawn gave no document: its text did not come (`empty`), it says itself that nothing is
there, it is something else or somebody else's, it asks to log in, it says no more than plain HTML (`no-more`); or it
could not be drawn to its end."""


class DrawnDocument(Noun):
    """A document whose text scripts draw, as the browser drew it; or an address that was to hold one and did not.

    `url` is the address as a person sees it, client-side route included (`…/#/privacy`); `asked` the one that was
    opened, `pressed` the label of what had to be pressed there. `body` is the digest of the normalised rendering (words
    and structure, no scripts, no styles), None where no document was taken, with `reason` why. `settled` is False where
    the page was still loading when its time was over, `cut` where it was too large, `busy` where it said itself that it
    was working. `closed_parts` counts folded parts whose text was not in the page. `failed` are the requests of the
    page for scripts, frames and data that failed. `frames` are addresses of frames whose text is in the body.
    `plain_characters` is how much text plain HTML had.
    """

    url: str
    asked: str
    role: Role
    also: tuple[Role, ...] = ()
    found_by: str
    pressed: str | None = None
    language_hint: str | None = None
    status: int | None = None
    body: str | None = None
    size: int = 0
    drawn_at: datetime
    capability: Capability = "script-execution"
    settled: bool = True
    cut: bool = False
    busy: bool = False
    closed_parts: int = 0
    failed: tuple[BrowserRequest, ...] = ()
    frames: tuple[str, ...] = ()
    plain_characters: int = 0
    reason: DrawnReason | None = None


class BrowserEvidence(Noun):
    """What the browser collector saw: the canary, then a run for each phase (more with `--repeat`).

    `drawn` are documents that only scripts draw; the requests of those pages are no part of any phase.
    """

    browser: str
    canary: Canary
    phases: tuple[PhaseRun, ...] = ()
    drawn: tuple[DrawnDocument, ...] = ()
    sandboxed: bool = True
    notes: tuple[str, ...] = ()


class HarRecording(Noun):
    """A school's own recording made inside the product; personal values were removed at import.

    `removed` counts what was removed by kind; `filtered_signs` are hints that a blocker or filter was at work.
    """

    name: str
    recorded_at: datetime | None = None
    tool: str = ""
    account_role: Literal["pupil", "teacher", "unknown"] = "unknown"
    pages: tuple[BrowserPage, ...] = ()
    requests: tuple[BrowserRequest, ...] = ()
    cookies: tuple[BrowserCookie, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    filtered_signs: tuple[str, ...] = ()
    too_thin: str | None = None
    private: bool = True
