"""The marks of a polite poller, by what its publishers saw: the criteria of the feed-reader score."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from deploy.local.bench.politeness.publishers import ETAG, MODIFIED, Asked
from deploy.local.bench.politeness.weeks import BEGUN, DAYS, PAUSE_S, Weeks

SECOND, HOUR, DAY, WEEK = (timedelta(**{unit: 1}) for unit in ("seconds", "hours", "days", "weeks"))
_ROBOTS = "/robots.txt"
_HOPS = 6
"""Requests of one turn in a circle of redirects: the first and five more."""
_FORBIDDEN = frozenset({"cookie", "referer", "authorization", "from"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion, whether it was kept, and what was seen."""

    criterion: str
    kept: bool
    seen: str


def marks(weeks: Weeks) -> list[Mark]:
    """Judge everything."""
    return [Mark(name, *judge(weeks)) for name, judge in _CRITERIA.items()]


def _conditions(weeks: Weeks) -> tuple[bool, str]:
    sent = {it.condition for it in weeks.publishers.of("usual.example")}
    return sent == {(None, None), (ETAG, MODIFIED)}, "both, byte for byte, or none"


def _no_invention(weeks: Weeks) -> tuple[bool, str]:
    dated = {it.condition for it in weeks.publishers.of("dated.example")}
    bare = {it.condition for it in weeks.publishers.of("bare.example")}
    return dated == {(None, None), (None, MODIFIED)} and bare == {(None, None)}, "only what was given"


def _weekly(weeks: Weeks) -> tuple[bool, str]:
    whole = [it.at for it in weeks.publishers.of("usual.example") if it.condition == (None, None)]
    gaps = [after - before for before, after in pairwise(whole)]
    return bool(gaps) and all(WEEK <= gap <= WEEK + DAY for gap in gaps), _days(gaps)


def _at_least(least: timedelta, *hosts: str) -> Callable[[Weeks], tuple[bool, str]]:
    def judge(weeks: Weeks) -> tuple[bool, str]:
        waits = [wait for host in hosts for wait in weeks.publishers.waits(f"{host}.example")]
        return bool(waits) and min(waits) >= least, f"never under {min(waits, default=timedelta())}"

    return judge


def _hastens(weeks: Weeks) -> tuple[bool, str]:
    waits = weeks.publishers.waits("soon.example")
    return any(HOUR <= wait < 2 * HOUR for wait in waits), f"down to {min(waits)}"


def _rest(host: str, until: Callable[[Asked], timedelta]) -> Callable[[Weeks], tuple[bool, str]]:
    def judge(weeks: Weeks) -> tuple[bool, str]:
        asked = weeks.publishers.of(host)
        stopped = asked[1]
        after = [it.at for it in asked if it.at > stopped.at]
        waited = min(after) - stopped.at
        return waited >= until(stopped), f"both feeds of the host rested {waited}"

    return judge


def _moves(weeks: Weeks) -> tuple[bool, str]:
    seen = {
        host: [it.path for it in weeks.publishers.of(f"{host}.example")] for host in ("moved", "moved-too")
    }
    followed = all(paths.count("/feed.ics") == 3 and paths[-1] == "/new.ics" for paths in seen.values())  # noqa: PLR2004
    return followed, "the old address was asked three times"


def _stays(weeks: Weeks) -> tuple[bool, str]:
    paths = [it.path for host in ("away", "away-too") for it in weeks.publishers.of(f"{host}.example")]
    return paths.count("/feed.ics") == paths.count("/new.ics"), "the old address is asked first each time"


def _circle(weeks: Weeks) -> tuple[bool, str]:
    asked = weeks.publishers.of("loop.example")
    turns = {it.at for it in asked}
    most = max(sum(it.at == turn for it in asked) for turn in turns)
    return most <= _HOPS and len(turns) < DAYS * 2, f"at most {most} requests a turn, {len(turns)} turns"


def _across(weeks: Weeks) -> tuple[bool, str]:
    landed = {it.condition for it in weeks.publishers.of("landed.example")}
    return landed == {(None, None)}, "no validator of one host is told to another"


def _gone(weeks: Weeks) -> tuple[bool, str]:
    asked = len(weeks.publishers.of("gone.example"))
    return asked == 1, f"asked {asked} time(s)"


def _backs_off(weeks: Weeks) -> tuple[bool, str]:
    waits = weeks.publishers.waits("lost.example")
    grows = all(after > before for before, after in pairwise(waits) if before < 6 * DAY)
    return grows and bool(waits) and max(waits) <= WEEK, _days(waits)


def _heals(weeks: Weeks) -> tuple[bool, str]:
    waits = weeks.publishers.waits("ill.example")
    return max(waits) > DAY and waits[-1] < DAY, f"{max(waits)} at worst, {waits[-1]} in the end"


def _same_bytes(weeks: Weeks) -> tuple[bool, str]:
    found = [it for host in ("quirk", "bare") for it in weeks.outcomes_of(host)]
    rest, read = found.count("not_modified"), found.count("ok")
    return rest + read == len(found) and rest >= 3 * read, f"{rest} times unchanged, {read} times read"


def _one_at_a_time(weeks: Weeks) -> tuple[bool, str]:
    return not weeks.publishers.crowds, "one request in flight for a host and a domain"


def _gaps(weeks: Weeks) -> tuple[bool, str]:
    crowd = sorted(it.at for it in weeks.publishers.asked if it.host.endswith("crowd.example"))
    least = min(after - before for before, after in pairwise(crowd))
    return least >= timedelta(seconds=PAUSE_S), f"at least {least.total_seconds():g} s within a domain"


def _jitter(weeks: Weeks) -> tuple[bool, str]:
    waits = weeks.publishers.waits("usual.example")
    return len(set(waits)) > len(waits) // 2, f"{len(set(waits))} lengths of {len(waits)} waits"


def _pages(weeks: Weeks) -> Iterator[Asked]:
    return (it for it in weeks.publishers.of("page.example") if it.path != _ROBOTS)


def _robots(weeks: Weeks) -> tuple[bool, str]:
    """A day after the rules changed at the latest they are obeyed; the first look tells what it is."""
    days = [(it.at - BEGUN) / DAY for it in _pages(weeks)]
    unable = [day for day in days if 5 <= day < 6]  # noqa: PLR2004 - rules are kept for a day
    disallowed = [day for day in days if day >= 8]  # noqa: PLR2004
    return bool(days) and not unable and not disallowed, "none while robots.txt fails or forbids"


def _crawl_delay(weeks: Weeks) -> tuple[bool, str]:
    """The first look at each page comes before anybody knows that it is a page."""
    asked = [it.at for it in _pages(weeks)][2:]
    least = min(after - before for before, after in pairwise(asked))
    return least >= timedelta(seconds=30), f"at least {least.total_seconds():g} s apart"


def _bare_headers(weeks: Weeks) -> tuple[bool, str]:
    sent = {name for it in weeks.publishers.asked for name in it.headers}
    return not sent & _FORBIDDEN, "no cookie, referrer or credentials"


def _no_query(weeks: Weeks) -> tuple[bool, str]:
    return not any("?" in it.path for it in weeks.publishers.asked), "addresses as they were given"


def _says_who(weeks: Weeks) -> tuple[bool, str]:
    agents = {it.headers.get("user-agent", "") for it in weeks.publishers.asked}
    return all("+http" in agent for agent in agents), "; ".join(sorted(agents))


def _gzip(weeks: Weeks) -> tuple[bool, str]:
    asks = all("gzip" in it.headers.get("accept-encoding", "") for it in weeks.publishers.asked)
    return asks and set(weeks.outcomes_of("squeezed")) <= {"ok", "not_modified"}, "asked for and read"


def _days(gaps: list[timedelta]) -> str:
    return ", ".join(f"{gap / DAY:.1f}" for gap in gaps) + " days"


_CRITERIA: dict[str, Callable[[Weeks], tuple[bool, str]]] = {
    "validators are sent back exactly, both of them": _conditions,
    "no validator is invented": _no_invention,
    "one whole fetch a week": _weekly,
    "the same bytes are nothing new": _same_bytes,
    "with validators: hourly at most": _at_least(HOUR, "usual", "dated", "soon"),
    "without validators: daily at most": _at_least(DAY, "bare"),
    "hourly when an event is near": _hastens,
    "Cache-Control: max-age": _at_least(12 * HOUR, "maxage"),
    "Expires": _at_least(20 * HOUR - SECOND, "expires"),  # told in whole seconds (RFC 9110, 5.6.7)
    "REFRESH-INTERVAL": _at_least(2 * DAY, "refresh"),
    "ttl": _at_least(DAY, "ttl"),
    "sy:updatePeriod": _at_least(WEEK, "period"),
    "429 with seconds: the whole host rests": _rest("busy.example", lambda _: 2 * DAY),
    "503 with a date: the whole host rests": _rest("dated-busy.example", lambda it: BEGUN + 3 * DAY - it.at),
    "301, 308: followed for good after three": _moves,
    "302, 307: the old address stays": _stays,
    "redirects in a circle end": _circle,
    "redirect to another host": _across,
    "410: never again": _gone,
    "404: ever rarer, weekly at the end": _backs_off,
    "500: ever rarer, and as before once it is well": _heals,
    "no two requests at a time": _one_at_a_time,
    "a pause between requests": _gaps,
    "no falling into step": _jitter,
    "robots.txt for pages": _robots,
    "Crawl-delay": _crawl_delay,
    "nothing that tracks": _bare_headers,
    "no query added": _no_query,
    "says who it is": _says_who,
    "gzip": _gzip,
}
