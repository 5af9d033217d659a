// Stand-in for a vendor's own Matomo: an identifier of its own, sent to its own host.
(function () {
  var url = '', seconds = 2419200;
  (window._paq || []).forEach(function (one) {
    if (one[0] === 'setTrackerUrl') { url = one[1]; }
    if (one[0] === 'setVisitorCookieTimeout') { seconds = one[1]; }
  });
  var known = document.cookie.match(/_pk_id\.1\.9c4e=([^;]+)/);
  var id = known ? known[1] : Math.random().toString(16).slice(2, 14).padEnd(16, '7') + '.' + Math.floor(Date.now() / 1000);
  if (!known) { document.cookie = '_pk_id.1.9c4e=' + id + '; path=/; max-age=' + seconds + '; SameSite=Lax; Secure'; }
  document.cookie = '_pk_ses.1.9c4e=1; path=/; max-age=1800; SameSite=Lax; Secure';
  navigator.sendBeacon(url + '?idsite=1&rec=1&_id=' + id.slice(0, 16) + '&url=' + encodeURIComponent(location.href));
})();
