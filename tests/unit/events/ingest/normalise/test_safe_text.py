"""What is stored of markup is plain text, and what is stored as a link can only be followed to the web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.normalise.links import clean_link
from services.events.ingest.normalise.text import one_line, plain
from tests.support.reading import calendar, read

MUTATING = [
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg><style>&lt;img src=x onerror=alert(1)&gt;</style></svg>",
    '<select><template><style><!--</style><a rel="--></style></template></select><img onerror=alert(1)>">',
    "<xmp><p title='</xmp><img src onerror=alert(1)>'>",
    '<listing>&lt;img onerror="alert(1)" src&gt;</listing>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src onerror=alert(1)&amp;gt;",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)//",
    "<<b>script>alert(1)<</b>/script>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
]
"""Markup that parsers read one way and browsers another, once it has been cleaned and written again."""

LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "//javascript:alert(1)",
    "http://a.example\\@b.example/",
    "ftp://a.example/",
    "https://user:word@a.example/",
    "https://\u202ea.example/",
    "view-source:https://a.example/",
    "https://",
    "http:///x",
]


@pytest.mark.parametrize("markup", MUTATING)
def test_no_tag_is_left_in_a_text(markup: str) -> None:
    for text in (plain(markup), one_line(markup), plain("a < b " + markup * 700)):
        assert not any(
            f"<{sign}" in text for sign in ("img", "script", "svg", "style", "iframe", "!", "/", "b>")
        )
        assert plain(text) == text


@pytest.mark.parametrize("link", LINKS)
def test_no_link_is_kept_that_a_browser_would_run(link: str) -> None:
    cleaned = clean_link(link, "https://seed.example/feed")

    assert cleaned is None or cleaned.startswith(("https://", "http://"))
    assert "javascript:" not in (cleaned or "").lower().partition("//")[0]


@pytest.mark.parametrize("link", LINKS)
def test_hostile_links_of_a_calendar_do_not_get_through(link: str) -> None:
    event = f"UID:1\nSUMMARY:x\nDTSTART:20270519\nURL:{link}\nIMAGE:{link}".replace("\t", " ")
    (listing, *_) = read(calendar(event)).listings

    for kept in (listing.url, listing.image_url):
        assert kept is None or kept.startswith(("https://", "http://"))


def test_thousands_of_tags_are_taken_off_without_a_parser() -> None:
    opened = "".join(f"<b i={number}>" for number in range(5000))

    assert plain(f"Hello <p>{opened}{'<p>x' * 5000}").startswith("Hello")
    assert "<" not in plain(f"{opened}{'<p>x' * 5000}")


@given(st.text(st.sampled_from("ab \n"), max_size=40), st.integers(2, 20))
def test_one_line_is_cut_at_a_word_and_never_longer_than_asked(text: str, longest: int) -> None:
    whole, cut = " ".join(text.split()), one_line(text, longest)
    assert len(cut) <= longest
    assert (cut == whole) is (len(whole) <= longest)
    head = cut.removesuffix("…")
    assert whole.startswith(head)
    assert cut == whole or " " not in whole[: longest - 1] or whole[len(head)] == " "


def test_blanks_are_joined_and_paragraphs_kept() -> None:
    given_text = "\n \n Soil \t day\nin  Berlin\n\nBring boots\n \n\n\nand a hat \n\n"
    assert plain(given_text) == "Soil day\nin Berlin\n\nBring boots\n\nand a hat"
