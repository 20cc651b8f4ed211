"""Small harms to a document that keep most of its structure: what fuzzing bytes alone seldom finds."""

import re
from typing import Final

from hypothesis import strategies as st

_PART: Final = re.compile(rb"[A-Za-z0-9_.:@/#-]+|\s+|[^A-Za-z0-9\s]")
_ODD: Final = (
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80",
    "\u202e".encode(),
    "\ufdfa".encode(),
    b"",
    b"null",
    b"true",
    b"-1",
    b"0",
    b"1e999",
    b"9" * 400,
    b"[]",
    b"{}",
    b'""',
    b"[[[[",
    b'{"a":{"a":',
    b"<a><a>",
    b"</a>",
    b"<![CDATA[",
    b"&#0;",
    b"&amp;lt;",
    b"javascript:alert(1)",
    b"http://[",
    b"0000-00-00",
    b"9999-12-31T23:59:60Z",
    b"2027-02-30",
    b"99999999999999",
    b"PT99999999H",
    b"FREQ=DAILY;COUNT=999999999",
    b"\r\n ",
    b"\\",
    b"%00",
    b"a" * 3000,
)


@st.composite
def harmed(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Draw a seed and harm it one to four times."""
    body = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        body = draw(st.sampled_from(_HARMS))(draw, body)
    return body


def _parts(body: bytes) -> list[bytes]:
    return _PART.findall(body) or [b""]


def _places(draw: st.DrawFn, parts: list[bytes]) -> tuple[int, int]:
    first, second = (draw(st.integers(0, len(parts) - 1)) for _ in range(2))
    return min(first, second), max(first, second)


def _swapped(draw: st.DrawFn, body: bytes) -> bytes:
    parts = _parts(body)
    first, second = _places(draw, parts)
    parts[first], parts[second] = parts[second], parts[first]
    return b"".join(parts)


def _without(draw: st.DrawFn, body: bytes) -> bytes:
    parts = _parts(body)
    first, second = _places(draw, parts)
    return b"".join(parts[:first] + parts[min(second, first + 12) :])


def _doubled(draw: st.DrawFn, body: bytes) -> bytes:
    parts = _parts(body)
    first, second = _places(draw, parts)
    return b"".join(parts[:second] + parts[first:second] * draw(st.integers(1, 4)) + parts[second:])[:20_000]


def _cut(draw: st.DrawFn, body: bytes) -> bytes:
    return body[: draw(st.integers(0, len(body)))]


def _odd(draw: st.DrawFn, body: bytes) -> bytes:
    parts = _parts(body)
    parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(_ODD))
    return b"".join(parts)


def _wrapped(draw: st.DrawFn, body: bytes) -> bytes:
    before, after = draw(
        st.sampled_from(
            [(b"[", b"]"), (b'{"events":', b"}"), (b"<div>", b"</div>"), (b"BEGIN:VEVENT\n", b"")]
        )
    )
    deep = draw(st.sampled_from([1, 30, 300]))
    return before * deep + body + after * deep


def _recoded(draw: st.DrawFn, body: bytes) -> bytes:
    return body.decode("utf-8", "replace").encode(
        draw(st.sampled_from(["utf-16", "utf-16-le", "utf-32", "utf-8-sig"]))
    )


_HARMS: Final = (_swapped, _without, _doubled, _cut, _odd, _odd, _wrapped, _recoded)
