"""Pictures from outside: what is refused in which word, what is left of a good one, and the child's limits."""

from __future__ import annotations

import io
import os
import struct
import sys
import zlib
from dataclasses import replace

import pillow_heif
import pytest
from PIL import Image
from pypdf import PdfWriter

from repatria.adapters import limited
from repatria.adapters.limited import AT_ONCE, LimitedChild
from repatria.adapters.pdf_pages import draw_pages
from repatria.adapters.pictures import LIMITS, LIMITS_OF_PAPERS, PapersInAChild, PicturesInAChild, draw_anew
from repatria.config import limited_child
from repatria.core.vocabulary.pictures import LARGEST_PICTURE, LONGEST_EDGE, PAPER, PictureRefusedError, picture_type

pillow_heif.register_heif_opener()

PLACE = b"50.4501 N"


def picture(kind="JPEG", size=(1200, 900), mode="RGB", **more):
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, kind, **more)
    return out.getvalue()


def flood(width, height):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )


def child(**limits):
    command = (sys.executable, "-s", "-P", "-m", "repatria.config.limited_child", "picture")
    return LimitedChild(command=command, limits=replace(LIMITS, **limits))


@pytest.mark.parametrize(("word", "content"), [
    ("empty_file", b""), ("no_picture", b"GIF89a and so on"), ("no_picture", b"%PDF-1.4"), ("no_picture", b"<html>"),
    ("drawing_instructions", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("drawing_instructions", b"\xef\xbb\xbf <SVG onload='x'/>"), ("broken_picture", b"\xff\xd8\xff"),
    ("many_pixels", lambda: flood(60_000, 60_000)), ("broken_picture", lambda: flood(600, 600)),
    ("broken_picture", lambda: picture()[:900]), ("broken_picture", lambda: picture("HEIF")[:900]),
    ("other_file_inside", lambda: picture() + b"PK\x03\x04"),
    ("other_file_inside", lambda: picture("PNG") + b"<script>"),
    ("other_file_inside", lambda: picture("WEBP") + b"%PDF-1.7"),
    ("other_file_inside", lambda: picture("HEIF") + b"<script>"),
    ("other_file_inside", lambda: picture("HEIF") + b"%PDF-1.7 " + bytes(90)),
])  # fmt: skip
def test_refuses_with_a_word(word, content):
    with pytest.raises(PictureRefusedError) as refused:
        draw_anew(content() if callable(content) else content)
    assert (("picture", word),) == refused.value.faults


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")],
)
def test_leaves_pixels_and_nothing_else(kind, mode):
    said = Image.Exif()
    said[270], said[274] = PLACE.decode(), 6  # what it shows; held on its side
    drawn = draw_anew(picture(kind, mode=mode, exif=said))
    seen = Image.open(io.BytesIO(drawn))

    assert ("JPEG", "RGB", (600, LONGEST_EDGE)) == (seen.format, seen.mode, seen.size)
    assert not seen.getexif()
    assert PLACE not in drawn


def test_takes_what_a_camera_leaves_behind_the_picture():
    assert draw_anew(picture() + picture(size=(90, 90))) == draw_anew(picture())


def test_a_paper_of_hers_keeps_its_small_print_and_nothing_of_the_camera(monkeypatch):
    said = Image.Exif()
    said[34853] = {2: (50.0, 27.0, 0.0)}
    large = picture("HEIF", size=(4000, 3000), exif=said)
    command = (sys.executable, "-s", "-P", "-m", "repatria.config.limited_child", "paper")
    draw = PicturesInAChild(LimitedChild(command=command, limits=LIMITS_OF_PAPERS), PAPER)
    seen = Image.open(io.BytesIO(draw(large)))

    assert "image/heic" == picture_type(large)
    assert ("JPEG", (2500, 1875), {}) == (seen.format, seen.size, dict(seen.getexif()))
    with pytest.raises(PictureRefusedError, match="large_picture"):
        draw(b"\xff\xd8\xff" + bytes(PAPER.largest))


def pdf(*pages, encrypted=False, text=""):
    """A PDF of blank pages of these sizes, in points."""
    writer = PdfWriter()
    for width, height in pages:
        writer.add_blank_page(width, height)
    if text:
        writer.add_metadata({"/Title": text})
        writer.add_attachment("x.exe", b"MZ another file")
    if encrypted:
        writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


A4 = (595, 842)


@pytest.mark.parametrize(("word", "content"), [
    ("broken_picture", b"%PDF-1.7 and nothing"), ("broken_picture", pdf(A4)[:200]),
    ("locked_file", pdf(A4, encrypted=True)), ("many_pages", pdf(*[A4] * 13)), ("broken_picture", pdf((1, 14_400))),
])  # fmt: skip
def test_a_pdf_is_refused_with_a_word(word, content):
    with pytest.raises(PictureRefusedError) as refused:
        draw_pages(content)
    assert (("picture", word),) == refused.value.faults


def test_of_a_pdf_the_pages_are_drawn_one_beneath_the_other_and_nothing_else_is_left():
    command = (sys.executable, "-s", "-P", "-m", "repatria.config.limited_child")
    photographs, pages = (
        PicturesInAChild(LimitedChild(command=(*command, job), limits=LIMITS_OF_PAPERS), PAPER)
        for job in ("paper", "pdf")
    )
    given = pdf(A4, (842, 595), (14_400, 14_400), text="50.4501 N")
    drawn = PapersInAChild(photographs, pages)(given)
    seen = Image.open(io.BytesIO(drawn))

    assert b"another file" in given
    assert not [one for one in (b"another file", PLACE, b"%PDF", b"/JavaScript", b"/URI") if one in drawn]
    assert ("JPEG", 2000) == (seen.format, seen.width)
    assert abs(seen.height - (2000 + 1413 + 2000 + 2 * 12)) < 4
    with pytest.raises(PictureRefusedError, match="heavy_file"):
        PicturesInAChild(
            LimitedChild(command=(*command, "pdf"), limits=replace(LIMITS_OF_PAPERS, memory_bytes=64 << 20)), PAPER
        )(given)


def test_a_file_beside_the_program_or_behind_a_link_is_none_of_its_own(tmp_path, monkeypatch):
    ours, beside = tmp_path / "program", tmp_path / "program-of-another"
    for folder in (ours, beside):
        folder.mkdir()
    (beside / "secret").write_text("x")
    (ours / "link").symlink_to(beside / "secret")
    (ours / "own").write_text("x")
    monkeypatch.setattr(limited_child, "_OURS", (f"{ours.resolve()}/",))

    for given in (beside / "secret", ours / "link", f"{ours}/../{beside.name}/secret", os.fsencode(ours / "link")):
        with pytest.raises(PermissionError):
            limited_child._refuse("open", (given,))
    limited_child._refuse("open", (ours / "own",))


def test_a_child_of_little_memory_time_and_trust_draws_it(monkeypatch):
    monkeypatch.setenv("REPATRIA_PASSPHRASE_FILE", "/secret")
    draw = PicturesInAChild(child())

    assert draw_anew(picture()) == draw(picture())
    with pytest.raises(PictureRefusedError, match="other_file_inside"):
        draw(picture() + b"PK\x03\x04")
    with pytest.raises(PictureRefusedError, match="large_picture"):
        draw(b"\xff\xd8\xff" + bytes(LARGEST_PICTURE))
    with pytest.raises(PictureRefusedError, match="heavy_file"):
        PicturesInAChild(child(memory_bytes=24 << 20))(picture())
    slow = LimitedChild(
        command=(sys.executable, "-S", "-c", "import time; time.sleep(60)"), limits=replace(LIMITS, clock_seconds=1)
    )  # fmt: skip
    assert slow.answer(b"").fell
    for _ in range(AT_ONCE):
        limited._places.acquire()  # others read at this moment
    assert slow.answer(b"").fell
    limited._places.release(AT_ONCE)
    told = "import os, sys; sys.stdout.write('ok\\n' + ' '.join(os.environ))"
    names = LimitedChild(command=(sys.executable, "-S", "-c", told), limits=LIMITS).answer(b"").content.decode()
    assert "REPATRIA" not in names
