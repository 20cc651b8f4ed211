"""Starts, and ends of calendars, of real published files equal an independent reading: no code of ours."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.reading import context
from tests.support.readings import plain_readings as plainly
from tests.support.readings.plain_calendar import spans_of_calendar
from tests.support.readings.plain_start import Start, name_of, unmatched
from tests.support.readings.real_feeds import FEEDS, files_of, reading_of

pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the real feed files are not on this machine")
WANTED = 0.995

Reader = Callable[[Path], Iterator[Start]]


def _assert_equal(folder: str, plain: Reader, *, by_uid: bool = False) -> None:
    total, missed = 0, []
    for path in files_of(folder):
        starts = list(plain(path))
        total += len(starts)
        missed += [(path.name, *each) for each in unmatched(starts, reading_of(path).listings, by_uid=by_uid)]
    assert total, "the plain reading found nothing"
    assert 1 - len(missed) / total >= WANTED, f"{len(missed)} of {total}: {missed[:20]}"


def _of_calendar(path: Path) -> Iterator[Start]:
    about = context("")
    return spans_of_calendar(path.read_bytes(), (about.window_start, about.window_end))


def test_calendars() -> None:
    _assert_equal("ics", _of_calendar, by_uid=True)


@pytest.mark.parametrize(
    ("folder", "plain"),
    [
        ("json/confs-tech", plainly.confs_tech),
        ("json/tampa-meetup-graphql", plainly.meetup_graphql),
        ("json/placecal-recorded-responses", plainly.platform_json),
        ("csv/python-organizers", plainly.python_organizers),
        ("yaml/cocoa-conferences", plainly.yaml_list),
        ("yaml/paperswithcode-ai-deadlines", plainly.yaml_list),
        ("yaml/ruby-conferences", plainly.yaml_list),
        ("yaml/ccf-deadlines", plainly.ccf),
        ("atom/php-net-conferences", plainly.php_net),
        ("atom/developers-conferences-agenda-2023-11", plainly.agenda_feed),
        ("rss/community-calendar", plainly.community_feed),
        ("html-jsonld/songkick-extruct", plainly.json_ld),
        ("html-jsonld/placecal-recorded-responses", plainly.json_ld),
        ("html-hevent/microformats-tests-v2", plainly.h_event),
    ],
)
def test_lists_and_pages(folder: str, plain: Reader) -> None:
    _assert_equal(folder, plain)


@pytest.mark.parametrize(
    ("folder", "plain"),
    [
        ("activitypub/mobilizon-fixtures", plainly.activity),
        ("json/cron-quiles-mx", plainly.cron_quiles),
    ],
)
def test_lists_with_ids(folder: str, plain: Reader) -> None:
    _assert_equal(folder, plain, by_uid=True)


@pytest.mark.parametrize(
    ("folder", "plain"),
    [
        ("frab-xml/38c3", plainly.frab_xml),
        ("frab-xml/fosdem", plainly.frab_xml),
        ("frab-json/voc-examples", plainly.frab_json),
        ("csv/gpn11-voctosched", plainly.gpn_csv),
    ],
)
def test_sessions_of_schedules(folder: str, plain: Reader) -> None:
    total, missed = 0, []
    for path in files_of(folder):
        (listing,) = reading_of(path).listings
        ours = [(name_of(session.title), session.starts) for session in listing.sessions]
        for each in plain(path):
            total += 1
            if each in ours:
                ours.remove(each)
            else:
                missed.append((path.name, *each))
    assert 1 - len(missed) / total >= WANTED, f"{len(missed)} of {total}: {missed[:20]}"
