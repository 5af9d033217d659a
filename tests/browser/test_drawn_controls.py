"""Log-in and sign-up pages that only scripts draw: what they ask for is read as a person sees it."""

from __future__ import annotations

from typing import Any

from catalog.nouns.facts import PageFact
from rules.derive.drawn_controls import with_controls

SHELL = '<!doctype html><html lang="fr"><title>Outil</title><div id="app"></div><script>{script}</script>'
LOGIN = """
const app = document.getElementById("app");
const n = Math.floor(Math.random() * 100000);  // a library that numbers its fields anew at each visit
app.innerHTML = `<h1>Connexion</h1>
<form action="/api/session?jeton=${n}">
<label for="mui-${n}">Identifiant</label><input id="mui-${n}" name="champ-${n}" value="secret-${n}">
<label>Mot de passe <input type="password"></label>
<input type="hidden" name="dateOfBirth"><input type="email" style="display:none">
<button class="Btn_oauth__${n}">Google</button><div role="button">Se connecter avec Apple</div>
<a href="https://accounts.google.com/o/oauth2/auth?hd=ecole.example&state=${n}">Compte Google de l’école</a></form>
<section></section><div><div><input placeholder="Ton âge"></div></div>
<button aria-label="Se connecter avec Microsoft"><svg></svg></button>`;
const inside = app.querySelector("section").attachShadow({ mode: "closed" });
inside.innerHTML = "<label>Code de la classe <input name='classCode'></label>";
"""


def asked(seen: Any, number: int = 1) -> tuple[PageFact, str]:
    (page,) = [one for one in seen.run("before-choice").pages if one.role in ("login", "signup")]
    fact = PageFact(url=page.url, role=page.role, surface="learner", status=200, empty_shell=True)
    html = seen.blobs.get(page.controls).decode() if page.controls else ""
    return with_controls(fact, page.controls, seen.blobs.get), html


def test_a_drawn_log_in_shows_its_fields_its_providers_and_its_closed_parts(stage: Any) -> None:
    stage.tool({"index.html": "<h1>Outil</h1>", "connexion.html": SHELL.format(script=LOGIN)})
    fact, html = asked(stage.look([("connexion", "login", "learner")], phases=("before-choice",)))
    (form, loose) = fact.forms
    assert form.fields == ("username", "password") and form.password
    assert loose.fields == ("class-code", "age")
    assert fact.social_logins == ("apple", "google", "microsoft", "school:google")
    assert "secret" not in html and "jeton" not in html and "dateOfBirth" not in html


def test_the_same_page_is_the_same_bytes_whatever_it_makes_up_anew(stage: Any) -> None:
    stage.tool({"index.html": "<h1>Outil</h1>", "connexion.html": SHELL.format(script=LOGIN)})
    digests = {
        asked(stage.look([("connexion", "login", "learner")], phases=("before-choice",)))[0].controls for _ in range(2)
    }
    assert len(digests) == 1 and None not in digests


def test_pages_for_visitors_and_pages_that_ask_for_nothing_are_not_read_so(stage: Any) -> None:
    stage.tool({"index.html": SHELL.format(script=LOGIN), "connexion.html": SHELL.format(script="0")})
    seen = stage.look([("connexion", "login", "learner")], phases=("before-choice",))
    assert [page.controls for page in seen.run("before-choice").pages] == [None, None]


def test_a_page_that_stands_in_a_shadow_root_alone_is_a_page(stage: Any) -> None:
    script = """const root = document.getElementById("app").attachShadow({ mode: "open" });
root.innerHTML = '<button data-testid="signin-google"><img alt="Google" src="data:,"></button>'
+ '<input formcontrolname="birthday">';"""
    stage.tool({"index.html": "<h1>Outil</h1>", "connexion.html": SHELL.format(script=script)})
    seen = stage.look([("connexion", "login", "learner")], phases=("before-choice",))
    fact, _ = asked(seen)
    assert seen.run("before-choice").pages[1].rendered
    assert fact.social_logins == ("google",) and fact.forms[0].fields == ("birth-date",)


def test_a_frame_of_the_tools_own_is_part_of_its_log_in(stage: Any) -> None:
    form = "<form><span id=who>Identifiant</span><input aria-labelledby=who><input type=password></form>"
    page = "<h1>Connexion</h1><iframe src='formulaire.html' width=300 height=200></iframe>"
    stage.tool({"index.html": "<h1>Outil</h1>", "connexion.html": page, "formulaire.html": form})
    fact, _ = asked(stage.look([("connexion", "login", "learner")], phases=("before-choice",)))
    assert [one.fields for one in fact.forms] == [("username", "password")]


def test_providers_are_known_by_pictures_by_fonts_of_icons_and_by_what_stands_in_a_query(stage: Any) -> None:
    page = """<h1>Connexion</h1><a class="x" href="/auth?provider=google&state=1"><b>Entrer</b></a>
<button class="btn-login"><img src="/images/logo-apple.9f3.svg" width=20 height=20></button>
<button class="oauth"><i class="fab fa-facebook-f">&nbsp;</i></button>
<div class="signin-card" tabindex="0">Microsoft</div><button class="share"><i class="fa-tiktok">&nbsp;</i></button>
<div>Date de naissance <div><mat-label>Prénom</mat-label><input formcontrolname="q1"></div></div>"""
    stage.tool({"index.html": "<h1>Outil</h1>", "connexion.html": page})
    fact, html = asked(stage.look([("connexion", "login", "learner")], phases=("before-choice",)))
    assert fact.social_logins == ("apple", "facebook", "google", "microsoft")
    assert fact.forms[0].fields == ("first-name",)
    assert "state" not in html and "9f3" not in html


def test_a_frame_of_somebody_else_asks_nothing_for_the_page(stage: Any) -> None:
    frame = "<iframe srcdoc='<form><input type=email><input type=password></form>'></iframe><button>Entrer</button>"
    stage.tool({"index.html": "<h1>Outil</h1>", "connexion.html": f"<h1>Connexion</h1>{frame}"})
    fact, html = asked(stage.look([("connexion", "login", "learner")], phases=("before-choice",)))
    assert fact.forms == () and "Entrer" in html
