"""XML, feeds and pages that harm: entities, nesting, unclosed tags, names of encodings that compute."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import MOST_BYTES, Document, filled, whole
from services.events.ingest.parse.document import MAX_PAGE_BYTES
from services.events.ingest.parse.feeds.feed import MAX_MARKUP
from services.events.ingest.parse.wire.bounds import MOST
from services.events.ingest.parse.wire.detect import Found

_MOST_OF_A_FEED: Final = MAX_MARKUP - 10_000
_MOST_OF_A_PAGE: Final = MOST[Found.HTML][b"<"] - 10_000
"""As many tags as are given to a parser."""
_LAUGHS: Final = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
)
_QUADRATIC: Final = b'<!ENTITY a "' + b"x" * 50_000 + b'">'
_DOCTYPES: Final = {
    "billion laughs": (_LAUGHS, b"&l9;"),
    "quadratic entity": (_QUADRATIC, b"&a;" * 50_000),
    "entity of a file": (b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"),
    "entity of a host": (b'<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;', b"a"),
}
_GOOD: Final = b"<item><title>Good</title><guid>good</guid><description>on 19 May 2027</description></item>"
_RSS: Final = b'<rss version="2.0"><channel>' + _GOOD
_END: Final = b"</channel></rss>"
_FRAB: Final = b"<schedule><conference><title>Good</title><start>2027-05-19</start></conference>"
_LD: Final = (
    b'<!doctype html><script type="application/ld+json">'
    b'{"@type":"Event","name":"Good","startDate":"2027-05-19"}</script>'
)
_MICROFORMAT: Final = (
    b"<!doctype html><div class=h-event><p class=p-name>Good</p>"
    b"<time class=dt-start datetime=2027-05-19>then</time></div>"
)


def documents() -> Iterator[Document]:
    """Yield the pages and XML."""
    for name, (declared, used) in _DOCTYPES.items():
        yield whole(f"rss {name}", partial(_rss_of, declared, used))
        yield whole(f"xml {name}", partial(_frab_of, declared, used))
    yield from _feeds()
    yield from _encodings()
    yield from _schedules()
    yield from _pages()
    yield from _microformats()
    yield from _formatting()


def _rss_of(declared: bytes, used: bytes) -> bytes:
    return b"<!DOCTYPE rss [" + declared + b"]>" + _RSS + b"<item><title>" + used + b"</title></item>" + _END


def _frab_of(declared: bytes, used: bytes) -> bytes:
    return b"<!DOCTYPE schedule [" + declared + b"]><schedule><day>" + used + b"</day></schedule>"


def _feeds() -> Iterator[Document]:
    title = _RSS + b"<item><title>"
    for name, part in {
        "of tags": b"<i>",
        "of less-than": b"<",
        "of ampersands": b"&",
        "of entities": b"&#1;",
        "of comments": b"<!--",
        "of cdata": b"<![CDATA[",
        "of cdata sections": b"<![CDATA[x]]>",
        "of open tags": b"<a ",
        "of quotes": b"<a b='",
        "of instructions": b"<?",
        "of declarations": b"<!x",
        "of doctypes": b"<!DOCTYPE ",
        "of closing tags": b"</a>",
        "of attributes": b"<a a=1 ",
        "of brackets": b"]]>",
    }.items():
        yield whole(f"rss {name}", partial(filled, part, title, b"</title></item>" + _END))
        few = min(_MOST_OF_A_FEED * len(part) // max(1, part.count(b"<")), MOST_BYTES)
        yield whole(f"rss few {name}", partial(filled, part, title, b"</title></item>" + _END, few))
    yield whole("rss of items", lambda: filled(b"<item/>", _RSS, _END))
    yield whole("rss of full items", lambda: filled(_GOOD, _RSS, _END))
    yield whole("rss of elements", lambda: filled(b"<a/>", _RSS + b"<item>", b"</item>" + _END))
    yield whole("rss of links", lambda: filled(b"<link>x</link>", _RSS + b"<item>", b"</item>" + _END))
    yield whole("rss attribute", lambda: filled(b"x", _RSS + b'<item a="', b'"></item>' + _END))
    names = b"".join(b' a%d="1"' % n for n in range(200_000))
    yield whole("rss 200k attributes", lambda: _RSS + b"<item" + names + b"/>" + _END)
    spaces = b"".join(b' xmlns:a%d="u:%d"' % (n, n) for n in range(100_000))
    yield whole("rss 100k namespaces", lambda: _RSS + b"<item" + spaces + b"/>" + _END)


def _encodings() -> Iterator[Document]:
    for name in ("punycode", "idna", "utf-7", "unicode_escape", "zlib", "hz", "cp037", "x" * 5000):
        declared = f'<?xml version="1.0" encoding="{name}"?>'.encode()
        yield whole(
            f"rss encoded as {name[:14]}",
            partial(filled, b"a-", declared + _RSS + b"<item><title>", b"</title></item>" + _END, 1_000_000),
        )
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE rss [+ADwAIQ-ENTITY a +ACI-x+ACI-+AD4]>'
    yield whole("rss entity in utf-7", lambda: hidden + _RSS + b"<item><title>&a;</title></item>" + _END)
    yield whole("rss in utf-16", lambda: _rss_text().encode("utf-16"))
    yield whole("rss in utf-32", lambda: _rss_text().encode("utf-32"))
    yield whole(
        "rss entity in utf-16",
        lambda: _rss_of(b'<!ENTITY a "x">', b"&a;").decode().encode("utf-16"),
    )


def _rss_text() -> str:
    return (_RSS + _END).decode()


def _schedules() -> Iterator[Document]:
    yield whole("xml nested", lambda: filled(b"<day>", _FRAB))
    yield whole("xml of elements", lambda: filled(b"<day/>", _FRAB, b"</schedule>"))
    yield whole("xml of comments", lambda: filled(b"<!---->", _FRAB, b"</schedule>"))
    yield whole("xml comments first", lambda: filled(b"<!---->"))
    yield whole("xml comments before a page", lambda: filled(b"<!---->", b"", _LD, 4000))
    declared = b"".join(b"<!ATTLIST event a%d CDATA '1'>" % n for n in range(250_000))
    yield whole(
        "xml 250k declared attributes",
        lambda: b"<!DOCTYPE event [" + declared + b"]><event><event_details></event_details></event>",
    )
    names = b"".join(b' a%d="1"' % n for n in range(200_000))
    yield whole("xml 200k attributes", lambda: _FRAB + b"<day" + names + b"/></schedule>")
    yield whole(
        "xml million attributes",
        lambda: _FRAB + b"".join(b"<day a='1' b='2' c='3' d='4'/>" for _ in range(290_000)) + b"</schedule>",
    )


def _pages() -> Iterator[Document]:
    for name, part in {
        "of divs": b"<div>",
        "of less-than": b"<",
        "of tables": b"<table><td>",
        "of links": b"<a href=x>",
        "of attributes": b"<a b=c ",
        "of comments": b"<!--",
        "of bold": b"<b>",
        "of scripts": b"<script>",
        "of templates": b"<template>",
        "of svg": b"<svg><desc>",
        "of options": b"<select><option>",
        "of frames": b"<noscript><p title='</noscript><img>'>",
        "of json-ld": b'<script type="application/ld+json">{</script>',
        "of items": b'<p itemscope itemtype="https://schema.org/Event">',
        "of h-events": b"<p class=h-event>",
        "of nested h-events": b"<div class=h-event>",
        "of nested hcalendar": b"<div class=vevent>",
        "of classes": b"<p class='h-event p-name u-url dt-start'>x</p>",
        "of ampersands": b"&",
        "of entities": b"&NotEqualTilde;",
        "of calendar links": b"<a href=/x.ics>x</a>",
    }.items():
        yield whole(f"html {name}", partial(filled, part, _LD))
        few = min(
            len(_LD) + _MOST_OF_A_PAGE * len(part) // part.count(b"<" if b"<" in part else b"&"), MOST_BYTES
        )
        yield whole(f"html few {name}", partial(filled, part, _LD, b"", few))
    for name, inner in {
        "open arrays": b"[",
        "open objects": b'{"a":',
        "commas": b",",
        "braces": b"} ",
        "digits": b"9",
        "spaces": b" ",
        "slashes": b"//",
    }.items():
        yield whole(
            f"json-ld {name}",
            partial(
                filled, inner, _LD + b'<script type="application/ld+json">{', b"</script>", MAX_PAGE_BYTES
            ),
        )


def _microformats() -> Iterator[Document]:
    """Yield pages whose events are told by classes alone, so that these are what is read."""
    for name, part in {
        "of h-events": b"<p class=h-event>",
        "of names": b"<p class='h-event p-name u-url dt-start'>x</p>",
        "of hcalendar": b"<p class=vevent>",
        "of starts": b"<p class=dtstart title=2027-05-19>x</p>",
        "of starts and names": b"<p class=dtstart title=2027-05-19>x</p><p class=summary>x</p>",
    }.items():
        few = len(_MICROFORMAT) + _MOST_OF_A_PAGE * len(part) // part.count(b"<")
        yield whole(f"microformats {name}", partial(filled, part, _MICROFORMAT, b"", min(few, MOST_BYTES)))


def _formatting() -> Iterator[Document]:
    """Yield tags left open that a browser's rules open anew in each paragraph that follows."""
    opened = b"".join(b"<b i=%d>" % n for n in range(5_000))
    yield whole("html bold anew", lambda: filled(b"<p>x", _LD + b"<p>" + opened, b"", 600_000))
    in_text = b"".join(b"&lt;b i=%d&gt;" % n for n in range(5_000)) + b"&lt;p&gt;x" * 10_000
    yield whole(
        "rss bold anew",
        lambda: (
            _RSS
            + b"<item><title>x</title><description>on 19 May 2027 &lt;p&gt;"
            + in_text
            + b"</description></item>"
            + _END
        ),
    )
    deep = b"&lt;div&gt;" * 40_000
    yield whole(
        "rss nested text",
        lambda: (
            _RSS
            + b"<item><title>x</title><description>on 19 May 2027 "
            + deep
            + b"</description></item>"
            + _END
        )[:MOST_BYTES],
    )
