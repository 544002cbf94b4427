#!/usr/bin/env python3
"""Checks the page in headless Chromium: with the keyboard only, without JavaScript, at a width of 320
pixels, with axe-core, in both languages, in the light and the dark scheme.

Usage: check_page.py PUBLIC.db [--shots FOLDER]
"""

from browser import BrowserChecks, main
from served import Served


class PageChecks(BrowserChecks):
    name = "page"

    def __init__(self, served, browser, shots):
        super().__init__(served, browser, shots)
        feature = served.json("/ogc/collections/addresses/items?limit=1&class=available")
        feature = (feature["features"] or served.json(
            "/ogc/collections/addresses/items?limit=1")["features"])[0]
        self.id = feature["id"]
        page = served.get(f"/a/{self.id}?lang=en").decode()
        # The label as shown on the page.
        self.label = page.split('<p class="address">')[1].split("</p>")[0]
        self.query = self.label.split(",")[0]

    def close(self, page):
        self.check(page.context.cookies() == [], "a cookie is set")
        page.context.close()

    def targets(self):
        for language in ("de", "en"):
            for target in ("/?", f"/?q={self.query}&", "/?q=Nirgendwo+1&", f"/a/{self.id}?", "/meaning?",
                           "/privacy?", "/accessibility?", "/interface?", f"/report?id={self.id}&",
                           "/report?address=Marktgasse+99&", "/report/thanks?", "/a/nowhere?"):
                yield f"{target}lang={language}"

    def run(self):
        self.by_keyboard()
        self.without_script()
        self.everywhere()
        self.report()
        self.map()
        self.printed()

    def by_keyboard(self):
        page = self.page("keyboard")
        page.goto(self.server.url + "/?lang=de")
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "q":
                break
        self.check(page.evaluate("document.activeElement.id") == "q", "Tab does not reach the box")
        page.keyboard.type(self.query, delay=20)
        option = page.locator("[role=option]").first
        option.wait_for(timeout=5000)
        box = page.locator("#q")
        self.check(box.get_attribute("aria-expanded") == "true", "the list is not announced as open")
        page.keyboard.press("ArrowDown")
        active = box.get_attribute("aria-activedescendant")
        self.check(active == "suggestion-0", f"the active option is {active}")
        self.check(option.get_attribute("aria-selected") == "true", "the option is not selected")
        self.check(page.locator("#status").inner_text() != "", "the count is not announced")
        self.shot(page, "list")
        page.keyboard.press("Escape")
        self.check(box.get_attribute("aria-expanded") == "false", "Escape does not close the list")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/a/*")
        self.check(page.locator("#result").is_visible(), "Enter does not lead to the answer")
        self.close(page)

    def without_script(self):
        page = self.page("plain", java_script_enabled=False)
        page.goto(self.server.url + "/?lang=de")
        page.fill("#q", self.label)
        page.press("#q", "Enter")
        page.wait_for_load_state()
        self.check(page.locator("#result").is_visible(), "the plain form has no answer")
        self.check(self.label in page.locator(".answer").inner_text(), "the answer is about a different address")
        self.check(page.locator("[data-print]").is_hidden(), "a button that requires JavaScript is shown")
        self.close(page)

    def everywhere(self):
        for scheme in ("light", "dark"):
            for target in self.targets():
                page = self.page(target, color_scheme=scheme)
                self.go(page, target)
                self.check_axe(page, f"{scheme} {target}")
                self.close(page)
        for target in self.targets():
            page = self.page(target, viewport={"width": 320, "height": 640})
            self.go(page, target)
            self.check_width(page, target)
            self.close(page)

    def go(self, page, target):
        before = list(self.failures)
        page.goto(self.server.url + target)
        if "nowhere" in target:
            # The browser writes the status of a missing page to its console.
            self.failures = before

    def report(self):
        page = self.page("report")
        page.goto(f"{self.server.url}/a/{self.id}?lang=de")
        page.click("text=Fehler melden")
        page.check("input[value=wrong_place]")
        page.fill("#message", "Zeile eins\nZeile zwei")
        page.click("button[type=submit]")
        page.wait_for_url("**/report/thanks*")
        self.check("wrong_place" in self.server.reports.read_text(), "the report is not stored")
        self.close(page)

    def map(self):
        if "map" not in self.server.configuration:
            print("SKIPPED: the map requires scripts/setup --map")
            return
        for scheme in ("light", "dark"):
            page = self.page("map", color_scheme=scheme)
            page.goto(f"{self.server.url}/a/{self.id}?lang=de")
            tiles = []
            page.on("response", lambda answer: tiles.append(answer.status) if "/tiles/" in answer.url else None)
            page.click("[data-map]")
            page.wait_for_selector("#map[data-ready]", timeout=60_000)
            self.check(200 in tiles, "the map loads no tile")
            self.check(page.locator(".legend").is_visible(), "the map has no legend")
            self.shot(page, f"map-{scheme}")
            self.close(page)

    def printed(self):
        page = self.page("print")
        page.goto(f"{self.server.url}/a/{self.id}?lang=de")
        page.emulate_media(media="print")
        self.check(page.locator("#result").is_visible(), "the answer is not printed")
        self.check(page.locator(".search").is_hidden(), "the form is printed")
        self.shot(page, "print")
        self.close(page)


main(__doc__, Served, PageChecks)
