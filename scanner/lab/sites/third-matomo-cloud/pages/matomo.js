// Stand-in for the Matomo tracker: settings come from _paq, as in the real library.
(function () {
  var q = window._paq || [], tracker = 'https://plumier.matomo.cloud/matomo.php', site = '1', cookies = true, life = 33955200;
  q.forEach(function (entry) {
    if (entry[0] === 'setTrackerUrl') { tracker = entry[1]; }
    if (entry[0] === 'setSiteId') { site = entry[1]; }
    if (entry[0] === 'disableCookies') { cookies = false; }
    if (entry[0] === 'setVisitorCookieTimeout') { life = entry[1]; }
  });
  var id = Math.random().toString(16).slice(2, 10) + Math.random().toString(16).slice(2, 10);
  if (cookies) {
    document.cookie = '_pk_id.' + site + '.lab=' + id + '.' + Math.floor(Date.now() / 1000) + '.; path=/; max-age=' + life + '; SameSite=Lax; Secure';
    document.cookie = '_pk_ses.' + site + '.lab=1; path=/; max-age=1800; SameSite=Lax; Secure';
  }
  navigator.sendBeacon(tracker + '?idsite=' + site + '&rec=1&_id=' + id + '&url=' + encodeURIComponent(location.href));
})();
