# ruff: noqa: E501
"""Short passages as French vendors write them, administrative, legal and familiar, and what each says of a clause.

The expectation was written down before the reader saw the sentence. Sentences on sale stand apart: a denial taken for
silence is a false alarm there, an affirmation taken for a denial a wrong pass.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]

PASSAGES: list[tuple[str, dict[str, str]]] = [
    ("Les informations relatives aux élèves ne donnent lieu à aucune cession commerciale.", {"sale-of-data": "denied"}),
    ("Jamais revendues, jamais louées : vos données restent les vôtres.", {"sale-of-data": "denied"}),
    ("Nous pouvons être amenés à mettre à disposition de tiers, contre rémunération, les coordonnées de nos abonnés.", {"sale-of-data": "affirmed"}),
    ("En créant un compte, vous acceptez que vos coordonnées soient cédées à titre onéreux à nos partenaires.", {"sale-of-data": "affirmed"}),
    ("L’abonné consent à ce que l’Éditeur loue son adresse électronique à des annonceurs du secteur éducatif.", {"sale-of-data": "affirmed"}),
    ("Toute commercialisation des données des élèves est exclue.", {"sale-of-data": "denied"}),
    ("Vos données ne seront transmises à aucun tiers, à l’exception de notre hébergeur et de notre prestataire d’envoi de courriels.", {"third-party-sharing": "affirmed", "sale-of-data": "absent"}),
    ("Nous ne partageons rien avec qui que ce soit.", {"third-party-sharing": "denied"}),
    ("Destinataires : les enseignants de la classe, la société OVH SAS (hébergement) et la société Brevo (courriels).", {"recipients-named": "affirmed", "third-party-sharing": "affirmed"}),
    ("Tes informations ne servent pas à te montrer de la pub.", {"advertising-use": "denied"}),
    ("Sauf opposition de votre part, nous utilisons votre adresse e-mail pour vous adresser nos offres commerciales.", {"advertising-use": "affirmed"}),
    ("Les parents qui l’acceptent peuvent recevoir par courriel les offres de nos partenaires.", {"advertising-use": "affirmed"}),
    ("Aucune bannière, aucun traceur publicitaire, aucun profilage des enfants.", {"third-party-advertising": "denied"}),
    ("La version gratuite est financée par la publicité : des annonces adaptées aux centres d’intérêt du visiteur y sont affichées par Google.", {"targeted-advertising": "affirmed", "third-party-advertising": "affirmed"}),
    ("Nous n’utilisons pas les données des élèves à des fins publicitaires, mais celles des enseignants peuvent servir à leur adresser notre lettre commerciale.", {"advertising-use": "affirmed"}),
    ("Vous disposez du droit de vous opposer à tout moment à la prospection commerciale.", {"advertising-use": "absent", "right-objection": "affirmed"}),
    ("L’utilisateur reconnaît que ses données de navigation pourront être exploitées par l’éditeur à des fins de publicité ciblée.", {"targeted-advertising": "affirmed", "advertising-use": "affirmed"}),
    ("Il n’est procédé à aucune prospection auprès des élèves.", {"advertising-use": "denied"}),
    ("Les copies déposées par les élèves ne servent ni à entraîner ni à améliorer un modèle d’intelligence artificielle.", {"ai-training": "denied"}),
    ("Nous pouvons exploiter les réponses des élèves afin de perfectionner nos algorithmes d’apprentissage automatique.", {"ai-training": "affirmed"}),
    ("Les échanges avec l’assistant sont transmis à Mistral AI, qui s’engage à ne pas les employer pour l’apprentissage de ses modèles.", {"ai-training": "denied", "ai-provider-named": "affirmed"}),
    ("L’utilisateur autorise la société à se servir des contenus qu’il dépose pour l’entraînement de ses modèles.", {"ai-training": "affirmed"}),
    ("Aucune décision produisant des effets juridiques n’est prise sur le seul fondement d’un traitement automatisé.", {"automated-decision": "denied"}),
    ("L’outil mesure l’attention des élèves à partir de l’image de leur webcam.", {"emotion-inference": "affirmed"}),
    ("Toutes les données sont stockées dans des centres de données situés à Gravelines et Roubaix (France).", {"hosting-location": "affirmed"}),
    ("Il n’existe aucun flux de données vers un pays tiers.", {"third-country-transfer": "denied"}),
    ("Les données ne quittent pas l’Espace économique européen, sauf lorsque vous contactez le support, assuré depuis Montréal.", {"third-country-transfer": "affirmed"}),
    ("Certaines données sont traitées aux États-Unis par notre prestataire Twilio, certifié au titre du Data Privacy Framework.", {"third-country-transfer": "affirmed", "dpf-reliance": "affirmed"}),
    ("Le transfert est encadré par les clauses contractuelles types de la Commission européenne.", {"transfer-safeguards": "affirmed"}),
    ("Nos serveurs sont en Europe mais nos équipes techniques, basées au Maroc, peuvent accéder aux données.", {"third-country-transfer": "affirmed"}),
    ("Les comptes élèves sont purgés chaque été, au plus tard le 31 août.", {"retention-period": "affirmed"}),
    ("Passé un délai de vingt-quatre mois sans connexion, le compte et tout ce qu’il contient sont détruits.", {"retention-period": "affirmed"}),
    ("Nous conservons vos données sans limitation de durée.", {"indefinite-retention": "affirmed"}),
    ("Les données ne sont pas conservées indéfiniment : elles sont effacées un an après la fin de l’abonnement.", {"indefinite-retention": "denied", "retention-period": "affirmed"}),
    ("À l’issue du marché, le titulaire restitue puis détruit l’ensemble des données, sauvegardes comprises, sous trente jours.", {"end-of-contract-deletion": "affirmed"}),
    ("| Donnée | Durée |\n|---|---|\n| Journaux de connexion | 12 mois |\n| Compte enseignant | 3 ans après la dernière activité |\n", {"retention-period": "affirmed"}),
    ("Tu as le droit de voir ce que nous savons de toi, de le faire corriger et de demander qu’on l’efface.", {"right-access": "affirmed", "right-rectification": "affirmed", "right-erasure": "affirmed"}),
    ("Vous pouvez à tout moment revenir sur l’accord que vous nous avez donné.", {"right-withdraw-consent": "affirmed"}),
    ("Si vous estimez, après nous avoir contactés, que vos droits ne sont pas respectés, vous pouvez saisir la CNIL, 3 place de Fontenoy.", {"complaint-authority": "affirmed"}),
    ("Vous pouvez récupérer vos données dans un format structuré, couramment utilisé et lisible par machine.", {"right-portability": "affirmed"}),
    ("Vous pouvez nous demander de geler l’utilisation de vos données le temps d’une vérification.", {"right-restriction": "affirmed"}),
    ("Le compte ne peut pas être supprimé par l’utilisateur.", {"rights-refused": "affirmed"}),
    ("Pour exercer vos droits, écrivez à dpo@exemple.fr.", {"rights-channel": "affirmed", "dpo-contact": "affirmed"}),
    ("L’école est responsable du traitement ; la société n’agit que sur ses instructions, en qualité de sous-traitant.", {"school-as-controller": "affirmed", "processor-role": "affirmed"}),
    ("Le responsable du traitement des données est l’association Les Petits Savants, 12 rue de la Paix, 44000 Nantes.", {"controller-identity": "affirmed"}),
    ("Notre référente protection des données, Mme Durand, répond à vos questions : 02 40 00 00 00.", {"dpo-contact": "affirmed"}),
    ("Une convention de sous-traitance conforme à l’article 28 du RGPD est proposée à chaque établissement.", {"dpa-available": "affirmed"}),
    ("En cas de violation de données, nous alertons l’établissement dans un délai maximal de quarante-huit heures.", {"breach-notification": "affirmed", "breach-notice-school": "affirmed"}),
    ("Ce site fonctionne sans cookie.", {"cookies-tracking": "denied"}),
    ("En poursuivant votre navigation, vous acceptez le dépôt de cookies.", {"implied-consent": "affirmed", "cookies-tracking": "affirmed"}),
    ("Seul un cookie de session, strictement nécessaire, est déposé à la connexion.", {"cookies-tracking": "affirmed"}),
    ("Le refus des cookies empêche l’accès au service.", {"cookie-wall": "affirmed"}),
    ("L’inscription d’un mineur de moins de quinze ans suppose l’accord conjoint de l’enfant et d’un titulaire de l’autorité parentale.", {"consent-age-15-joint": "affirmed", "parental-consent": "affirmed"}),
    ("Les profils des élèves sont visibles de tous les utilisateurs de la plateforme.", {"public-by-default": "affirmed"}),
    ("L’utilisateur concède à l’éditeur une licence mondiale et gratuite sur les contenus qu’il publie.", {"content-licence": "affirmed"}),
    ("L’éditeur se réserve la faculté de modifier les présentes à tout moment et sans information préalable.", {"unilateral-change": "affirmed"}),
    ("Nous n’utilisons vos données pour aucune autre finalité que la fourniture du service, et jamais pour notre propre compte.", {"own-purposes": "denied"}),
    ("En cas de rachat de la société, les données des utilisateurs pourront être transmises à l’acquéreur.", {"merger-transfer": "affirmed", "sale-of-data": "absent"}),
]  # fmt: skip
SALE: list[tuple[str, dict[str, str]]] = [
    ("Vos données ne sont ni vendues, ni cédées, ni louées à des tiers.", {"sale-of-data": "denied"}),
    ("Elles ne sont ni vendues ni louées.", {"sale-of-data": "denied"}),
    ("Aucune commercialisation de vos données n’est effectuée.", {"sale-of-data": "denied"}),
    ("Pas de revente de données.", {"sale-of-data": "denied"}),
    ("Pas de vente, pas de location, pas d’échange de données à des fins commerciales.", {"sale-of-data": "denied"}),
    ("Aucune revente de vos informations personnelles.", {"sale-of-data": "denied"}),
    ("Vos données ne font l’objet d’aucune cession à titre commercial.", {"sale-of-data": "denied"}),
    ("Vos données ne font l’objet d’aucune vente, location ou échange.", {"sale-of-data": "denied"}),
    ("Nous ne vendons, ne louons ni ne cédons vos données à qui que ce soit.", {"sale-of-data": "denied"}),
    ("Jamais vos données ne seront vendues.", {"sale-of-data": "denied"}),
    ("Nous ne monétisons pas vos données.", {"sale-of-data": "denied"}),
    ("Nous ne tirons aucun revenu de vos données.", {"sale-of-data": "denied"}),
    ("Nous ne faisons pas commerce de vos données personnelles.", {"sale-of-data": "denied"}),
    ("Vos données ne sont pas à vendre.", {"sale-of-data": "denied"}),
    ("Les données collectées ne sont en aucun cas vendues ou cédées à des tiers à des fins commerciales.", {"sale-of-data": "denied"}),
    ("Nous n’avons jamais vendu les données de nos utilisateurs et nous ne le ferons jamais.", {"sale-of-data": "denied"}),
    ("L’éditeur s’engage à ne jamais vendre, louer ou céder les données à caractère personnel de ses utilisateurs.", {"sale-of-data": "denied"}),
    ("La société s’engage à ne pas commercialiser les données qui lui sont confiées.", {"sale-of-data": "denied"}),
    ("Ni vos données ni celles de vos élèves ne sont vendues.", {"sale-of-data": "denied"}),
    ("Vendre vos données ? Jamais.", {"sale-of-data": "denied"}),
    ("Ce que nous ne faisons jamais :\n\n- vendre vos données\n- afficher de la publicité\n", {"sale-of-data": "denied"}),
    ("Vos données restent confidentielles et ne sont vendues à personne.", {"sale-of-data": "denied"}),
    ("Aucune information personnelle n’est publiée à l’insu de l’utilisateur, échangée, transférée, cédée ou vendue sur un support quelconque à des tiers.", {"sale-of-data": "denied"}),
    ("Les données recueillies ne seront jamais communiquées ou vendues à des tiers.", {"sale-of-data": "denied"}),
    ("Nous nous engageons à ne vendre aucune des données collectées.", {"sale-of-data": "denied"}),
    ("Vos données personnelles sont vendues à des courtiers en données.", {"sale-of-data": "affirmed"}),
    ("Nous sommes susceptibles de louer notre fichier d’abonnés à des partenaires commerciaux.", {"sale-of-data": "affirmed"}),
    ("Nous nous réservons le droit de commercialiser les données collectées.", {"sale-of-data": "affirmed"}),
    ("Les adresses électroniques des parents peuvent faire l’objet d’une location à des annonceurs.", {"sale-of-data": "affirmed"}),
    ("Sauf refus de votre part, vos coordonnées pourront être cédées à titre onéreux à nos partenaires.", {"sale-of-data": "affirmed"}),
    ("Vous acceptez que vos données soient vendues à des tiers.", {"sale-of-data": "affirmed"}),
    ("Le client autorise la société à revendre ses coordonnées.", {"sale-of-data": "affirmed"}),
    ("En vous inscrivant, vous nous autorisez à louer votre adresse à des tiers.", {"sale-of-data": "affirmed"}),
    ("Nous cédons, contre rémunération, les données de navigation de nos visiteurs.", {"sale-of-data": "affirmed"}),
    ("L’éditeur pourra échanger ou louer les coordonnées des utilisateurs avec d’autres organismes.", {"sale-of-data": "affirmed"}),
    ("Nous vendons des abonnements aux écoles.", {"sale-of-data": "absent"}),
    ("Vos données de commande sont conservées trois ans après la vente.", {"sale-of-data": "absent"}),
    ("Vous ne devez pas vendre votre compte.", {"sale-of-data": "absent"}),
    ("L’utilisateur s’interdit de revendre les données auxquelles il accède.", {"sale-of-data": "absent"}),
    ("En cas de vente de la société, vos données seront transmises au repreneur.", {"sale-of-data": "absent"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*PASSAGES, *SALE])
def test_passage(say: Say, text: str, expected: dict[str, str]) -> None:
    reading = say(text, "fr")
    assert {clause: reading.clause(clause).stance for clause in expected} == expected
