#!/usr/bin/env python3
"""Solves published Steiner tree instances, verifies every result, and writes a table for each set.

Usage: benchmarks/steiner/run.py [--time SECONDS] [--threads N] [--no-table] SET|INSTANCE...

The names are those of ../shared/steiner/KNOWN.tsv, such as `steinlib-B` or `I004`; `all` means every set. Each result is
verified by Tests/Independent/check_steiner.py. The table of a set, benchmarks/steiner/SET.md, is written if the whole
set was solved. Exits with 1 if a tree is invalid, if its cost differs from the reported one or is less than a proven
optimum, or if a bound exceeds the best known value.
"""
import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
from fractions import Fraction

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Tests/Independent"))
from check_steiner import Checker, Instance  # noqa: E402

STEINER = os.path.join(os.path.dirname(ROOT), "shared/steiner")
TRASSE = os.path.join(ROOT, ".build/release/trasse")
TABLES = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ("instance", "nodes", "edges", "terminals", "edges left", "cost", "bound", "gap %", "best known", "over best %",
           "seconds")


def machine():
    """The model and the number of processors."""
    name = platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), name)
    return f"{name}, {os.cpu_count()} cores"


def chosen(names):
    """The selected rows of the list, by set, in order of size."""
    with open(os.path.join(STEINER, "KNOWN.tsv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    known = {row["set"] for row in rows} | {row["instance"] for row in rows} | {"all"}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"unknown: {', '.join(unknown)}; the sets are {', '.join(sorted({row['set'] for row in rows}))}")
    sets = {}
    for row in rows:
        if "all" in names or row["set"] in names or row["instance"] in names:
            sets.setdefault(row["set"], []).append(row)
    for instances in sets.values():
        instances.sort(key=lambda row: (int(row["edges"]), row["instance"]))
    return sets


def measure(row, arguments):
    """Solves an instance. Returns the row of the table, and the faults found."""
    path = os.path.join(STEINER, row["file"])
    best, is_proven = Fraction(row["best_known"]), row["proven_optimal"] == "yes"
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "tree.sol")
        command = [TRASSE, "solve", path, "--quiet", "--format", "json", "--threads", str(arguments.threads), "-o", target]
        if arguments.time:
            command += ["--time", str(arguments.time)]
        process = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if process.returncode:
            return None, [f"exit {process.returncode}: {process.stderr.strip()}"]
        report = json.loads(process.stdout, parse_float=Fraction, parse_int=Fraction)
        with open(target, encoding="ascii") as file:
            checker = Checker(Instance.read(path), file.read(), best, is_proven)
    faults = checker.run()
    cost, bound = report["cost"], report["lower_bound"]
    if checker.value is not None and checker.value != cost:
        faults.append(f"value: the reported cost is {float(cost)}, the tree costs {float(checker.value)}")
    if bound > best:
        faults.append(f"bound: {float(bound)} exceeds the best known value {row['best_known']}")
    if bound > cost or report["optimal"] != (bound == cost):
        faults.append(f"bound: {float(bound)} contradicts cost {float(cost)} and optimal {report['optimal']}")
    gap = 100 * (cost - bound) / cost if cost else Fraction(0)
    over = 100 * (cost - best) / best if best else Fraction(0)
    return {
        "instance": row["instance"], "nodes": report["nodes"], "edges": report["edges"], "terminals": report["terminals"],
        "edges left": report["reduced_edges"], "cost": cost, "bound": bound, "gap %": gap,
        "best known": row["best_known"] + ("" if is_proven else " *"), "over best %": over,
        "seconds": report["seconds"]["total"],
    }, faults


def cell(name, value):
    if name in ("gap %", "over best %"):
        return f"{float(value):.3f}"
    if name == "seconds":
        return f"{float(value):.2f}"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")
    return value


def summary(rows):
    proven = sum(row["gap %"] == 0 for row in rows)
    worst, over = (max(float(row[name]) for row in rows) for name in ("gap %", "over best %"))
    mean = sum(float(row["seconds"]) for row in rows) / len(rows)
    return (f"{proven} of {len(rows)} proven optimal; worst gap {worst:.3f} %; worst tree {over:.3f} % over the best known; "
            f"{mean:.2f} seconds on average.")


def table(name, rows, arguments):
    limit = f"`--time {arguments.time:g}`" if arguments.time else "no time limit"
    lines = [f"# {name}", "",
             f"`benchmarks/steiner/run.py {name}`: {limit}, {arguments.threads} thread{'s' if arguments.threads > 1 else ''}, "
             f"{machine()}. Gap is (cost − bound) / cost; a best known value with * is not proven optimal.", "",
             "| " + " | ".join(COLUMNS) + " |", "|---" + "|---:" * (len(COLUMNS) - 1) + "|"]
    lines += ["| " + " | ".join(cell(column, row[column]) for column in COLUMNS) + " |" for row in rows]
    return "\n".join(lines + ["", summary(rows), ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--time", type=float, help="seconds for each instance")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-table", action="store_true", help="do not write a table")
    parser.add_argument("names", nargs="+", metavar="SET|INSTANCE")
    arguments = parser.parse_args()
    if not os.path.exists(STEINER):
        print("SKIPPED: the published instances need ../shared/steiner, which is not present")
        return
    failed = False
    for name, instances in chosen(arguments.names).items():
        rows = []
        for instance in instances:
            row, faults = measure(instance, arguments)
            failed = failed or bool(faults)
            for fault in faults:
                print(f"FAULT: {instance['instance']}: {fault}", flush=True)
            if row:
                rows.append(row)
                print(f"{name}: " + "  ".join(cell(column, row[column]) for column in COLUMNS), flush=True)
        if not rows:
            continue
        print(f"{name}: {summary(rows)}", flush=True)
        is_whole = len(rows) == len(instances) and {"all", name} & set(arguments.names)
        if is_whole and not arguments.no_table:
            with open(os.path.join(TABLES, f"{name}.md"), "w", encoding="utf-8") as file:
                file.write(table(name, rows, arguments))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
