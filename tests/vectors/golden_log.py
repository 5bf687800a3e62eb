"""The golden log: 50 acts of the first release, with their keys, kept for ever.

Made once by `make_golden_log.py`; never made again for a schema change. If it stops verifying, the change is wrong or
an upcaster is missing.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from repatria.adapters.keystore import keyring_from_bytes, keyring_to_bytes
from repatria.records.ledger.models import Checkpoint, Entry, Part
from repatria.records.vault.keyring import Keyring, current
from repatria.records.vault.models import SubjectKey

FILE = Path(__file__).with_name("golden_log.json")
_TABLES = (Entry, Part, Checkpoint, SubjectKey)


def _plain(value: Any) -> Any:
    return {"b64": base64.b64encode(bytes(value)).decode()} if isinstance(value, bytes | memoryview) else value


def _stored(value: Any) -> Any:
    return base64.b64decode(value["b64"]) if isinstance(value, dict) else value


def write() -> None:
    """Writes the log and keys of the present database into the file."""
    tables = {
        model.__name__: [
            {f.attname: _plain(getattr(row, f.attname)) for f in model._meta.concrete_fields}
            for row in model.objects.order_by("pk")
        ]
        for model in _TABLES
    }
    content = {"keyring": json.loads(keyring_to_bytes(current())), "tables": tables}
    FILE.write_text(json.dumps(content, indent=0, ensure_ascii=False, sort_keys=True))


def read() -> Keyring:
    """Loads the file into the present, empty database and returns its keyring."""
    content = json.loads(FILE.read_text())
    for model in _TABLES:
        for row in content["tables"][model.__name__]:
            model.objects.create(**{name: _stored(value) for name, value in row.items()})
    return keyring_from_bytes(json.dumps(content["keyring"]).encode())
