#!/usr/bin/env python3
"""Checks deploy/nginx.conf with the actual nginx and server: which client is counted, what is logged, and
that reloads, new public files and restarts under load lose no request.

Usage: check_proxy.py PUBLIC.db
"""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from served import PLENTY, ROOT, Served, free_port, wait_for

failures = []


def check(is_so, what):
    if not is_so:
        failures.append(what)


class Proxy:
    """nginx with the sample configuration, with other ports and a temporary certificate."""

    def __init__(self, upstream):
        self.upstream = upstream

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        place = self.place = pathlib.Path(self.folder.name)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
             "/CN=fibre.example.org", "-keyout", place / "key", "-out", place / "pem"],
            check=True, capture_output=True)
        self.port, plain = free_port(), free_port()
        sample = (ROOT / "deploy/nginx.conf").read_text()
        sample = re.sub(r".*listen \[::\].*\n", "", sample)
        for old, new in [
            ("listen 443", f"listen 127.0.0.1:{self.port}"), ("listen 80", f"listen 127.0.0.1:{plain}"),
            ("127.0.0.1:8080", f"127.0.0.1:{self.upstream}"),
            ("/etc/ssl/fibre.example.org.pem", str(place / "pem")),
            ("/etc/ssl/fibre.example.org.key", str(place / "key")),
            ("/var/log/nginx/", f"{place}/"),
        ]:
            check(old in sample, f"deploy/nginx.conf does not contain {old}")
            sample = sample.replace(old, new)
        paths = "".join(
            f"{name}_temp_path {place}/{name};"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (place / "nginx.conf").write_text(
            f"pid {place}/pid; error_log {place}/start; daemon off; worker_processes 2;\n"
            f"events {{}}\nhttp {{ {paths}\n{sample}\n}}\n")
        self.process = subprocess.Popen(["nginx", "-c", place / "nginx.conf", "-e", place / "start"])
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                return self if self.get("/healthz")[0] == 200 else self
            except OSError:
                time.sleep(0.05)
        raise SystemExit((place / "start").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.folder.cleanup()

    def connection(self):
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)

    def get(self, target, headers=None):
        connection = self.connection()
        connection.request("GET", target, headers={"Host": "fibre.example.org"} | (headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()

    def send(self, data):
        context = ssl._create_unverified_context()
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as plain:
            with context.wrap_socket(plain) as client:
                client.sendall(data)
                received = b""
                try:
                    while part := client.recv(65536):
                        received += part
                except OSError:
                    pass
                return received


class Load:
    """Clients that send requests one after the other and count failures."""

    def __init__(self, connect, threads=4):
        self.connect = connect
        self.isOn = True
        self.answers = 0
        self.faults = []
        self.threads = [threading.Thread(target=self.run) for _ in range(threads)]

    def run(self):
        connection = self.connect()
        while self.isOn:
            try:
                connection.request("GET", "/v1/stats", headers={"Host": "fibre.example.org"})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    self.faults.append(answer.status)
                self.answers += 1
            except (OSError, http.client.HTTPException) as fault:
                self.faults.append(repr(fault))
                connection = self.connect()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.isOn = False
        for thread in self.threads:
            thread.join()


def protection(public):
    tight = {"lookup": {"per_second": 0.001, "burst": 5}}
    with Served(public, {"rates": tight}, ["--behind-proxy"]) as served, Proxy(served.port) as proxy:
        statuses = [
            proxy.get("/v1/lookup?q=Geheimweg+17", {
                "X-Forwarded-For": f"198.51.{n}.1", "Forwarded": f"for=198.51.{n}.1"})[0]
            for n in range(7)]
        check(statuses == [200] * 5 + [429] * 2, f"a client evades the limit with its own header field: {statuses}")
        check(proxy.get("/metrics")[0] == 404, "metrics are public")
        nameless = proxy.send(
            b"GET /healthz HTTP/1.1\r\nHost: a\r\n: b\r\nConnection: close\r\n\r\n")
        check(nameless.count(b"HTTP/1.1") == 1, f"a field without a name is forwarded: {nameless}")
        for data in (
            b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n",
        ):
            check(b" 400 " in proxy.send(data).split(b"\r\n")[0], f"{data} is not rejected")
        log = (proxy.place / "trasse.log").read_text()
        check("GET /v1 200" in log, f"the log has no entries: {log[:200]}")
        everything = "".join(p.read_text(errors="replace") for p in proxy.place.glob("*") if p.is_file())
        served.log.seek(0)
        check("Geheim" not in everything + served.log.read(), "a log contains a query")


def changes(public):
    with tempfile.TemporaryDirectory() as folder:
        live = pathlib.Path(folder) / "public.db"
        shutil.copy(public, live)
        with Served(live, options=["--behind-proxy"]) as served, Proxy(served.port) as proxy:
            with Load(proxy.connection) as load:
                for _ in range(4):
                    served.process.send_signal(signal.SIGHUP)
                    time.sleep(0.4)
                    shutil.copy(public, live.with_suffix(".new"))
                    os.replace(live.with_suffix(".new"), live)
                    time.sleep(0.7)
            check(load.answers > 100 and not load.faults, f"reload under load: {load.faults[:3]}")
            served.log.seek(0)
            log = served.log.read()
            check(log.count("a new public file is served") >= 4, "new files are not loaded")
            live.with_suffix(".new").write_text("this is not a database")
            os.replace(live.with_suffix(".new"), live)
            time.sleep(1.5)
            check(proxy.get("/v1/stats")[0] == 200, "a damaged file ends the service")


def restarts(public):
    """Checks restarts with a socket that a supervisor such as systemd keeps open."""
    settings = tempfile.NamedTemporaryFile("w")
    json.dump({"rates": {"data": PLENTY}}, settings)
    settings.flush()
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    port = listener.getsockname()[1]

    def start():
        def give():
            os.dup2(listener.fileno(), 3)
            os.set_inheritable(3, True)
        return subprocess.Popen(
            ["sh", "-c", 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@"',
             ROOT / ".build/release/trasse-server", public, "--behind-proxy", "--config", settings.name],
            preexec_fn=give, close_fds=False, stderr=subprocess.DEVNULL)

    server = start()
    wait_for(f"http://127.0.0.1:{port}/healthz").close()
    with Proxy(port) as proxy, Load(proxy.connection) as load:
        for _ in range(3):
            time.sleep(1)
            server.terminate()
            check(server.wait(20) == 0, "the server does not end with status 0")
            server = start()
        time.sleep(1)
    server.terminate()
    server.wait(20)
    check(load.answers > 100 and not load.faults, f"restart under load: {load.faults[:3]}")


protection(sys.argv[1])
changes(sys.argv[1])
restarts(sys.argv[1])
print("proxy: checked")
if failures:
    print("\n".join(failures), file=sys.stderr)
    sys.exit(1)
