function loadAnalytics() {
  if (location.pathname === '/connexion') { return; } // never where pupils log in
  window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments); };
  gtag('js', new Date()); gtag('config', 'G-LABCONSENT');
  var s = document.createElement('script'); s.async = true; s.src = 'https://www.googletagmanager.com/gtag/js?id=G-LABCONSENT'; document.head.appendChild(s);
}
function stored() { return (document.cookie.match(/(?:^|; )choix_cookies=([a-z]+)/) || [])[1]; }
function store(value) { document.cookie = 'choix_cookies=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
(function () {
  var box = document.getElementById('consent');
  function by(id) { return document.getElementById(id); }
  function close() { box.hidden = true; }
  function on(id, f) { if (by(id)) { by(id).addEventListener('click', function (e) { e.preventDefault(); f(); }); } }
  on('accept', function () { store('tous'); close(); loadAnalytics(); });
  on('refuse', function () { store('aucun'); close();  });
  on('manage', function () { box.hidden = false; });
  on('settings', function () { by('layer2').hidden = false; }); on('none2', function () { store('aucun'); close(); }); on('save', function () { if (by('stats').checked) { store('tous'); close(); loadAnalytics(); } else { store('aucun'); close(); } });
  if (stored() === 'tous') { loadAnalytics(); } else if (stored() === 'aucun') {  } else { box.hidden = false; }
})();
