(function () {
  var pages = {
    '/': '<h1>Le classeur numérique de la classe</h1><p>Photos, textes et sons rangés par élève, depuis la tablette.</p>',
    '/connexion': '<h1>Connexion</h1><form method="post" action="/api/session"><input name="classe" aria-label="Classe"><input type="password" name="code" aria-label="Code"><button>Entrer</button></form>',
    '/mentions-legales': '<h1>Mentions légales</h1><p>Tabletto SAS au capital de 20 000 €, 5 rue du Sabot, 67000 Strasbourg, RCS Strasbourg 877 001 002, 03 88 00 00 05. Directrice de la publication : Nora Klein. Hébergeur : Scaleway SAS, 8 rue de la Ville-l’Évêque, 75008 Paris, 01 84 13 00 00.</p>'
  };
  function frame(body) {
    document.getElementById('root').innerHTML = '<nav><a href="/">Tabletto</a> <a href="/connexion">Connexion</a></nav><main>' + body +
      '</main><footer><a href="/vie-privee">Vie privée</a> <a href="/mentions-legales">Mentions légales</a></footer>';
  }
  if (location.pathname === '/vie-privee') {
    fetch('/textes/vie-privee.json').then(function (r) { return r.json(); }).then(function (t) {
      frame('<h1>' + t.titre + '</h1>' + t.sections.map(function (s) { return '<h2>' + s[0] + '</h2><p>' + s[1] + '</p>'; }).join(''));
    });
  } else { frame(pages[location.pathname] || pages['/']); }
})();
