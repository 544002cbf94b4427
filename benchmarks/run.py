#!/usr/bin/env python3
"""Compares the main job with other programs, and the ratios with the baseline.

Usage: benchmarks/run.py [--write-baseline] [CASE...]     (normally called by scripts/bench)

Cases:
- import: compared with ogr2ogr.
- export: compared with ogr2ogr.
- plan: compared with the Steiner tree of networkx (Mehlhorn) on the same graph.
- way: seconds and memory from the input file to the exported plan.
- region: time per address, for 10,000 and 250,000 addresses.
- million: seconds, memory and gap for a region of a million addresses.
- ledger: the import of a million events, compared with ogr2ogr, which neither checks nor chains them;
  a summary; and a single event without the start of the program.
- infill: two hundred orders planned together in a half-built town, its coverage, and a new plan.
Since machines are noisy, only the ratios are compared. A case fails if its ratio exceeds the baseline by half.
"""
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
TOWN = os.path.join(SHARED, "geodata/neubrandenburg/neubrandenburg.osm.bz2")
TRASSE = os.path.join(ROOT, ".build/release/trasse")
HELPER = os.path.join(ROOT, ".build/release/benchmarks")
RUNS = 5

sys.path.insert(0, os.path.join(ROOT, "Tests/Independent"))
import made_up_history  # noqa: E402


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **options).stdout


def processor_seconds(command, before=None):
    """The minimum of user and system time of several runs, including child processes."""
    best = float("inf")
    for _ in range(RUNS):
        if before:
            before()
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(command, shell=isinstance(command, str))
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return best


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.project = os.path.join(folder, "town.gpkg")

    def fresh(self):
        if os.path.exists(self.project):
            os.remove(self.project)
        run([TRASSE, "new", self.project])

    def planned(self):
        self.fresh()
        run([TRASSE, "import", self.project, TOWN, "--quiet"])
        run([TRASSE, "plan", self.project, "--quiet"])

    def case_import(self):
        target = os.path.join(self.folder, "peer.gpkg")
        plain = os.path.join(self.folder, "town.osm")

        def clean():
            if os.path.exists(target):
                os.remove(target)
        ours = processor_seconds([TRASSE, "import", self.project, TOWN, "--quiet"], self.fresh)
        # ogr2ogr does not read bzip2, so the time of the decompression is added to it.
        peer = processor_seconds(f"bzcat '{TOWN}' > '{plain}' && ogr2ogr -f GPKG '{target}' '{plain}'", clean)
        return {"seconds": ours, "peer": "bzcat and ogr2ogr", "peer_seconds": peer, "ratio": ours / peer, "at_most": 1.5}

    def case_export(self):
        self.planned()
        ours_file, peer_file = os.path.join(self.folder, "a.geojson"), os.path.join(self.folder, "b.geojson")

        def clean():
            if os.path.exists(peer_file):
                os.remove(peer_file)
        ours = processor_seconds([TRASSE, "export", self.project, "trench", "-o", ours_file])
        peer = processor_seconds(["ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326", peer_file, self.project, "trench"], clean)
        return {"seconds": ours, "peer": "ogr2ogr", "peer_seconds": peer, "ratio": ours / peer, "at_most": 1 / 3}

    def case_plan(self):
        import networkx
        self.planned()
        problem = os.path.join(self.folder, "town.stp")
        ours = json.loads(run([HELPER, "problem", self.project, problem]))
        graph, terminals = networkx.Graph(), []
        with open(problem, encoding="ascii") as file:
            for line in file:
                word = line.split()
                if len(word) == 4 and word[0] == "E":
                    a, b, cost = map(int, word[1:])
                    if not graph.has_edge(a, b) or graph[a][b]["weight"] > cost:
                        graph.add_edge(a, b, weight=cost)
                elif len(word) == 2 and word[0] == "T":
                    terminals.append(int(word[1]))
        start = time.process_time()
        tree = networkx.algorithms.approximation.steiner_tree(graph, terminals, method="mehlhorn")
        peer_seconds = time.process_time() - start
        peer_cost = sum(data["weight"] for _, _, data in tree.edges(data=True))
        return {"seconds": ours["seconds"], "peer": "networkx steiner_tree, mehlhorn", "peer_seconds": peer_seconds,
                "ratio": ours["seconds"] / peer_seconds, "at_most": 1 / 20, "cost": ours["cost"], "peer_cost": peer_cost,
                "lower_bound": ours["lower_bound"], "cheaper_by": 1 - ours["cost"] / peer_cost}

    def case_way(self):
        self.fresh()
        out = os.path.join(self.folder, "out/")
        commands = [[TRASSE, "import", self.project, TOWN, "--quiet"], [TRASSE, "plan", self.project, "--quiet"],
                    [TRASSE, "export", self.project, "trench", "drop", "node", "exception", "address", "-o", out]]
        best, memory = float("inf"), 0
        for _ in range(3):
            self.fresh()
            start = time.monotonic()
            for command in commands:
                process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                _, status, usage = os.wait4(process.pid, 0)
                if status:
                    raise SystemExit(f"{command} failed")
                memory = max(memory, usage.ru_maxrss / 1024)
            best = min(best, time.monotonic() - start)
        return {"seconds": best, "megabytes": memory, "at_most_seconds": 6, "at_most_megabytes": 600}

    def case_region(self):
        small = min((json.loads(run([HELPER, "region", "10000"])) for _ in range(3)), key=lambda r: r["seconds"])
        large = json.loads(run([HELPER, "region", "250000"]))
        each = [r["seconds"] / r["addresses"] * 1e6 for r in (small, large)]
        return {"seconds": large["seconds"], "microseconds_an_address": each, "ratio": each[1] / each[0], "at_most": 1.5,
                "gap": large["gap"], "served": large["served"]}

    def case_million(self):
        process = subprocess.Popen([HELPER, "region", "1000000"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        result = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit("the region of a million failed")
        return {"seconds": result["seconds"], "processor_seconds": usage.ru_utime + usage.ru_stime, "at_most_seconds": 600,
                "megabytes": usage.ru_maxrss / 1024, "at_most_megabytes": 12_000, "gap": result["gap"], "at_most_gap": 0.01,
                "addresses": result["addresses"], "served": result["served"]}


    def history(self, path, count):
        """Writes a number of valid events of randomly chosen buildings and dwellings."""
        building = ["consent_requested", "consent_given", "surveyed", "duct_at_parcel", "duct_in_building", "entry_point_set",
                    "cable_blown", "spliced", "measured", "connected"], ["consent_withdrawn", "consent_given"]
        dwelling = ["interest", "contract", "in_house_line", "outlet_set", "activated"], ["paused", "activated"]
        with sqlite3.connect(self.project) as connection:
            subjects = [(row[0], "") for row in connection.execute("SELECT id FROM address ORDER BY id")]
            subjects += connection.execute("SELECT address_id, label FROM dwelling ORDER BY address_id, label").fetchall()
        chance, steps = random.Random(1), {}
        with open(path, "w", encoding="utf-8") as file:
            file.write("address_id,event,time,actor,dwelling,proof\n")
            for number in range(count):
                subject = chance.choice(subjects)
                step = steps[subject] = steps.get(subject, -1) + 1
                once, again = dwelling if subject[1] else building
                event = once[step] if step < len(once) else again[(step - len(once)) % 2]
                moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1_300_000_000 + 400 * number))
                file.write(f"{subject[0]},{event},{moment},crew {number % 9},{subject[1]},photo {number}.jpg\n")

    def case_ledger(self):
        count = 1_000_000
        table, peer_file = os.path.join(self.folder, "events.csv"), os.path.join(self.folder, "events.gpkg")
        self.fresh()
        run([TRASSE, "import", self.project, TOWN, "--quiet"])
        self.history(table, count)

        def once(command):
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            run(command)
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
        ours = once([TRASSE, "status", self.project, "import", table, "--quiet"])
        peer = once(["ogr2ogr", "-f", "GPKG", peer_file, table])
        status = [TRASSE, "status", self.project]
        with sqlite3.connect(self.project) as connection:
            address = connection.execute("SELECT id FROM address ORDER BY id").fetchone()[0]
        start = processor_seconds([TRASSE, "--version"])
        # Consent can be given and withdrawn any number of times.
        events = iter(["consent_withdrawn", "consent_given"] * RUNS)
        known = json.loads(run([*status, "show", address, "--format", "json"]))["building_consent"]
        if known != "consent_given":
            next(events)
        single = min(once([*status, "set", address, next(events)]) for _ in range(RUNS))
        return {"seconds": ours, "peer": "ogr2ogr", "peer_seconds": peer, "ratio": ours / peer, "at_most": 8,
                "events_a_second": round(count / ours), "summary_seconds": processor_seconds([*status, "summary"]),
                "set_seconds": single, "set_seconds_of_our_own": single - start}

    def case_infill(self):
        folder = os.path.join(self.folder, "infill")
        os.mkdir(folder)
        project = made_up_history.project(TRASSE, TOWN, folder)
        start = time.monotonic()
        orders = json.loads(run([TRASSE, "connect", project, "--orders", "--format", "json", "--quiet"]))
        seconds = time.monotonic() - start
        return {"seconds": seconds, "at_most_seconds": 5, "orders": len(orders["orders"]), "cost": orders["cost_cents"],
                "lower_bound": orders["lower_bound_cents"], "separately": orders["separately_cents"],
                "coverage_seconds": processor_seconds([TRASSE, "coverage", project]),
                "plan_seconds": processor_seconds([TRASSE, "plan", project, "--scenario", "today", "--quiet"])}


def main():
    words = [w for w in sys.argv[1:] if w != "--write-baseline"]
    names = words or ["import", "export", "plan", "way", "region", "million", "ledger", "infill"]
    if not os.path.exists(TOWN):
        print("SKIPPED: the benchmarks on Neubrandenburg need ../shared, which is not present")
        names = [n for n in names if n in ("region", "million")]
    path = os.path.join(ROOT, "benchmarks/baseline.json")
    baseline = json.load(open(path)) if os.path.exists(path) else {}
    folder, results, failed = tempfile.mkdtemp(), {}, []
    try:
        for name in names:
            result = getattr(Bench(folder), f"case_{name}")()
            results[name] = {k: round(v, 5) if isinstance(v, float) else v for k, v in result.items()}
            print(json.dumps({"case": name, **results[name]}))
            known = baseline.get(name, {}).get("ratio")
            if known and result["ratio"] > 1.5 * known:
                failed.append(f"{name}: ratio {result['ratio']:.3f}, baseline {known:.3f}")
    finally:
        shutil.rmtree(folder)
    if "--write-baseline" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            json.dump({**baseline, **results}, file, indent=2, sort_keys=True)
            file.write("\n")
    for line in failed:
        print("WORSE:", line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
