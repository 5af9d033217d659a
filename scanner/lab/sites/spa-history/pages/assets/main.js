// Drawn anew at each load: class names, ids and tokens differ each time, as frameworks make them.
const salt = () => Math.random().toString(36).slice(2, 8);
const id = ':r' + salt() + ':';
const fold = (title, text) => {
  const at = 'p' + salt();
  return `<section class="css-${salt()}"><h2 class="css-${salt()}"><button type="button" aria-expanded="false" aria-controls="${at}">${title}</button></h2><div id="${at}" class="css-${salt()}" style="display:none">${text}</div></section>`;
};
const views = {
  '/': ['Plumule', '<h1>Écrire un peu chaque matin</h1><p>Plumule propose aux élèves du cours moyen une consigne d’écriture par jour, et à leur enseignant de relire.</p><p>Une consigne, dix minutes, un texte : on garde tout dans un carnet que la classe peut feuilleter.</p>'],
  '/methode': ['La méthode – Plumule', '<h1>La méthode</h1><p>On lit une consigne, on écrit dix minutes, on relit avec un camarade, et l’on recopie ce que l’on veut garder.</p>'],
  '/connexion': ['Connexion – Plumule', '<h1>Connexion</h1><form method="post" action="/session"><label>Code de classe <input name="code"></label><label>Mot de passe <input type="password" name="motdepasse"></label><button>Entrer</button></form>'],
  '/confidentialite': ['Politique de confidentialité – Plumule', `<h1>Politique de confidentialité</h1>
<p>En vigueur depuis le 2 septembre 2026. La présente politique vaut pour les élèves, leurs familles et leurs enseignants qui se servent de Plumule en classe.</p>
<p>Plumule est édité par la SAS Plumule, 14 quai de la Fosse, 44000 Nantes. L’école est responsable de traitement ; Plumule est son sous-traitant. Notre délégué à la protection des données se joint à l’adresse dpd@plumule.example.</p>
${fold('Données et finalités', '<p>Nous traitons le pseudonyme de l’élève, sa classe et ses textes, pour tenir son carnet et permettre à l’enseignant de le relire. Ce traitement est nécessaire à la mission d’intérêt public de l’école. Les journaux de connexion servent à la sécurité du service, sur le fondement de notre intérêt légitime.</p>')}
${fold('Durées de conservation', '<p>Les textes et les comptes des élèves sont supprimés à la fin de l’année scolaire, le 31 août. Les journaux de connexion sont conservés six mois.</p>')}
${fold('Destinataires', '<p>Les textes sont lus par l’enseignant et, s’il le veut, par la classe. Notre hébergeur, OVH SAS, les garde en France. Aucune donnée n’est transférée hors de l’Union européenne.</p>')}
${fold('Nos engagements', '<p>Nous ne vendons ni ne louons les données des élèves. Elles ne servent à aucune publicité et ne sont transmises à aucun annonceur.</p>')}
${fold('Vos droits', '<p>Vous disposez des droits d’accès, de rectification, d’effacement, de limitation et d’opposition. Ils s’exercent auprès de l’école ou en écrivant à dpd@plumule.example ; nous répondons sous un mois.</p>')}
${fold('Sécurité', '<p>Les échanges sont chiffrés. Les mots de passe sont hachés avec un sel. L’accès de nos équipes est nominatif et journalisé, et chaque violation de données est portée à la connaissance de l’école dans les quarante-huit heures.</p>')}`],
  '/mentions-legales': ['Mentions légales – Plumule', '<h1>Mentions légales</h1><p>Plumule SAS, capital 10 000 €, 14 quai de la Fosse, 44000 Nantes, RCS Nantes 811 222 333, téléphone 02 40 00 00 11.</p><p>Directrice de la publication : Maëlle Kerbrat.</p><p>Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix, téléphone 1007.</p>'],
  '/conditions': ['Conditions d’utilisation – Plumule', '<h1>Conditions générales d’utilisation</h1><p>Les présentes conditions lient l’établissement, utilisateur du service, et la SAS Plumule. Article 1. L’accès est ouvert par classe, sur demande de l’enseignant, pour l’année scolaire. Article 2. L’établissement garde la propriété intellectuelle de tout ce que ses élèves écrivent. Article 3. La responsabilité de l’éditeur se limite au montant de l’abonnement. Article 4. La résiliation prend effet à la fin du mois en cours. Article 5. Le droit applicable est le droit français.</p>'],
};
function draw() {
  const [title, text] = views[location.pathname] || ['Page introuvable – Plumule', '<h1>Page introuvable</h1><p>Cette page n’existe pas.</p>'];
  document.title = title;
  document.getElementById('root').innerHTML = `<div class="css-${salt()}" data-token="${salt()}"><header><nav aria-label="Principal"><a href="/">Plumule</a> <a href="/methode">La méthode</a> <a href="/connexion">Connexion</a></nav></header><main id="${id}">${text}</main><footer class="css-${salt()}"><a href="/confidentialite" id="${id}">Politique de confidentialité</a> <a href="/mentions-legales">Mentions légales</a> <a href="/conditions">Conditions d’utilisation</a></footer></div>`;
}
function ask() {
  const box = document.createElement('div');
  box.className = 'css-' + salt();
  box.style.cssText = 'position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid #333;padding:1rem;z-index:99';
  box.innerHTML = '<p>Avec votre accord, des cookies permettent à nos partenaires publicitaires de vous montrer des annonces personnalisées et nous partageons avec eux vos données de navigation.</p><button type="button">Tout accepter</button> <button type="button">Tout refuser</button>';
  for (const button of box.querySelectorAll('button')) button.addEventListener('click', () => { localStorage.setItem('choix', button.textContent); box.remove(); });
  document.body.append(box);
}
draw();
if (!localStorage.getItem('choix')) ask();
