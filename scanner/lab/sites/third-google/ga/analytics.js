// Stand-in for the older Google Analytics library: a first-party identifier and one hit.
(function () {
  var found = document.cookie.match(/(?:^|; )_ga=([^;]+)/);
  var id = found ? found[1] : 'GA1.2.' + Math.floor(Math.random() * 2147483647) + '.' + Math.floor(Date.now() / 1000);
  document.cookie = '_ga=' + id + '; path=/; max-age=63072000; SameSite=Lax; Secure';
  document.cookie = '_gid=GA1.2.' + Math.floor(Math.random() * 2147483647) + '; path=/; max-age=86400; SameSite=Lax; Secure';
  document.cookie = '_gat=1; path=/; max-age=60; SameSite=Lax; Secure';
  var hit = 'v=1&t=pageview&tid=UA-000000-1&cid=' + encodeURIComponent(id) + '&dl=' + encodeURIComponent(location.href);
  navigator.sendBeacon('https://www.google-analytics.com/j/collect?' + hit);
})();
