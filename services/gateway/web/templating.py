"""Turning a template and values into HTML; every value is escaped."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from services.gateway.web import dates, words
from shared.kernel.countries import country_name
from shared.kernel.languages import NAMES, language_name, write_language

_HERE = Path(__file__).parent
_CODE = re.compile("`([^`]+)`")
_FOR_PROGRAMS = re.compile(r"[;.:] [^;.:]*/v1/[^;.]*")


def write_code(text: str) -> Markup:
    """Write a text of the API as a page shows it: parameters, in backticks, as code; no call of the API."""
    said = _FOR_PROGRAMS.sub("", text)
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(said))))  # noqa: S704 - escaped before


_FILTERS: dict[str, Callable[..., object]] = {
    "when": dates.write_when,
    "hours_of_days": dates.write_hours_of_days,
    "zone": dates.write_zone,
    "month": dates.write_month,
    "date": lambda moment: dates.write_day(dates.day_of(moment)),
    "plain_day": lambda day: dates.write_day(date.fromisoformat(day)),
    "written_day": dates.write_day,
    "instant_day": lambda moment: dates.write_day(moment.date()),
    "language": language_name,
    "written_language": write_language,
    "country": country_name,
    "day": lambda moment: dates.day_of(moment).day,
    "year": lambda moment: dates.day_of(moment).year,
    "ago": dates.write_ago,
    "end": dates.write_end,
    "place": words.write_place,
    "town": words.write_town,
    "address": words.write_address,
    "price": words.write_price,
    "chance": words.write_chance,
    "webcal": words.write_webcal,
    "outcome": words.write_outcome,
    "search_words": words.write_search,
    "together": words.put_together,
    "with_code": write_code,
    "listing": words.write_list,
}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def environment() -> Environment:
    """Return the environment of all pages; an unknown name in a template is an error, never an empty text."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_in_its_place,
    )
    made.filters.update(_FILTERS)
    made.globals.update(
        words.WORDS, LANGUAGES=sorted(set(NAMES.values())), stylesheet=f"/static/{stylesheet_name()}"
    )
    return made


def _in_its_place(value: object) -> object:
    """Take from a text what would turn the direction of the words of ours that follow it (UAX #9)."""
    if not isinstance(value, str) or value.isascii() or not _TURNING.search(value):
        return value
    return value.translate(dict.fromkeys(map(ord, _TURNING.findall(value))))


def render(template: str, **values: object) -> str:
    """Render one page; a name that the template asks for and `values` lack raises `UndefinedError`."""
    return environment().get_template(template).render(values)


@cache
def stylesheet() -> bytes:
    """Return the style sheet of all pages."""
    return (_HERE / "site.css").read_bytes()


@cache
def stylesheet_name() -> str:
    """Name the style sheet after its content, so that browsers may keep it for good."""
    return f"site.{sha256(stylesheet()).hexdigest()[:12]}.css"
