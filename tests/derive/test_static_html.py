"""Adversarial and ordinary HTML: what a page names, asks and offers, and what is not there."""

from __future__ import annotations

from typing import Any

import pytest


def found(site: Any, html: str | bytes, **more: Any) -> Any:
    site.page("https://tool.example/", html, **more)
    return site.facts().pages[0]


def elements(page: Any) -> set[tuple[str, str]]:
    return {(one.element, one.host) for one in page.references}


def test_each_way_of_naming_an_address_has_its_element(site: Any) -> None:
    page = found(
        site,
        """<html lang=fr><head><title> Outil &eacute; </title>
        <link rel=stylesheet href="//fonts.googleapis.com/css?family=X"><link rel=preconnect href="https://p.example2.com">
        <link rel=canonical href="https://canonical.example3.com/">
        <link
        rel="alternate stylesheet" href="https://alt.example9.com/a.css">
        <style>@import url("https://css.example4.com/a.css"); b{background:url(//bg.example4.com/i.png)}</style>
        <script>var s='https:\\/\\/static.hotjar.com\\/c\\/hotjar-'; var other="https://unknown.example5.com/x.js";</script>
        <script type="application/ld+json">{"sameAs":"https://www.facebook.com/tool"}</script>
        <script type="text/plain" data-category="analytics" src="https://www.google-analytics.com/analytics.js"></script>
        </head><body><!-- <script src="https://commented.example6.com/a.js"></script> -->
        <template><img src="https://inert.example7.com/i.png"></template>
        <img src="/own.png" srcset="https://set.example8.com/a.png 1x, https://set2.example8.com/b.png 2x">
        <iframe data-src="https://www.youtube.com/embed/x"></iframe>
        <a href="https://twitter.com/tool">X</a>
        <form action="https://forms.example10.com/post"><input name=email></form>
        <script src="//cdn.jsdelivr.net/npm/a.js"></script><p>Bonjour</p></body></html>""",
    )
    assert elements(page) == {
        ("link", "fonts.googleapis.com"),
        ("preconnect", "p.example2.com"),
        ("style", "css.example4.com"),
        ("style", "bg.example4.com"),
        ("inline", "static.hotjar.com"),
        ("blocked", "www.google-analytics.com"),
        ("img", "set.example8.com"),
        ("img", "set2.example8.com"),
        ("blocked", "www.youtube.com"),
        ("anchor", "twitter.com"),
        ("form", "forms.example10.com"),
        ("script", "cdn.jsdelivr.net"),
    }
    assert page.title == "Outil é"
    assert page.forms[0].fields == ("email",)


def test_plain_links_are_no_third_parties_what_waits_for_a_choice_is_named(site: Any) -> None:
    site.page(
        "https://tool.example/",
        '<a href="https://www.facebook.com/tool">f</a><form action="https://x.example2.com/"><input name=q></form>'
        '<script type="text/plain" src="https://www.google-analytics.com/analytics.js"></script>',
    )
    assert [(one.host, one.basis) for one in site.facts().third_parties] == [
        ("www.google-analytics.com", "referenced"),
        ("x.example2.com", "referenced"),
    ]


def test_relative_addresses_start_from_base(site: Any) -> None:
    page = found(site, '<base href="https://cdn.other.com/v1/"><script src="app.js"></script><p>x</p>')
    assert {one.url for one in page.references} == {"https://cdn.other.com/v1/app.js"}


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\x00\x01\x02",
        b"<" * 5000,
        b"<a href='https://[bad'>x</a><img src='http://[::1'><script src='https://" + b"a" * 9000 + b"'>",
        "<p>é".encode("utf-16"),
        b"<div>" * 20_000 + b"<script src=https://www.google-analytics.com/a.js></script>",
        b"<p>&#xD800;&#0;&bogus;</p>" * 100,
        b"<style>@import url(" + b"(" * 50_000,
        b"<form><form><input type=email><label for=x>" * 300,
    ],
)
def test_no_page_raises(site: Any, html: bytes) -> None:
    found(site, html)


def test_a_late_or_wrong_charset_does_not_garble(site: Any) -> None:
    utf8 = found(site, "<p>élève à l’école</p><title>Élève</title>".encode(), charset="iso-8859-1")
    assert utf8.title == "Élève"


def test_latin_1_declared_by_the_page_alone(site: Any) -> None:
    page = found(site, "<meta charset=iso-8859-15><title>Élève</title><p>ça</p>".encode("iso-8859-15"))
    assert page.title == "Élève"


def test_an_application_shell_is_no_page_without_trackers(site: Any) -> None:
    page = found(
        site, '<title>App</title><div id="root"></div><noscript>Enable JavaScript</noscript><script src=/a.js></script>'
    )
    assert page.empty_shell
    assert not found_again(site).empty_shell


def found_again(site: Any) -> Any:
    site.parts["pages"].clear()
    return found(site, f'<div id="root"><p>{"mot " * 60}</p></div><script src=/a.js></script>')


def test_mixed_content_is_what_loads_not_what_is_linked(site: Any) -> None:
    page = found(
        site,
        '<img src="http://tool.example/a.png"><a href="http://other.example/">x</a><script src="http://x.org/a.js"></script>',
    )
    assert page.mixed_content == ("http://tool.example/a.png", "http://x.org/a.js")


def test_language_is_that_of_the_words(site: Any) -> None:
    text = "Nous vous proposons des exercices pour les élèves et leurs enseignants dans votre classe, "
    text += "avec une équipe qui est là pour vous."
    assert found(site, f'<html lang="en"><p>{text}</p>').language == "fr"
    site.parts["pages"].clear()
    assert found(site, '<html lang="en-GB"><p>Hi</p>').language == "en"


def test_login_buttons_are_told_from_links_to_a_network(site: Any) -> None:
    page = found(
        site,
        """<a href="/auth/google_oauth2"><img alt="Google"></a><button>Se connecter avec Facebook</button>
        <a href="https://educonnect.education.gouv.fr/idp">ÉduConnect</a>
        <a href="https://www.linkedin.com/company/tool">LinkedIn</a>
        <a href="/x">Continuer avec l’ENT</a><a href="/blog/google">Notre avis sur Google</a>
        <script src="https://connect.facebook.net/fr_FR/sdk.js"></script>
        <script src="https://connect.facebook.net/en_US/fbevents.js"></script>""",
        role="login",
    )
    assert page.social_logins == ("educonnect", "ent", "facebook", "google", "sdk:facebook")


def test_form_fields_are_known_by_name_label_and_type(site: Any) -> None:
    page = found(
        site,
        """<form method=POST action="/in"><label for=a>Prénom</label><input id=a><input name="user[nom]">
        <input type=password name=p>
        <input name="date_naissance"><input placeholder="Code classe">
        <input type=hidden name=csrf><input type=checkbox name=ok></form>""",
        role="signup",
    )
    form = page.forms[0]
    assert form.password and form.method == "post" and form.action == "https://tool.example/in"
    assert form.fields == ("first-name", "name", "password", "birth-date", "class-code")
