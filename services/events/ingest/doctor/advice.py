"""What each trouble means to a publisher, and how it is mended: (grade, message, fix)."""

from typing import Final

from shared.contracts.doctor import Grade

E, W, H = Grade.ERROR, Grade.WARNING, Grade.HINT
Advice = tuple[Grade, str, str]

FETCH: Final[dict[str, Advice]] = {
    "dns": (E, "The name of the host is not known.", "Check the spelling of the address."),
    "connect": (E, "The host does not answer.", "Check that the server runs and is open to the internet."),
    "tls": (E, "The host's certificate is not valid.", "Renew the certificate, or mend its chain."),
    "timeout": (E, "The host did not answer in time.", "Make the address answer within a few seconds."),
    "too_slow": (E, "The answer took too long.", "Publish a smaller document, or from a faster host."),
    "protocol": (E, "The host's answer is broken.", "Open the address in a browser and see what breaks off."),
    "address": (E, "The host is not on the public internet.", "Publish it at a public address."),
    "port": (E, "Only the web's own ports are read.", "Publish it at port 443 (https) or 80 (http)."),
    "scheme": (E, "This is not a web address.", "Give an address that starts with https://."),
    "credentials": (E, "The address holds a password.", "Publish it at an address that needs none."),
    "redirects": (E, "The address leads in circles or away from https.", "Give the final address."),
    "too_large": (E, "The document is too large.", "Leave past events out, or split it by year."),
    "ratio": (E, "The document inflates suspiciously far.", "Publish it with less compression."),
    "encoding": (E, "It is compressed in a way we did not ask for.", "Answer with gzip or uncompressed."),
    "http_401": (E, "It needs signing in.", "Publish it at an address that needs no account."),
    "http_403": (
        E,
        "The host refuses us.",
        "Let programs read the address; our page on the bot says who we are.",
    ),
    "http_404": (
        E,
        "There is nothing at this address.",
        "Check the address; feeds often move with a new website.",
    ),
    "http_410": (E, "The publisher says that it is gone for good.", "Find its new address and give that."),
    "http_429": (E, "The host asks for fewer requests.", "Try again later, or allow one request an hour."),
    "robots_disallowed": (
        E,
        "robots.txt keeps us from this page.",
        "Allow `Acquaint` there, or publish a calendar.",
    ),
    "stopped_by_publisher": (
        E,
        "Its publisher has asked us never to fetch it.",
        "If that is you, undo it on the page of this source.",
    ),
    "paused_by_publisher": (
        E,
        "Its publisher has asked us not to fetch it for now.",
        "If that is you, undo it on the page of this source.",
    ),
    "host_resting": (H, "Its host is not to be asked again just now.", "Try again a little later."),
    "out_of_time": (H, "There was no time left to look there.", "Give that address itself."),
    "needs_operator_key": (
        E,
        "This API needs a key, and answers only for sources that the operator lists.",
        (
            "Operator: list it in the catalogue and set EVENTS_TICKETMASTER_KEY, EVENTS_EVENTBRITE_KEY, "
            "EVENTS_MEETUP_KEY or EVENTS_OPENAGENDA_KEY. Everyone else: give the public page or calendar."
        ),
    ),
    "operator_key_refused": (
        E,
        "The API does not accept the operator's key.",
        "Operator: renew the key, and check that it may read this.",
    ),
    "operator_key_spent": (
        W,
        "The key's requests of today are used up.",
        "Nothing to do: it is read again tomorrow. Fewer sources with one key make it last.",
    ),
    "back_to_page": (H, "The feed behind this page held nothing.", "Nothing to do: the page itself is read."),
    "robots_unavailable": (
        W,
        "The host's robots.txt fails.",
        "Let /robots.txt answer 200, or 404 for no rules.",
    ),
}

DOCUMENT: Final[dict[str, Advice]] = {
    "empty_body": (
        E,
        "The answer is empty.",
        "Check what produces the document; an empty calendar has a frame.",
    ),
    "html_instead_of_icalendar": (
        E,
        "A page came where a calendar should be.",
        "Publish it without signing in.",
    ),
    "html_instead_of_feed": (E, "A page came where a feed should be.", "Publish it without signing in."),
    "html_instead_of_json": (E, "A page came where data should be.", "Publish it without signing in."),
    "no_event_markup": (
        E,
        "The page marks up no event.",
        "Add schema.org Event as JSON-LD, or link a calendar.",
    ),
    "unsupported_format": (
        E,
        "This kind of document is not read yet.",
        "Offer iCalendar or JSON-LD as well.",
    ),
    "no_calendar": (
        E,
        "It holds no VCALENDAR.",
        "Start it with BEGIN:VCALENDAR and end it with END:VCALENDAR.",
    ),
    "malformed_feed": (E, "The feed is not well-formed XML.", "Run it through an XML checker."),
    "malformed_json": (E, "The document is not valid JSON.", "Run it through a JSON checker."),
    "bad_json": (W, "A JSON-LD block is not valid JSON.", "Check quotes and commas of that script element."),
    "entity_declaration": (E, "It declares XML entities, which we do not read.", "Write characters out."),
    "document_type": (E, "It declares a document type, which we do not read.", "Leave the DOCTYPE out."),
    "too_many_elements": (E, "It has more elements than we read.", "Leave past events out."),
    "too_many_nodes": (E, "It has more values than we read.", "Leave past events out."),
    "too_many_aliases": (E, "It repeats itself by too many aliases.", "Write the values out."),
    "nested_too_deep": (E, "It is nested absurdly deep.", "Check what produces it."),
    "too_many_bytes": (E, "The document is too large.", "Leave past events out, or split it by year."),
    "too_much_memory": (E, "Reading it takes too much memory.", "Leave past events out, or split it."),
    "too_many_parts": (E, "It has more parts than are read.", "Leave past events out, or split it."),
    "error_answer": (E, "It is an error message.", "Open the address and see what it complains of."),
    "empty_object": (E, "It is an empty object.", "Check what produces it; no events are an empty list."),
    "timed_out": (E, "Reading it took too long.", "Simplify it; long recurrences are the usual cause."),
    "reader_died": (
        E,
        "Reading it took more than we allow.",
        "Simplify it, and tell us: we would like to see it.",
    ),
    "cut_off": (W, "The calendar breaks off before its end.", "See that it is sent whole, to END:VCALENDAR."),
    "too_many_items": (W, "There are more records than we read.", "Leave past events out."),
    "too_many_occurrences": (
        W,
        "A recurrence has more dates than we read.",
        "Give it an end with UNTIL or COUNT.",
    ),
}

_LEAVE_OUT: Final = "If it is an event, say in its title what is held, and give its venue."
RECORD: Final[dict[str, Advice]] = {
    "no_title": (E, "An event has no title, so it is left out.", "Give it a title, in {title}."),
    "no_date": (
        E,
        "An entry has no date of an event.",
        "If it is one, give its start in {start}, not in prose.",
    ),
    "bad_date": (
        E,
        "A start cannot be read as a date.",
        "Write it like this: {example}.",
    ),
    "advertising": (
        W,
        "A record advertises what no event is about, and nobody has vouched for this source.",
        "Ask whoever runs this to let the source in, or leave such records out.",
    ),
    "for_review": (
        W,
        "Most of what this source holds is no event to meet at, so all of it waits for whoever runs this.",
        "Give a calendar of events alone, or ask whoever runs this to let the source in.",
    ),
    "off_topic_hours": (W, "A record tells when a place is open or closed, not of an event.", _LEAVE_OUT),
    "off_topic_collection": (W, "A record tells when bins are emptied, not of an event.", _LEAVE_OUT),
    "off_topic_holiday": (W, "A record names a holiday, not what is held on it.", _LEAVE_OUT),
    "off_topic_school": (W, "A record tells of a school's days, not of an event.", _LEAVE_OUT),
    "off_topic_sky": (W, "A record tells of sun, moon or clocks, not of an event.", _LEAVE_OUT),
    "off_topic_taken": (W, "A record tells only that a time is taken.", _LEAVE_OUT),
    "off_topic_personal": (W, "A record seems to be a person's own date.", _LEAVE_OUT),
    "off_topic_fixture": (W, "A record seems to be a match of two teams.", _LEAVE_OUT),
    "implausible_date": (W, "A date lies too far from today to be true.", "Check its year."),
    "bad_recurrence": (W, "A recurrence rule cannot be read; its first date is kept.", "Check the RRULE."),
    "bad_recurrence_id": (
        W,
        "A changed date does not say which it replaces.",
        "Give a readable RECURRENCE-ID.",
    ),
    "sub_daily_recurrence": (W, "A recurrence within a day is not unrolled.", "List such dates one by one."),
    "recurrence_too_large": (W, "A recurrence rule is too large.", "Give it an end with UNTIL or COUNT."),
    "all_dates_excluded": (H, "Every date of a series is excluded.", "Drop the series, or an EXDATE."),
    "superseded": (H, "A date is changed twice; the newer change counts.", "Drop the older one."),
    "repeated": (H, "An event is listed twice.", "Drop the repetition."),
    "private": (H, "An event is marked private and left out.", "Mark it CLASS:PUBLIC if all may see it."),
    "malformed_item": (
        W,
        "A record has not the shape of the others.",
        "Compare it with those that are read.",
    ),
}

DATE_WORDS: Final[dict[str, Advice]] = {
    "date_not_understood": (W, "A date is in words that we do not read.", "Write it like this: {example}."),
    "date_to_be_announced": (H, "A date is still to be announced.", "Nothing to do until it is known."),
    "ambiguous_date": (W, "Day and month of a date could be swapped.", "Write it like this: {example}."),
    "no_such_day": (W, "A date is on no calendar.", "Check its day and month."),
    "no_year": (W, "A date has no year.", "Write the year out."),
    "only_year_known": (H, "Of a date only the year is known.", "Nothing to do until it is known."),
    "only_month_known": (H, "Of a date only the month is known.", "Nothing to do until it is known."),
    "not_an_event": (H, "A record is no event, so it is left out.", "Nothing to do if that is so."),
    "reference_only": (W, "A record only refers to an event elsewhere.", "Tell of the event itself."),
    "no_event_object": (E, "No object in it is an event.", "Give an object of a kind of event."),
    "no_schedule": (E, "It holds no schedule.", "Check what produces it."),
    "session_without_time": (W, "A session has no time.", "Give it a start."),
    "session_without_title": (W, "A session has no title.", "Give it a title."),
    "schedule_without_title": (E, "A schedule does not say what it is of.", "Give the conference a title."),
}

REMARK: Final[dict[str, Advice]] = {
    "unknown_zone": (
        W,
        "A time is in a zone that we do not know.",
        "Name it by its IANA name, such as Europe/Berlin.",
    ),
    "floating_time": (
        W,
        "A time has no zone, so nobody elsewhere can tell when it is.",
        "Name the time zone of {start}, or write it in UTC.",
    ),
    "dates_in_words": (
        H,
        "A date stands only in words; one that another source states counts for more.",
        "Write it in {start}.",
    ),
    "dates_completed": (
        W,
        "A date is not written out; its year or more is taken from what stands beside it.",
        "Write the whole date in {start}.",
    ),
    "ends_before_start": (W, "An event ends no later than it starts; its end is left out.", "Check {end}."),
    "bad_end": (W, "An end cannot be read as a date; it is left out.", "Write it like this: {example}."),
    "bad_link": (W, "A link is no web address; it is left out.", "Write {link} with https:// and a host."),
    "no_place": (H, "It is not said where an event is.", "Add {place}, or say that it is online."),
    "no_end": (H, "It is not said when an event ends.", "Add {end}."),
    "no_link": (H, "An event links to no page of its own.", "Add {link}: people want to read more."),
}

_ICALENDAR: Final = {
    "title": "SUMMARY", "start": "DTSTART", "end": "DTEND", "place": "LOCATION", "link": "URL",
    "example": "20270519T090000",
}  # fmt: skip
_FEED: Final = {
    "title": "<title>", "start": "a field such as <ev:startdate>", "end": "a field such as <ev:enddate>",
    "place": "a field such as <ev:location>", "link": "<link>", "example": "2027-05-19T09:00",
}  # fmt: skip
_SCHEMA_ORG: Final = {
    "title": "name", "start": "startDate", "end": "endDate", "place": "location", "link": "url",
    "example": "2027-05-19T09:00",
}  # fmt: skip
_H_EVENT: Final = {
    "title": "p-name", "start": "dt-start", "end": "dt-end", "place": "p-location", "link": "u-url",
    "example": "2027-05-19T09:00",
}  # fmt: skip
_ELSE: Final = {
    "title": "a field such as name", "start": "a field such as start", "end": "a field such as end",
    "place": "a field such as location", "link": "a field such as url", "example": "2027-05-19T09:00",
}  # fmt: skip
FIELD_NAMES: Final = {
    "icalendar": _ICALENDAR, "jcal": _ICALENDAR, "xcal": _ICALENDAR, "rss": _FEED, "atom": _FEED,
    "json_ld": _SCHEMA_ORG, "microdata": _SCHEMA_ORG, "microformats": _H_EVENT,
}  # fmt: skip
"""What a format calls things, for sentences about it."""

STATUS_5XX: Final[Advice] = (E, "The server fails.", "See its log; we try again, less and less often.")
UNKNOWN: Final[Advice] = (W, "A record could not be used.", "Compare it with those that are read.")
UNKNOWN_FETCH: Final[Advice] = (E, "The document could not be had.", "Open the address in a browser.")


def advice(reason: str, form: str | None = None) -> Advice:
    """Return what to say of a reason, whichever kind it is of, in the words of a format."""
    grade, message, fix = _known(reason)
    return grade, message, fix.format(**FIELD_NAMES.get(form or "", _ELSE))


def _known(reason: str) -> Advice:
    for table in (FETCH, DOCUMENT, RECORD, DATE_WORDS, REMARK):
        if reason in table:
            return table[reason]
    if reason.startswith("cut_off"):
        return DOCUMENT["cut_off"]
    if reason.startswith("http_5"):
        return STATUS_5XX
    return UNKNOWN_FETCH if reason.startswith("http_") else UNKNOWN
