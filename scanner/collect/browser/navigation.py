"""Navigation: the gate every document passes before it is asked for. No form is submitted, no file is opened."""

from __future__ import annotations

from collections.abc import Callable

from scanner.collect.browser.channels import Channel, ChannelClosed, Params

_FORM_REASONS = frozenset({"formSubmissionGet", "formSubmissionPost"})


class Gate:
    """Decides about documents: the page's own and those of frames.

    A form's target is refused whatever its method, even where a script or our press on a banner submits it; a POST
    document too. `robots.txt` and the schemes of the web bind the page itself, redirects included. What is refused is
    answered with 204 (no content): the page stays where it is. `refuse` is told the request's number and the reason.
    """

    def __init__(self, may_visit: Callable[[str], bool], refuse: Callable[[str, str], None]) -> None:
        self._may_visit = may_visit
        self._refuse = refuse
        self._forms: set[str] = set()
        self.main_frame = ""
        self.last_refusal: str | None = None
        """Why the page's own document was last refused: `form`, `robots` or `scheme`."""
        self.refused_to: str | None = None
        """The address that `robots.txt` kept the page from; whoever waits for one clears it before."""

    def announce(self, params: Params) -> None:
        """A navigation that the page asks for, told before its document is requested."""
        if params.get("reason") in _FORM_REASONS:
            self._forms.add(params.get("url", "").partition("#")[0])

    async def decide(self, channel: Channel, params: Params) -> None:
        """Let a paused document go on, or refuse it."""
        request, number = params["request"], params["requestId"]
        is_page = params.get("frameId") == self.main_frame
        reason = self._objection(request["url"], request.get("method", "GET"), is_page)
        try:
            if reason is None:
                await channel.send("Fetch.continueRequest", {"requestId": number})
                return
            if is_page:
                self.last_refusal = reason
                self.refused_to = request["url"] if reason == "robots" else self.refused_to
            self._refuse(params.get("networkId", ""), reason)
            await channel.send("Fetch.fulfillRequest", {"requestId": number, "responseCode": 204})
        except ChannelClosed:
            return

    def _objection(self, url: str, method: str, is_page: bool) -> str | None:
        if method not in ("GET", "HEAD") or url in self._forms:
            return "form"
        if not url.startswith(("http://", "https://", "about:", "blob:", "data:")):
            return "scheme"
        if is_page and url.startswith("http") and not self._may_visit(url):
            return "robots"
        return None
