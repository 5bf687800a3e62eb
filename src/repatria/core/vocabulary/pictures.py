"""A picture that comes from outside: what is taken of it, how much, and in which word the rest is refused."""

from __future__ import annotations

from collections.abc import Callable

from repatria.core.vocabulary.errors import InputError

LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes of a picture that is taken."""
MOST_PIXELS = 50_000_000
"""Pixels that are decoded: more than any camera of a telephone gives, less than what fills a machine's memory."""
LONGEST_EDGE = 800
"""Pixels of the longer edge of what is drawn anew: a face is known again, a street sign behind it hardly."""
LARGEST_DRAWN = 512 * 1024
"""Bytes of what is drawn anew."""

PICTURE_WORDS = frozenset({
    "empty_file", "large_picture", "no_picture", "drawing_instructions", "many_pixels", "other_file_inside",
    "broken_picture", "heavy_file",
})  # fmt: skip
"""Why a picture is not taken."""

PictureDrawer = Callable[[bytes], bytes]
"""Draws a picture anew, where a fault of its reader reaches nobody: a JPEG without anything but its pixels.

Raises:   PictureRefusedError with one of PICTURE_WORDS.
"""


class PictureRefusedError(InputError):
    """This file is no picture that is taken: it is empty, another kind of file, too large, or broken."""

    code = "vocabulary.E021"


def refuse_picture(word: str) -> PictureRefusedError:
    """The refusal by a word of PICTURE_WORDS, at the field `picture`."""
    assert word in PICTURE_WORDS, word
    return PictureRefusedError(f"not taken as a picture: {word}", (("picture", word),))
