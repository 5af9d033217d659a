"""Storage: what a page and all its frames keep in the browser, third-party frames included. Values become digests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from catalog.nouns.browser import StorageItem
from catalog.nouns.noun import digest
from scanner.net.cookies import entropy_bits

if TYPE_CHECKING:
    from scanner.collect.browser.frames import Frames

Kind = Literal["local", "session", "indexed-db", "cache", "service-worker"]
EVENTS = ("DOMStorage.domStorageItemAdded", "DOMStorage.domStorageItemUpdated")
ITEM_LIMIT = 2000
TOLD_CHARACTERS = 20_000_000
"""What a phase's pages may have the browser tell of what they write: one that writes on and on is looked at when it is
left, as all are, and not followed."""

_HELD = """(async () => {
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
  const within = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 800, null))]);
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
        const count = await within(new Promise((done) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => done(request.result);
          request.onerror = () => done(0);
        }));
        found.push(["indexed-db", name + "/" + store, count || 0]);
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
    """Items of one phase, each once for every page on which it was there."""

    def __init__(self) -> None:
        self._items: dict[tuple[Kind, str, str, str], StorageItem] = {}
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
        self._keep(kind, origin.rstrip("/"), str(params.get("key", "")), value, len(value), page)

    async def take_held(self, frames: Frames, page: str) -> None:
        """What every frame that is there now holds, databases, caches and service workers too; each origin once."""
        looked: set[str] = set()
        for frame in await frames.all():
            if not frame.origin.startswith("http") or frame.origin in looked:
                continue
            looked.add(frame.origin)
            for kind, key, held in await frames.evaluate(frame, _HELD, wait=True) or ():
                value = held if isinstance(held, str) else ""
                self._keep(kind, frame.origin, str(key), value, len(value) if value else int(held or 0), page)

    def cut(self) -> tuple[StorageItem, ...]:
        """The items seen since the last cut, sorted by kind, origin, key and page."""
        items = tuple(item for _, item in sorted(self._items.items(), key=lambda pair: pair[0]))
        self._items = {}
        return items

    def _keep(self, kind: Kind, origin: str, key: str, value: str, size: int, page: str) -> None:
        place = (kind, origin, key[:500], page)
        if place in self._items or len(self._items) >= ITEM_LIMIT:
            return
        self._items[place] = StorageItem(
            kind=kind,
            origin=origin,
            key=key[:500],
            value_digest=digest(value.encode("utf-8", "replace")) if value else "",
            size=size,
            entropy_bits=entropy_bits(value[:4096]),
            page=page,
        )
