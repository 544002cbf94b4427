#!/usr/bin/env python3
"""Searches all responses of the server for marks in the personal and confidential data of a project.

Usage: check_marks.py
"""

import csv
import io
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse

from served import ROOT, Served

TRASSE = ROOT / ".build/release/trasse"
SAMPLE = ROOT / "geodata/sample"
MARK = "Geheimzeichen"


def trasse(*words):
    done = subprocess.run([TRASSE, *words], check=True, capture_output=True, text=True)
    return done.stdout


def marked_project(folder):
    """Creates a project in which names of persons, contracts, owners and files contain marks. Returns it with its addresses."""
    project = folder / "town.gpkg"
    conduits = json.loads((SAMPLE / "conduits.geojson").read_text())
    for feature in conduits["features"]:
        feature["properties"] |= {"owner": f"{MARK} owner", "name": f"{MARK} conduit"}
    place = folder / MARK / "conduits.geojson"
    place.parent.mkdir()
    place.write_text(json.dumps(conduits))
    trasse("new", project)
    trasse("import", project, "--quiet", SAMPLE / "musterquartier.osm", SAMPLE / "gebref.txt", place,
           SAMPLE / "sites.geojson", SAMPLE / "areas.geojson")
    trasse("plan", project, "--quiet", "--scenario", f"{MARK} scenario")
    trasse("plan", project, "--quiet")
    addresses = list(csv.DictReader(io.StringIO(trasse("export", project, "address", "--format", "csv"))))
    said = [
        "--actor", f"{MARK} actor", "--proof", f"{MARK} proof", "--name", f"{MARK} name",
        "--contact", f"{MARK} contact", "--contract-number", f"{MARK} number"]
    tracks = [["consent_requested"], ["consent_requested", "consent_refused"], ["consent_given", "surveyed"]]
    for address, track in zip(addresses, tracks * 5):
        for event in track:
            trasse("status", project, "set", address["id"], event, *said)
        for step in ("interest", "contract"):
            trasse("status", project, "set", address["id"], step, "--dwelling", f"{MARK} dwelling",
                   "--new-dwellings", *said)
    reports = [
        {"id": f"{MARK}report{number}", "received": "2024-03-11T08:00:00Z", "kind": "other", "address": place,
         "message": f"{MARK} message", "contact": f"{MARK} contact"}
        for number, place in enumerate([addresses[0]["id"], f"{MARK} lane 1"])]
    (folder / "reports.jsonl").write_text("".join(json.dumps(report) + "\n" for report in reports))
    trasse("reports", project, "import", folder / "reports.jsonl")
    trasse("reports", project, "close", f"{MARK}report0", f"{MARK} result")
    return project, addresses


class Crawl:
    """Requests all resources, and stores the responses."""

    def __init__(self, served):
        self.served = served
        self.seen = set()
        self.sent = []

    def ask(self, target, **headers):
        if target in self.seen:
            return b""
        self.seen.add(target)
        try:
            content = self.served.get(target, **headers)
        except urllib.error.HTTPError as answer:
            content = answer.read()
        self.sent.append((target, content))
        return content

    def all(self, streets):
        for path in ("/", "/v1/stats", "/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/addresses",
                     "/openapi.json", "/metrics", "/healthz", "/meaning", "/privacy", "/accessibility", "/interface",
                     "/report", "/report/thanks", "/nowhere", "/v1/nowhere"):
            for language in ("?lang=de", "?lang=en", ""):
                self.ask(path + language)
        items = json.loads(self.ask("/ogc/collections/addresses/items?limit=10000"))
        for feature in items["features"]:
            self.ask(f"/a/{feature['id']}?lang=de")
            self.ask(f"/report?id={feature['id']}&lang=en")
            self.ask(f"/ogc/collections/addresses/items/{feature['id']}")
        for word in [MARK, "consent", *streets, *"abcdefghijklmnopqrstuvwxyz0123456789"]:
            text = urllib.parse.quote_plus(word)
            for target in (f"/v1/suggest?limit=20&q={text}", f"/v1/lookup?q={text}+1", f"/?q={text}+1&lang=de"):
                self.ask(target)
        longitudes = [f["geometry"]["coordinates"] for f in items["features"]]
        for zoom in range(19):
            for x, y in {tile(*position, zoom) for position in longitudes}:
                self.ask(f"/tiles/{zoom}/{x}/{y}.mvt")


def tile(longitude, latitude, zoom):
    size = 1 << zoom
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return int((longitude + 180) / 360 * size), int(y * size)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project, addresses = marked_project(folder)
        ids = [address["id"] for address in addresses]
        public = folder / "public.db"
        trasse("publish", project, "-o", public)
        streets = {address["street"] for address in addresses}
        raw = public.read_bytes()
        failures = [f"the public file contains {mark}" for mark in [MARK, *ids] if mark.encode() in raw]
        with Served(public, {"lists_addresses": True}) as served:
            crawl = Crawl(served)
            crawl.all(sorted(streets))
        count = 0
        for target, content in crawl.sent:
            count += len(content)
            # A query may be repeated in its own response, but nowhere else.
            echoed = urllib.parse.unquote_plus(target)
            for mark in [MARK, MARK.encode().hex(), *ids]:
                if mark.encode() in content and mark not in echoed:
                    failures.append(f"{target} contains {mark}")
        assert len(crawl.sent) > 200, "too little was asked"
    print(f"marks: {len(crawl.sent)} responses, {count} bytes, none contains a mark")
    if failures:
        print("\n".join(failures[:20]), file=sys.stderr)
        sys.exit(1)


main()
