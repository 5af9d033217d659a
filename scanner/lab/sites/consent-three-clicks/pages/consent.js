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
  function swap(from, to) { by(from).hidden = true; by(to).hidden = false; }
  function accept() { store('tous'); box.hidden = true; loadAnalytics(); }
  on('accept', accept); on('accept2', accept); on('accept3', accept);
  on('heading', function () { by('unfolded').hidden = false; by('heading').setAttribute('aria-expanded', 'true'); });
  on('settings', function () { swap('first', 'second'); });
  on('purposes', function () { swap('second', 'third'); });
  on('refuse', function () { store('aucun'); box.hidden = true; });
  on('manage', function () { box.hidden = false; });
  if (stored() === 'tous') { loadAnalytics(); } else if (!stored()) { box.hidden = false; }
})();
