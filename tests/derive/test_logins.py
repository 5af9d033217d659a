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
