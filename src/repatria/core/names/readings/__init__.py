"""Readings: one phoneme spelling for a name, whatever script and romanisation it is written in.

Шевченко, Shevchenko, Szewczenko and Chevtchenko are one row of sounds. Cyrillic is read in one way; Latin in up to
twelve, each with a penalty, since "ch" is ч, х or ш.

Reach for it:

- `canon` for the likeliest reading, `readings_of` for all, `weighted_readings` for all with their penalties;
- `skeleton_of` for the consonants alone; `is_abjad` for words whose vowels nobody wrote;
- `SOUNDS`, `VOWELS`, `numbered` for the alphabet of sounds and its numbers in compiled code.

Returns:  texts of sounds, penalties in edits.
Not:      a romanisation: nobody is shown a reading. Not a distance between two of them (similarity).
"""

from __future__ import annotations

from repatria.core.names.readings.abjads import is_abjad
from repatria.core.names.readings.phonemes import VOWELS, canon, readings_of, skeleton_of, weighted_readings
from repatria.core.names.readings.sounds import MAX_SOUNDS, OTHER, SOUNDS, numbered

__all__ = [
    "MAX_SOUNDS",
    "OTHER",
    "SOUNDS",
    "VOWELS",
    "canon",
    "is_abjad",
    "numbered",
    "readings_of",
    "skeleton_of",
    "weighted_readings",
]
