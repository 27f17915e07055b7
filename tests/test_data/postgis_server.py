"""A PostGIS server of the tests' own: in a folder of its own, on loopback, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.machine import postgis_folder

OWNER, PASSWORD = "office", "geheim-Ωß-7f3a"
READER, READER_PASSWORD = "reader", "nur-lesen-91"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def account():
    """Give the account to run as: the server refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else None


def run(*command):
    subprocess.run(command, check=True, capture_output=True, user=account(), cwd="/", timeout=60)


def owned(place):
    if account():
        entry = pwd.getpwnam(account())
        os.chown(place, entry.pw_uid, entry.pw_gid)
    return place


@contextmanager
def serve():
    """Run a server; give the function that makes connections of its owner."""
    programs = postgis_folder()
    folder = owned(Path(tempfile.mkdtemp(prefix="pg")))
    secret = folder / "secret"
    secret.write_text(PASSWORD)
    owned(secret)
    port = free_port()
    server = None
    try:
        run(
            *(programs / "initdb", "-D", folder / "data", "-U", OWNER, "-A", "scram-sha-256"),
            *("--pwfile", secret, "-E", "UTF8", "--locale", "C", "--no-sync"),
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": folder,
            "fsync": "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *options],
                user=account(),
                cwd="/",
                stdout=log,
                stderr=log,
            )
        yield port, answering(port, server, folder / "log")
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # no new visitors, running queries are stopped
            server.wait(30)
        shutil.rmtree(folder)


def answering(port, server, log):
    """Wait until it answers; give what opens a connection."""

    def connect(database="postgres", **options):
        return psycopg.connect(
            host="127.0.0.1",
            port=port,
            dbname=database,
            user=OWNER,
            password=PASSWORD,
            autocommit=True,
            **options,
        )

    for _ in range(150):
        assert server.poll() is None, log.read_text()
        try:
            connect().close()
        except psycopg.OperationalError:
            time.sleep(0.1)
            continue
        return connect
    raise AssertionError(log.read_text())
