#!/usr/bin/env python3
"""Compares the public server with nginx, which sends a constant response of the same size.

Usage: benchmarks/server/run.py PUBLIC.db [--seconds N] [--soak SECONDS]

Requires scripts/setup --browser (nginx, wrk). Only the loopback interface is used. Fails if the server
answers fewer than half as many requests a second as nginx, if a response is not a success, or if its memory
grows by more than 5 % during the soak at 70 % of its rate, measured after the first fifth of the time.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Server"))

from served import PLENTY, Served, free_port, wait_for  # noqa: E402

ROUNDS = 5
failures = []


def processor(process):
    """The processor seconds of a process and its child processes."""
    pids = [process.pid, *map(int, pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())]
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def wrk(url, connections, seconds, script=None):
    """The number of requests a second, and the 99th percentile of the response time in milliseconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "--timeout", "10s"]
    command += ["-s", script] if script else []
    output = subprocess.run(command + [url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        failures.append(f"{url}: {output}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    late = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)), late


class Case:
    """A URL requested in several rounds: the mean rate, and the best 99th percentile."""

    def __init__(self, process, url):
        self.process, self.url = process, url
        self.rates, self.late, self.cost = [], [], []

    def run(self, connections, seconds):
        before = processor(self.process)
        rate, late = wrk(self.url, connections, seconds)
        self.rates.append(rate)
        self.late.append(late)
        self.cost.append((processor(self.process) - before) / (rate * seconds))

    @property
    def rate(self):
        return sum(self.rates) / len(self.rates)

    def __str__(self):
        return f"{self.rate:.0f}/s, p99 {min(self.late):.1f} ms, {min(self.cost) * 1e6:.1f} µs of processor time each"


class Constant:
    """nginx with a constant response."""

    def __init__(self, content):
        self.content = content

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        self.port = free_port()
        paths = "".join(f"{n}_temp_path {folder}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"pid {folder}/pid; error_log {folder}/log; daemon off; worker_processes auto;\n"
            "events { worker_connections 2048; }\n"
            f"http {{ {paths} access_log off; keepalive_requests 1000000000; server {{ listen 127.0.0.1:{self.port};\n"
            f"default_type application/json; location / {{ return 200 '{self.content}'; }} }} }}\n")
        self.process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "log"])
        wait_for(f"http://127.0.0.1:{self.port}/").close()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.folder.cleanup()


def memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("public")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--soak", type=int, default=300)
    arguments = parser.parse_args()
    rates = {name: PLENTY | {"per_second": 1e9, "burst": 1e9} for name in ("suggest", "lookup", "data", "report")}
    with Served(arguments.public, {"rates": rates, "lists_addresses": True}, ["--behind-proxy"]) as served:
        properties = served.json("/ogc/collections/addresses/items?limit=1")["features"][0]["properties"]
        query = urllib.parse.quote_plus(f"{properties['street']} {properties['house_number']}")
        lookup = f"{served.url}/v1/lookup?q={query}"
        suggest = f"{served.url}/v1/suggest?q={urllib.parse.quote_plus(properties['street'][:5])}"
        content = served.get(lookup[len(served.url):]).decode().strip().replace("'", " ")
        with Constant(content) as constant:
            peer = f"http://127.0.0.1:{constant.port}/"
            for connections in (64, 512):
                ours, theirs = Case(served.process, lookup), Case(constant.process, peer)
                # In alternation, so that other load on the machine affects both.
                for _ in range(ROUNDS):
                    theirs.run(connections, arguments.seconds)
                    ours.run(connections, arguments.seconds)
                ratio = ours.rate / theirs.rate
                print(f"{connections} connections: look-up {ours}; nginx {theirs}; ratio {ratio:.2f}")
                if ratio < 0.5:
                    failures.append(f"{connections} connections: {ratio:.2f} of nginx's rate")
        for name, url in (("suggest", suggest), ("page", served.url + "/?q=" + query),
                          ("tile", served.url + "/tiles/12/0/0.mvt"), ("features", served.url + "/ogc/collections/addresses/items?limit=1000")):
            rate, late = wrk(url, 64, arguments.seconds)
            print(f"{name}: {rate:.0f}/s, p99 {late:.1f} ms at 64 connections")
        if arguments.soak:
            rate, _ = wrk(lookup, 64, arguments.seconds)
            with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
                # wrk pauses for whole milliseconds, and responses take time, so the pause is found by trial.
                wanted, pause = 0.7 * rate, 512_000 / (0.7 * rate)
                for _ in range(4):
                    script.seek(0)
                    script.truncate()
                    script.write(f"function delay() return {max(1, round(pause))} end\n")
                    script.flush()
                    reached, _ = wrk(lookup, 512, 2, script.name)
                    pause += 512_000 / wanted - 512_000 / reached
                wrk(lookup, 512, max(1, arguments.soak // 5), script.name)
                early = memory(served.process)
                reached, late = wrk(lookup, 512, max(1, arguments.soak * 4 // 5), script.name)
                grown = memory(served.process)
            growth = grown / early - 1
            print(f"soak of {arguments.soak} s at {reached:.0f}/s ({reached / rate:.0%}): p99 {late:.1f} ms, "
                  f"memory {early:.1f} to {grown:.1f} MB ({growth:+.1%})")
            if growth > 0.05:
                failures.append(f"memory grew by {growth:.1%}")
    if failures:
        print("\n".join(failures), file=sys.stderr)
        sys.exit(1)


main()
