#!/usr/bin/env python3
"""Runs every command of README.md and compares the printed results.

Usage: check_readme.py [--package]

The code blocks of README.md are marked: `sh source` is run in the root of the sources with a
temporary home folder; `sh` is run in a temporary folder with what the former has installed; `sh
server` is a server that must answer; `text` is what the last command before it prints (days are not
compared). `--package` runs the program that is on the PATH instead of installing it, as
scripts/check-package does. With TRASSE_BLESS=1 the printed results are written into README.md.
"""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+(?: \w+)*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def commands(block):
    """The commands of a block; a backslash at the end of a line continues one."""
    return [line.strip() for line in block.replace("\\\n", " ").splitlines() if line.strip()]


class Reader:
    """A person who follows README.md in one shell, from top to bottom."""

    def __init__(self, home, share):
        self.share = share
        self.environment = dict(os.environ, HOME=str(home), SHELL="/bin/bash")
        self.environment["PATH"] = f"{home}/.local/bin:{os.environ['PATH']}"
        self.folder = str(home)

    def run(self, command, folder=None):
        """What a command prints; the working folder is kept for the next one."""
        script = f"set -euo pipefail; {command.replace('/usr/share/trasse', self.share)}\npwd >&3"
        read, write = os.pipe()
        done = subprocess.run(
            ["bash", "-c", f"exec 3>&{write}; {script}"], cwd=folder or self.folder, pass_fds=[write],
            env=self.environment, capture_output=True, text=True)
        os.close(write)
        with os.fdopen(read) as pipe:
            entered = pipe.read().strip()
        if done.returncode:
            sys.exit(f"README.md: {command}\nends with {done.returncode}:\n{done.stdout}{done.stderr}")
        if folder is None:
            self.folder = entered
        return done.stdout

    def serve(self, command):
        """Starts a server on a free port, asks whether it is ready, and ends it."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            ["bash", "-c", f"exec {command} --port {port}"], cwd=self.folder,
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        status, end = None, time.monotonic() + 20
        while status is None and server.poll() is None and time.monotonic() < end:
            try:
                status = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").status
            except OSError:
                time.sleep(0.1)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
        if status != 200 or server.returncode != 0:
            sys.exit(f"README.md: {command} answers {status} and ends with {server.returncode}")


def main():
    is_package = sys.argv[1:] == ["--package"]
    if sys.argv[1:] and not is_package:
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 64)
    text, printed, count = README.read_text(), "", 0
    with tempfile.TemporaryDirectory() as home:
        share = "/usr/share/trasse" if is_package else f"{home}/.local/share/trasse"
        reader = Reader(pathlib.Path(home), share)

        def checked(match):
            nonlocal printed, count
            kind, block = match.groups()
            if kind == "text":
                if DAY.sub("DAY", block) != DAY.sub("DAY", printed):
                    if os.environ.get("TRASSE_BLESS") != "1":
                        sys.exit(f"README.md shows\n{block}\nbut the program prints\n{printed}")
                    return f"```text\n{printed}```"
                return match.group()
            for command in commands(block):
                if kind == "sh":
                    printed = reader.run(command)
                elif kind == "sh server":
                    reader.serve(command)
                elif kind == "sh source" and not is_package:
                    reader.run(command, folder=ROOT)
                else:
                    continue
                count += 1
            return match.group()

        blessed = BLOCK.sub(checked, text)
    if blessed != text:
        README.write_text(blessed)
    print(f"README.md: {count} commands run as described")


main()
