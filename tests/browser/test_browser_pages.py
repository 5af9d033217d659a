"""Which pages are opened, and on which surface what they show counts."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.collect.browser import BrowserJob, PageToVisit
from scanner.collect.browser.job import choose_pages
from scanner.discover.drawn import drawn_pages

HOME = "https://www.outil-essai.test/"
TRACKER = "https://stats.traceur-essai.test/"
SITES = frozenset({"outil-essai.test"})
LINKS = '<nav><a href="/connexion">Connexion</a> <a href="/cours">Les cours</a></nav>'
SHELL = f"""<!doctype html><html lang="fr"><title>Outil</title><div id="app"></div><script>
document.getElementById("app").innerHTML = '<h1>Réviser un peu chaque jour</h1>{LINKS}';
</script>"""
LOGIN = '<!doctype html><html lang="fr"><title>Connexion</title><h1>Connexion</h1><input type="password">'


def job(*pages: PageToVisit) -> BrowserJob:
    nothing: Any = None
    return BrowserJob(HOME, pages, nothing, nothing, nothing, nothing, nothing)


def test_a_home_page_that_is_the_login_page_is_opened_once_and_belongs_to_both() -> None:
    both = (PageToVisit(HOME, "home", "showcase"), PageToVisit(HOME, "login", "learner"))
    chosen = choose_pages(job(*both, PageToVisit(HOME + "aide", "other", "showcase")))
    assert [page.url for page in chosen] == [HOME, HOME + "aide"]
    assert (chosen[0].role, chosen[0].surface) == ("home", "showcase")
    assert chosen[0].also == (("login", "learner"),) and chosen[0].is_learner


def test_the_choice_does_not_depend_on_the_order_in_which_pages_were_found() -> None:
    pages = [
        PageToVisit(HOME, "home", "showcase"),
        PageToVisit(HOME, "login", "learner"),
        PageToVisit(HOME + "inscription", "signup", "learner"),
        PageToVisit(HOME + "b", "other", "showcase"),
        PageToVisit(HOME + "a", "other", "showcase"),
        PageToVisit(HOME + "c", "other", "showcase"),
    ]
    assert choose_pages(job(*pages)) == choose_pages(job(*reversed(pages)))


def test_what_a_page_on_both_surfaces_shows_counts_on_both(stage: Any) -> None:
    stage.tool({"index.html": LOGIN + '<script src="https://stats.traceur-essai.test/t.js"></script>'})
    stage.tracker()
    seen = stage.look([("", "login", "learner")], phases=("before-choice",))
    run = seen.run("before-choice")
    assert [(page.role, page.surface, page.rendered) for page in run.pages] == [
        ("home", "showcase", True),
        ("login", "learner", True),
    ]
    assert len([one for one in seen.requests if one.host == "www.outil-essai.test" and one.path == "/"]) == 1


def test_links_that_scripts_draw_are_found_by_their_words() -> None:
    drawn = f"<!doctype html><title>Outil</title><div>{LINKS}<a href='https://autre.test/login'>Log in</a></div>"
    found = {(page.role, page.url) for page in drawn_pages(drawn, HOME, SITES, {"home"})}
    assert found == {("login", HOME + "connexion"), ("other", HOME + "cours")}


def test_roles_that_plain_html_gave_are_not_looked_for_again() -> None:
    drawn = f"<!doctype html><title>Outil</title>{LINKS}"
    assert drawn_pages(drawn, HOME, SITES, {"home", "login", "other"}) == ()


def test_pages_that_only_scripts_lead_to_are_opened_in_every_phase(stage: Any) -> None:
    stage.tool({"index.html": SHELL, "connexion.html": LOGIN, "cours.html": SHELL})

    async def drawn(url: str, html: str) -> tuple[PageToVisit, ...]:
        surfaces = {"login": "learner", "other": "showcase"}
        found = drawn_pages(html, url, SITES, {"home"})
        return tuple(PageToVisit(one.url, one.role, surfaces[one.role]) for one in found)  # type: ignore[arg-type]

    seen = stage.look(drawn=drawn)
    opened = [page.url for page in seen.run("before-choice", 1).pages]
    assert opened == [HOME, HOME + "connexion", HOME + "cours"]
    assert seen.run("before-choice", 1).pages[1].surface == "learner"


def test_errors_that_a_page_and_its_workers_write_are_counted(stage: Any) -> None:
    icon = '<link rel="icon" href="data:,">'
    page = """<h1>Outil</h1><script>
console.log("rien"); console.warn("attention"); console.error("un");
setTimeout(() => { throw new Error("deux"); }, 0);
new Worker(URL.createObjectURL(new Blob(["console.error('trois')"])));
</script><img src="/absente.png"><iframe srcdoc="<script>console.error('cinq')</script>"></iframe>"""
    stage.tool({"index.html": icon + page, "b.html": icon + "<h1>Calme</h1><script>console.log(1)</script>"})
    seen = stage.look([("b", "login", "learner")], phases=("before-choice",))
    assert [page.console_errors for page in seen.run("before-choice").pages] == [5, 0]


def test_routes_of_one_document_are_pages_of_their_own(stage: Any) -> None:
    stage.tool(
        {
            "index.html": f"""<title>t</title><nav><a href="#/">Accueil</a> <a href="#/connexion">Connexion</a></nav>
<div id="app"></div><script>
const draw = () => {{
  const login = location.hash === "#/connexion";
  document.title = login ? "Connexion" : "Accueil";
  document.getElementById("app").innerHTML = login ? "<h1>Connexion</h1><input type=password>" : "<h1>Accueil</h1>";
  if (login) new Image().src = "{TRACKER}p.gif?cid=1234567";
}};
addEventListener("hashchange", draw); draw();
</script>"""
        }
    )
    stage.tracker()

    async def drawn(url: str, html: str) -> tuple[PageToVisit, ...]:
        found = drawn_pages(html, url, frozenset({"outil-essai.test"}), {"home"})
        return tuple(PageToVisit(one.url, "login", "learner") for one in found if one.role == "login")

    seen = stage.look(drawn=drawn, phases=("before-choice", "after-acceptance"))
    run = seen.run("before-choice", 1)
    home, login = run.pages
    assert (login.url, login.role, login.status) == ("https://www.outil-essai.test/#/connexion", "login", 200)
    assert (home.title, login.title, login.rendered, login.settled) == ("Accueil", "Connexion", True, True)
    assert [one.page for one in run.requests if one.url.startswith(TRACKER)] == [login.url]


@pytest.mark.parametrize(("status", "shown"), [(200, True), (404, True), (403, False), (503, False)])
def test_a_wall_or_a_fault_of_the_server_is_not_the_page(stage: Any, status: int, shown: bool) -> None:
    route = f'[[routes]]\npath = "/connexion"\nfile = "connexion.html"\nstatus = {status}'
    stage.tool({"index.html": SHELL, "connexion.html": LOGIN}, tail=route)
    seen = stage.look([("connexion", "login", "learner")], phases=("before-choice",))
    page = seen.run("before-choice").pages[1]
    assert (page.status, page.rendered) == (status, shown)
