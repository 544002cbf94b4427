#!/usr/bin/env python3
"""Times the public server beside nginx, which gives a constant answer of the same size, in the same run.

Usage: benchmarks/server/run.py PUBLIC.db [--seconds N] [--soak SECONDS]

Needs scripts/setup --browser (nginx, wrk). Only the loopback is used. Fails where the server answers fewer
than half as many requests a second as nginx, where an answer is no success, and where its memory grows by
more than a twentieth in the soak at 70 % of its rate, counted from a fifth of the time on.
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
    """Seconds that a process and its children have computed."""
    pids = [process.pid, *map(int, pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())]
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def wrk(url, connections, seconds, script=None):
    """Requests a second, the 99th percentile in milliseconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "--timeout", "10s"]
    command += ["-s", script] if script else []
    said = subprocess.run(command + [url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        failures.append(f"{url}: {said}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    late = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), late


class Case:
    """One address asked several times: all requests by all seconds, the best p99."""

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
        return f"{self.rate:.0f}/s, p99 {min(self.late):.1f} ms, {min(self.cost) * 1e6:.1f} µs of processor each"


class Constant:
    """nginx with one answer."""

    def __init__(self, content):
        self.content = content

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        place = pathlib.Path(self.folder.name)
        self.port = free_port()
        paths = "".join(f"{n}_temp_path {place}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (place / "nginx.conf").write_text(
            f"pid {place}/pid; error_log {place}/log; daemon off; worker_processes auto;\n"
            "events { worker_connections 2048; }\n"
            f"http {{ {paths} access_log off; keepalive_requests 1000000000; server {{ listen 127.0.0.1:{self.port};\n"
            f"default_type application/json; location / {{ return 200 '{self.content}'; }} }} }}\n")
        self.process = subprocess.Popen(["nginx", "-c", place / "nginx.conf", "-e", place / "log"])
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
                # In turns, so that what else the machine does meets both.
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
                # wrk pauses whole milliseconds, and answers take time: the pause that gives the rate is found by trying.
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
