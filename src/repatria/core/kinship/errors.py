"""What goes wrong in this science: a pedigree, a table of frequencies, a profile or a question that cannot stand."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError


class PedigreeError(InputError):
    """A pedigree contradicts itself: a cycle, an unknown parent, a parent of the wrong sex, a name used twice."""

    code = "kinship.E001"


class LocusError(InputError):
    """Frequencies, a mutation model or a linkage group are not what such a thing can be."""

    code = "kinship.E002"


class ObservationError(InputError):
    """What was seen at a locus is no observation: an allele without a frequency, or more alleles than a person has."""

    code = "kinship.E003"


class KinshipQuestionError(InputError):
    """A question that the engines cannot answer exactly, or that names somebody who is not in the pedigree."""

    code = "kinship.E004"
