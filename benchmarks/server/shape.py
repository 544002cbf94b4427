#!/usr/bin/env python3
"""Measures whether the time, size or structure of a response reveals more than its content.

Usage: benchmarks/server/shape.py PUBLIC.db [--queries N]

Requests existing addresses of each class, house numbers that do not exist, and streets that do not exist, in a
seeded random order over one loopback connection. Prints the median time of each kind with a 95 % confidence
interval (order statistics), and the sizes. Fails if the members of the documents differ, if a response is not a
success, or if the medians of two classes of addresses differ by more than 5 %.
"""

import argparse
import collections
import http.client
import json
import math
import pathlib
import random
import sqlite3
import sys
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Server"))

from served import PLENTY, Served  # noqa: E402


def median(values):
    """The median and its 95 % confidence interval."""
    values = sorted(values)
    half = 0.98 * math.sqrt(len(values))
    at = [max(0, min(len(values) - 1, round(len(values) / 2 + part))) for part in (0, -half, half)]
    return [values[index] for index in at]


def queries(public, count, chance):
    """The queries as (kind, text), the same number of each kind."""
    database = sqlite3.connect(public)
    rows = database.execute(
        "SELECT class, street, house_number || suffix, coalesce(postcode, ''), coalesce(city, '') FROM address "
        "WHERE suffix NOT GLOB '[0-9]*'").fetchall()
    by_class = collections.defaultdict(list)
    for row in rows:
        by_class[row[0]].append(row)
    asked = []
    for name, own in sorted(by_class.items()):
        asked += [(f"existing, {name}", row) for row in chance.choices(own, k=count)]
    texts = [(kind, f"{row[1]} {row[2]}, {row[3]} {row[4]}") for kind, row in asked]
    for row in chance.choices(rows, k=count):
        texts.append(("unknown house number", f"{row[1]} {chance.randint(5000, 9999)}, {row[3]} {row[4]}"))
    for row in chance.choices(rows, k=count):
        name = "".join(chance.choices("bcdfgklmnprst", k=2) + chance.choices("aeiou", k=2) + ["q", "x", "y"])
        texts.append(("unknown street", f"{name}weg {row[2]}, {row[3]} {row[4]}"))
    chance.shuffle(texts)
    return texts


def members(document):
    """The names of all members, without the members of list elements."""
    return [f"{name}.{own}" for name, value in document.items()
            for own in (value if isinstance(value, dict) else [""])]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("public")
    parser.add_argument("--queries", type=int, default=3000)
    arguments = parser.parse_args()
    asked = queries(arguments.public, arguments.queries, random.Random(1))
    rates = {name: PLENTY | {"per_second": 1e9, "burst": 1e9} for name in ("suggest", "lookup", "data", "report")}
    times, sizes, forms = (collections.defaultdict(list) for _ in range(3))
    with Served(arguments.public, {"rates": rates}) as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        for kind, text in asked:
            target = "/v1/lookup?q=" + urllib.parse.quote_plus(text)
            begun = time.perf_counter_ns()
            connection.request("GET", target)
            answer = connection.getresponse()
            content = answer.read()
            times[kind].append((time.perf_counter_ns() - begun) / 1000)
            if answer.status != 200:
                sys.exit(f"{target}: {answer.status}")
            sizes[kind].append(len(content))
            document = json.loads(content)
            forms[kind].append(tuple(name for name in members(document) if not name.startswith("address.")))
    for kind in sorted(times):
        middle, low, high = median(times[kind])
        print(f"{kind}: median {middle:.0f} µs ({low:.0f} to {high:.0f}), "
              f"{min(sizes[kind])} to {max(sizes[kind])} bytes, median {median(sizes[kind])[0]}")
    failures = []
    if len({form for own in forms.values() for form in own}) != 1:
        failures.append("the documents have different members")
    classes = [median(own)[0] for kind, own in times.items() if kind.startswith("existing")]
    if max(classes) / min(classes) > 1.05:
        failures.append(f"classes of addresses differ in time: {min(classes):.0f} to {max(classes):.0f} µs")
    if failures:
        sys.exit("\n".join(failures))


main()
