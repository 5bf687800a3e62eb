"""What the register refuses."""

from repatria.core.vocabulary.errors import (
    ConflictError,
    DoneBeforeError,
    RuleError,
    UnknownRecordError,
    WrongStateError,
)


class TakenCardError(ConflictError):
    """The numbered card belongs to another person already: a conflict to be looked at, never an overwrite."""

    code = "register.E001"


class UnknownPersonError(UnknownRecordError):
    """There is no such person."""

    code = "register.E002"


class KnownRowError(ConflictError):
    """This row of this source was recorded before; nothing is added twice."""

    code = "register.E003"


class UnknownRowError(UnknownRecordError):
    """No row of this source with this key was ever recorded: there is nothing that a corrected one could add to."""

    code = "register.E036"


class UnknownParticularError(UnknownRecordError):
    """There is no such particular of this person, or it is of another kind."""

    code = "register.E041"


class CorrectedBeforeError(ConflictError):
    """This particular was corrected before; correct the one that stands in its place."""

    code = "register.E042"


class UnknownPacketError(UnknownRecordError):
    """There is no such packet of effects."""

    code = "register.E040"


class NotHeldError(WrongStateError):
    """Nobody holds this person here: he can be neither asked nor moved."""

    code = "register.E004"


class NoLinkError(RuleError):
    """The question names no confirmed link between this person and an enquiry."""

    code = "register.E005"


class UnknownCustodyEntryError(UnknownRecordError):
    """There is no such custody entry, or it was annulled already, or it is not the last."""

    code = "register.E006"


class NoHandoverError(RuleError):
    """The acts that were named are not one hand-over of this person, or not as far as this release needs."""

    code = "register.E007"


class OwnActError(RuleError):
    """This event is no plain change of custody: it has an act of its own, with what that act asks for."""

    code = "register.E008"


class NoReleaseError(WrongStateError):
    """No release of this person is open."""

    code = "register.E009"


class NoDecisionToWithdrawError(RuleError):
    """That act is no answer of his that he could take back."""

    code = "register.E010"


class UnknownListError(UnknownRecordError):
    """Nobody left with such a list."""

    code = "register.E013"


class NotDeadError(WrongStateError):
    """No death of this person is recorded here."""

    code = "register.E014"


class HeldHereError(WrongStateError):
    """He is held here: his custody says that he lives, and a report adds nothing."""

    code = "register.E015"


class UnknownReportError(UnknownRecordError):
    """There is no such report, or it was destroyed."""

    code = "register.E016"


class NotUnableError(WrongStateError):
    """His latest answer about this is not that he cannot be asked: there is nothing that a doctor tries again."""

    code = "register.E011"


class DoctorAsksAgainError(RuleError):
    """He could not be asked about this; that he still cannot be, a doctor says and nobody else."""

    code = "register.E012"


class RepeatedFormError(DoneBeforeError):
    """This very form was sent before: the man stands in the register, and nobody is registered twice."""

    code = "register.E030"


class UsedFormError(ConflictError):
    """This form registered a man already, and what it says now differs: nothing is overwritten, and nothing is lost."""

    code = "register.E031"


class UnknownJoinError(UnknownRecordError):
    """There is no such join."""

    code = "register.E032"


class OneManAlreadyError(ConflictError):
    """These two numbers are one man already, or somebody proposed it and a second person has not answered yet."""

    code = "register.E033"


class JoinStateError(WrongStateError):
    """This does not follow from where the join stands: somebody acted meanwhile."""

    code = "register.E034"


class NothingToldError(RuleError):
    """That act is no notice and no letter that went out while the two were taken for one, or it is settled already."""

    code = "register.E035"


class UnknownCardError(UnknownRecordError):
    """No card of this number was laid out for anybody."""

    code = "register.E037"


class UnknownPhotographError(UnknownRecordError):
    """There is no such photograph, or it was destroyed."""

    code = "register.E043"


class UnknownGroundPaperError(UnknownRecordError):
    """No such paper on which a release may rest is in force."""

    code = "register.E044"


class NoPromiseError(RuleError):
    """He gave no promise, or took it back: there is none to take back."""

    code = "register.E045"


class UnknownFoundDeadError(UnknownRecordError):
    """No record of a body names this person, or it was taken back."""

    code = "register.E046"
