"""Addresses that are not a product's own: a store's page, one user's page on a sharing site, a code forge."""

from __future__ import annotations

from rules.derive.names import host_of, path_of, site_of

APP_STORES: tuple[tuple[str, str], ...] = (
    ("play.google.com", "/store"), ("apps.apple.com", "/"), ("itunes.apple.com", "/"), ("apps.microsoft.com", "/"),
    ("chromewebstore.google.com", "/"), ("chrome.google.com", "/webstore"), ("addons.mozilla.org", "/"),
    ("workspace.google.com", "/marketplace"), ("f-droid.org", "/"), ("appgallery.huawei.com", "/"),
    ("galaxystore.samsung.com", "/"), ("microsoftedge.microsoft.com", "/addons"),
)  # fmt: skip
"""Hosts and path prefixes of stores [M]."""
FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net", "framagit.org"})
"""Code forges: a path names a project; their own home pages are their own products [M]."""
SHARING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sites.google.com", ("/",)),
    ("docs.google.com", ("/",)),
    ("drive.google.com", ("/",)),
    ("forms.gle", ("/",)),
    ("youtube.com", ("/@", "/channel/", "/c/", "/user/", "/watch", "/playlist")),
    ("facebook.com", ("/",)),
    ("instagram.com", ("/",)),
    ("tiktok.com", ("/@",)),
    ("twitter.com", ("/",)),
    ("x.com", ("/",)),
    ("linkedin.com", ("/in/", "/company/", "/posts/")),
    ("pinterest.com", ("/",)),
    ("padlet.com", ("/",)),
    ("view.genial.ly", ("/",)),
    ("genially.com", ("/view",)),
    ("canva.com", ("/design/",)),
    ("prezi.com", ("/view/", "/p/")),
    ("slideshare.net", ("/",)),
    ("linktr.ee", ("/",)),
    ("medium.com", ("/@",)),
    ("notion.so", ("/",)),
    ("quizlet.com", ("/user/",)),
    ("learningapps.org", ("/display", "/view", "/user/")),
    ("kahoot.it", ("/challenge",)),
    ("wikipedia.org", ("/wiki/",)),
)
"""Sharing sites and the paths under which one user's content stands; their own home page is their product [M]."""


def wrong_target(url: str) -> str | None:
    """`app-store`, `code-forge` or `shared-site-user` for an address that is not a product's own, else None."""
    host, path = host_of(url), path_of(url)
    for known, prefix in APP_STORES:
        if host == known and path.startswith(prefix):
            return "app-store"
    bare = host.removeprefix("www.").removeprefix("m.")
    if bare in FORGES and path.strip("/"):
        return "code-forge"
    for known, prefixes in SHARING:
        same = bare == known or (known == "wikipedia.org" and site_of(host) == known)
        if same and path.strip("/") and any(path.startswith(prefix) for prefix in prefixes):
            return "shared-site-user"
    return None
