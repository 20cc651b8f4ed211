"""Addresses that must never lead inside, by rule: forbidden addresses × spellings × ways to get there.

Every URL is also put behind a redirect of a public server, see `tests.support.hostile.whole_internet`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from itertools import chain, cycle
from typing import Final

PUBLIC: Final = ("93.184.215.14", "2606:2800:21f::14")
"""The only addresses that may be connected to in the whole corpus."""
PUBLIC_NAME: Final = "public.example"
ZONE: Final = "trap.example"
REDIRECTS: Final = (301, 302, 303, 307, 308)

FORBIDDEN_V4: Final = tuple(
    map(
        IPv4Address,
        (
            "0.0.0.0",  # noqa: S104 - forbidden, not bound
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.8.8",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ),
    )
)
FORBIDDEN_V6: Final = (
    "::",
    "::1",
    "64:ff9b::1",
    "100::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2620:4f:8000::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the name server says to the first, second, … question for a name; the last is repeated."""

    turns: tuple[tuple[str, ...], ...]
    alias: str | None = None


def spellings(address: IPv4Address) -> Iterator[str]:
    """Yield what resolvers, browsers or careless code have read as this address."""
    number, parts = int(address), str(address).split(".")
    yield str(address)
    yield f"{address}."
    yield str(number)
    yield f"{number:#x}"
    yield f"0{number:o}"
    yield ".".join(f"{int(part):#x}" for part in parts)
    yield ".".join(f"0{int(part):o}" for part in parts)
    yield ".".join(part.zfill(4) for part in parts)
    yield f"{parts[0]}.{number & 0xFFFFFF}"
    yield f"{parts[0]}.{parts[1]}.{number & 0xFFFF}"
    yield str(address).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    yield str(address).replace(".", "。")
    yield "".join(f"%{ord(letter):02x}" for letter in str(address))
    yield f"%00{address}"
    yield str(number + 2**32)


def embedded(address: IPv4Address) -> Iterator[str]:
    """Yield the IPv6 addresses that carry it: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP."""
    low, high = int(address) & 0xFFFF, int(address) >> 16
    for prefix in ("::ffff:", "::", "::ffff:0:", "64:ff9b::", "64:ff9b:1::"):
        yield f"{prefix}{address}"
    yield f"::ffff:{high:x}:{low:x}"
    yield f"2002:{high:x}:{low:x}::1"
    yield f"2001:0:{high:x}:{low:x}::"
    yield f"2001:0:102:304::{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}"
    yield f"fe80::5efe:{address}"


def hosts() -> Iterator[str]:
    """Yield every host part."""
    for address in FORBIDDEN_V4:
        yield from spellings(address)
        yield from (f"[{carrier}]" for carrier in embedded(address))
    for text in FORBIDDEN_V6:
        yield f"[{text}]"
        yield f"[{IPv6Address(text).exploded.upper()}]"
        yield f"[{text}%25lo]"
    yield from ("localhost", "LOCALHOST", "localhost.", "ip6-localhost", "localhost.localdomain")
    yield from (name for name in zone() if name.endswith(ZONE))


def zone() -> dict[str, Answers]:
    """Return the name server's zone: plain traps, mixed sets, chains of aliases, answers that change."""
    names = {PUBLIC_NAME: Answers(((PUBLIC[0],),)), f"six.{PUBLIC_NAME}": Answers(((PUBLIC[1],),))}
    for inner in (*map(str, FORBIDDEN_V4), *FORBIDDEN_V6, "::ffff:10.0.0.1", "64:ff9b::10.0.0.1"):
        label = inner.replace(".", "-").replace(":", "x")
        names[f"a-{label}.{ZONE}"] = Answers(((inner,),))
        names[f"last-{label}.{ZONE}"] = Answers(((PUBLIC[0], inner),))
        names[f"first-{label}.{ZONE}"] = Answers(((inner, PUBLIC[0], PUBLIC[1]),))
        names[f"turn-{label}.{ZONE}"] = Answers(((PUBLIC[0],), (inner,)))
        names[f"c3-{label}.{ZONE}"] = Answers(((inner,),))
        names[f"c2-{label}.{ZONE}"] = Answers((), f"c3-{label}.{ZONE}")
        names[f"c1-{label}.{ZONE}"] = Answers((), f"c2-{label}.{ZONE}")
    return names


def urls() -> tuple[str, ...]:
    """Return the corpus, each once."""
    plain = (f"http://{host}/" for host in hosts())
    return tuple(dict.fromkeys(chain(plain, _tls(), _users(), _ports(), _schemes(), _written())))


def _tls() -> Iterator[str]:
    yield from (f"https://{address}/" for address in FORBIDDEN_V4)
    yield from (f"https://[{address}]/" for address in FORBIDDEN_V6)


def _users() -> Iterator[str]:
    for inner in ("127.0.0.1", "169.254.169.254", "[::1]"):
        yield from (
            f"http://{PUBLIC_NAME}@{inner}/",
            f"http://{PUBLIC_NAME}:80@{inner}/",
            f"http://@{inner}/",
        )
        yield from (
            f"http://{inner}@{PUBLIC_NAME}/",
            f"http://{inner}#@{PUBLIC_NAME}/",
            f"http://{inner}?@{PUBLIC_NAME}/",
        )
        yield from (
            f"http://{PUBLIC_NAME}\\@{inner}/",
            f"http://{inner}\\@{PUBLIC_NAME}/",
            f"http://{PUBLIC_NAME}&@{inner}#@{PUBLIC_NAME}/",
        )


def _ports() -> Iterator[str]:
    for port in (
        "22",
        "25",
        "80 ",
        "8080",
        "6379",
        "5432",
        "65616",
        "-1",
        "0",
        "80@443",
        "８０",
        "00080",
        "+80",
    ):
        yield f"http://127.0.0.1:{port}/"
        yield f"http://[::1]:{port}/"
    yield from (f"http://{PUBLIC_NAME}:{port}/" for port in (22, 25, 6379, 8080))


def _schemes() -> Iterator[str]:
    for scheme in (
        "ftp",
        "file",
        "gopher",
        "dict",
        "ldap",
        "ws",
        "data",
        "jar",
        "unix",
        "http+unix",
        "webcal",
        "javascript",
        "httpS",
    ):
        yield from (f"{scheme}://127.0.0.1/", f"{scheme}:127.0.0.1", f"{scheme}:///etc/passwd")


def _written() -> Iterator[str]:
    for inner in ("127.0.0.1", "[::1]"):
        yield from (
            f"//{inner}/",
            f"http:{inner}",
            f"http:/{inner}/",
            f"http:///{inner}/",
            f"http://///{inner}/",
        )
        yield from (
            f" http://{inner}/",
            f"\thttp://{inner}/",
            f"ht\ntp://{inner}/",
            f"http://{inner}\r\nhost: a/",
        )
        yield from (
            f"HTTP://{inner}/",
            f"http:\\\\{inner}\\",
            f"http://{inner}:/",
            f"http://{inner}%2f@{PUBLIC_NAME}/",
        )
    yield from (
        "",
        "http://",
        "http://[",
        "http://]/",
        "http://[::1",
        "http://[127.0.0.1]/",
        "http://[v1.a]/",
        "http://\u2488\u2489/",
    )


def redirects() -> dict[str, str]:
    """Return paths of the public server, each with the trap that it leads to by one of the five statuses."""
    return {f"/{status}/{number}": url for number, (url, status) in enumerate(zip(urls(), cycle(REDIRECTS)))}
