#!/usr/bin/env python3
"""Compares trasse with other programs on published Steiner tree instances. Writes benchmarks/steiner/peers.md.

Usage: benchmarks/steiner/peers.py [--time SECONDS] SET|INSTANCE...

Peers are networkx's steiner_tree (Mehlhorn 1988) for SPG, and pcst_fast (Hegde, Indyk and Schmidt 2014) for the
prize-collecting variants: `pip install networkx pcst_fast 'numpy<2'`. A peer that is not installed is skipped with a
message. The time of a peer excludes reading the file, the time of trasse includes it. The cost ratio is the peer's
cost divided by trasse's, and the time ratio is the peer's time divided by trasse's.
"""
import argparse
import os
import time
from fractions import Fraction

from run import STEINER, TABLES, cell, chosen, machine, measure
from check_steiner import Instance


def mehlhorn(instance):
    """The cost of the tree of networkx, and its time in seconds."""
    import networkx
    graph = networkx.Graph()
    for (a, b), cost in instance.costs.items():
        graph.add_edge(a, b, weight=int(cost) if cost.denominator == 1 else float(cost))
    start = time.monotonic()
    tree = networkx.algorithms.approximation.steiner_tree(graph, sorted(instance.terminals), method="mehlhorn")
    seconds = time.monotonic() - start
    return sum((instance.costs[min(e), max(e)] for e in tree.edges()), Fraction(0)), seconds


def growth(instance):
    """The cost of the tree of pcst_fast including lost prizes, and its time in seconds."""
    import numpy
    import pcst_fast
    pairs = list(instance.costs)
    edges = numpy.array([[a - 1, b - 1] for a, b in pairs], dtype=numpy.int64)
    costs = numpy.array([float(instance.costs[pair]) for pair in pairs])
    # The prize of a node that must be in the tree pays for any path to it.
    whole = float(sum(costs)) + 1
    prizes = numpy.array([whole if n in instance.terminals else float(instance.prizes.get(n, 0))
                          for n in range(1, instance.nodes + 1)])
    root = min(instance.terminals) - 1 if instance.terminals else -1
    start = time.monotonic()
    nodes, chosen_edges = pcst_fast.pcst_fast(edges, prizes, costs, root, 1, "strong", 0)
    seconds = time.monotonic() - start
    held = {int(node) + 1 for node in nodes}
    if not instance.terminals <= held:
        raise ValueError("the tree lacks a required node")
    cost = sum((instance.costs[pairs[int(edge)]] for edge in chosen_edges), Fraction(0))
    return cost + sum((prize for node, prize in instance.prizes.items() if node not in held), Fraction(0)), seconds


PEERS = {False: ("networkx, Mehlhorn", mehlhorn), True: ("pcst_fast", growth)}
COLUMNS = ("set", "instance", "peer", "cost", "peer's cost", "cost ratio", "seconds", "peer's seconds", "time ratio")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--time", type=float, help="seconds for each instance (trasse)")
    parser.add_argument("names", nargs="+", metavar="SET|INSTANCE")
    arguments = parser.parse_args()
    arguments.threads = 1
    if not os.path.exists(STEINER):
        print("SKIPPED: the published instances need ../shared/steiner, which is not present")
        return
    lines, absent = [], set()
    for name, rows in chosen(arguments.names).items():
        for row in rows:
            peer, solve = PEERS[row["variant"] != "SPG"]
            if peer in absent:
                continue
            try:
                cost, seconds = solve(Instance.read(os.path.join(STEINER, row["file"])))
            except ImportError as error:
                absent.add(peer)
                print(f"SKIPPED: {peer}: {error}")
                continue
            ours, faults = measure(row, arguments)
            if faults:
                raise SystemExit(f"{row['instance']}: {'; '.join(faults)}")
            own_seconds = max(float(ours["seconds"]), 0.001)
            lines.append((name, row["instance"], peer, cell("cost", ours["cost"]), cell("cost", cost),
                          f"{float(cost / ours['cost']) if ours['cost'] else 1:.4f}", f"{own_seconds:.3f}", f"{seconds:.3f}",
                          f"{seconds / own_seconds:.2f}"))
            print("  ".join(lines[-1]), flush=True)
    if not lines:
        return
    limit = f"`--time {arguments.time:g}`" if arguments.time else "no time limit"
    text = ["# Comparison with other programs", "",
            f"`benchmarks/steiner/peers.py {' '.join(arguments.names)}`: {limit}, 1 thread, {machine()}. Ratios are the peer's "
            "value divided by trasse's: a cost ratio above 1 means a more expensive tree of the peer, a time ratio below 1 "
            "a faster peer. The peers compute no bounds.", "",
            "| " + " | ".join(COLUMNS) + " |", "|---|---|---" + "|---:" * (len(COLUMNS) - 3) + "|"]
    text += ["| " + " | ".join(line) + " |" for line in lines]
    text.append("")
    for peer in sorted({line[2] for line in lines}):
        ratios = [float(line[5]) for line in lines if line[2] == peer]
        text.append(f"{peer}: {len(ratios)} instances, trees {100 * (sum(ratios) / len(ratios) - 1):.2f} % more expensive on average.")
    with open(os.path.join(TABLES, "peers.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(text) + "\n")


if __name__ == "__main__":
    main()
