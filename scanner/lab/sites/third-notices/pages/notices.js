const notices = {
  'verbalise-12': `<h1>Politique de confidentialité</h1><p>Mise à jour le 12 juin 2026.</p>
<p>Verbalise SAS, 5 rue Mercière, 69002 Lyon, est sous-traitant des établissements qui proposent Verbalise à leurs élèves ; l’établissement est responsable de traitement. Délégué à la protection des données : dpo@verbalise.example.</p>
<h2>Finalités</h2><p>Les prénoms, la classe et les réponses servent à l’entraînement à la conjugaison et à son suivi par l’enseignant. Base légale : mission d’intérêt public de l’établissement.</p>
<h2>Durées</h2><p>Les réponses sont effacées à la fin de l’année scolaire, les journaux de connexion après six mois.</p>
<h2>Destinataires</h2><p>L’enseignant et l’hébergeur OVH SAS, en France. Aucun transfert hors de l’Union européenne.</p>
<h2>Pas de commerce</h2><p>Les données des élèves ne sont ni vendues, ni louées, ni utilisées pour de la publicité.</p>
<h2>Droits</h2><p>Accès, rectification, effacement, limitation, opposition : dpo@verbalise.example. Réclamation : CNIL.</p>
<h2>Sécurité</h2><p>Le chiffrement est systématique, les accès sont journalisés, et les établissements sont avertis de toute violation dans les quarante-huit heures. Les sauvegardes sont faites chaque nuit, chiffrées, et gardées trente jours, en France.</p>
<h2>Ce que voit l’enseignant</h2><p>Pour chaque élève, les verbes travaillés, les temps réussis et ceux qui restent à reprendre. Il ne voit ni l’heure exacte des séances ni leur durée. Il peut effacer les réponses d’un élève, d’un groupe ou de la classe entière à tout moment.</p>
<h2>Évolution</h2><p>Les établissements sont prévenus trente jours avant toute modification importante et peuvent résilier sans frais s’ils ne l’acceptent pas.</p>`,
};
document.getElementById('notice').innerHTML = notices[location.hash.slice(1)] || '<p>Notice inconnue.</p>';
