"""The refusals of this room. Each names the provision it rests on; none holds personal data."""

from __future__ import annotations

from repatria.core.vocabulary.errors import (
    InputError,
    MissingParticularsError,
    RuleError,
    TwoPersonRuleError,
    WrongStateError,
)


class CustodyOrderError(WrongStateError):
    """The event does not follow from the state his custody is in."""

    code = "law.E001"


class OpenGuardError(RuleError):
    """A guard of this step is still open; `params["guards"]` names all that are."""

    code = "law.E002"


class SecondPersonError(TwoPersonRuleError):
    """A second, different person is needed for this step."""

    code = "law.E003"


class UnstatedParticularsError(MissingParticularsError):
    """A particular has neither a value nor a word on what became of the question; `params["missing"]` names them."""

    code = "law.E004"


class UnstatedReasonError(MissingParticularsError):
    """An authority stops or withholds without giving its name, its reason or the provision."""

    code = "law.E005"


class InterviewError(RuleError):
    """His answer was taken in a way that makes it no free one: camp chain, guard, or a language not his."""

    code = "law.E006"


class RepeatedReviewerError(TwoPersonRuleError):
    """The same reviewer judged this pair already."""

    code = "law.E007"


class ConcludedJudgementError(WrongStateError):
    """The pair is concluded already; a further judgement would change nothing."""

    code = "law.E008"


class EnquiryOrderError(WrongStateError):
    """The event does not follow from the state the enquiry is in."""

    code = "law.E009"


class HandoverOrderError(WrongStateError):
    """The event does not follow from the state the hand-over is in."""

    code = "law.E010"


class UnwithholdableError(RuleError):
    """What must reach this recipient cannot be withheld from it."""

    code = "law.E011"


class UnknownProvisionError(InputError):
    """A provision was named that the table does not hold."""

    code = "law.E012"


class StatementError(RuleError):
    """A text holds a prisoner's words, a link to them, or what an interrogation brought: it is not recorded."""

    code = "law.E013"
