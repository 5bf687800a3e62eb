"""A child that reads what strangers made: `python -m repatria.config.limited_child JOB MEMORY SECONDS`.

It limits itself before it reads anything: memory, seconds of the processor, no file that it could write. Then no
socket, no further program and no further file at all: what its reader imports when it meets it is met beforehand, in a
file of our own. It is handed no key.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import zipfile
import zoneinfo
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

_OURS = tuple(
    os.path.join(os.path.realpath(str(one)), "")
    for one in (sys.prefix, sys.base_prefix, Path(__file__).parents[1], *zoneinfo.TZPATH)
)
_REFUSED_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn", "ctypes.")


def close_files() -> None:
    """From here on nothing opens: no file, no socket; what is open stays."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _picture(measures: str = "FACE") -> Callable[[bytes], bytes]:
    import pillow_heif
    from PIL import (  # noqa: F401 - what Pillow imports when it meets it, since later no file opens
        Image,
        ImageOps,
        JpegImagePlugin,
        MpoImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    from repatria.adapters.pictures import draw_anew
    from repatria.core.vocabulary import pictures

    pillow_heif.register_heif_opener()
    Image.preinit()
    close_files()
    return partial(draw_anew, measures=getattr(pictures, measures))


def _workbook() -> Callable[[bytes], bytes]:
    import openpyxl.worksheet._reader  # noqa: F401 - what the reader imports when it meets it

    from repatria.doors.files.tables import workbooks  # noqa: F401
    from repatria.doors.files.tables.handed import WantedNames, asked, hand_over

    hand_over(asked(WantedNames(known=frozenset({"a"})), _smallest_workbook(), most=1))
    close_files()
    return hand_over


def _smallest_workbook() -> bytes:
    """A workbook of one row: the reader imports what it needs while it still can."""
    main, more = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "application/vnd.openxmlformats-"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006"
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packed}/content-types"><Default Extension="rels" ContentType="{more}'
        'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        f'{more}officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{more}officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r1" Type="{office}'
        '/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r1" Type="'
        f'{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{row}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


_zones: list[zoneinfo.ZoneInfo] = []


def _parquet() -> Callable[[bytes], bytes]:
    from repatria.doors.files.tables import parquet  # noqa: F401
    from repatria.doors.files.tables.handed import WantedNames, asked, hand_over

    with suppress(ImportError):  # without the extra `batch` its reader says so
        import pyarrow
        import pyarrow.parquet

        made = io.BytesIO()
        born = pyarrow.array([0], pyarrow.timestamp("us", tz="UTC"))
        pyarrow.parquet.write_table(pyarrow.table({"a": ["a"], "b": born}), made)
        hand_over(asked(WantedNames(known=frozenset({"a"})), made.getvalue(), most=1))
    _zones[:] = [zoneinfo.ZoneInfo(name) for name in zoneinfo.available_timezones()]  # a column may be of any
    close_files()
    return hand_over


def _pdf() -> Callable[[bytes], bytes]:
    import pypdfium2
    from PIL import Image, JpegImagePlugin  # noqa: F401 - what Pillow imports when it meets it

    from repatria.adapters.pdf_pages import draw_pages

    blank = pypdfium2.PdfDocument.new()
    blank.new_page(72, 72)
    out = io.BytesIO()
    blank.save(out)
    draw_pages(out.getvalue())
    close_files()
    return draw_pages


JOBS: dict[str, Callable[[], Callable[[bytes], bytes]]] = {
    "picture": _picture,
    "paper": partial(_picture, "PAPER"),
    "pdf": _pdf,
    "workbook": _workbook,
    "parquet": _parquet,
}


_THROUGH_CTYPES = frozenset({"pdf"})
"""Jobs whose library is called through ctypes: they are kept by the limit of the process alone from loading another."""


def _refuse(event: str, given: tuple[object, ...], *, may_ctypes: bool = False) -> None:
    """Takes from here on no socket, no program, and no file but those of which this program is made."""
    if may_ctypes and event.startswith("ctypes."):
        return
    is_ours = event == "open" and os.path.realpath(os.fsdecode(str(given[0]))).startswith(_OURS)
    if event.startswith(_REFUSED_EVENTS) or (event == "open" and not is_ours):
        raise PermissionError(event)


def main() -> None:
    """Does one job: bytes in, "ok" and bytes out, or "refused" and the word of the first fault."""
    name, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from repatria.core.vocabulary.errors import InputError

    job = JOBS[name]()
    may_ctypes = name in _THROUGH_CTYPES
    sys.addaudithook(lambda event, given: _refuse(event, given, may_ctypes=may_ctypes))
    out = sys.stdout.buffer
    try:
        answer = job(sys.stdin.buffer.read())
    except InputError as refused:
        out.write(b"refused " + (refused.faults[0][1] if refused.faults else refused.message).encode()[:180])
    except MemoryError:
        out.write(b"refused heavy_file")
    else:
        out.write(b"ok\n" + answer)
    out.flush()


if __name__ == "__main__":
    main()
