"""Whose accounts a page offers to log in with: by what buttons say, by their names in code, by where they lead."""

from __future__ import annotations

import pytest
from lxml import html

from rules.derive.logins import social_logins


def offered(markup: str) -> tuple[str, ...]:
    page = html.document_fromstring(f"<html><body>{markup}</body></html>")
    return social_logins(list(page.iter()), "https://outil.example/connexion")


@pytest.mark.parametrize(
    ("markup", "providers"),
    [
        ("<button>Se connecter avec Google</button>", ("google",)),
        ('<div role="button">Continuer avec Apple</div>', ("apple",)),
        ('<button class="oauth-btn">Google</button>', ("google",)),
        ('<button data-provider="sso"><img alt="Microsoft" src="m.svg"></button>', ("microsoft",)),
        ('<a href="/auth/google">Google</a>', ("google",)),
        ('<a href="https://accounts.google.com/o/oauth2/v2/auth?client_id=1">Entrer</a>', ("google",)),
        ("<button>Se connecter avec ÉduConnect</button>", ("educonnect",)),
        ("<button>Se connecter avec le compte Microsoft de l’école</button>", ("microsoft", "school:microsoft")),
        ("<button>Je me connecte via Google</button>", ("google",)),
        ("<button>Connecte-toi avec ton compte Microsoft</button>", ("microsoft",)),
        ("<button>S’inscrire grâce à Facebook</button>", ("facebook",)),
        ("<button>Se connecter à l’aide de Google</button>", ("google",)),
        ("<button>Utiliser mon compte Google</button>", ("google",)),
        ("<button>Connexion Google</button>", ("google",)),
        ("<button>Compte Microsoft 365 Éducation</button>", ("microsoft", "school:microsoft")),
        ("<button>Se connecter avec X</button>", ("x",)),
        ("<button>Log in through Facebook</button>", ("facebook",)),
        ("<button>Google Sign-In</button>", ("google",)),
        ("<button>Get started with Apple</button>", ("apple",)),
        ("<button>Mit Google anmelden</button>", ("google",)),
        ("<button>Über Microsoft einloggen</button>", ("microsoft",)),
        ("<button>Acceder con Google</button>", ("google",)),
        ("<button>Registrati con Facebook</button>", ("facebook",)),
        ("<button>Doorgaan met Google</button>", ("google",)),
        ('<button class="login"><img src="/img/google.svg?v=2"></button>', ("google",)),
        ('<button class="oauth"><i class="fab fa-apple"></i></button>', ("apple",)),
        ('<button aria-labelledby="l"></button><span id="l">Se connecter avec Google</span>', ("google",)),
        ('<div class="login-card" tabindex="0">Google</div>', ("google",)),
        ('<input type="image" alt="Connexion avec Google" src="g.png">', ("google",)),
        ('<a href="/accounts/google/login/">Entrer</a>', ("google",)),
        ('<a href="/auth?provider=apple">Entrer</a>', ("apple",)),
        ('<a href="https://www.facebook.com/v19.0/dialog/oauth?client_id=1">f</a>', ("facebook",)),
        ("<button>Connexion ENT</button>", ("ent",)),
        ("<button>ÉduConnect</button>", ("educonnect",)),
        ("<button>Accès GAR</button>", ("gar",)),
        ("<button>Se connecter via ÉcoleDirecte</button>", ("ent",)),
        # Accounts of the tool's own.
        ("<button>Mit Benutzername anmelden</button>", ("own:account",)),
        ("<button>Use email instead</button>", ("own:account",)),
        ("<button>J’ai un code de classe</button>", ("own:account",)),
        # Ways in that the page does not show.
        ("<button>Se connecter</button>", ("other:way",)),
        ('<a href="#">Log in</a>', ("other:way",)),
        ('<a href="/enseignants/entrer">Connexion enseignants</a>', ("other:way",)),
        ("<button>Plus d’options de connexion</button>", ("other:way",)),
        ("<button>Se connecter avec FranceConnect</button>", ("other:way",)),
        ('<iframe src="/compte/formulaire"></iframe>', ("other:way",)),
        ('<iframe src="https://captcha.example/frame"></iframe>', ()),
        ('<a href="/connexion">Se connecter</a>', ()),
        # Beside a password's field a mark by itself logs in, where nobody shares anything with whoever it is of.
        ('<input type=password><button class="btn"><i class="fa fa-google"></i></button>', ("google",)),
        ("<input type=password><button>Microsoft</button>", ("microsoft",)),
        ('<input type=password><button class="btn"><i class="fa fa-facebook"></i></button>', ()),
        ('<input type=password><a href="https://play.google.com/x"><img src="/google-play.png"></a>', ()),
        ('<button class="btn"><i class="fa fa-google"></i></button>', ()),
        # What speaks of logging in and offers nothing.
        ('<a href="/aide/google">Comment se connecter avec Google ?</a>', ()),
        ("<button>Continuer avec Google Analytics</button>", ()),
        ("<button>Ouvrir avec Google Chrome</button>", ()),
        ("<button>Import from Google Classroom</button>", ()),
        ('<a href="/reseaux/facebook">Facebook</a>', ()),
        ('<a href="https://twitter.com/intent/tweet">X</a>', ()),
        ("<button>S’inscrire à la newsletter par e-mail</button>", ()),
        ("<button>Continuer sans accepter</button>", ()),
        ('<button class="login-close">X</button>', ()),
        ('<a class="login" href="https://www.facebook.com/outil"><i class="fab fa-facebook"></i></a>', ()),
        ('<a href="/blog/login/google">Lire</a>', ()),
        ("<button>Créer un compte Google</button>", ()),
        # A provider that is only named logs nobody in.
        ("<button>Google</button>", ()),
        ('<button class="social-icon">Facebook</button>', ()),
        ('<a class="social" href="https://www.facebook.com/outil">Facebook</a>', ()),
        ('<button class="share social-share">Partager sur Facebook</button>', ()),
        ("<p>Se connecter avec Google n’est pas proposé.</p>", ()),
        ('<a href="https://support.google.com/">Connexion à Google Classroom : aide</a>', ()),
    ],
)
def test_a_button_offers_an_account(markup: str, providers: tuple[str, ...]) -> None:
    assert offered(markup) == providers
