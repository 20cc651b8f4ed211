"""The pages in Chromium, wide and narrow: they work, complain of nothing and shut nobody out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.local.folders import DataFolder
from tests.e2e.browser import CHROMIUM, Browser, browser
from tests.e2e.product import address_in, ended, up

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium"),
]
EVENT = "Nordic Nursing Congress"


@pytest.fixture
def url(data_folder: DataFolder, tmp_path: Path) -> Iterator[str]:
    """As others on the same network reach it: over plain http, where browsers tell less of a form."""
    process = up(data_folder.root, Path("samples"), tmp_path / "log")
    with ended(process):
        yield address_in(tmp_path / "log").replace("127.0.0.1", "acquaint.test")


def test_a_nurse_finds_an_event_and_people(url: str) -> None:
    for width, height in ((1280, 900), (380, 740)):
        with browser(url, width=width, height=height) as it:
            find_event(it)
            sign_in(it)
            go_there(it)
            see_its_series(it)
            keep_a_search(it)
            look_around(it)
            read_in_large_letters(it)
            assert [] == it.complaints, "\n".join(it.complaints)


def find_event(it: Browser) -> None:
    it.open("/")
    it.tab.get_by_label("What").fill("nordic nursing")
    it.follow(it.tab.get_by_role("button", name="Search"))
    it.follow(it.tab.get_by_role("link", name=EVENT).first)
    expect(it.tab.get_by_role("heading", level=1)).to_contain_text(EVENT)


def sign_in(it: Browser) -> None:
    it.follow(it.tab.get_by_role("main").get_by_role("link", name="Sign in"))
    it.follow(it.tab.locator("form[action='/sign-in/sample'] button").first)
    expect(it.tab.get_by_role("heading", level=1)).to_contain_text(EVENT)


def go_there(it: Browser) -> None:
    it.tab.get_by_label("I am going").check()
    it.follow(it.tab.get_by_role("button", name="Save").or_(it.tab.get_by_role("button", name="Update")))
    expect(it.tab.get_by_role("status")).to_contain_text("Noted: you are going")
    expect(it.tab.locator("li[id^=per_]").first).to_be_visible()


def see_its_series(it: Browser) -> None:
    it.follow(it.tab.locator("a[href^='/series/']").first)
    expect(it.tab.get_by_role("button", name="Follow")).to_be_visible()


def keep_a_search(it: Browser) -> None:
    it.open("/?q=nursing&kind=conference")
    name = f"Nursing {it.tab.viewport_size}"
    it.tab.get_by_label("Save this search as").fill(name)
    it.follow(it.tab.get_by_role("button", name="Save this search"))
    expect(it.tab.get_by_role("link", name=name)).to_be_visible()


def look_around(it: Browser) -> None:
    for path in ("/for-you", "/me", "/searches", "/sources", "/about-bot", "/docs"):
        it.open(path)
    it.open("/sources")
    it.follow(it.tab.get_by_role("main").locator("a[href^='/sources/src_']").first)


def read_in_large_letters(it: Browser) -> None:
    """A reader who has set letters twice as large need not scroll sideways."""
    letters = it.tab.context.new_cdp_session(it.tab)
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for path in ("/", "/me", "/introductions", "/docs"):
        it.open(path)
