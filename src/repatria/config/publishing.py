"""`repatria publish`: the public pages, the notice, its leaflets and words for radio, signed, for mirrors."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.adapters.printing.aloud import leaflet_aloud
from repatria.config.places import Places
from repatria.config.session import DONE, open_folder, say
from repatria.config.settings.environment import SettingError, env_text
from repatria.config.supervise import environment_of
from repatria.core.vocabulary.appeals import APPEAL, appeal_bytes, appeal_to_json
from repatria.core.vocabulary.errors import OutsideError
from repatria.core.vocabulary.whom_to_ask import Office, WhomToAsk
from repatria.records.intake.line_sealing import fingerprint
from repatria.records.vault.keyring import Keyring

MANIFEST, SIGNATURE, KEY, HOW, ABOUT = "MANIFEST", "MANIFEST.sig", "KEY.pem", "VERIFY.txt", "BUNDLE.txt"
_HOW = """Перевірити, що цей пакет зібрало бюро
Проверить, что этот пакет собрало бюро
To check that the bureau made this bundle

  openssl pkeyutl -verify -pubin -inkey KEY.pem -rawin -in MANIFEST -sigfile MANIFEST.sig
  sha256sum --check MANIFEST

KEY.pem: порівняйте відбиток із сторінкою бюро / сравните отпечаток со страницей бюро / compare with its page
  {fingerprint}

BUNDLE.txt: старіший пакет теж підписаний; візьміть найновіший, а після "valid until" не показуйте його
старый пакет тоже подписан; берите самый новый, а после "valid until" не показывайте его
an older bundle is signed too; take the newest, and show none after its "valid until"
"""


class MirrorError(OutsideError):
    """The public pages could not be drawn; nothing was published."""

    code = "config.E003"


def publish(places: Places, given: Namespace) -> int:
    """Writes the bundle into a new folder."""
    folder: Path = given.to.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise SettingError(str(folder), "is not empty: name a new folder, so that nothing old stands among it")
    keyring = open_folder(places, make=False)
    address = (given.address or env_text("REPATRIA_CHECK_ADDRESS", "").removesuffix("/check")).rstrip("/")
    folder.mkdir(parents=True, exist_ok=True)
    _lay_notice()
    _draw_pages(places, folder, address)
    for name, content in _notice_files(places, address):
        (folder / name).write_bytes(content)
    from repatria.records.appeals.selectors import TERM_DAYS

    on = datetime.now(UTC).date()
    term = f"dated: {on}\nvalid until: {on + timedelta(days=TERM_DAYS)}\n"
    (folder / ABOUT).write_text(f"repatria public bundle v1\nlog: {keyring.log_name}\n{term}", encoding="utf-8")
    shown = _sign(folder, keyring)
    files = [one for one in folder.rglob("*") if one.is_file()]
    say(f"{len(files)} files, {sum(one.stat().st_size for one in files) // 1024} kB under {folder}")
    say(f"key {shown}")
    if not address:
        say("no address of the portal is set: the pages lead nowhere to ask; set REPATRIA_CHECK_ADDRESS or --address")
    say(f"next: follow {folder / HOW} on another machine, then hand the folder to whoever mirrors it")
    return DONE


def _lay_notice() -> None:
    """Lays the notice at the portal with a fresh term, as each round does: pages and signed text say one thing."""
    from repatria.records.appeals.selectors import appeal_for_portal, appeal_without_ground
    from repatria.records.intake.services import lay_public_text

    on = datetime.now(UTC).date()
    if appeal_without_ground() is not None:
        raise MirrorError("the ground of the notice is off: hold a round first, which withdraws it", permanent=True)
    if (signed := appeal_for_portal(on)) is not None:
        lay_public_text(name=APPEAL, text=appeal_to_json(signed.text), signature=signed.signature, on=on)


def _draw_pages(places: Places, folder: Path, address: str) -> None:
    told = environment_of("portal", places, os.environ)
    words = [sys.executable, "-m", "repatria.config.mirror", str(folder), address]
    drawn = subprocess.run(words, env=told, capture_output=True, text=True, check=False)
    if drawn.returncode:
        last = drawn.stderr.strip().splitlines()[-1:] or ["no word"]
        raise MirrorError(f"the portal's pages were not drawn: {last[0]}", permanent=True)


def _notice_files(places: Places, address: str) -> Iterator[tuple[str, bytes]]:
    """The signed text with its signature; in each language the leaflet, and what is read out."""
    from repatria.config.outside import outside
    from repatria.config.whom_to_ask import whom_to_ask
    from repatria.core.vocabulary.paper_mark import PaperLanguage, PaperMark
    from repatria.core.vocabulary.papers_public import LeafletPaper
    from repatria.records.appeals.selectors import appeal_for_portal, leaflet_marks, newest_appeal
    from repatria.records.notices.paper_word_selectors import words_on_papers

    view, signed = newest_appeal(), appeal_for_portal(datetime.now(UTC).date())
    if view is None or signed is None:
        return
    yield "notice.txt", appeal_bytes(signed.text)
    yield "notice.sig", signed.signature
    bound = outside()
    head, whom = bound.letterhead, whom_to_ask(places.portal, is_demo=bound.letterhead.is_demo)
    withdrawn = date.fromisoformat(view.withdrawn_on) if view.withdrawn_on else None
    for language, (code, word) in leaflet_marks(view).items():
        mark = PaperMark(
            code=code, check_word=word, languages=(PaperLanguage(language),), bureau=(head.bureau[language],),
            printed_at=bound.now(), demo=head.is_demo, telephone=head.telephone, check_address=head.check_address,
            words=words_on_papers(),
        )  # fmt: skip
        asked = tuple(_whom_lines(whom, language, address))
        paper = LeafletPaper(
            mark=mark, number=view.number, dated=date.fromisoformat(view.dated), withdrawn_on=withdrawn,
            paragraphs=view.paragraphs[language], conditions=view.conditions.get(language, ""),
            legal_basis=view.legal_basis, whom=asked,
        )  # fmt: skip
        yield f"leaflet-{language}.pdf", bound.printer.print_paper(paper)
        yield f"radio-{language}.txt", leaflet_aloud(paper).encode()


def _whom_lines(whom: WhomToAsk, language: str, address: str) -> Iterator[str]:
    for office in (whom.bureau[language], *whom.others_in(language)):
        line = _one_line(office)
        if line:
            yield line
    if address:
        yield address


def _one_line(office: Office) -> str:
    telephone = office.telephone.replace(" ", "\N{NO-BREAK SPACE}")  # a number is never broken over lines
    return ", ".join(one for one in (office.name, office.street, telephone, office.hours, office.web) if one)


def _sign(folder: Path, keyring: Keyring) -> str:
    """Lists every file with its digest and signs the list.  Returns: the key's fingerprint."""
    key = Ed25519PrivateKey.from_private_bytes(keyring.log_signing_seed)
    public = key.public_key()
    shown = fingerprint(public.public_bytes_raw())
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (folder / KEY).write_bytes(pem)
    (folder / HOW).write_text(_HOW.format(fingerprint=shown), encoding="utf-8")
    names = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    lines = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    manifest = "".join(lines).encode()
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_bytes(key.sign(manifest))
    return shown
