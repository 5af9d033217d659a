const pages = {
  '/': ['Réviser un quart d’heure par jour', 'Des fiches courtes, une question, une réponse commentée.'],
  '/cours': ['Les cours', 'Géographie, sciences, grammaire.'],
  '/methode': ['La méthode', 'On relit, on répond, on recommence.'],
  '/connexion': ['Connexion', 'Entrez le code de votre classe.'],
  '/confidentialite': ['Confidentialité et cookies', '']
};
const policy = await (await fetch('/textes/confidentialite.txt')).text();
function stored() { return localStorage.getItem('choix'); }
function analytics() {
  if (location.pathname === '/connexion') { return; }
  if (document.getElementById('ga')) { return; }
  window.dataLayer = window.dataLayer || []; window.gtag = function () { window.dataLayer.push(arguments); };
  window.gtag('js', new Date()); window.gtag('config', 'G-LABSPA0001');
  const s = document.createElement('script'); s.id = 'ga'; s.src = 'https://www.googletagmanager.com/gtag/js?id=G-LABSPA0001'; document.head.append(s);
}
function draw() {
  const path = location.pathname in pages ? location.pathname : '/';
  const [title, text] = pages[path];
  document.title = title + ' – Manuélo';
  const links = Object.keys(pages).map((p) => '<a data-in href="' + p + '">' + pages[p][0] + '</a>').join(' ');
  const form = path === '/connexion' ? '<form method="post" action="/session"><input name="code" aria-label="Code de classe"><input type="password" name="password" aria-label="Mot de passe"><button>Entrer</button></form>' : '';
  document.getElementById('app').innerHTML = '<nav>' + links + ' <a href="#" id="manage">Gérer mes cookies</a></nav><main><h1>' + title + '</h1><p>' + (path === '/confidentialite' ? policy.replace(/\n\n/g, '</p><p>') : text) + '</p>' + form + '</main>';
  document.querySelectorAll('[data-in]').forEach((a) => a.addEventListener('click', (e) => { e.preventDefault(); history.pushState({}, '', a.getAttribute('href')); draw(); }));
  document.getElementById('manage').addEventListener('click', (e) => { e.preventDefault(); ask(); });
}
function ask() {
  const box = document.createElement('section');
  box.setAttribute('role', 'dialog'); box.setAttribute('aria-label', 'Vos choix');
  box.style.cssText = 'position:fixed;inset:auto 0 0 0;background:#fff;border-top:2px solid #333;padding:16px;z-index:1000';
  box.innerHTML = '<p>Pouvons-nous compter votre visite avec Google Analytics ?</p><button class="y">Oui, j’accepte</button> <button class="n">Non, je refuse</button>';
  document.body.append(box);
  box.querySelector('.y').addEventListener('click', () => { localStorage.setItem('choix', 'oui'); box.remove(); analytics(); });
  box.querySelector('.n').addEventListener('click', () => { localStorage.setItem('choix', 'non'); box.remove(); });
}
addEventListener('popstate', draw);
draw();
if (stored() === 'oui') { analytics(); } else if (!stored()) { ask(); }
