"""Words that nobody bears, and a search for them in every writing that a program may leave behind."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = "Канарейчукович"
"""Every canary begins with it, so that one search finds all of them."""
LATIN = ("Kanareichukovich", "Kanareychukovich", "Kanareichukovych")


def name(number: int) -> str:
    """A name for one enquiry."""
    letters = "абвгдежзик"
    return f"{ROOT}{''.join(letters[int(one)] for one in str(number))} Іван"


def _in_base64(written: bytes) -> Iterator[bytes]:
    """What stays the same of a word in base64, wherever it stands in what is encoded."""
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + written)
        yield whole[4 if before else 0 : len(whole) - 4]
        yield whole[4 if before else 0 : len(whole) - 4].translate(bytes.maketrans(b"+/", b"-_"))


def writings() -> dict[str, bytes]:
    """How the root may be written, by the name of the writing."""
    found: dict[str, bytes] = {}
    for word in (ROOT, ROOT.upper(), ROOT.lower()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1251", "koi8-r"):
            written = word.encode(encoding)
            found[f"{word} in {encoding}"] = written
            found[f"{word} in {encoding} as hex"] = written.hex().encode()
            found[f"{word} in {encoding} as HEX"] = written.hex().upper().encode()
            found |= {f"{word} in {encoding} in base64, {n}": one for n, one in enumerate(_in_base64(written))}
        found[f"{word} in an address"] = quote(word).encode()
        found[f"{word} in JSON"] = word.encode("ascii", "backslashreplace")
    for word in LATIN:
        for cased in (word, word.lower(), word.upper()):
            found[cased] = cased.encode()
            found[f"{cased} in utf-16"] = cased.encode("utf-16-le")
    return found


def found_in(folders: Iterable[Path]) -> list[str]:
    """Every file of these folders and every writing of the root in it, name of file included."""
    wanted = writings()
    hits = []
    for folder in folders:
        for path in [folder] if folder.is_file() else sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                try:
                    content = path.name.encode() + b"\0" + path.read_bytes()
                except OSError:
                    continue
                hits += [f"{path}: {writing}" for writing, one in wanted.items() if one in content]
    return hits
