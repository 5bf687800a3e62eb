"""A profile as it is sealed: alleles by marker, what lines of descent show, the sex that amelogenin tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from repatria.core.law.identification import LEAST_LOCI, ProfileFlag
from repatria.records.identification.errors import ProfileWordsError

UNSEEN, ODD = "-", "? "
"""A locus that was not seen; what stands before a line that was left out or read another way."""
_MOST_MARKERS, _MOST_ALLELES, _LONGEST = 200, 3, 80
_OF_DESCENT = ("DXS", "HPRTB", "DYS", "DYF", "DYZ", "Y", "SRY", "AMEL")
"""How names of markers on X and Y begin: a line of descent or the sex, and nothing that is compared or goes out."""


def is_of_descent(marker: str) -> bool:
    """Whether a marker tells a line of descent or the sex, under whatever group it was typed."""
    return marker.strip().upper().startswith(_OF_DESCENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedProfile:
    """What a laboratory read of one sample.

    Given:    `alleles` by marker in one spelling, `-` for one that was not seen; `descent` what Y markers and
              mitochondrial regions show, kept and not compared; `sex` F, M or U.
    """

    alleles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    descent: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sex: str = "U"

    @property
    def whole(self) -> dict[str, tuple[str, ...]]:
        """The loci with a whole result."""
        return {name: tuple(sorted(seen)) for name, seen in self.alleles.items() if seen and UNSEEN not in seen}

    @property
    def loci(self) -> int:
        return sum(bool(seen) for seen in self.alleles.values())


_DECODER = msgspec.json.Decoder(SealedProfile)


def sealed_text(profile: SealedProfile) -> str:
    return msgspec.json.encode(profile, order="deterministic").decode()


def read_profile(text: str | None) -> SealedProfile | None:
    """A profile that was opened; None where its key was destroyed."""
    return _DECODER.decode(text) if text else None


def checked_profile(
    alleles: Mapping[str, Sequence[str]], descent: Mapping[str, Sequence[str]], sex: str
) -> SealedProfile:
    """Makes a profile of what a file or a call says; loci of X and Y are kept with the lines of descent.

    Raises:   ProfileWordsError naming the marker that cannot be read, and for more than one person can show.
    """
    faults = [
        (name, "unknown")
        for said, most in ((alleles, _MOST_ALLELES), (descent, _MOST_MARKERS))
        for name, seen in said.items()
        if not name.strip() or len(name) > _LONGEST or len(seen) > most or any(len(one) > _LONGEST for one in seen)
    ]
    if len(alleles) + len(descent) > _MOST_MARKERS:
        faults.append(("alleles", "length"))
    if sex not in ("F", "M", "U"):
        faults.append(("sex", "unknown"))
    if faults:
        raise ProfileWordsError("the profile cannot be read", tuple(faults[:20]))
    apart = {name: tuple(seen) for name, seen in alleles.items() if is_of_descent(name)}
    autosomal = {name: tuple(seen) for name, seen in alleles.items() if name not in apart}
    return SealedProfile(alleles=autosomal, descent={**{k: tuple(v) for k, v in descent.items()}, **apart}, sex=sex)


def differing_loci(one: SealedProfile, other: SealedProfile) -> tuple[str, ...]:
    """The loci at which two readings of one sample contradict each other; what one did not see contradicts nothing."""
    first, second = one.whole, other.whole
    return tuple(sorted(name for name in first if name in second and first[name] != second[name]))


def differing_in(readings: Sequence[SealedProfile]) -> tuple[str, ...]:
    """The loci at which any two readings of one sample contradict each other."""
    pairs = ((one, other) for at, one in enumerate(readings) for other in readings[at + 1 :])
    return tuple(sorted({name for one, other in pairs for name in differing_loci(one, other)}))


def are_equal(one: SealedProfile, other: SealedProfile) -> bool:
    """Whether two profiles are alike at every locus with a whole result of both, eight at least."""
    first, second = one.whole, other.whole
    shared = first.keys() & second.keys()
    return len(shared) >= LEAST_LOCI and all(first[name] == second[name] for name in shared)


def joined(readings: Sequence[SealedProfile]) -> SealedProfile:
    """What all readings of a sample say together; where two contradict each other the locus is left out."""
    if len(readings) == 1:
        return readings[0]
    told: dict[str, tuple[str, ...]] = {}
    odd = {
        name for at, one in enumerate(readings) for other in readings[at + 1 :] for name in differing_loci(one, other)
    }
    for one in readings:
        for name, seen in one.alleles.items():
            if name not in odd and seen and (name not in told or UNSEEN in told[name]):
                told[name] = tuple(seen)
    sexes = {one.sex for one in readings} - {"U"}
    return SealedProfile(
        alleles=told, descent=readings[0].descent, sex=sexes.pop() if len(sexes) == 1 else "U"
    )  # fmt: skip


def flags_when_read(
    profile: SealedProfile, earlier: Sequence[SealedProfile], *, sex_on_record: str
) -> tuple[ProfileFlag, ...]:
    """What is said of a profile as it comes in; whom it equals is found when it is compared."""
    said = {
        ProfileFlag.NO_LOCUS: profile.loci == 0,
        ProfileFlag.FEW_LOCI: 0 < profile.loci < LEAST_LOCI,
        ProfileFlag.ONE_READING: not earlier,
        ProfileFlag.READINGS_DIFFER: any(differing_loci(profile, one) for one in earlier),
        ProfileFlag.SEX_DIFFERS: "U" not in (profile.sex, sex_on_record) and profile.sex != sex_on_record,
    }
    return tuple(flag for flag, is_so in said.items() if is_so)
