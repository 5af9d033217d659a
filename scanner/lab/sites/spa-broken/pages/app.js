const head = `<p>Alphabulle est édité par Alphabulle SAS, 30 rue du Marché, 86000 Poitiers, pour les élèves de cours préparatoire et leurs enseignants. L’établissement est responsable de traitement, Alphabulle SAS est sous-traitant. Délégué à la protection des données : dpo@alphabulle.example.</p>
<p>Nous avons voulu un document court. Il dit d’abord ce que l’on nous demande le plus souvent, puis, article par article, ce que la loi exige. Les articles sont tenus à jour séparément et datés chacun, pour que l’on voie ce qui a changé. L’enseignant en reçoit un résumé à chaque rentrée, que les familles peuvent lire avec leur enfant. Ce résumé ne remplace pas le document : en cas de différence, c’est le document qui compte.</p>
<p>Le service apprend à reconnaître les lettres et les sons. Il affiche une lettre, l’élève la trace du doigt, et l’enseignant voit lesquelles sont acquises. Les tracés servent à cela et à rien d’autre ; la base légale est la mission d’intérêt public de l’établissement. Les données des élèves ne sont jamais vendues.</p>
<p>Le prénom n’est pas nécessaire : un signe, un animal ou une couleur choisis par l’enseignant suffisent. Ceux qui veulent employer des prénoms le peuvent ; ils restent alors dans la classe. Aucune photographie n’est demandée, aucune voix n’est enregistrée. Les tablettes de l’école peuvent être partagées entre plusieurs élèves sans que l’un voie les tracés de l’autre.</p>
<p>Les établissements qui veulent en savoir plus peuvent demander un entretien. Nous répondons en français, par écrit, et la réponse est jointe au contrat.</p>`;
const views = { '/': ['Alphabulle', '<h1>Une lettre à la fois</h1><p>Tracer, écouter, reconnaître : l’alphabet au rythme de chacun, avec un enseignant qui accompagne.</p>'],
  '/confidentialite': ['Politique de confidentialité', '<h1>Politique de confidentialité</h1>' + head + '<div data-suite="confidentialite"></div>'],
  '/conditions': ['Conditions générales d’utilisation', '<h1>Conditions générales d’utilisation</h1><div data-suite="conditions">Chargement…</div>'] };
const [title, text] = views[location.pathname] || views['/'];
document.title = title;
document.getElementById('app').innerHTML = `<main>${text}</main><footer><a href="/confidentialite">Politique de confidentialité</a> <a href="/conditions">Conditions générales d’utilisation</a></footer>`;
for (const place of document.querySelectorAll('[data-suite]')) {
  fetch('/api/textes/' + place.dataset.suite).then((answer) => { if (answer.ok) answer.text().then((more) => { place.innerHTML = more; }); });
}
