#!/usr/bin/env python3
"""Compares the address search with SQLite FTS5 (trigrams) on the same artificial addresses.

Usage: benchmarks/search.py [--streets N] [--towns N]      (default: a city of 1,500 streets)

    benchmarks/search.py                                    # a city: 1,500 streets, 25,000 addresses
    benchmarks/search.py --streets 1206000 --towns 11000    # a country: 1.2 million streets, 22 million addresses

Requires `swift build -c release`. The times of single queries are processor times, since the machine
may be shared.
"""
import argparse
import json
import os
import sqlite3
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HELPER = os.environ.get("TRASSE_BENCHMARKS", os.path.join(ROOT, ".build/release/benchmarks"))


def run(*command):
    return json.loads(subprocess.run([HELPER, *command], check=True, stdout=subprocess.PIPE, text=True).stdout)


def trigrams(text):
    words = ["".join(c for c in w if c.isalnum()) for w in text.split()]
    words = [w for w in words if len(w) >= 3 and not w.isdigit()]
    return words, sorted({w[i:i + 3] for w in words for i in range(len(w) - 2)})


def fts5(path):
    """Finds rows that contain every word; if there are none, the rows with the most trigrams (bm25)."""
    database = sqlite3.connect(path + ".fts5")
    start = time.process_time()
    database.execute("CREATE VIRTUAL TABLE street USING fts5(name, postcode, town, tokenize='trigram')")
    with open(path + ".streets", encoding="utf-8") as file:
        database.executemany("INSERT INTO street VALUES (?, ?, ?)", (line.rstrip("\n").split("\t") for line in file))
    database.commit()
    built = time.process_time() - start
    times, kinds, deadline = [], {}, time.process_time() + 120
    with open(path + ".queries", encoding="utf-8") as file:
        queries = [line.rstrip("\n").split("\t") for line in file]
    for kind, text, street, town in queries:
        if time.process_time() > deadline:
            break
        words, grams = trigrams(text)
        start = time.process_time()
        rows = []
        if words:
            rows = database.execute("SELECT name, town FROM street WHERE street MATCH ? LIMIT 10",
                                    (" ".join(f'"{w}"' for w in words),)).fetchall()
        if not rows and grams:
            rows = database.execute("SELECT name, town FROM street WHERE street MATCH ? ORDER BY rank LIMIT 10",
                                    (" OR ".join(f'"{g}"' for g in grams),)).fetchall()
        times.append(1000 * (time.process_time() - start))
        asked, found = kinds.get(kind, (0, 0))
        kinds[kind] = (asked + 1, found + ((street, town) in rows))
    times.sort()
    return {"peer": f"SQLite {sqlite3.sqlite_version} FTS5, trigram", "build_seconds": round(built, 1), "asked": len(times),
            "p50_ms": round(times[len(times) // 2], 3), "p99_ms": round(times[len(times) * 99 // 100], 3),
            "per_processor_second": round(1000 * len(times) / sum(times)),
            "bytes": os.path.getsize(path + ".fts5"),
            "kinds": {k: {"found": f, "asked": a} for k, (a, f) in sorted(kinds.items())}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streets", type=int, default=1500)
    parser.add_argument("--towns", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "index")
        built = run("index", str(arguments.streets), str(arguments.towns), path)
        print(json.dumps({"case": "index", **built}), flush=True)
        print(json.dumps({"case": "suggest", **run("suggest", path, "2")}), flush=True)
        print(json.dumps({"case": "fts5", **fts5(path)}), flush=True)


if __name__ == "__main__":
    main()
