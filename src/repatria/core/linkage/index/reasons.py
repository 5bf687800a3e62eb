"""The reasons of a candidate: what each field says, in bits, with the two values that were compared.

What was asked is quoted as it was written, whatever it was read as; of the record the index holds the tidy forms alone,
so that whoever has the record at hand quotes it (doors do).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from repatria.core.linkage.candidates import Weighed, date_text, level_of
from repatria.core.linkage.comparison import FIELD_LEVELS, WORD_ORDER_UNLIKELY
from repatria.core.linkage.forms import EXTRAS, NONE, ROLES, FieldForms, Order
from repatria.core.linkage.rows import EnquiryRow, FieldWeight
from repatria.core.names.lines import quoted

_DATE_AT = len(ROLES)


def reasons_of(
    enquiry: EnquiryRow,
    weighed: Weighed,
    numbers: Sequence[int],
    fields: Mapping[str, FieldForms],
    extras: Sequence[str],
) -> tuple[FieldWeight, ...]:
    """Returns the waterfall of one entry: the fields that either side filled, names first, then the date.

    Given:    `numbers` of the entry: forms by role, packed date, forms of the further fields.
    Returns:  steps that add up to the entry's weight, under its best order of words.
    """

    def bits_of(order: Order) -> float:
        pairs = ((word, role) for role, word in enumerate(order) if word != NONE)
        return weighed.orders[order] + sum(weighed.graded[w, r].level_and_bits(numbers[r])[1] for w, r in pairs)

    order = max(weighed.orders, key=bits_of)
    words, found = weighed.asked.words, []
    for role, (word, field) in enumerate(zip(order, ROLES, strict=True)):
        graded = weighed.graded[word, role] if word != NONE else None
        level, bits = graded.level_and_bits(numbers[role]) if graded else (0, 0.0)
        written = fields[field].forms.texts[numbers[role]]
        asked = quoted(words[word], enquiry.line) if word != NONE else ""
        found.append(_step(field, asked, as_name(written), level, bits))
    if weighed.orders[order] < 0:
        read = " ".join(quoted(words[word], enquiry.line) for word in order if word != NONE)
        found.append(_named("word_order", read or "-", "", WORD_ORDER_UNLIKELY, weighed.orders[order]))
    further = zip(extras, weighed.extras, numbers[_DATE_AT + 1 :], strict=True)
    for field, value, number in sorted(further, key=lambda one: EXTRAS.index(one[0])):  # whichever came first
        level, bits = value.level_and_bits(number) if value else (0, 0.0)
        found.append(_step(field, getattr(enquiry, field), as_name(fields[field].forms.texts[number]), level, bits))
    packed = numbers[_DATE_AT]
    level = level_of(packed, weighed.date)
    born = enquiry.birth_date_as_written.strip() or weighed.asked.birth_date
    found.append(_step("birth_date", born, date_text(packed), level, float(weighed.date.bits[level])))
    return tuple(step for step in found if step.enquiry_value or step.register_value)


def as_name(tidied: str) -> str:
    """Writes a tidy form as names are written: a capital at the head of every part."""
    return "-".join(" ".join(word[:1].upper() + word[1:] for word in part.split(" ")) for part in tidied.split("-"))


def _step(field: str, asked: str, written: str, level: int, bits: float) -> FieldWeight:
    return _named(field, asked, written, FIELD_LEVELS[field][level], bits)


def _named(field: str, asked: str, written: str, level: str, bits: float) -> FieldWeight:
    rounded = 0.0 if math.isclose(bits, 0.0, abs_tol=5e-4) else round(bits, 3)
    return FieldWeight(field=field, enquiry_value=asked, register_value=written, level=level, weight_bits=rounded)
