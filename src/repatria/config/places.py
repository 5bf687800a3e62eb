"""Where things lie under one data folder. The portal is told its own sub-folder only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of one installation.

    Given:    `data` is the folder of `--data`; what lies in `data/portal` may move to another host.
    """

    data: Path

    @property
    def bureau_store(self) -> Path:
        return self.data / "bureau.sqlite3"

    @property
    def portal(self) -> Path:
        return self.data / "portal"

    @property
    def intake_store(self) -> Path:
        return self.portal / "intake.sqlite3"

    @property
    def portal_keys(self) -> Path:
        return self.portal / "portal-keys.json"

    @property
    def calls(self) -> Path:
        return self.data / "calls"

    @property
    def keyring(self) -> Path:
        return self.data / "keys" / "keyring.json"

    @property
    def run(self) -> Path:
        return self.data / "run"

    @property
    def matcher_socket(self) -> Path:
        return self.run / "matcher.sock"

    @property
    def reports(self) -> Path:
        return self.data / "reports"

    @property
    def is_initialised(self) -> bool:
        return self.keyring.exists()

    @property
    def is_empty(self) -> bool:
        return not self.data.exists() or not any(self.data.iterdir())
