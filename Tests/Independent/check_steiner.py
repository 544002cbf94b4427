#!/usr/bin/env python3
"""Checks the solution of a Steiner tree problem with the Python standard library only, without code of Trasse.

Usage: check_steiner.py [--known KNOWN.tsv] INSTANCE SOLUTION

INSTANCE is a SteinLib or DIMACS file .stp (SPG, PCSPG, RPCST) or a PACE file .gr, plain or compressed by gzip. SOLUTION
consists of the line `VALUE x` and one line `u v` for each edge. Verifies that the edges exist and form a tree, that the
tree contains all terminals (with prizes: the root and every terminal without a prize), and that VALUE is exactly the cost
of the edges, plus the lost prizes. A tree without edges consists of the root, or of the node with the greatest prize. With
--known, VALUE must not be less than a value listed as proven optimal. Exits with 1 if there are findings, which are all
listed.
"""
import argparse
import csv
import gzip
import os
import sys
from fractions import Fraction


class Instance:
    """The problem of a file, with exact costs."""

    def __init__(self, text):
        self.nodes = 0
        self.edges = 0
        self.costs = {}
        self.terminals = set()
        self.prizes = {}
        self.has_prizes = False
        section = None
        for line in text.splitlines():
            words = line.split()
            if not words:
                continue
            key = words[0].lower()
            if key == "section":
                section = words[1].lower()
            elif key == "end":
                section = None
            elif section == "graph" and key == "nodes":
                self.nodes = int(words[1])
            elif section == "graph" and key == "e":
                self.add_edge(int(words[1]), int(words[2]), Fraction(words[3]))
            elif section == "terminals" and key == "tp":
                self.prizes[int(words[1])] = Fraction(words[2])
                self.has_prizes = True
            elif section == "terminals" and key in ("t", "root", "rootp"):
                self.terminals.add(int(words[1]))
                self.has_prizes = self.has_prizes or key == "rootp"

    def add_edge(self, a, b, cost):
        self.edges += 1
        pair = (min(a, b), max(a, b))
        # A tree contains the cheapest of parallel edges.
        self.costs[pair] = min(cost, self.costs.get(pair, cost))

    @staticmethod
    def read(path):
        with open(path, "rb") as file:
            data = file.read()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        return Instance(data.decode("latin-1"))


class Checker:
    def __init__(self, instance, solution, best=None, is_proven=False):
        self.instance = instance
        self.lines = [line.split() for line in solution.splitlines() if line.strip()]
        self.best = best
        self.is_proven = is_proven
        self.findings = []
        self.value = None

    def report(self, rule, what):
        self.findings.append(f"{rule}: {what}")

    def run(self):
        """The findings. Afterwards `value` is the cost of the tree, if it is valid."""
        stated = self.read_value()
        edges = self.read_edges()
        if self.findings:
            return self.findings
        self.check_tree(edges)
        nodes = {node for edge in edges for node in edge} or self.single_node()
        self.check_terminals(nodes)
        if self.findings:
            return self.findings
        self.value = sum((self.instance.costs[edge] for edge in edges), Fraction(0))
        self.value += sum((prize for node, prize in self.instance.prizes.items()
                           if node not in nodes and node not in self.instance.terminals), Fraction(0))
        if self.value != stated:
            self.report("value", f"{stated_text(stated)} is stated, but the tree costs {stated_text(self.value)}")
        if self.is_proven and self.value < self.best:
            self.report("optimum", f"{stated_text(self.value)} is less than {stated_text(self.best)}, which is proven optimal")
        return self.findings

    def read_value(self):
        try:
            key, value = self.lines[0]
            if key != "VALUE":
                raise ValueError
            return Fraction(value)
        except (IndexError, ValueError):
            self.report("format", "the first line is not `VALUE x`")

    def read_edges(self):
        edges = []
        for words in self.lines[1:]:
            try:
                a, b = map(int, words)
            except ValueError:
                self.report("format", f"{' '.join(words)} is not an edge")
                continue
            edge = (min(a, b), max(a, b))
            if edge not in self.instance.costs:
                self.report("edge", f"the graph has no edge {a} {b}")
            edges.append(edge)
        return edges

    def single_node(self):
        """The node of a tree without edges."""
        if self.instance.terminals:
            return {min(self.instance.terminals)}
        return {max(self.instance.prizes, key=lambda node: (self.instance.prizes[node], -node))} if self.instance.prizes else set()

    def check_tree(self, edges):
        above = {}

        def top(node):
            while node in above:
                above[node] = above.get(above[node], above[node])
                node = above[node]
            return node

        nodes = {node for edge in edges for node in edge}
        for a, b in edges:
            if top(a) == top(b):
                self.report("tree", f"the edge {a} {b} closes a cycle or is listed twice")
            else:
                above[top(a)] = top(b)
        if len({top(node) for node in nodes}) > 1:
            self.report("tree", "the edges are not connected")

    def check_terminals(self, nodes):
        missing = sorted(self.instance.terminals - nodes)
        if missing:
            self.report("terminal", f"{len(missing)} not in the tree: {' '.join(map(str, missing[:10]))}")


def stated_text(value):
    """A fraction as a decimal number, exact if possible."""
    if value is None:
        return "nothing"
    digits = 0
    while (value * 10**digits).denominator != 1 and digits < 30:
        digits += 1
    whole = int(value * 10**digits)
    if not digits:
        return str(whole)
    text = str(abs(whole)).rjust(digits + 1, "0")
    return ("-" if whole < 0 else "") + text[:-digits] + "." + text[-digits:]


def known_value(path, instance_path):
    """The best known value of an instance and whether it is proven optimal."""
    name = os.path.basename(instance_path)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if os.path.basename(row["file"]) == name:
                return Fraction(row["best_known"]), row["proven_optimal"] == "yes"
    return None, False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--known", help="the list of best known values")
    parser.add_argument("instance")
    parser.add_argument("solution")
    arguments = parser.parse_args()
    best, is_proven = known_value(arguments.known, arguments.instance) if arguments.known else (None, False)
    with open(arguments.solution, encoding="ascii") as file:
        checker = Checker(Instance.read(arguments.instance), file.read(), best, is_proven)
    findings = checker.run()
    for finding in findings:
        print(finding)
    if not findings:
        print(f"a tree of value {stated_text(checker.value)}")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
