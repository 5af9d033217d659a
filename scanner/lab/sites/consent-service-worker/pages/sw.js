self.addEventListener('install', function (e) { e.waitUntil(caches.open('fiches-v1').then(function (c) { return c.addAll(['/', '/cours']); })); });
self.addEventListener('fetch', function () {});
