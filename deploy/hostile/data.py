"""JSON, YAML, CSV and Markdown that harm: nesting, numbers, aliases, columns, cells, items."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import MOST_CHARACTERS, Document, filled, whole

_EVENT: Final = b'{"@type":"Event","name":"Good","startDate":"2027-05-19"}'
_ROW: Final = b"- name: Good\n  start: 2027-05-19\n"


def documents() -> Iterator[Document]:
    """Yield the JSON, YAML and other data."""
    yield from _json()
    yield from _yaml()
    yield from _tables()
    yield from _markdown()


def _json() -> Iterator[Document]:
    yield whole("json nested arrays", lambda: filled(b"["))
    yield whole("json nested objects", lambda: filled(b'{"a":'))
    yield whole("json nested to the limit", lambda: b"[" * 1000 + b"]" * 1000)
    for name, part in {
        "arrays": b"[],",
        "objects": b"{},",
        "zeros": b"0,",
        "texts": b'"ab",',
        "pairs": b'{"a":0},',
        "floats": b"1.5,",
    }.items():
        yield whole(f"json million {name}", partial(filled, part, b"[" + _EVENT + b",", b"0]"))
        few = 390_000 * len(part) // (part.count(b",") + part.count(b"[") + part.count(b"{"))
        yield whole(f"json few {name}", partial(filled, part, b"[" + _EVENT + b",", b"0]", few))
    yield whole("json million events", lambda: filled(_EVENT + b",", b"[", _EVENT + b"]"))
    keys = b"".join(b'"k%d":0,' % n for n in range(700_000))
    yield whole("json million keys", lambda: b"{" + keys + _EVENT[1:])
    for name, number in {
        "5000 digits": b"9" * 5000,
        "huge exponent": b"1e999999999",
        "long fraction": b"0." + b"1" * 999_999,
        "not a number": b"NaN",
    }.items():
        yield whole(f"json {name}", partial(_with, b'"offers":{"price":' + number + b"}"))
    yield whole("json same keys", lambda: _with(filled(b'"name":"x",', size=1_000_000) + b'"name":"Good"'))
    yield whole(
        "json lone surrogates",
        lambda: _with(b'"description":"\\ud800\\udfff\\ud800","url":"https://\\ud800"'),
    )
    yield whole(
        "json nulls",
        lambda: _with(b'"description":"\\u0000a\\u0000","url":"https://a.example/\\u0000"'),
    )
    yield whole("json one text", lambda: _with(b'"description":"' + filled(b"a", size=9_000_000) + b'"'))
    yield whole(
        "json growing name of a country",
        lambda: _with(
            b'"location":{"address":{"addressCountry":"' + filled("ﷺ".encode(), size=9_000_000) + b'"}}'
        ),
    )
    yield whole(
        "json growing name of a place",
        lambda: _with(b'"location":"' + filled("ﷺ".encode(), size=9_000_000) + b'"'),
    )


def _with(more: bytes) -> bytes:
    return _EVENT[:-1] + b"," + more + b"}"


def _text(part: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return filled(part, before, after, MOST_CHARACTERS)


def _yaml() -> Iterator[Document]:
    laughs = b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9) if n else b"x") for n in range(12)
    )
    yield whole(
        "yaml billion laughs",
        lambda: _ROW + b"  x:\n" + b"".join(b"    " + line + b"\n" for line in laughs.splitlines()),
    )
    keys = b"".join(b"    k%d: v\n" % n for n in range(100_000))
    merges = b"".join(b"- <<: *big\n  name: E%d\n  start: 2027-05-19\n" % n for n in range(999))
    yield whole("yaml merges", lambda: _ROW + b"  x: &big\n" + keys + merges)
    yield whole(
        "yaml long series",
        lambda: (
            b"- name: S\n  description: "
            + b"word " * 4_000
            + b"\n  confs:\n"
            + b"".join(b"  - {start: 2027-05-19, id: %d}\n" % n for n in range(20_000))
        ),
    )
    yield whole("yaml nested", lambda: _text(b"[", _ROW + b"- "))
    yield whole(
        "yaml nested blocks",
        lambda: _ROW + b"- x:\n" + b"".join(b" " * (n + 4) + b"x:\n" for n in range(2000)),
    )
    yield whole("yaml of items", lambda: _text(b"- a: b\n", _ROW))
    yield whole("yaml empty items", lambda: _text(b"-\n", _ROW))
    yield whole("yaml anchors", lambda: _ROW + b"".join(b"- &a%d x\n" % n for n in range(300_000)))
    yield whole("yaml tags", lambda: _ROW + b"- !!python/object/apply:os.system [id]\n")
    yield whole("yaml one text", lambda: _text(b"word ", _ROW + b"  description: ", b"\n"))
    yield whole("yaml question marks", lambda: _text(b"? ", _ROW + b"- "))
    yield whole("yaml quotes", lambda: _text(b'"\\x41', _ROW + b"- "))


def _tables() -> Iterator[Document]:
    head = b"title,start,place\n"
    row = b"Good,2027-05-19,Berlin\n"
    yield whole("csv million columns", lambda: _text(b"a,", b"title,start,"))
    yield whole("csv row of a million cells", lambda: _text(b"a,", head + row, b"\n"))
    yield whole("csv one cell", lambda: _text(b"a", head + row + b'"', b'",2027-05-19,x\n'))
    yield whole("csv open quote", lambda: _text(b'a,"\n', head + row + b'"'))
    yield whole("csv rows", lambda: _text(row, head))
    yield whole("csv empty rows", lambda: _text(b"\n", head + row))
    yield whole("csv quotes", lambda: _text(b'""', head + row))
    talks = b"room,date,start,duration,title\n"
    talk = b"Hall,2027-05-19,10:00,00:45,Good\n"
    bare = b"2027-05-19,Good,https://good.example\n" + b"".join(
        b"2027-05-20,Bad %d,\n" % n for n in range(20)
    )
    yield whole("csv of bare events", lambda: bare + b"9" * 60_000 + b',"' + b"a," * 60_000)
    yield whole("csv many bare events", lambda: filled(b"2027-05-20,Bad,\n", bare, b"", 2_000_000))
    yield whole("csv of talks", lambda: filled(talk, talks, b"", 3_000_000))
    yield whole("csv talk of all days", lambda: talks + talk + talk.replace(b"00:45", b"9" * 60_000))


def _markdown() -> Iterator[Document]:
    yield from _markdown_fields()
    head = b"# Conferences\n\n* 19 May 2027: [Good](https://good.example) - Berlin (Germany)\n"
    for name, part in {
        "items": b"* 1\n",
        "dated items": b"* 19 May 2027: [x](https://x.example/y) - Berlin\n",
        "headings": b"# May 2027\n",
        "bars": b"|",
        "rows": b"|a|b|\n",
        "brackets": b"* " + b"[" * 3900 + b"\n",
        "links": b"* " + b"[a](" * 990 + b"\n",
        "parentheses": b"* [a](" + b"(" * 3900 + b"\n",
        "link words": b"* [a](" + b"x" * 3900 + b"\n",
        "anchors": b"* " + b"<a href='" * 430 + b"\n",
        "open anchors": b"* " + b"<a href='x'>" * 330 + b"\n",
        "bare addresses": b"* " + b", - " * 450 + b"http://a " * 230 + b"\n",
        "people": b"* [a](b)" + b" - @a" * 780 + b"\n",
        "images": b"* " + b"![" * 1900 + b"\n",
        "tags": b"* " + b"<a" * 1900 + b"\n",
        "dashes": b"* " + b" - " * 1300 + b"\n",
        "months": b"* " + b"may 1 " * 660 + b"\n",
        "deadlines": b"* <a href='x'>cfp " + b"message=until " * 280 + b"</a>\n",
        "marks": b"* [" + b"a" * 3900 + b"\n",
        "rules": b"|a|\n|" + b"-|" * 1900 + b"x\n",
        "pairs": b"* " + b"[x]" * 1300 + b"\n",
        "nested pairs": b"* " + b"[[x]" * 990 + b"](y)\n",
    }.items():
        yield whole(f"markdown {name}", partial(_text, part, head))


def _markdown_blocks() -> Iterator[Document]:
    """Yield blocks whose day stands below their name, and lines that could be a piece of a day."""
    good = b"# Events\n\n## Good\n19 May 2027\n\n## Good as well\n20 May 2027\n\n"
    yield whole("markdown one block", partial(bytes, good + b"## x\n" + b"1-2 may, " * 20 + b"2027\n"))
    for name, part in {
        "names": b"## " + b"x" * 90 + b"\n19 May 2027 - Berlin\n",
        "days": b"**x**\n" + b"1-2 may, " * 20 + b"2027\n",
        "pieces": b"20\nJan\n" + b"x" * 90 + b"\n",
        "labels": b"When: 19 May 2027 | " + b"where: x | " * 12 + b"\n",
        "words": b"x" * 190 + b" 1\n",
    }.items():
        yield whole(f"markdown block of {name}", partial(_text, part, good))


def _markdown_fields() -> Iterator[Document]:
    """Yield headings with their fields below, and tables whose cells begin what they do not end."""
    good = b"## Good\n\n- **Date:** 19 May 2027\n- **Location:** Berlin\n\n"
    for name, part in {
        "fields": b"- **Date:** 19 May 2027\n",
        "half fields": b"- **Date: ",
        "headings of fields": b"## x\n\n- **Date:** 19 May 2027\n- **Location:** " + b"x, " * 150 + b"\n",
        "open names": b"- **" + b"a" * 40 + b"\n",
        "pairs of lines": b"[x](https://x.example)\n" + b"a, " * 90 + b"\n\n",
    }.items():
        yield whole(f"markdown of {name}", partial(_text, part, good))
    yield from _markdown_blocks()
    table = b"| Date | Event | Place |\n|---|---|---|\n| 19 May 2027 | Good | Berlin |\n"
    for name, cell in {
        "links": b"[" * 300 + b"](",
        "anchors": b"<a href='x'>" * 25,
        "escapes": b"\\|" * 150,
        "brackets": b"(" * 300,
        "days": b"1-2 may, " * 30,
        "words": b"x " * 150,
        "flags": "\U0001f1e9\U0001f1ea".encode() * 35,
    }.items():
        line = b"| " + cell + b" | " + cell + b" | " + cell + b" |\n"
        yield whole(f"markdown table of {name}", partial(_text, line, table))
