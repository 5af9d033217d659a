const home = `<main><h1>Raconter à plusieurs voix</h1><p>Chaque élève tient un personnage, l’enseignant tient le fil, et l’histoire s’écrit au fur et à mesure. Les récits se lisent ensuite à voix haute.</p></main>
<footer><button type="button" id="vp">Politique de confidentialité</button> <button type="button" id="ml">Mentions légales</button></footer>`;
const notice = '<main><h1>Mentions légales</h1><p>Chantefable SAS, capital 8 000 €, 17 rue du Bourg, 87000 Limoges, RCS Limoges 866 777 888, téléphone 05 55 00 00 66. Directeur de la publication : Hugues Faure. Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix, téléphone 1007.</p></main>';
const policy = `<h2>Politique de confidentialité</h2><p>Au 1er septembre 2026, pour les élèves, leurs familles et les enseignants qui se servent de Chantefable.</p>
<p>Chantefable SAS, 17 rue du Bourg, 87000 Limoges, est sous-traitant ; l’école est responsable de traitement. Délégué à la protection des données : dpo@chantefable.example.</p>
<h3>Finalités</h3><p>Le pseudonyme, la classe et les récits servent à écrire ensemble et à être relus par l’enseignant : mission d’intérêt public de l’école. Les journaux servent à la sécurité : intérêt légitime.</p>
<h3>Durées</h3><p>Les comptes et les récits des élèves sont conservés douze mois puis effacés. Les journaux de connexion sont conservés six mois.</p>
<h3>Destinataires</h3><p>La classe, l’enseignant, et l’hébergeur OVH SAS, en France. Il n’y a aucun transfert hors de l’Union européenne.</p>
<h3>Engagements</h3><p>Les données des élèves ne sont ni vendues, ni louées, ni utilisées à des fins publicitaires.</p>
<h3>Droits</h3><p>Accès, rectification, effacement, limitation et opposition : écrivez à dpo@chantefable.example. Une réclamation peut être adressée à la CNIL.</p>
<h3>Sécurité</h3><p>Les échanges sont chiffrés, les mots de passe des enseignants sont hachés, les sauvegardes sont gardées trente jours en France. Une violation de données est annoncée à l’école dans les quarante-huit heures.</p>
<h3>Ce que voit l’enseignant</h3><p>Les récits de sa classe et qui a écrit quoi. Il ne voit ni l’heure exacte des séances ni leur durée, et peut effacer un récit à tout moment.</p>
<h3>Révision</h3><p>Ce texte est revu chaque été ; les écoles sont averties un mois avant tout changement important.</p>`;
function draw() {
  const app = document.getElementById('app');
  app.innerHTML = location.pathname === '/mentions' ? notice : home;
  app.querySelector('#ml')?.addEventListener('click', () => { history.pushState({}, '', '/mentions'); draw(); });
  app.querySelector('#vp')?.addEventListener('click', () => {
    const over = document.createElement('div');
    over.style.cssText = 'position:fixed;inset:0;background:#0008';
    over.innerHTML = `<div role="dialog" aria-modal="true" class="modal" style="margin:2rem;background:#fff;height:80vh;overflow:auto">${policy}<button type="button">Fermer</button></div>`;
    over.querySelector('button').addEventListener('click', () => over.remove());
    document.body.append(over);
  });
}
addEventListener('popstate', draw);
draw();
