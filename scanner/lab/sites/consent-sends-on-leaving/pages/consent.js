function loadAnalytics() {
  window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments); };
  gtag('js', new Date()); gtag('config', 'G-LABCONSENT');
  var s = document.createElement('script'); s.async = true; s.src = 'https://www.googletagmanager.com/gtag/js?id=G-LABCONSENT'; document.head.appendChild(s);
}
function stored() { return (document.cookie.match(/(?:^|; )choix_cookies=([a-z]+)/) || [])[1]; }
function store(value) { document.cookie = 'choix_cookies=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
function by(id) { return document.getElementById(id); }
function on(id, act) { if (by(id)) { by(id).addEventListener('click', function (e) { e.preventDefault(); act(); }); } }
(function () {
  var box = by('consent');
  on('accept', function () { store('tous'); box.hidden = true; loadAnalytics(); });
  on('refuse', function () { store('aucun'); box.hidden = true; });
  on('manage', function () { box.hidden = false; });
  if (stored() === 'tous') { loadAnalytics(); } else if (!stored()) { box.hidden = false; }
  if (location.pathname === '/connexion') { return; }
  addEventListener('pagehide', function () {
    var seen = Math.round(performance.now());
    navigator.sendBeacon('https://www.facebook.com/tr/?id=100000000000009&ev=Duree&cd[ms]=' + seen + '&fbp=fb.1.1764000000000.4815162342&dl=' + encodeURIComponent(location.href));
  });
})();
