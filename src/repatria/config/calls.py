"""The door of calls and its relay: what is told of them by the environment, and how each is started."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from repatria.config.settings.environment import SettingError, env_flag, env_number, env_path, env_text
from repatria.doors.calls.relay import NoRelayError, Relay

MAY_KNOW = (
    "PATH", "HOME", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "VIRTUAL_ENV", "REPATRIA_DEMO", "REPATRIA_CALLS_ADDRESS",
    "REPATRIA_CALLS_HOSTS", "REPATRIA_RELAY", "REPATRIA_RELAY_SECRET_FILE", "REPATRIA_RELAY_IP",
    "REPATRIA_RELAY_CERTIFICATE", "REPATRIA_RELAY_KEY", "REPATRIA_TRUSTED_PROXIES",
)  # fmt: skip
"""What the two processes of calls are told: nothing of the bureau, of the portal or of any key."""

_RELAYED_PORTS = (49152, 65535)
_PR_SET_PDEATHSIG = 1


def is_asked_for() -> bool:
    """Whether this house has a door of calls: where a relay is named."""
    return bool(os.environ.get("REPATRIA_RELAY", "").split())


def is_relay_ours() -> bool:
    """Whether the house starts the relay itself."""
    return is_asked_for() and env_flag("REPATRIA_RELAY_HERE")


def relay_secret_file(folder: Path) -> Path:
    """The file that holds the secret of relay and door: the one that is named, or the house's own."""
    return env_path("REPATRIA_RELAY_SECRET_FILE", folder / "relay-secret")


def make_secret(folder: Path) -> None:
    """Makes the secret of a relay that the house starts itself, once."""
    path = relay_secret_file(folder)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))


def relay_named(folder: Path) -> Relay:
    """The one relay of this house.

    Raises:   SettingError: without a relay the door does not open, for two browsers would reach each other directly.
    """
    path = relay_secret_file(folder)
    try:
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        secret = ""
    if is_asked_for() and not secret:
        raise SettingError("REPATRIA_RELAY_SECRET_FILE", f"names no file with the relay's secret: {path}")
    try:
        return Relay(addresses=tuple(os.environ.get("REPATRIA_RELAY", "").split()), secret=secret)
    except NoRelayError as error:
        raise SettingError("REPATRIA_RELAY", error.message) from None


def serve_calls(host: str, port: int) -> None:
    """Serves the door of calls until a signal.  Raises: SettingError."""
    from repatria.config.serving.calls import serve
    from repatria.doors.calls.app import CallsDoor
    from repatria.doors.calls.shelf import Shelf

    folder = env_path("REPATRIA_DATA")
    relay = relay_named(folder)

    def say(text: str) -> None:
        print(text, flush=True)

    hosts = tuple(env_text("REPATRIA_CALLS_HOSTS", "localhost 127.0.0.1 [::1]").split())
    door = CallsDoor(
        Shelf(folder, say), relay, lambda: datetime.now(UTC), hosts=hosts, is_demo=env_flag("REPATRIA_DEMO"),
        proxies=env_number("REPATRIA_TRUSTED_PROXIES", 0), relay_at=env_text("REPATRIA_RELAY_IP", "").split(), say=say,
    )  # fmt: skip
    serve(door, host, port)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coturn:
    """What coturn is told. It passes packets between the two ends of its own relay, and to nobody else.

    Given:    `ip` the address at which it is reached and from which it relays.
    """

    relay: Relay
    ip: str
    folder: Path
    certificate: str = ""
    key: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """The configuration file.

        Source:   turnserver(1) of coturn 4.6.
        Not:      a log: who came from which address is written nowhere.
        """
        plain = [port for scheme, _, port in self.relay.ports if scheme == "turn"]
        sealed = [port for scheme, _, port in self.relay.ports if scheme == "turns"]
        lines = {
            "listening-ip": self.ip, "relay-ip": self.ip, "realm": self.relay.ports[0][1],
            "static-auth-secret": self.relay.secret,
            "min-port": str(_RELAYED_PORTS[0]), "max-port": str(_RELAYED_PORTS[1]),
            "log-file": "/dev/null", "pidfile": str(self.folder / "relay.pid"),
            "userdb": str(self.folder / "relay.users"),
            # Two browsers of one relay meet at its own address; nobody can be reached through it from elsewhere.
            "denied-peer-ip": "0.0.0.0-255.255.255.255", "allowed-peer-ip": self.ip,
            "user-quota": "12", "total-quota": "400", "max-allocate-lifetime": "600", "stale-nonce": "600",
        }  # fmt: skip
        flags = ["use-auth-secret", "fingerprint", "no-cli", "no-stdout-log", "simple-log", "no-multicast-peers",
                 "no-tcp-relay", "no-software-attribute", "no-rfc5780", "no-tlsv1", "no-tlsv1_1"]  # fmt: skip
        if plain:
            lines["listening-port"] = str(plain[0])
        else:
            flags += ["no-udp", "no-tcp"]
        if sealed:
            lines |= {"tls-listening-port": str(sealed[0]), "cert": self.certificate, "pkey": self.key}
        else:
            flags += ["no-tls", "no-dtls"]
        if self.ip.startswith("127.") or self.ip == "::1":
            flags.append("allow-loopback-peers")
        lines |= self.extra
        rows = [f"{name}={value}" for name, value in lines.items()]
        # A second range, for IPv6, is a line of its own.
        return "\n".join([*rows, "denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", *flags, ""])


def coturn_of(folder: Path) -> Coturn:
    """What the environment says of the relay that the house starts.

    Raises:   SettingError.
    """
    relay = relay_named(folder)
    files = {name: env_text(name, "") for name in ("REPATRIA_RELAY_CERTIFICATE", "REPATRIA_RELAY_KEY")}
    if any(scheme == "turns" for scheme, _, _ in relay.ports):
        for name, path in files.items():
            if not path or not os.access(path, os.R_OK):
                raise SettingError(name, "must name a file that can be read: the relay speaks TLS")
    return Coturn(
        relay=relay, ip=env_text("REPATRIA_RELAY_IP", relay.ports[0][1].strip("[]")), folder=folder,
        certificate=files["REPATRIA_RELAY_CERTIFICATE"], key=files["REPATRIA_RELAY_KEY"],
    )  # fmt: skip


def run_relay(coturn: Coturn | None = None) -> None:
    """Runs coturn until a signal, and ends with it.  Raises: SettingError where it is not installed."""
    program = shutil.which("turnserver")
    if program is None:
        raise SettingError("REPATRIA_RELAY_HERE", "needs coturn on this machine: apt-get install coturn")
    told = coturn or coturn_of(env_path("REPATRIA_DATA"))
    path = told.folder / "relay.conf"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(told.written())
    process = subprocess.Popen([program, "-c", str(path)], preexec_fn=_end_with_parent, stdin=subprocess.DEVNULL)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: process.terminate())
    sys.exit(process.wait())


def _end_with_parent() -> None:
    """In the child, before coturn: the kernel ends it when its parent is gone, whatever way."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
