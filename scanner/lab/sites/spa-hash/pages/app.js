const texts = {
  '': '<h1>La musique en classe, note après note</h1><p>Des partitions à compléter, des rythmes à frapper et des chansons à plusieurs voix.</p>',
  '/vie-privee': `<h1>Vie privée</h1><p>Dernière mise à jour : 20 août 2026.</p>
<p>L’association Tablature, 8 rue des Luthiers, 88000 Épinal, édite ce service pour les élèves et leurs enseignants. L’établissement est responsable de traitement, l’association est sous-traitante. Déléguée à la protection des données : dpo@tablature.example.</p>
<h2>Ce que nous traitons</h2><ul><li>le prénom et la classe de l’élève, pour lui ouvrir un cahier ;</li><li>ses réponses et ses enregistrements, pour que l’enseignant les écoute ;</li><li>les journaux techniques, pour la sécurité.</li></ul>
<p>La base légale est la mission d’intérêt public de l’établissement ; pour les journaux, notre intérêt légitime.</p>
<h2>Combien de temps</h2><p>Les enregistrements sont effacés au bout de trente jours, les cahiers à la fin de l’année scolaire, les journaux après douze mois.</p>
<h2>Qui les reçoit</h2><p>L’enseignant de l’élève et notre hébergeur Scaleway SAS, en France. Il n’y a aucun transfert hors de l’Union européenne. Les données ne sont jamais vendues ni utilisées à des fins publicitaires.</p>
<h2>Vos droits</h2><p>Vous pouvez demander l’accès à vos données, leur rectification, leur effacement, la limitation du traitement et vous y opposer, en écrivant à dpo@tablature.example. Vous pouvez aussi adresser une réclamation à la CNIL.</p>
<h2>Sécurité</h2><p>Les échanges sont chiffrés, les mots de passe des enseignants sont hachés et les sauvegardes sont gardées trente jours, en France. Toute violation de données est annoncée à l’établissement dans les quarante-huit heures.</p><h2>Mineurs</h2><p>Le service est fait pour des élèves de six à quinze ans. Les comptes sont créés par l’enseignant ; aucun enfant ne s’inscrit seul. Les enregistrements de voix ne quittent pas la classe et ne servent à aucune reconnaissance.</p>`,
  '/mentions-legales': '<h1>Mentions légales</h1><p>Association Tablature, 8 rue des Luthiers, 88000 Épinal, SIREN 822 333 444, téléphone 03 29 00 00 22. Directeur de la publication : Régis Mangin. Hébergeur : Scaleway SAS, 8 rue de la Ville-l’Évêque, 75008 Paris, téléphone 01 84 13 00 00.</p>',
};
function draw() {
  const route = location.hash.replace(/^#/, '');
  document.getElementById('app').innerHTML = `<div class="view">${texts[route] || texts['']}</div><div class="bas"><a href="#/">Accueil</a> · <a href="#/vie-privee">Vie privée</a> · <a href="#/mentions-legales">Mentions légales</a></div>`;
}
addEventListener('hashchange', draw);
draw();
