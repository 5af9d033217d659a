"""Flags: how Chromium is started."""

from __future__ import annotations

VIEWPORT = (1280, 800)
LOCALE = "fr-FR"
LANGUAGES = f"{LOCALE},fr,en-US,en"
"""What a French Chromium asks for by itself, and its contexts whatever the flag says."""
TIME_ZONE = "Europe/Paris"

_DISABLED_FEATURES = (
    "AcceptCHFrame",
    "AimEnabled",
    "AutofillServerCommunication",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "CertificateTransparencyComponentUpdater",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "InterestFeedContentSuggestions",
    "IsolateOrigins",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "SpareRendererForSitePerProcess",
    "Translate",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    "site-per-process",
)
"""Chromium's own calls, what delays the first picture, and the list below its address bar, which it would draw as two
web pages of its own before anybody asks (a third of what a start costs, and one more process). Frames share one process
(`site-per-process` off): one session then sees all frames from their first request, and a scan needs a third less
memory. The profile is empty and thrown away, so that there is nothing of another site to steal."""


def arguments(proxy_port: int, user_agent: str) -> list[str]:
    """Command-line arguments besides the driver's own."""
    return [
        f"--proxy-server=http://127.0.0.1:{proxy_port}",
        "--proxy-bypass-list=<-loopback>",
        f"--user-agent={user_agent}",
        f"--lang={LOCALE}",
        f"--accept-lang={LANGUAGES}",
        "--ignore-certificate-errors",  # the proxy checks certificates: see `certificates`
        "--disable-quic",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-site-isolation-trials",
        "--disable-features=" + ",".join(_DISABLED_FEATURES),
        "--enable-features=NetworkServiceInProcess2,SkipListAccountsWithoutGaiaCookies,CDPScreenshotNewSurface",
        "--block-new-web-contents",
        "--deny-permission-prompts",
        "--disable-notifications",
        "--disable-domain-reliability",
        "--disable-client-side-phishing-detection",
        "--disable-print-preview",
        "--disable-gpu",
        "--in-process-gpu",
        "--disable-blink-features=AutomationControlled",
        "--js-flags=--max-old-space-size=512",
    ]
