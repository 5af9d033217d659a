"""Storage: what a page and all its frames keep in the browser, third-party frames included. Values become digests.

A database is written down by its stores. A store's value is the longest of its first records' values that looks made by
chance (a number, a UUID, a key of letters and digits, no date, path or prose), the empty one where none does: a lesson
kept for later is no identifier, a visitor's number beside it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from catalog.nouns.browser import StorageItem
from catalog.nouns.noun import digest
from catalog.sites import site_of
from scanner.net.cookies import entropy_bits

if TYPE_CHECKING:
    from scanner.collect.browser.frames import Frames

Kind = Literal["local", "session", "indexed-db", "cache", "service-worker"]
EVENTS = ("DOMStorage.domStorageItemAdded", "DOMStorage.domStorageItemUpdated")
ITEM_LIMIT = 2000
TOLD_CHARACTERS = 20_000_000
"""What a phase's pages may have the browser tell of what they write: one that writes on and on is looked at when it is
left, as all are, and not followed."""

_HELD = r"""(async () => {
  const found = [];
  for (const [kind, of] of [["local", () => localStorage], ["session", () => sessionStorage]]) {
    try {
      const held = of();
      for (let index = 0; index < Math.min(held.length, 300); index++) {
        const key = held.key(index);
        found.push([kind, key, (held.getItem(key) || "").slice(0, 50000)]);
      }
    } catch (_) { /* an opaque origin has no storage */ }
  }
  const end = performance.now() + 4000;
  const within = (promise) => Promise.race([promise, new Promise((done) =>
    setTimeout(done, Math.max(0, Math.min(2000, end - performance.now())), null))]);
  const told = (request) => within(new Promise((done) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => done(null);
  }));
  const digits = (text) => text.replace(/[^0-9]/g, "").length;
  const isToken = (text) => {
    if (/^\d[\d.]{9,}$/.test(text)) return !/^[12]\d{9}(\d{3})?(\.\d+)?$/.test(text);
    if (!/^[A-Za-z0-9_-]{12,128}={0,2}$/.test(text) || /^\d{4}-?\d\d-?\d\d(T.*)?$/.test(text)) return false;
    return digits(text) >= 4 || (text.length >= 16 && digits(text) > 0 && /[a-z]/.test(text) && /[A-Z]/.test(text));
  };
  const leaves = (value, into, depth) => {
    if (into.length >= 300 || depth > 5 || value == null) return;
    if (typeof value === "string") into.push(value.slice(0, 300));
    else if (typeof value === "number") into.push(String(value));
    else if (ArrayBuffer.isView(value) && value.byteLength >= 8 && value.byteLength <= 64)
      into.push([...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]
        .map((byte) => byte.toString(16).padStart(2, "0")).join(""));
    else if (value instanceof Map) for (const pair of value) leaves(pair, into, depth + 1);
    else if (typeof value === "object" && !(value instanceof Date) && !(value instanceof Blob))
      for (const each of Object.values(value).slice(0, 100)) leaves(each, into, depth + 1);
  };
  const tokenOf = (values) => {
    const all = [];
    leaves(values, all, 0);
    return all.filter(isToken).sort((a, b) => b.length - a.length)[0] || "";
  };
  const opened = (name) => new Promise((done) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => done(request.result);
    request.onupgradeneeded = () => { request.transaction.abort(); };
    request.onerror = request.onblocked = () => done(null);
  });
  try {
    for (const { name } of (await within(indexedDB.databases())) || []) {
      const database = await within(opened(name));
      if (!database) { found.push(["indexed-db", name, 0]); continue; }
      for (const store of database.objectStoreNames) {
        if (performance.now() > end) break;
        const held = database.transaction(store).objectStore(store);
        const [count, ...inside] = await Promise.all(
          [held.count(), held.getAllKeys(null, 50), held.getAll(null, 50)].map(told));
        found.push(["indexed-db", name + "/" + store, count || 0, tokenOf(inside)]);
      }
      if (!database.objectStoreNames.length) found.push(["indexed-db", name, 0]);
      database.close();
    }
  } catch (_) { /* an opaque origin has no databases */ }
  try {
    for (const name of (await within(caches.keys())) || []) {
      const cache = await within(caches.open(name));
      found.push(["cache", name, cache ? ((await within(cache.keys())) || []).length : 0]);
    }
  } catch (_) { /* no cache storage here */ }
  try {
    for (const each of (await within(navigator.serviceWorker.getRegistrations())) || []) {
      const worker = each.active || each.waiting || each.installing;
      found.push(["service-worker", worker ? worker.scriptURL : each.scope, 0]);
    }
  } catch (_) { /* no service workers here */ }
  return found;
})()"""


class StorageLog:
    """Items of one phase, each for the pages that wrote it; of third-party frames, for every page that showed them.

    What a page keeps is there on all pages of its origin. An item that a later page holds unchanged is that of the page
    which wrote it, over all cuts of a visit: else what a log-in page keeps would be held against the showcase. A log-in
    page has what it holds all the same: who opens it first would have it written there.
    """

    def __init__(self) -> None:
        self._items: dict[tuple[Kind, str, str, str], StorageItem] = {}
        self._writers: dict[tuple[Kind, str, str], tuple[str, str]] = {}
        self._told = 0

    def is_flooded(self) -> bool:
        """Whether what was written so far is more than can be followed. True once only."""
        flooded = self._told > TOLD_CHARACTERS
        if flooded:
            self._told = -(10**15)
        return flooded

    def take(self, params: dict[str, Any], page: str) -> None:
        """An item that a frame wrote to local or session storage, as the browser tells it."""
        place = params["storageId"]
        origin = place.get("securityOrigin") or place.get("storageKey", "").partition("^")[0]
        kind: Kind = "local" if place.get("isLocalStorage") else "session"
        value = str(params.get("newValue", ""))
        self._told += len(value) + len(str(params.get("oldValue", "")))
        key = str(params.get("key", ""))
        self._writers.pop((kind, origin.rstrip("/"), key[:500]), None)
        self._keep(kind, origin.rstrip("/"), key, value, len(value), page)

    async def take_held(self, frames: Frames, page: str, *, all_its_own: bool = False) -> None:
        """What every frame that is there now holds, databases, caches and service workers too; each origin once."""
        looked: set[str] = set()
        for frame in await frames.all():
            if not frame.origin.startswith("http") or frame.origin in looked:
                continue
            looked.add(frame.origin)
            for kind, key, held, *token in await frames.evaluate(frame, _HELD, wait=True) or ():
                value = held if isinstance(held, str) else "".join(token)
                size = len(held) if isinstance(held, str) else int(held or 0)
                self._keep(kind, frame.origin, str(key), value, size, page, all_its_own)

    def cut(self) -> tuple[StorageItem, ...]:
        """The items seen since the last cut, sorted by kind, origin, key and page."""
        items = tuple(item for _, item in sorted(self._items.items(), key=lambda pair: pair[0]))
        self._items = {}
        return items

    def _keep(
        self, kind: Kind, origin: str, key: str, value: str, size: int, page: str, all_its_own: bool = False
    ) -> None:
        value_digest = digest(value.encode("utf-8", "replace")) if value else ""
        if site_of(origin) == site_of(page):
            writer, written = self._writers.get((kind, origin, key[:500]), (page, value_digest))
            writer = writer if written == value_digest else page
            self._writers[kind, origin, key[:500]] = (writer, value_digest)
            page = page if all_its_own else writer
        place = (kind, origin, key[:500], page)
        if place in self._items or len(self._items) >= ITEM_LIMIT:
            return
        self._items[place] = StorageItem(
            kind=kind,
            origin=origin,
            key=key[:500],
            value_digest=value_digest,
            size=size,
            entropy_bits=entropy_bits(value[:4096]),
            page=page,
        )
