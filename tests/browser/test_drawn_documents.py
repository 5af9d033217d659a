"""Pages whose text only scripts draw, in a real Chromium: what is taken of them, and what is known to be missing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from catalog.nouns.browser import DrawnDocument
from rules.reading.extract import extract
from scanner.collect.browser.job import Drawing, PageToDraw

HOME = "https://www.outil-essai.test/"
PLAIN = "<!doctype html><html lang='fr'><title>Outil</title><h1>Accueil</h1><p>Rien de plus.</p>"
LONG = "Nous traitons le prénom et la classe de l’élève pour tenir son cahier. " * 8


@dataclass
class Search:
    """A search that wants given addresses and keeps what was drawn of them."""

    addresses: tuple[str, ...] = ()
    missing: bool = False
    drawings: list[tuple[str, Drawing]] = field(default_factory=list)
    offered: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    press: str | None = None
    slow: bool = False
    gave_up: bool = False

    def lacks(self) -> bool:
        return self.missing

    def offer(self, url: str, links: str, labels: tuple[str, ...]) -> None:
        self.offered.append((url, links, labels))

    async def wanted(self) -> tuple[PageToDraw, ...]:
        if self.slow:
            await asyncio.sleep(3600)
        return tuple(
            PageToDraw(HOME + one, "privacy", "link:Confidentialité", press=self.press) for one in self.addresses
        )

    async def take(self, page: PageToDraw, drawing: Drawing) -> tuple[PageToDraw, ...]:
        self.drawings.append((page.url.removeprefix(HOME), drawing))
        return ()

    def give_up(self, at: datetime) -> None:
        self.gave_up = True

    def found(self) -> tuple[DrawnDocument, ...]:
        return ()

    def text(self, number: int = 0) -> str:
        """The text of a drawing as the reader has it."""
        return extract(self.drawings[number][1].text.encode(), "text/html").text


def scripted(body: str, script: str) -> str:
    return f"<!doctype html><html lang='fr'><title>Vie privée</title><body>{body}<script>{script}</script></body>"


def drawn(stage: Any, body: str, script: str = "", times: int = 1, **more: Any) -> Search:
    """The drawings of one page."""
    stage.tool({"index.html": PLAIN, "p.html": scripted(body, script)}, **more.pop("host", {}))
    search = Search(("p",) * times)
    stage.look(phases=("before-choice",), documents=search, **more)
    return search


SALTED = """
const salt = () => Math.random().toString(36).slice(2);
document.body.innerHTML = `<div class="css-${salt()}" id="r-${salt()}" data-token="${salt()}"
 style="--x:${Math.random()}">
 <nav class="nav" id="${salt()}"><a href="/?s=${salt()}">Accueil</a></nav>
 <main><h1 class="${salt()}">Vie privée</h1><p nonce="${salt()}">TEXTE</p><img src="data:," alt="${salt()}"></main>
 </div>`;
""".replace("TEXTE", LONG)


def test_a_page_that_did_not_change_is_the_same_bytes_whatever_its_scripts_make_up(stage: Any) -> None:
    search = drawn(stage, "", SALTED, times=2)
    first, second = (drawing for _, drawing in search.drawings)
    assert first.text == second.text
    assert first.settled and not first.failed and not first.cut
    assert LONG.strip() in search.text()
    assert "script" not in first.text and "css-" not in first.text


COMPONENT = """
class Text extends HTMLElement {
  constructor() { super(); const root = this.attachShadow({mode: "closed"});
    root.innerHTML = "<style>p{color:red}</style><h2>Dans le composant</h2><slot></slot><p>Après la fente.</p>"; }
}
customElements.define("un-texte", Text);
"""


def test_closed_roots_and_folded_parts_are_read_and_other_views_are_not(stage: Any) -> None:
    body = f"""
      <main><h1>Vie privée</h1><un-texte><p>Dans la fente.</p></un-texte>
      <div><button aria-expanded="false" aria-controls="a">Durées</button>
        <div id="a" style="display:none"><p>Six mois.</p></div></div>
      <details><summary>Droits</summary><p>Accès et effacement.</p></details>
      <p>{LONG}</p></main>
      <div style="display:none"><main><h1>Tarifs</h1><p>Une autre vue.</p></main></div>
      <div role="dialog" style="visibility:hidden"><p>Un dialogue fermé.</p></div>"""
    text = drawn(stage, body, COMPONENT).text()
    order = ["Dans le composant", "Dans la fente.", "Après la fente.", "Durées", "Six mois.", "Accès et effacement."]
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    assert "Une autre vue" not in text and "Un dialogue fermé" not in text


def test_the_text_of_a_frame_stands_where_the_frame_is(stage: Any) -> None:
    stage.site(
        "notices.service-essai.test",
        "127.1.60.7",
        {"n.html": f"<!doctype html><title>n</title><h1>Politique</h1><p>{LONG}</p>", "w.html": "<p>Une bulle.</p>"},
        kind="third-party",
    )
    frame = "<iframe style='width:600px;height:400px' src='https://notices.service-essai.test/{}'></iframe>"
    search = drawn(stage, f"<h1>Avant</h1>{frame.format('n')}{frame.format('w')}<p>Après la politique.</p>")
    text = search.text()
    assert text.index("Avant") < text.index(LONG.strip()) < text.index("Après la politique.")
    assert "Une bulle" not in text, "a widget's frame is no part of a document"
    assert search.drawings[0][1].frames == ("https://notices.service-essai.test/n",)


BANNER = """
const box = document.createElement("div"); box.className = "x" + Math.random().toString(36).slice(2);
box.style.cssText = "position:fixed;bottom:0;left:0;right:0;background:#fff;padding:1rem";
box.innerHTML = "<div><p>Nos partenaires publicitaires utilisent des cookies et vos données.</p></div>" +
  "<div><button>Tout accepter</button><button>Tout refuser</button></div>";
document.body.append(box);
"""


def test_a_consent_banner_over_the_text_is_not_read_as_text(stage: Any) -> None:
    search = drawn(stage, f"<main><h1>Vie privée</h1><p>{LONG}</p></main>", BANNER)
    assert LONG.strip() in search.text()
    assert "partenaires publicitaires" not in search.drawings[0][1].text
    assert "Tout accepter" not in search.drawings[0][1].text


def test_a_banner_over_a_text_that_did_not_come_leaves_nothing(stage: Any) -> None:
    assert drawn(stage, "<main></main>", BANNER).text() == ""


def test_requests_that_failed_are_known_and_a_second_try_makes_one_good(stage: Any) -> None:
    script = """
    fetch("/api/manque"); fetch("/api/absent").catch(() => {});
    fetch("https://nulle-part.outil-essai.test/x").catch(() => {});
    new Image().src = "/photo-absente.png";
    """
    search = drawn(stage, f"<p>{LONG}</p>", script)
    failed = {one.url: (one.status, one.failure is not None) for one in search.drawings[0][1].failed}
    assert failed[HOME + "api/manque"] == (404, False)
    assert failed["https://nulle-part.outil-essai.test/x"][1]
    assert HOME + "photo-absente.png" not in failed


def test_a_page_that_is_still_loading_is_known_not_to_be_at_rest(stage: Any) -> None:
    route = '[[routes]]\npath = "/lent"\nfault = "hang"'
    search = drawn(stage, f"<p>{LONG}</p>", 'fetch("/lent");', host={"tail": route})
    assert not search.drawings[0][1].settled
    assert LONG.strip() in search.text(), "what came is kept all the same"


def test_parts_that_a_click_would_draw_are_counted(stage: Any) -> None:
    body = f"""<header><button aria-expanded="false">Menu</button></header><main><p>{LONG}</p>
      <h2><button aria-expanded="false" aria-controls="pas-encore-la">Durées</button></h2>
      <h2><button aria-expanded="false" aria-controls="deja-la">Droits</button></h2>
      <div id="deja-la" hidden>Accès.</div></main>"""
    assert drawn(stage, body).drawings[0][1].closed_parts == 1


def test_a_page_that_says_it_is_working_is_believed(stage: Any) -> None:
    busy = drawn(stage, f"<p>{LONG}</p><div aria-busy='true'>Un instant</div>").drawings[0][1]
    assert busy.busy and busy.settled


def test_a_text_that_comes_late_or_only_at_the_end_of_the_page_is_waited_for(stage: Any) -> None:
    script = f"""
    setTimeout(() => {{ document.body.insertAdjacentHTML("beforeend",
      "<h1>Tard</h1><p>{LONG}</p><div style='height:3000px'></div><div id='fin'>…</div>");
      new IntersectionObserver((seen, watch) => {{ if (!seen[0].isIntersecting) return; watch.disconnect();
        document.getElementById("fin").textContent = "La suite est venue."; }}).observe(document.getElementById("fin"));
    }}, 1800);"""
    text = drawn(stage, "", script).text()
    assert "Tard" in text and "La suite est venue." in text


def test_a_page_without_end_is_cut_and_known_to_be(stage: Any) -> None:
    script = "document.body.innerHTML = '<p>mot</p>'.repeat(60000);"
    drawing = drawn(stage, "", script).drawings[0][1]
    assert drawing.cut and drawing.text.count("mot") == 0


def test_a_script_without_end_costs_its_page_and_no_phase(stage: Any) -> None:
    stage.tool({"index.html": PLAIN, "p.html": scripted("", "while (true) {}"), "q.html": PLAIN})
    search = Search(("p", "q"))
    seen = stage.look(phases=("before-choice", "after-refusal"), documents=search)
    assert [(url, drawing.failure) for url, drawing in search.drawings] == [("p", "crashed"), ("q", None)]
    assert not any(run.crashed for run in seen.evidence.phases)


def test_robots_bind_what_is_drawn(stage: Any) -> None:
    search = drawn(stage, f"<p>{LONG}</p>", may_visit=lambda url: not url.endswith("/p"))
    assert search.drawings[0][1].failure == "robots"


def test_routes_of_one_page_are_each_loaded_anew(stage: Any) -> None:
    script = f'document.body.innerHTML = "<p>" + location.hash + "</p><p>{LONG}</p>";'
    stage.tool({"index.html": PLAIN, "p.html": scripted("", script)})
    search = Search(("p#/un", "p#/deux"))
    stage.look(phases=("before-choice",), documents=search)
    assert [drawing.url for _, drawing in search.drawings] == [HOME + "p#/un", HOME + "p#/deux"]
    assert [search.text(number).split("\n")[0] for number in (0, 1)] == ["#/un", "#/deux"]
    assert all(drawing.settled for _, drawing in search.drawings)


def test_where_nothing_is_to_be_drawn_no_page_is_opened_and_no_link_is_looked_at(stage: Any) -> None:
    stage.tool({"index.html": PLAIN})
    search = Search()
    seen = stage.look(phases=("before-choice",), documents=search)
    pages = [one.path for one in seen.requests if one.host == "www.outil-essai.test"]
    assert pages.count("/") == 1 and search.offered == []


def test_links_are_offered_with_their_labels_where_a_document_is_missing(stage: Any) -> None:
    script = """const host = document.createElement("div");
    host.attachShadow({mode: "closed"}).innerHTML =
      '<footer><a href="#/vie-privee" aria-label="Vie privée"></a><button>Mentions légales</button></footer>';
    document.body.append(host);"""
    stage.tool({"index.html": scripted("", script)})
    search = Search(missing=True)
    stage.look(phases=("before-choice",), documents=search)
    ((url, links, labels),) = search.offered
    assert url == HOME and 'href="#/vie-privee"' in links and "Vie privée" in links and "<footer" in links
    assert labels == ("Mentions légales",)


def test_what_drawn_pages_send_is_in_no_phase(stage: Any) -> None:
    stage.tracker()
    page = f"<p>{LONG}</p><script src='https://stats.traceur-essai.test/t.js'></script>"
    stage.tool({"index.html": PLAIN, "p.html": scripted(page, "")})
    search = Search(("p",))
    seen = stage.look(documents=search)
    assert search.drawings[0][1].failure is None
    assert not any(run.cookies or seen.hosts(run.phase) for run in seen.evidence.phases)


MODAL = f"""
document.getElementById("ouvrir").addEventListener("click", () => {{
  document.body.insertAdjacentHTML("beforeend",
    "<div role='dialog' aria-modal='true' style='position:fixed;inset:2rem;background:#fff;overflow:auto'>" +
    "<h2>Vie privée</h2><p>{LONG}</p><button>Fermer</button></div>"); }});
document.getElementById("aller").addEventListener("click", () => {{
  history.pushState({{}}, "", "/p/vie-privee"); document.body.innerHTML = "<h1>Vie privée</h1><p>{LONG}</p>"; }});
"""
BUTTONS = """<main><h1>Accueil</h1><p>Un texte de l’accueil, qui n’est pas la politique.</p></main>
<footer><button id="ouvrir">Vie privée</button> <a id="aller">Confidentialité</a></footer>
<form action="/envoi"><button>Mentions légales</button></form>"""


def test_a_dialog_is_opened_by_its_name_and_only_its_own_text_is_taken(stage: Any) -> None:
    stage.tool({"index.html": PLAIN, "p.html": scripted(BUTTONS, MODAL)})
    search = Search(("p",), press="Vie privée")
    stage.look(phases=("before-choice",), documents=search)
    assert search.drawings[0][1].url == HOME + "p"
    assert LONG.strip() in search.text() and "Un texte de l’accueil" not in search.text()


def test_a_press_that_leads_to_an_address_gives_that_address(stage: Any) -> None:
    stage.tool({"index.html": PLAIN, "p.html": scripted(BUTTONS, MODAL)})
    search = Search(("p",), press="Confidentialité")
    stage.look(phases=("before-choice",), documents=search)
    assert search.drawings[0][1].url == HOME + "p/vie-privee"
    assert LONG.strip() in search.text()


def test_no_button_of_a_form_is_pressed(stage: Any) -> None:
    stage.tool({"index.html": PLAIN, "p.html": scripted(BUTTONS, MODAL)})
    search = Search(("p",), press="Mentions légales")
    seen = stage.look(phases=("before-choice",), documents=search)
    assert search.drawings[0][1].failure == "empty"
    assert not any(one.path.startswith("/envoi") for one in seen.requests)


def test_a_search_that_takes_too_long_is_left_and_says_what_it_did_not_look_at(stage: Any) -> None:
    stage.tool({"index.html": PLAIN})
    search = Search(slow=True)
    seen = stage.look(phases=("before-choice", "after-refusal"), documents=search, seconds=20.0)
    assert search.gave_up
    assert not any(run.reason == "budget" for run in seen.evidence.phases)


def test_a_drawn_table_keeps_what_reaches_over_its_rows_and_what_was_struck_out_stays_struck_out(stage: Any) -> None:
    rows = "<tr><td rowspan=2>Comptes<td>nom<td>1 an<tr><td>journaux<td>6 mois"
    text = drawn(
        stage, f"<h1>Vie privée</h1><table>{rows}</table><p>Gardées <s>dix ans</s> un an.</p><p>{LONG}</p>"
    ).text()
    assert "Comptes | nom | 1 an\nComptes | journaux | 6 mois\nGardées un an." in text
