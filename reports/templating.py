"""The template engine of the HTML pages: everything is escaped unless a picture of ours says otherwise."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reports.clean import shorten, shorten_middle, web_link
from reports.load import read_data
from reports.terminal import SIGNS
from reports.view.cards import cards, charged_elsewhere, own_causes, titles

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from reports.wording import Wording


@cache
def environment() -> Environment:
    """The engine, with templates from this package's `templates` folder. Unknown names in a template are errors."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    engine = Environment(
        loader=FunctionLoader(lambda name: read_data(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    engine.filters["short"] = shorten
    engine.filters["middle"] = shorten_middle
    engine.filters["capital"] = _capital
    engine.filters["breakable"] = _breakable
    engine.filters["weblink"] = web_link
    engine.filters["cards"] = cards
    engine.filters["own_causes"] = own_causes
    engine.filters["titles"] = titles
    engine.filters["charged_elsewhere"] = charged_elsewhere
    engine.globals["signs"] = SIGNS
    return engine


def render_template(name: str, wording: Wording, **values: Any) -> str:
    """A template filled in; `say`, `count` and `name` give its words."""
    template = environment().get_template(name)
    return template.render(
        say=wording.say, count=wording.count, name=wording.name, wording=wording, lang=wording.language, **values
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _breakable(host: str) -> Markup:
    """A host name that may break after its dots and hyphens: elsewhere it breaks only where nothing else fits."""
    from markupsafe import Markup, escape

    safe = str(escape(host))
    return Markup(safe.replace(".", ".<wbr>").replace("-", "-<wbr>"))
