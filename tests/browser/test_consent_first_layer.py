"""Which part of a page is a consent interface: a footer's link on rights is none."""

from __future__ import annotations

from scanner.consent.labels import kind_of
from scanner.consent.survey import Block, FoundControl, first_layer


def control(text: str, href: str = "") -> FoundControl:
    box = (0.0, 0.0, 90.0, 20.0)
    return FoundControl(0, text, kind_of(text), bool(href), href, box, 14.0, 7.0, 0.01, disabled=False)


def block(kind: str, *controls: FoundControl) -> Block:
    text = " ".join(one.text for one in controls)
    box = (0.0, 0.0, 900.0, 60.0)
    return Block(
        "f", kind, about=True, text=text, box=box, modal=False, in_shadow_root=False, controls=controls, toggles=()
    )


def test_a_link_to_a_page_on_sale_is_no_offer_to_refuse() -> None:
    links = (
        control("Privacy", "https://tool.example/privacy"),
        control("Do Not Sell or Share My Personal Information", "https://tool.example/do-not-sell"),
    )
    assert first_layer([block("flow", *links)]) is None
    assert first_layer([block("fixed", *links)]) is None


def test_a_refusal_that_stays_on_the_page_is_one() -> None:
    button = block("flow", control("Reject all"), control("Accept all"))
    assert first_layer([button]) == button
    link = block("fixed", control("Reject all", "https://tool.example/#"))
    assert first_layer([link]) == link


def test_an_acceptance_beside_a_refusal_by_link_is_an_interface() -> None:
    both = block("fixed", control("Accept all"), control("Reject all", "https://tool.example/cookies/refuse"))
    assert first_layer([both]) == both
