"""Where something is and how one takes part, in words."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from shared.contracts.abuse_reports import ReportReason
from shared.contracts.events import Event, Place
from shared.contracts.sources.doctor import Finding
from shared.kernel.countries import country_name
from shared.kernel.countries import write_town as town_and_country

KINDS = {
    "conference": "Conference",
    "meetup": "Meetup",
    "workshop": "Workshop",
    "seminar": "Seminar",
    "webinar": "Webinar",
    "hackathon": "Hackathon",
    "course": "Course",
    "networking": "Networking",
    "other": "Event",
}
MODES = {"in_person": "In person", "online": "Online", "hybrid": "In person and online"}
AUDIENCES = {
    "all": "All levels",
    "beginner": "Beginners",
    "intermediate": "People with some practice",
    "advanced": "People who know it well",
}
PROVISIONS = {
    "code_of_conduct": "Code of conduct",
    "captions_or_sign_language": "Captions or sign language",
    "step_free": "Step-free",
    "childcare": "Childcare",
    "scholarships": "Scholarships",
    "recorded": "Recorded",
    "alcohol_free": "Without alcohol",
}
STATUSES = {
    "rescheduled": "New date",
    "postponed": "Postponed",
    "moved_online": "Moved online",
    "cancelled": "Cancelled",
    "probably_off": "Probably off",
}
OUTCOMES = {
    "ok": "read well",
    "empty": "read well, no events in it",
    "not_modified": "unchanged",
    "held_for_review": "most of it is no event, so it waits for whoever runs this",
    "leads_to_feed": "a page that leads to its calendar",
    "back_to_page": "no feed behind its page, so the page is read",
    "needs_operator_key": "needs a key of whoever runs this",
    "operator_key_refused": "the key is not accepted",
    "operator_key_spent": "the key's requests of the day are used up",
    "watched_already": "leads to a feed that is watched already",
    "dns": "its host is not known",
    "connect": "no connection",
    "tls": "its certificate is not valid",
    "timeout": "no answer in time",
    "too_slow": "no answer in time",
    "killed_at_work": "whoever read it ended each time before it was done; tried again less often",
    "internal_error": "a fault of ours; it is tried again",
    "robots_disallowed": "robots.txt keeps us away",
    "robots_unavailable": "robots.txt cannot be had",
    "stopped_by_publisher": "stopped by its publisher",
    "paused_by_publisher": "paused by its publisher",
}
REPORT_REASONS: dict[ReportReason, str] = {
    "spam": "Advertising, or nothing but noise",
    "harassment": "Harassment or threats",
    "fraud": "Fraud: it wants money or data by deceit",
    "impersonation": "It pretends to be somebody else",
    "false_information": "What it says is wrong",
    "illegal": "It is against the law",
    "not_an_event": "This is no event",
    "other": "Something else",
}
LIKES = {"useful": "Good suggestion", "asked": "I asked them", "met": "We met"}
DISLIKES = {
    "not_now": "Not now",
    "wrong_topic": "Not my topic",
    "know_them": "I know them",
    "hide": "Hide",
}
STEPS = {
    "ask": "You asked. They read your words here and by e-mail, and answer or not.",
    "rewrite": "Saved: they read your new words here.",
    "accept": "You agreed: each of you now reads the other's e-mail address here.",
    "decline": "Noted: no. They are not told; to them no answer came.",
    "withdraw": "Withdrawn: you ask no more.",
    "followed": "Noted: you followed up.",
}
"""What is said after a step of an introduction."""

NOTED = {
    "useful": "Noted: a good suggestion.",
    "asked": "Noted: you asked them.",
    "met": "Noted: you met. You find them under Connections, and are reminded to write.",
    "not_now": "Noted: not now. They are left out for some weeks.",
    "wrong_topic": "Noted: not your topic. They are left out for some months.",
    "know_them": "Noted: you know them. You find them under Connections.",
    "hide": "Noted: you are not shown them again.",
}
"""What is said of an answer, once it is kept."""
STRENGTHS = {"strong": "Strong match", "good": "Good match"}
"""Those that are said of each person; of who is only worth a try nothing is."""
BECAUSE = {
    "strong": "Much speaks for it, for both of you.",
    "good": "Something speaks for it, for both of you.",
}
ALERTS = {
    "at_once": "At once, bundled",
    "daily": "Once a day",
    "weekly": "In my weekly e-mail",
    "none": "Never",
}
DIMENSIONS = {"industry": "Industry", "country": "Country", "stage": "Stage", "area": "Field of work"}
STAGES = ("junior", "mid", "senior", "lead", "executive")
TIES = {
    "new": "New",
    "warm": "Warm",
    "cooling": "Cooling",
    "dormant": "Long quiet",
    "unknown": "No contact noted",
}
RHYTHMS = {"30": "Every month", "90": "Every three months", "180": "Twice a year", "365": "Once a year"}
MEETINGS = {"met": "Met", "call": "Called", "message": "Wrote"}
SEEN_BY = {
    "public": "Everybody",
    "attendees": "People at my events",
    "matches": "People I am introduced to",
    "match_only": "Nobody, but it may count",
    "hidden": "Nobody, and it counts for nothing",
}
NEED_KINDS = {
    "hire": "hiring",
    "job": "a job",
    "mentor": "a mentor",
    "mentee": "someone to mentor",
    "invest": "investing",
    "raise": "funding",
    "buy": "buying",
    "sell": "selling",
    "cofounder": "a co-founder",
    "speaker": "speaking",
    "organiser": "organising",
    "feedback": "feedback",
    "collaborate": "working together",
    "learn": "learning",
    "teach": "teaching",
    "advice": "advice",
}
_LEAST, _SUREST = 5, 95


def write_town(place: Place | None) -> str | None:
    """Write the town: `Berlin, Germany`."""
    return town_and_country(place.city or place.region, place.country) if place else None


def write_place(event: Event) -> str:
    """Write where an event is on one line, as far as it is known."""
    town = write_town(event.place)
    if event.mode == "online":
        return "Online"
    if town is None:
        return "Place not given"
    return f"{town} and online" if event.mode == "hybrid" else town


def write_address(place: Place | None) -> str | None:
    """Write venue and address without saying anything twice."""
    if place is None:
        return None
    parts: list[str] = []
    for part in (place.venue, place.address, place.city, place.region, country_name(place.country)):
        if part and not any(part.casefold() in said.casefold() for said in parts):
            parts.append(part)
    return ", ".join(parts) or None


def write_price(event: Event) -> str | None:
    """Write what it costs; None when it is not known."""
    price = event.price
    if price is None:
        return None
    if price.is_free:
        return "Free"
    amounts = [f"{amount:g}" for amount in (price.min, price.max) if amount is not None]
    text = " – ".join(dict.fromkeys(amounts))
    return f"{text} {price.currency or ''}".strip() if text else ("Paid" if price.is_free is False else None)


def put_together(findings: Iterable[Finding]) -> list[tuple[Finding, list[str]]]:
    """Return each finding once, in order, with all the places where it is so."""
    places: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for each in findings:
        _, where = places.setdefault((each.code, each.message), (each, []))
        where += [each.where] if each.where else []
    return list(places.values())


def write_outcome(outcome: str) -> str:
    """Write what a fetch came to: `read well`, `HTTP 404`, or its code in words."""
    if outcome in OUTCOMES:
        return OUTCOMES[outcome]
    return f"HTTP {outcome[5:8]}" if outcome.startswith("http_") else outcome.replace("_", " ")


def write_chance(probability: float) -> str:
    """Write a chance so that it is read one way: `the chance is about 75 %`, in steps of 5, never certain."""
    percent = round(probability * 20) * 5
    if percent < _LEAST:
        return f"the chance is under {_LEAST} %"
    return "the chance is over 95 %" if percent > _SUREST else f"the chance is about {percent} %"


def write_webcal(url: str) -> str:
    """Write the address of a calendar so that a calendar program opens it, to subscribe (`webcal:`)."""
    return f"webcal://{url.partition('://')[2]}"


def write_search(query: str) -> str:
    """Write what a search asks for: `rust · near Berlin within 100 km · Conference`; `all events`."""
    asked = dict(parse_qsl(query))
    radius = f" within {asked['radius_km']} km" if asked.get("radius_km") else ""
    span = [asked.get("starts_after", "")[:10], asked.get("starts_before", "")[:10]]
    parts = [
        asked.get("q"),
        asked["topic"].rpartition(".")[2].replace("-", " ") if asked.get("topic") else None,
        KINDS.get(asked.get("kind", "")),
        MODES.get(asked.get("mode", "")),
        f"near {asked['near']}{radius}" if asked.get("near") else None,
        country_name(asked.get("country")),
        f"from {span[0]}" if span[0] else None,
        f"before {span[1]}" if span[1] else None,
        "one series" if asked.get("series") else None,
        "one organiser" if asked.get("organiser") else None,
        "open call for papers" if asked.get("cfp") else None,
        "free" if asked.get("free") == "true" else None,
    ]
    return " · ".join(part for part in parts if part)[:100] or "all events"


def write_interval(seconds: int) -> str:
    """Write how often: `every 6 hours`, `daily`."""
    for size, unit, once in (
        (86_400, "days", "daily"),
        (3600, "hours", "hourly"),
        (60, "minutes", "every minute"),
    ):
        if seconds >= size and seconds % size == 0:
            return once if seconds == size else f"every {seconds // size} {unit}"
    return f"every {max(1, round(seconds / 60))} minutes"


def write_list(names: Iterable[str]) -> str:
    """Write names one after another: `Ada, Bob and Cy`."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
