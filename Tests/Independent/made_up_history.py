#!/usr/bin/env python3
"""Creates an artificial history of a planned town: works and events, determined by a seed.

Usage: made_up_history.py [--seed N] [--share S] [--orders N] PLAN_FOLDER OUT_FOLDER

The function `project` creates a project with this history; tests and benchmarks use it.

PLAN_FOLDER contains `trench`, `drop` and `address` as exported from a plan (GeoJSON). The drops nearest to the PoPs (a
fraction of all drops, default 0.5) are built, in surveys of half a year each. The files written to OUT_FOLDER are:
`survey-N.geojson` with trenches and drops that differ from the plan by a few centimetres, `surveys.json` with their dates,
`events.csv` with the history of each building and dwelling along the works and of a number of open orders beyond them
(default 200), and `parcels.geojson` with an artificial parcel around each address.
"""
import argparse
import csv
import json
import math
import os
import random
import subprocess
import time
from collections import deque

START = 1_577_836_800  # 2020-01-01
HALF_YEAR = 182 * 86_400
SURVEYS = 8
BUILDING = ["consent_requested", "consent_given", "surveyed", "duct_at_parcel", "duct_in_building", "entry_point_set",
            "cable_blown", "spliced", "measured", "connected"]
DWELLING = ["interest", "contract", "in_house_line", "outlet_set", "activated"]


def load(folder, layer):
    with open(os.path.join(folder, f"{layer}.geojson"), encoding="utf-8") as file:
        return json.load(file)["features"]


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class History:
    def __init__(self, folder, seed, share, orders):
        self.chance = random.Random(seed)
        self.addresses = {f["properties"]["id"]: f for f in load(folder, "address")}
        self.trench = [f for f in load(folder, "trench")]
        self.order = self.drops_from_the_pops()
        self.built = self.order[:int(len(self.order) * share)]
        self.load = {}
        for address in self.order:
            dwellings, (way, _) = self.addresses[address]["properties"]["dwellings"], self.path[address]
            while way:
                way, segment = way
                name = segment["properties"]["id"]
                self.load[name] = self.load.get(name, 0) + dwellings
        self.ordered = self.chance.sample(sorted(self.order[len(self.built):]), orders)

    def drops_from_the_pops(self):
        """The addresses with a drop, in order of their distance from the PoPs; segments are directed away from the PoPs."""
        out, heads = {}, set()
        for feature in self.trench:
            out.setdefault(feature["properties"]["from_node"], []).append(feature)
            heads.add(feature["properties"]["to_node"])
        self.path, addresses = {}, []
        queue = deque((node, ()) for node in sorted(out) if node not in heads)
        while queue:
            node, way = queue.popleft()
            for feature in sorted(out.get(node, ()), key=lambda f: f["properties"]["id"]):
                own = feature["properties"]
                if own["kind"] == "drop":
                    addresses.append(own["reference"])
                    self.path[own["reference"]] = (way, feature)
                else:
                    queue.append((own["to_node"], (way, feature)))
        return addresses

    def surveys(self):
        """The features of each survey: the trenches that its homes need and that are not built yet, and their drops."""
        done, result = set(), []
        for number in range(SURVEYS):
            features = []
            for address in self.built[number * len(self.built) // SURVEYS:(number + 1) * len(self.built) // SURVEYS]:
                way, drop = self.path[address]
                # A building next to the trench has a drop of length zero: only its entry point can be surveyed.
                kind = "drop" if drop["properties"]["length_m"] > 0.1 else "house_entry"
                features.append(({"kind": kind, "address_id": address}, drop))
                while way:
                    way, segment = way
                    if segment["properties"]["id"] not in done and segment["properties"]["kind"] != "conduit":
                        done.add(segment["properties"]["id"])
                        features.append((self.capacity(segment["properties"]["id"]), segment))
            result.append([
                {"type": "Feature", "properties": {"id": f"{number}-{place}", **properties},
                 "geometry": self.surveyed(properties["kind"], f["geometry"]["coordinates"])}
                for place, (properties, f) in enumerate(features)])
        return result

    def capacity(self, segment):
        """Slots for every dwelling behind a trench, and a reserve; a slot serves 72 dwellings."""
        return {"kind": "trench", "capacity": -(-self.load[segment] // 72) + 4, "used": 0}

    def surveyed(self, kind, line):
        """A surveyed line: it differs by a few centimetres, but its ends are unchanged."""
        if kind == "house_entry":
            return {"type": "Point", "coordinates": line[-1]}
        inner = [[x + self.chance.gauss(0, 3e-7), y + self.chance.gauss(0, 2e-7)] for x, y in line[1:-1]]
        return {"type": "LineString", "coordinates": [line[0], *inner, line[-1]]}

    def events(self):
        rows = []

        def history(address, label, steps, start, length):
            at = start
            for step in steps:
                rows.append((at, address, label, step))
                at += self.chance.randint(0, length)
        for place, address in enumerate(self.built):
            survey = place * SURVEYS // len(self.built)
            start = START + survey * HALF_YEAR - 60 * 86_400
            steps = self.chance.choice([3, 4, 4, 6, 10, 10, 10, 10])
            history(address, "", BUILDING[:steps], start, 20 * 86_400)
            if steps == 10:
                for dwelling in range(self.addresses[address]["properties"]["dwellings"]):
                    if self.chance.random() < 0.4:
                        history(address, f"WE {dwelling + 1}", DWELLING[:self.chance.choice([2, 3, 5, 5])], start + 30 * 86_400,
                                30 * 86_400)
        for address in self.ordered:
            history(address, "WE 1", DWELLING[:self.chance.choice([1, 2])], START + SURVEYS * HALF_YEAR, 20 * 86_400)
        rows.sort()
        return rows

    def parcels(self):
        for name, feature in sorted(self.addresses.items()):
            x, y = feature["geometry"]["coordinates"]
            dx, dy = self.chance.uniform(5, 14) / 111_320 / math.cos(math.radians(y)), self.chance.uniform(5, 14) / 111_320
            ring = [[x - dx, y - dy], [x + dx, y - dy], [x + dx, y + dy], [x - dx, y + dy], [x - dx, y - dy]]
            yield {"type": "Feature", "properties": {"id": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write(path, features):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": list(features)}, file)


def make(folder, out, seed=1, share=0.5, orders=200):
    """Writes the history; returns the surveys as (file, day)."""
    os.makedirs(out, exist_ok=True)
    past = History(folder, seed, share, orders)
    surveys = []
    for number, features in enumerate(past.surveys()):
        path = os.path.join(out, f"survey-{number + 1}.geojson")
        write(path, features)
        surveys.append((path, moment(START + number * HALF_YEAR)[:10]))
    with open(os.path.join(out, "surveys.json"), "w", encoding="utf-8") as file:
        json.dump(surveys, file)
    with open(os.path.join(out, "events.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["address_id", "event", "time", "actor", "dwelling", "proof"])
        for number, (at, address, label, step) in enumerate(past.events()):
            writer.writerow([address, step, moment(at), f"crew {number % 9}", label, f"photo {number}.jpg"])
    write(os.path.join(out, "parcels.geojson"), past.parcels())
    return surveys


def project(trasse, source, folder, seed=1, share=0.5, orders=200):
    """Creates a project from a file of a town: planned from a PoP at the best location, half built, with a ledger."""
    def run(*words):
        return subprocess.run([trasse, *words], check=True, capture_output=True, text=True).stdout
    path, plan, past = (os.path.join(folder, name) for name in ("town.gpkg", "plan/", "past"))
    sites = os.path.join(folder, "sites.geojson")
    run("new", path)
    run("import", path, source, "--quiet")
    run("plan", path, "--quiet")
    run("export", path, "node", "-o", sites)
    with open(sites, encoding="utf-8") as file:
        pops = [f for f in json.load(file)["features"] if f["properties"]["kind"] == "pop"]
    write(sites, [{**f, "properties": {"id": f"pop{n}", "kind": "pop", "status": "existing"}} for n, f in enumerate(pops)])
    run("import", path, sites, "--quiet")
    run("plan", path, "--quiet")
    run("export", path, "trench", "drop", "address", "-o", plan)
    for survey, day in make(plan, past, seed, share, orders):
        run("built", path, survey, "--at", day, "--proof", "made up")
    run("import", path, os.path.join(past, "parcels.geojson"), "--as", "parcel", "--quiet")
    run("status", path, "import", os.path.join(past, "events.csv"), "--quiet")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--orders", type=int, default=200)
    parser.add_argument("plan")
    parser.add_argument("out")
    words = parser.parse_args()
    make(words.plan, words.out, words.seed, words.share, words.orders)
