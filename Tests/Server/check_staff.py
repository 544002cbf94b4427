#!/usr/bin/env python3
"""Checks the engineers' view in headless Chromium: signing in by keyboard, layers, attributes, accepted and rejected
events, without JavaScript, with axe-core, light and dark scheme, narrow screens; and lines on tiles with GDAL.

Usage: check_staff.py PROJECT.gpkg [--shots FOLDER]

The project needs two plans, base and first; a copy is served.
"""

import json
import math
import pathlib
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request

import pyogrio

from browser import BrowserChecks, main
from served import ROOT, free_port, wait_for

TRASSE = ROOT / ".build/release/trasse"
MAP = ROOT / ".build/map"


class Staff:
    """The running view of a copy of a project: `with Staff("town.gpkg") as staff: … staff.url …`."""

    def __init__(self, project):
        self.project = project

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        place = pathlib.Path(self.folder.name)
        self.path = place / "town.gpkg"
        shutil.copy(self.project, self.path)
        self.clerk = self.run("token", self.path, "add", "clerk of the check", "--scope", "status").strip()
        self.reader = self.run("token", self.path, "add", "reader of the check").strip()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(place / "log", "w+")
        options = ["--map", MAP] if MAP.exists() else []
        self.process = subprocess.Popen(
            [TRASSE, "serve", self.path, "--port", str(self.port), *options], stderr=self.log)
        wait_for(self.url + "/healthz").close()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        status = self.process.wait(20)
        self.log.seek(0)
        said = self.log.read()
        self.log.close()
        self.folder.cleanup()
        assert status == 0, f"the server ended with {status}"
        assert "trasse_" not in said, "the log holds a token"

    @staticmethod
    def run(*words):
        return subprocess.run([TRASSE, *words], check=True, capture_output=True, text=True).stdout

    def get(self, target):
        request = urllib.request.Request(
            self.url + target, headers={"Authorization": f"Bearer {self.clerk}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    def json(self, target):
        return json.loads(self.get(target))


class StaffChecks(BrowserChecks):
    name = "engineers' view"
    viewport = {"width": 1400, "height": 900}
    statuses = (401, 409)

    def __init__(self, staff, browser, shots):
        super().__init__(staff, browser, shots)
        self.cookies = []
        # A trench whose middle is not covered by other features, so that it can be clicked.
        self.trench = max(
            self.features("trench"), key=lambda row: row["length_m"] if row["kind"] == "street_side" else 0)

    def features(self, layer):
        text = subprocess.run(
            [TRASSE, "export", self.server.path, layer, "--scenario", "base"], check=True,
            capture_output=True, text=True).stdout
        return [
            feature["properties"] | {"coordinates": feature["geometry"]["coordinates"]}
            for feature in json.loads(text)["features"]]

    def is_own(self, url):
        return super().is_own(url) and "trasse_" not in url

    def page(self, name, signed_in=True, **options):
        return super().page(name, self.cookies if signed_in else (), **options)

    def run(self):
        self.sign_in_by_keyboard()
        self.map()
        self.difference()
        self.event()
        self.without_script()
        self.everywhere()
        self.line_tile()
        self.sign_out()

    def sign_in_by_keyboard(self):
        page = self.page("sign-in", signed_in=False)
        answer = page.goto(f"{self.server.url}/staff/map?lang=de")
        self.check(answer.status == 401, f"without a token the answer is {answer.status}")
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "token":
                break
        self.check(page.evaluate("document.activeElement.id") == "token", "Tab does not reach the field")
        page.keyboard.type("trasse_wrong")
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=alert]")
        self.shot(page, "sign-in")
        page.fill("#token", "")
        page.focus("#token")
        page.keyboard.type(self.server.clerk)
        page.keyboard.press("Enter")
        page.wait_for_selector(".workbench")
        self.check(page.url.split("#")[0].endswith("/staff/map?lang=de"), f"signing in leads to {page.url}")
        self.cookies = page.context.cookies()
        self.check(
            [(cookie["name"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) for cookie in self.cookies]
            == [("trasse_session", True, "Strict", "/staff")], f"cookies are {self.cookies}")
        self.check(page.evaluate("document.cookie") == "", "scripts can read the cookie")
        page.context.close()

    def map(self):
        if not MAP.exists():
            print("SKIPPED: the map requires scripts/setup --map")
            return
        middle = self.trench["coordinates"]
        (x0, y0), (x1, y1) = middle[0][:2], middle[1][:2]
        longitude, latitude = (x0 + x1) / 2, (y0 + y1) / 2
        for scheme in ("light", "dark"):
            page = self.page("map", color_scheme=scheme)
            tiles = []
            page.on("response", lambda answer: tiles.append((answer.url, answer.status)) if "/tiles/" in answer.url else None)
            page.goto(f"{self.server.url}/staff/map?lang=de")
            page.wait_for_selector("#map[data-ready]", timeout=60_000)
            page.wait_for_timeout(500)
            self.shot(page, f"map-{scheme}")
            self.check(any("/trench/" in url and status == 200 for url, status in tiles), "the map loads no trench")
            self.check(not any("/address/" in url for url, _ in tiles), "a hidden layer is loaded")
            page.context.close()
        page = self.page("click")
        page.goto(f"{self.server.url}/staff/map?lang=de#18.5/{latitude}/{longitude}")
        page.wait_for_selector("#map[data-ready]", timeout=60_000)
        box = page.locator("#map canvas").bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector("#attributes dl", timeout=10_000)
        text = page.locator("#attributes").inner_text()
        for wanted in (self.trench["id"], "length_m", "cost_cents", "€", self.trench["method"]):
            self.check(wanted in text, f"a click on a trench does not show {wanted}: {text[:300]}")
        self.shot(page, "attributes")
        row = page.locator("[data-layer=trench]").first
        before = page.locator("#map canvas").screenshot()
        row.locator("input").uncheck()
        page.wait_for_selector("#map[data-ready]", timeout=60_000)
        page.wait_for_timeout(700)
        self.check(page.locator("#map canvas").screenshot() != before, "a hidden layer is still drawn")
        page.keyboard.press("Space")
        self.check(row.locator("input").is_checked(), "a layer cannot be shown with the keyboard")
        page.wait_for_timeout(700)
        page.focus("#middle")
        page.evaluate("document.getElementById('attributes').replaceChildren()")
        page.keyboard.press("Enter")
        page.wait_for_selector("#attributes dl", timeout=10_000)
        self.check(self.trench["id"] in page.locator("#attributes").inner_text(), "the attributes of the feature in the middle are not shown")
        page.context.close()

    def difference(self):
        page = self.page("compare")
        page.goto(f"{self.server.url}/staff/compare?lang=de")
        page.select_option("#a", "base")
        page.select_option("#b", "first")
        page.click("main button[type=submit]")
        page.wait_for_selector("main table")
        said = page.locator("main table").inner_text()
        wanted = json.loads(Staff.run("compare", self.server.path, "base", "first", "--format", "json"))
        cents = wanted["a"]["cost_cents"]
        euros = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d} €"
        self.check(euros in said, f"the comparison does not contain {euros}")
        self.shot(page, "compare")
        page.click("main a.button")
        page.wait_for_selector(".workbench")
        if MAP.exists():
            page.wait_for_selector("#map[data-ready]", timeout=60_000)
            page.wait_for_timeout(500)
            self.shot(page, "difference")
        only = page.locator("[data-kind=only] .number").first.inner_text().replace(".", "")
        self.check(int(only) == wanted["segments_only_in_a"], f"{only} segments only in A")
        page.context.close()

    def event(self):
        page = self.page("event")
        page.goto(f"{self.server.url}/staff/household?lang=de")
        page.fill("#q", "marktgasse 11")
        page.press("#q", "Enter")
        page.wait_for_selector("#step")
        self.shot(page, "household")
        page.select_option("#step", "consent_given - ")
        page.fill("#proof", "Brief 7")
        page.locator(".entry button").click()
        page.wait_for_selector(".note[role=status]")
        self.check("consent_given" in Staff.run("status", self.server.path, "history", "Marktgasse 11"),
                   "the event is not in the ledger")
        self.shot(page, "entered")
        page.select_option("#step", "surveyed - ")
        page.fill("#day", "2001-01-01")
        page.locator(".entry button").click()
        page.wait_for_selector("[role=alert]")
        self.check("liegt vor dem letzten Ereignis" in page.locator("[role=alert]").inner_text(),
                   "the rejection is not explained")
        self.check(page.locator("#step").input_value() == "surveyed - ", "the form loses the selected values")
        self.shot(page, "refused")
        self.check("chain intact" in Staff.run("status", self.server.path, "verify"), "the ledger is not intact")
        page.context.close()

    def without_script(self):
        page = self.page("plain", signed_in=False, java_script_enabled=False)
        page.goto(f"{self.server.url}/staff/household?q=Marktgasse+13&lang=de")
        page.fill("#token", self.server.clerk)
        page.press("#token", "Enter")
        page.wait_for_selector("#step")
        page.select_option("#step", "consent_requested - ")
        page.locator(".entry button").click()
        page.wait_for_selector(".note[role=status]")
        page.goto(f"{self.server.url}/staff/map?lang=de")
        self.check(page.locator("[data-layer=trench]").first.is_visible(), "the counts require JavaScript")
        self.check(page.locator(".layers input").first.is_hidden(), "a checkbox that requires JavaScript is shown")
        self.check("JavaScript" in page.locator(".place").inner_text(), "the page does not state that the map requires JavaScript")
        page.context.close()

    def targets(self):
        for language in ("de", "en"):
            for target in ("/staff?", "/staff/map?", "/staff/map?a=base&b=first&", "/staff/compare?",
                           "/staff/compare?a=base&b=first&", "/staff/household?",
                           "/staff/household?q=Marktgasse+11&", "/staff/household?q=Marktgasse+999&"):
                yield f"{target}lang={language}"

    def everywhere(self):
        for scheme in ("light", "dark"):
            for target, signed_in in [(target, True) for target in self.targets()] + [("/staff?lang=de", False)]:
                page = self.page(target, signed_in, color_scheme=scheme)
                page.goto(self.server.url + target)
                if "/map" in target and MAP.exists():
                    page.wait_for_selector("#map[data-ready]", timeout=60_000)
                self.check_axe(page, f"{scheme} {target}")
                page.context.close()
        for target in self.targets():
            page = self.page(target, viewport={"width": 320, "height": 640})
            page.goto(self.server.url + target)
            self.check_width(page, target)
            if target.endswith("lang=de"):
                page.wait_for_timeout(600)
                self.shot(page, "phone-" + urllib.parse.quote(target.split("?")[0], safe="").replace("%2F", "-")
                          + str(len(target)))
            page.context.close()

    def line_tile(self):
        longitude, latitude = self.trench["coordinates"][0][:2]
        zoom = 16
        x = int((longitude + 180) / 360 * 2 ** zoom)
        y = int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2 ** zoom)
        tile = self.server.get(f"/staff/tiles/trench/{zoom}/{x}/{y}.mvt?scenario=base")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / f"{y}.mvt"
            path.write_bytes(tile)
            meta, _, geometry, values = pyogrio.raw.read(
                path, layer="trench", X=str(x), Y=str(y), Z=str(zoom))
        ids = list(values[list(meta["fields"]).index("id")])
        self.check(self.trench["id"] in ids, "GDAL does not find the trench on its tile")
        self.check("LineString" in meta["geometry_type"], f"GDAL reads {meta['geometry_type']}")
        self.check(all(shape is not None for shape in geometry), "GDAL reads a line without geometry")
        own = self.server.json(f"/staff/features/trench/{self.trench['id']}?scenario=base")
        self.check(own["properties"]["cost_cents"] == self.trench["cost_cents"], "the feature differs from the export")

    def sign_out(self):
        page = self.page("sign-out")
        page.goto(f"{self.server.url}/staff?lang=de")
        self.shot(page, "overview")
        page.click("footer button")
        page.wait_for_selector("#token")
        answer = page.goto(f"{self.server.url}/staff/map")
        self.check(answer.status == 401, "the session is still valid after signing out")
        page.context.close()


main(__doc__, Staff, StaffChecks)
