function loadAnalytics() {
  if (location.pathname === '/connexion') { return; } // never where pupils log in
  window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments); };
  gtag('js', new Date()); gtag('config', 'G-LABCONSENT');
  var s = document.createElement('script'); s.async = true; s.src = 'https://www.googletagmanager.com/gtag/js?id=G-LABCONSENT'; document.head.appendChild(s);
}
function stored() { return (document.cookie.match(/(?:^|; )choix_cookies=([a-z]+)/) || [])[1]; }
function store(value) { document.cookie = 'choix_cookies=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
(function () {
  function ask() {
    var f = document.createElement('iframe'); f.id = 'choix'; f.title = 'Gestion des cookies'; f.src = 'https://choix.registre-classe.example/cadre';
    f.style.cssText = 'position:fixed;left:0;right:0;bottom:0;width:100%;height:140px;background:#fff;border:2px solid #333;z-index:1000';
    document.body.appendChild(f);
  }
  window.addEventListener('message', function (e) {
    if (e.origin !== 'https://choix.registre-classe.example') { return; }
    store(e.data); var f = document.getElementById('choix'); if (f) { f.remove(); }
    if (e.data === 'tous') { loadAnalytics(); }
  });
  if (stored() === 'tous') { loadAnalytics(); } else if (!stored()) { ask(); }
  document.getElementById('manage').addEventListener('click', function (e) { e.preventDefault(); ask(); });
})();
