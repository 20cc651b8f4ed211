"""The product in one process: a journey by the API, and the pages in Chromium, wide and narrow.

Both go through the same running product, for to start one costs more than the whole journey.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.browser import CHROMIUM, Browser, browser
from tests.e2e.journey import ADA, travel
from tests.e2e.product import acquaint, address_in, ended, small_feeds, up
from tests.support.data_folder import own_folder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
EVENT = "Nordic Nursing Congress"


@dataclass(frozen=True, slots=True)
class Product:
    """The product as it runs."""

    url: str
    data: Path

    @property
    def outbox(self) -> Path:
        return next(self.data.glob("folder_*")) / "outbox"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Run it on a few feeds, and see it end well."""
    folder = tmp_path_factory.mktemp("product")
    with own_folder() as data:
        process = up(data.root, small_feeds(folder / "feeds"), folder / "log")
        with ended(process):
            yield Product(address_in(folder / "log"), data.root)
        assert process.returncode == 0


def test_two_nurses_travel(product: Product, tmp_path: Path) -> None:
    target, data = tmp_path / "letters", str(product.data)

    def send_digests() -> Path:
        done = acquaint("digest", "send", "--now", "--to-dir", str(target), "--email", ADA, "--data", data)
        assert done.returncode == 0, done.stderr
        assert list(target.glob("*.eml")), done.stdout
        return target

    with httpx.Client(base_url=product.url, timeout=30) as web:
        travel(web, product.outbox, send_digests)


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
def test_a_nurse_finds_an_event_and_people(product: Product) -> None:
    # as others on the same network reach it: over plain http, where browsers tell less of a form
    url = product.url.replace("127.0.0.1", "acquaint.test")
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
