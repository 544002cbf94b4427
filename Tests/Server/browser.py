"""Common code of the checks of pages in headless Chromium: browser, counting, axe-core, narrow screens, screenshots."""

import argparse
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class BrowserChecks:
    """Checks of a running server; `run` performs all of them."""

    # The subject of the checks, and the size of the screen.
    name = ""
    viewport = {"width": 1000, "height": 800}
    # Expected error statuses, which the browser also writes to its console.
    statuses = ()

    def __init__(self, server, browser, shots):
        self.server = server
        self.browser = browser
        self.shots = shots
        self.count = 0
        self.failures = []

    def check(self, is_so, what):
        self.count += 1
        if not is_so:
            self.failures.append(what)

    def is_own(self, url):
        return url.startswith((self.server.url, "data:", "blob:"))

    def page(self, name, cookies=(), **options):
        options = {"viewport": self.viewport, "locale": "de-DE"} | options
        context = self.browser.new_context(**options)
        context.add_cookies(list(cookies))
        page = context.new_page()
        meant = ("GPU", "WebGL", *(f"status of {status}" for status in self.statuses))
        page.on("console", lambda message: self.check(
            message.type not in ("error", "warning") or any(word in message.text for word in meant),
            f"{name}: {message.text}"))
        page.on("pageerror", lambda error: self.check(False, f"{name}: {error}"))
        page.on("request", lambda request: self.check(self.is_own(request.url), f"{name} requests {request.url}"))
        return page

    def check_axe(self, page, name):
        result = Axe().run(page, options={
            "runOnly": {"type": "tag", "values": RULES},
            "rules": {"target-size": {"enabled": True}}})
        for violation in result.response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            self.check(False, f"{name}: {violation['id']}: {nodes}")
        self.count += 1

    def check_width(self, page, name, most=320):
        width = page.evaluate("document.documentElement.scrollWidth")
        self.check(width <= most, f"{name} is {width} pixels wide on a screen of {most}")

    def shot(self, page, name):
        if self.shots:
            page.screenshot(path=self.shots / f"{name}.png", full_page=True)


def main(description, serve, checks):
    """Serves the file named on the command line and performs the checks. Exits with 1 if one fails."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--shots", type=pathlib.Path, metavar="FOLDER")
    arguments = parser.parse_args()
    if arguments.shots:
        arguments.shots.mkdir(parents=True, exist_ok=True)
    with serve(arguments.file) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"])
        made = checks(server, browser, arguments.shots)
        made.run()
        browser.close()
    print(f"{made.name}: {made.count} checks")
    if made.failures:
        print("\n".join(made.failures), file=sys.stderr)
        sys.exit(1)
