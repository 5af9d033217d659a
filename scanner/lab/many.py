"""Many: as many simple made-up tools as a load test asks for, of eight pages each, on a few dozen addresses."""

from __future__ import annotations

from pathlib import Path

from scanner.lab.site import Host, Place, Site

PAGES_EACH = 8
_ADDRESSES = 48
_SUBJECTS = ("géométrie", "grammaire", "géographie", "anglais", "sciences", "musique", "histoire", "lecture", "codage")
_PLACES = ("Angers", "Brest", "Clermont-Ferrand", "Dijon", "Évreux", "Foix", "Gap", "Harfleur")
_MONTHS = ("un mois", "deux mois", "trois mois", "six mois", "un an")


def many_tools(count: int, folder: Path, *, changed: int = 0, edition: int = 0) -> tuple[Site, ...]:
    """`count` tools named `outil-00001` and so on, their pages written under `folder`.

    The privacy policies of the first `changed` tools carry the number `edition`: write again with another edition
    and start a new lab to play a night on which some publishers changed their text.
    """
    return tuple(
        _tool(number, folder / f"outil-{number:05}", edition if number <= changed else 0)
        for number in range(1, count + 1)
    )


def _tool(number: int, folder: Path, edition: int) -> Site:
    name = folder.name
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    title = f"Outil {number:05}"
    for file, text in _pages(number, title, edition).items():
        (pages / file).write_text(text, encoding="utf-8")
    place = Place(ip=f"127.1.100.{number % _ADDRESSES + 1}", country="FR", asn=16276, operator="OVH SAS")
    cookie = "session={hex32}; Path=/; Secure; HttpOnly; SameSite=Lax"
    return Site.model_validate(
        {
            "name": name,
            "kind": "tool",
            "title": title,
            "description": {"fr": "Outil de charge.", "en": "A tool for load tests."},
            "home": f"https://{name}.example/",
            "hosts": [Host(name=f"{name}.example", at=place, set_cookie=(cookie,))],
            "folder": folder,
        }
    )


def _pages(number: int, title: str, edition: int) -> dict[str, str]:
    subject, town = _SUBJECTS[number % len(_SUBJECTS)], _PLACES[number % len(_PLACES)]
    head = f"<!doctype html><html lang='fr'><head><meta charset='utf-8'><title>{{{{title}}}} – {title}</title></head>"
    links = "".join(
        f"<a href='/{path}'>{label}</a> "
        for path, label in (
            ("cours", "Cours"),
            ("aide", "Aide"),
            ("connexion", "Connexion"),
            ("mentions-legales", "Mentions légales"),
            ("confidentialite", "Politique de confidentialité"),
            ("conditions", "Conditions d’utilisation"),
            ("sous-traitants", "Sous-traitants"),
        )
    )
    form = "<form method='post' action='/session'><input name='code'><input type='password' name='mdp'></form>"
    publisher = f"{title} SAS au capital de 10 000 €, {number} rue du Port, {town}, RCS {town} 4{number:08}"
    return {
        "layout.html": f"{head}<body><main>{{{{content}}}}</main><footer>{links}</footer></body></html>",
        "index.html": f"<!-- title: Accueil -->\n<h1>{title}</h1><p>S’exercer en {subject}, un peu chaque jour.</p>",
        "cours.html": f"<!-- title: Cours -->\n<h1>Cours</h1><p>Douze leçons de {subject}.</p>",
        "aide.html": f"<!-- title: Aide -->\n<h1>Aide</h1><p>Écrivez à aide@outil-{number:05}.example.</p>",
        "connexion.html": f"<!-- title: Connexion -->\n<h1>Connexion</h1>{form}",
        "mentions-legales.html": f"<!-- title: Mentions légales -->\n<h1>Mentions légales</h1><p>{publisher}. "
        "Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix, 1007. Les données sont hébergées en France.</p>",
        "confidentialite.html": _policy(number, title, edition),
        "conditions.html": "<!-- title: Conditions -->\n<h1>Conditions d’utilisation</h1><p>Les comptes sont créés par "
        "l’établissement. Toute modification est annoncée trente jours avant.</p>",
        "sous-traitants.html": "<!-- title: Sous-traitants -->\n<h1>Sous-traitants</h1><table><tr><td>OVH SAS</td>"
        "<td>Hébergement</td><td>France</td></tr></table>",
        "robots.txt": "User-agent: *\nAllow: /\n",
    }


def _policy(number: int, title: str, edition: int) -> str:
    kept, subject = _MONTHS[number % len(_MONTHS)], _SUBJECTS[number % len(_SUBJECTS)]
    revision = f"<p>Révision {edition} de ce document.</p>" if edition else ""
    return f"""<!-- title: Politique de confidentialité -->
<h1>Politique de confidentialité</h1>{revision}
<p>La présente politique s’applique aux élèves et aux enseignants qui utilisent {title}. L’établissement est
responsable de traitement ; {title} SAS agit en qualité de sous-traitant, sur instruction documentée.</p>
<h2>Données et finalités</h2>
<p>Nous traitons le pseudonyme, la classe et les réponses de l’élève afin de créer son compte et de suivre sa
progression en {subject}. Base légale : l’exécution d’une mission d’intérêt public par l’établissement.</p>
<h2>Conservation</h2>
<p>Les comptes sont supprimés {kept} après la fin de l’année scolaire, les journaux de connexion au bout de {kept}.</p>
<h2>Destinataires</h2>
<p>L’enseignant, l’établissement et OVH SAS, notre hébergeur, en France. Aucune donnée n’est transférée hors de
l’Union européenne. Les données ne sont ni vendues, ni louées, ni utilisées à des fins publicitaires.</p>
<h2>Droits</h2>
<p>Vous disposez d’un droit d’accès, de rectification, d’effacement et de limitation : écrivez à
dpo@outil-{number:05}.example. Vous pouvez introduire une réclamation auprès de la CNIL.</p>
"""
