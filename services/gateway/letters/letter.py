"""Words and a view as a letter: Jinja fills MJML, mrml lays it out; nothing is fetched or tracked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import mrml
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from services.gateway.letters.message import Body

_BODY = re.compile(r"(<body\b[^>]*>)(.*)(</body>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter as words."""

    subject: str
    body: Body


def letter(package: str, name: str, view: Mapping[str, Any]) -> Rendered:
    """Fill `name.mjml.j2` and `name.txt.j2` of a package's templates; the view has at least a `subject`."""
    text = _templates(package).get_template(f"{name}.txt.j2").render(view)
    mjml = _templates(package).get_template(f"{name}.mjml.j2").render(view)
    html = mrml.to_html(mjml, render_options=mrml.RenderOptions(disable_comments=False, fonts={}))
    return Rendered(view["subject"], Body(_tidy(text), _in_main(html.content)))


def _in_main(html: str) -> str:
    """Put what is read into the main landmark, which MJML knows no element for; mail on the web drops it."""
    return _BODY.sub(r"\1<main>\2</main>\3", html, count=1)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


@cache
def _templates(package: str) -> Environment:
    return Environment(
        loader=PackageLoader(package),
        autoescape=select_autoescape(["mjml.j2"], ["txt.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
