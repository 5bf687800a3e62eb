"""A child that reads what strangers made: `python -m repatria.config.limited_child JOB MEMORY SECONDS`.

It limits itself before it reads anything: memory, seconds of the processor, no file that it could write. What it needs
is imported first; then no socket, no further program, and for a picture no further file at all. It is handed no key.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

_REFUSED_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn", "ctypes.")


def _picture() -> Callable[[bytes], bytes]:
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

    Image.preinit()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return draw_anew


JOBS = {"picture": _picture}


def _refuse(event: str, _: object) -> None:
    if event.startswith(_REFUSED_EVENTS):
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
    sys.addaudithook(_refuse)
    out = sys.stdout.buffer
    try:
        answer = job(sys.stdin.buffer.read())
    except InputError as refused:
        out.write(b"refused " + (refused.faults[0][1] if refused.faults else refused.code).encode())
    except MemoryError:
        out.write(b"refused heavy_file")
    else:
        out.write(b"ok\n" + answer)
    out.flush()


if __name__ == "__main__":
    main()
