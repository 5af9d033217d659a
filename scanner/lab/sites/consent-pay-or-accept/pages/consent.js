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
  on('manage', function () { box.hidden = false; });
  if (stored() === 'tous') { loadAnalytics(); } else { box.hidden = false; }
})();
