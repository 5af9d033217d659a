function loadAnalytics() {
  if (location.pathname === '/connexion') { return; } // never where pupils log in
  window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments); };
  gtag('js', new Date()); gtag('config', 'G-LABCONSENT');
  var s = document.createElement('script'); s.async = true; s.src = 'https://www.googletagmanager.com/gtag/js?id=G-LABCONSENT'; document.head.appendChild(s);
}
function stored() { return (document.cookie.match(/(?:^|; )choix_cookies=([a-z]+)/) || [])[1]; }
function store(value) { document.cookie = 'choix_cookies=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
