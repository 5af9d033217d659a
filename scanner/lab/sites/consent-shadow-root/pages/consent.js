(function () {
  function loadAnalytics() {
    if (location.pathname === '/connexion') { return; } // never where pupils log in
    window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments); };
    gtag('js', new Date()); gtag('config', 'G-LABCONSENT');
    var s = document.createElement('script'); s.async = true; s.src = 'https://www.googletagmanager.com/gtag/js?id=G-LABCONSENT'; document.head.appendChild(s);
  }
  function stored() { return (document.cookie.match(/(?:^|; )choix_cookies=([a-z]+)/) || [])[1]; }
  function store(value) { document.cookie = 'choix_cookies=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
  
  customElements.define('choix-cookies', class extends HTMLElement {
    connectedCallback() {
      var root = this.attachShadow({ mode: 'open' });
      root.innerHTML = '<div role="dialog" aria-label="Cookies" style="position:fixed;left:0;right:0;bottom:0;background:#fff;color:#111;border-top:2px solid #333;padding:16px;font:16px sans-serif;z-index:1000"><p>Ce site souhaite mesurer sa fréquentation (Google Analytics).</p><button class="oui">Accepter</button> <button class="non">Continuer sans accepter</button></div>';
      var host = this;
      root.querySelector('.oui').addEventListener('click', function () { store('tous'); host.remove(); loadAnalytics(); });
      root.querySelector('.non').addEventListener('click', function () { store('aucun'); host.remove(); });
    }
  });
  function ask() { document.body.appendChild(document.createElement('choix-cookies')); }
  if (stored() === 'tous') { loadAnalytics(); } else if (!stored()) { ask(); }
  document.getElementById('manage').addEventListener('click', function (e) { e.preventDefault(); ask(); });
})();
