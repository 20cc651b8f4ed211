"""The hosts whose feeds we can name from the address of a page: one row each. A guess that is looked at.

The address of a row is fetched in place of the page; one that turns out to hold nothing is given up for the
page. The more telling rows come first.
"""

from dataclasses import dataclass
from typing import Final

from services.events.sources.hosts.known_host import KnownHost, google_id

_NOT_A_GROUP: Final = (
    "about|api|apps|blog|cities|events|find|gift|help|home|join|lp|login|media|members|messages|pro|"
    "register|topics|your-events"
)
_FORGE_FILE: Final = r"[^?]+\.(?:ics|ical|json|ya?ml|csv|md|xml|rss|atom)"
_GANCIO: Final = r"(?:.+\.)?gancio\..+|.+\.gancio\..+|bcn\.convoca\.la"
_MOBILIZON: Final = r"(?:.+\.)?(?:mobilizon|mobilisons|keskonfai)\..+"
_INDICO: Final = r"(?:.+\.)?indico\..+|indico-.+|agenda\.infn\.it"

KNOWN_HOSTS: Final = (
    KnownHost(
        "a Meetup group", r"(?:www\.)?meetup\.com",
        rf"/(?:[a-z]{{2}}-[A-Z]{{2}}/)?(?P<group>(?!(?:{_NOT_A_GROUP})(?:/|\Z))[\w-]+)(?:/events)?/?",
        "https://www.meetup.com/{group}/events/ical/",
        "geeksforsocialchange/PlaceCal, pull request 2910",
        "About the next ten events; the place of private ones is missing.", is_embedded=True,
    ),
    KnownHost(
        "a Luma calendar", r"(?:www\.)?(?:lu\.ma|luma\.com)",
        r"/(?:embed/)?(?:calendar/)?(?P<id>cal-[A-Za-z0-9]+)(?:/.*)?",
        "https://api.lu.ma/ics/get?entity=calendar&id={id}",
        "perlweekly, issue 569; of a page with a name of its own the id is read from the page",
        "The place is often only the event's address.", is_embedded=True,
    ),
    KnownHost(
        "a Luma city", r"(?:www\.)?(?:lu\.ma|luma\.com)", r"/(?:discover/)?(?P<id>discplace-[A-Za-z0-9]+)/?",
        "https://api.lu.ma/ics/get?entity=discover&id={id}",
        "blr-today, pull request 57", "Anyone's events: noisy.",
    ),
    KnownHost(
        "an embedded Google calendar", r"(?:calendar|www)\.google\.com",
        r"/calendar(?:/[ub]/\d+)?/(?:html)?embed",
        "https://calendar.google.com/calendar/ical/{id}/public/basic.ics",
        "Google Calendar Help: public address in iCal format",
        "Of several calendars in one frame the first; only where it is public.",
        query="src", decode=google_id, is_embedded=True,
    ),
    KnownHost(
        "a shared Google calendar", r"(?:calendar|www)\.google\.com",
        r"/calendar(?:/[ub]/\d+)?(?:/(?:r|render))?/?",
        "https://calendar.google.com/calendar/ical/{id}/public/basic.ics",
        "Google Calendar Help: public address in iCal format; `cid` is the id in Base64",
        "Only where the calendar is public.", query="cid", decode=google_id, is_embedded=True,
    ),
    KnownHost(
        "a published Outlook calendar", r"outlook\.(?:office365|office|live)\.com",
        r"/(?:owa/calendar|calendar/published)/(?P<id>[^/]+/[^/]+)/(?P<name>calendar|reachcalendar)\.html",
        "https://{host}/owa/calendar/{id}/{name}.ics",
        "Microsoft Support: publish a calendar gives an HTML and an ICS link with one path",
        is_embedded=True,
    ),
    KnownHost(
        "a published Outlook.com calendar", r"outlook\.live\.com",
        r"/(?:owa/calendar|calendar/published)/(?P<id>[^/]+/[^/]+/cid-[^/]+)/(?:index|calendar)\.html",
        "https://{host}/owa/calendar/{id}/calendar.ics",
        "Microsoft Support: share your calendar in Outlook.com", is_embedded=True,
    ),
    KnownHost(
        "a Teamup calendar", r"(?:www\.)?teamup\.com", r"/(?P<key>ks[a-z0-9]{10,30})(?:/.*)?",
        "https://ics.teamup.com/feed/{key}/0.ics",
        "Teamup Knowledge Base: iCalendar feeds; 0 stands for all sub-calendars", is_embedded=True,
    ),
    KnownHost(
        "a Tockify calendar", r"(?:www\.)?tockify\.com",
        r"/(?!(?:api|assets|blog|i|login|signup|tkf2|pricing|public)(?:/|\Z))(?P<name>[\w.-]+)(?:/.*)?",
        "https://tockify.com/api/feeds/ics/{name}", "Tockify: subscribe to the calendar",
        is_embedded=True,
    ),
    KnownHost(
        "a Trumba calendar", r"(?:www\.)?trumba\.com", r"/calendars/(?P<name>[\w-]+)(?:\.aspx|\.html)?/?",
        "https://www.trumba.com/calendars/{name}.ics", "Trumba Help: calendar feeds", is_embedded=True,
    ),
    KnownHost(
        "a LiveWhale calendar", r"[\w-]+\.lwcal\.com", r"/(?:calendar/?)?",
        "https://{host}/live/ical/events", "LiveWhale documentation: calendar feeds",
    ),
    KnownHost(
        "the JSON of a LiveWhale calendar", r".+",
        r"/live/json/events(?P<rest>(?:/(?:group|group_id|category|tag)/[^/]+)*)/?",
        "https://{host}/live/ical/events{rest}", "LiveWhale documentation: one query in several formats",
    ),
    KnownHost(
        "a Localist calendar", r"[\w.-]+\.localist\.com", r"/(?:calendar/?)?",
        "https://{host}/calendar.ics", "Localist Support: calendar feeds",
        "Shows the events of the page, not all of them.",
    ),
    KnownHost(
        "a Squarespace page of events", r"[\w-]+\.squarespace\.com",
        r"/(?P<page>(?:[\w-]*(?:events?|calendar|agenda|termine|kalender)[\w-]*))/?",
        "https://{host}/{page}?format=json", "Squarespace developers: the JSON view of a page",
    ),
    KnownHost(
        "a Gancio instance", _GANCIO, r"/", "https://{host}/api/events",
        "gancio.org/dev/api", "Only what is to come; series without their single dates.",
    ),
    KnownHost(
        "a Gancio tag, place or collection", _GANCIO,
        r"/(?P<kind>tag|place|collection)/(?P<name>[^/]+)(?:/.*)?",
        "https://{host}/feed/ics/{kind}/{name}", "the instance's own routes: /feed/{format}/{kind}/{name}",
        "UTC without a zone.",
    ),
    KnownHost(
        "a Mobilizon group", _MOBILIZON, r"/@(?P<group>[\w.@-]+)(?:/events)?/?",
        "https://{host}/@{group}/feed/ics", "Mobilizon's routes: /@group/feed/{atom,ics}",
        "Kept by the server for a while; not to be asked more than hourly.",
    ),
    KnownHost(
        "a Mobilizon event", _MOBILIZON, r"/events/(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?",
        "https://{host}/events/{id}/export/ics", "Mobilizon's routes: /events/{uuid}/export/ics",
    ),
    KnownHost(
        "a Mobilizon instance", _MOBILIZON, r"/(?:events|search)?/?",
        "https://{host}/feed/instance/ics", "Mobilizon's routes: /feed/instance/{atom,ics}",
        "Not every instance gives it.",
    ),
    KnownHost(
        "a pretalx conference", r"pretalx\..+|.+\.pretalx\..+|cfp\..+|program\.europython\.eu|talks\..+",
        r"/(?P<event>[\w.-]+)/(?:schedule|talk|sessions|featured|speaker)(?:/(?!export|v/).*)?",
        "https://{host}/{event}/schedule/export/schedule.json",
        "docs.pretalx.org: schedule exports", "Breaks are not in it; one event with its sessions.",
    ),
    KnownHost(
        "an Indico category", _INDICO, r"(?P<base>(?:/[\w-]+)?)/category/(?P<id>\d+)(?:/.*)?",
        "https://{host}{base}/export/categ/{id}.json?from=-14d",
        "docs.getindico.io: HTTP API, exporters", "Only what is public; a personal token is left out.",
    ),
    KnownHost(
        "an Indico event", _INDICO, r"(?P<base>(?:/[\w-]+)?)/event/(?P<id>\d+)(?:/.*)?",
        "https://{host}{base}/export/event/{id}.json", "docs.getindico.io: HTTP API, exporters",
    ),
    KnownHost(
        "a Sessionize view", r"(?:www\.)?sessionize\.com",
        r"/api/v2/(?P<key>\w+)/view/(?:Speakers|SpeakerWall|GridTable)",
        "https://sessionize.com/api/v2/{key}/view/All", "Sessionize: API views",
        "Times of no zone; the conference has no name in it.",
    ),
    KnownHost(
        "a frab schedule", r".+", r"(?P<base>/[a-z]{2}/[\w-]+/public/schedule)(?:/.*)?",
        "https://{host}{base}.xml", "frab's routes: /{language}/{conference}/public/schedule.{xml,json,ics}",
        "One event with its sessions.",
    ),
    KnownHost(
        "a Fahrplan of the CCC", r"fahrplan\.events\.ccc\.de",
        r"(?P<base>/.+/[Ff]ahrplan)(?:/(?:index\.html)?)?",
        "https://{host}{base}/schedule.xml", "the page's own link to the machine-readable schedule",
    ),
    KnownHost(
        "FOSDEM's schedule", r"(?:archive\.|www\.)?fosdem\.org", r"/(?P<year>\d{4})/schedule(?:/|/days/.*)?",
        "https://fosdem.org/{year}/schedule/xml", "FOSDEM/website, issue 231",
    ),
    KnownHost(
        "an agenda of OpenAgenda", r"(?:www\.)?openagenda\.com",
        r"/(?:[a-z]{2}/)?agendas/(?P<id>\d+)(?:/events)?/?",
        "https://openagenda.com/agendas/{id}/events.v2.ics?relative%5B%5D=current&relative%5B%5D=upcoming",
        "developers.openagenda.com: exports need no key; of a page with a name the id is in the page",
        is_embedded=True,
    ),
    KnownHost(
        "a shared Nextcloud calendar", r".+",
        r"(?P<base>(?:/[\w-]+){0,2}?)(?:/index\.php)?/apps/calendar/(?:p|embed)/(?P<token>[A-Za-z0-9]+)(?:/.*)?",
        "https://{host}{base}/remote.php/dav/public-calendars/{token}?export",
        "Nextcloud manual: publishing a calendar", is_embedded=True,
    ),
    KnownHost(
        "the organiser's calendar at pretix", r"pretix\.eu|pretix\..+", r"/(?P<org>[\w-]+)/(?:events/?)?",
        "https://{host}/{org}/events/ical/", "pretix documentation: organiser page, iCal",
    ),
    KnownHost(
        "developers.events", r"(?:www\.)?developers\.events", r"/(?:\d{4}/.*)?",
        "https://developers.events/all-events.json", "scraly/developers-conferences-agenda",
        "Days at midnight UTC in milliseconds.",
    ),
    KnownHost(
        "a file on GitHub", r"(?:www\.)?github\.com",
        rf"/(?P<repo>[\w.-]+/[\w.-]+)/(?:blob|raw)/(?P<file>{_FORGE_FILE})",
        "https://raw.githubusercontent.com/{repo}/{file}", "GitHub Docs: viewing and understanding files",
    ),
    KnownHost(
        "a gist", r"gist\.github\.com", r"/(?P<gist>[\w-]+/[0-9a-f]{20,40})/?",
        "https://gist.githubusercontent.com/{gist}/raw", "GitHub Docs: the first file of a gist",
    ),
    KnownHost(
        "a file on GitLab", r"gitlab\..+", rf"/(?P<repo>[\w./-]+?)/-/blob/(?P<file>{_FORGE_FILE})",
        "https://{host}/{repo}/-/raw/{file}", "GitLab Docs: repository files",
    ),
    KnownHost(
        "a file on Codeberg or Forgejo", r"codeberg\.org|(?:forgejo|gitea)\..+",
        rf"/(?P<repo>[\w.-]+/[\w.-]+)/src/(?P<file>(?:branch|tag|commit)/{_FORGE_FILE})",
        "https://{host}/{repo}/raw/{file}", "Forgejo's routes",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The feed behind a page: its address, and what kind of page it is that we know."""

    url: str
    name: str
    trap: str = ""


def rewrite(url: str, *, embedded_only: bool = False) -> Rewrite | None:
    """Return the feed behind an address in the form of `source_address`; None where the table has no row.

    `embedded_only` asks only for what pages show as a calendar of their own.
    """
    for known in KNOWN_HOSTS:
        if known.is_embedded or not embedded_only:
            feed = known.feed_of(url)
            if feed is not None:
                return Rewrite(feed, known.name, known.trap)
    return None
