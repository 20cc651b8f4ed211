"""A real browser on our pages, which hears everything that the pages complain of."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

from playwright.sync_api import Locator, Page, sync_playwright

AXE = Path(__file__).parents[1] / "npm/node_modules/axe-core/axe.min.js"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := which(name))), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
    "--host-resolver-rules=MAP acquaint.test 127.0.0.1",
]
"""No sandbox: it cannot be had as root in a container, and the pages are our own."""
_OVER_HTTP = "The Cross-Origin-Opener-Policy header has been ignored"
"""Said of every page that is reached neither by https nor on this machine's own address."""


@dataclass
class Browser:
    """One tab, and what was wrong on its pages so far."""

    tab: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def hear(self, kind: str, text: str) -> None:
        """Note what a page complains of."""
        if not text.startswith(_OVER_HTTP):
            self.complaints.append(f"{self.tab.url} says {kind}: {text}")

    def open(self, path: str) -> None:
        """Go to a page of ours and judge it."""
        self.tab.goto(f"{self.url}{path}")
        self.judge()

    def follow(self, control: Locator) -> None:
        """Click what leads to another page, wait until that has loaded, and judge it.

        A click alone returns while the old page is torn down, when a document may have no root.
        """
        with self.tab.expect_navigation():
            control.click()
        self.judge()

    def judge(self) -> None:
        """Look for what no page may have: things wider than the screen, and barriers that axe knows."""
        wide = self.tab.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            self.complaints.append(f"{self.tab.url} is {wide} px wider than the screen")
        if AXE.is_file():
            self.complaints += [f"{self.tab.url}: {it}" for it in self._barriers()]

    def _barriers(self) -> list[str]:
        self.tab.evaluate(_axe())
        found: list[dict[str, Any]] = self.tab.evaluate("axe.run().then(it => it.violations)")
        return [f"{it['id']} at {json.dumps([node['target'] for node in it['nodes'][:3]])}" for it in found]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


@contextmanager
def browser(url: str, *, width: int = 1280, height: int = 900) -> Iterator[Browser]:
    """Open a browser on the product at the address."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        tab = chromium.new_page(viewport={"width": width, "height": height})
        tab.set_default_timeout(60_000)  # twice what is usual: a busy machine is no fault of a page
        opened = Browser(tab, url)
        tab.on("console", lambda it: opened.hear(it.type, it.text))
        tab.on("pageerror", lambda it: opened.complaints.append(f"{tab.url} broke: {it}"))
        yield opened
        chromium.close()
