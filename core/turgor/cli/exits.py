"""What the exit codes mean."""

from enum import IntEnum


class Code(IntEnum):
    """Exit codes of every command; `meaning` is what the reference says of them."""

    DONE = 0
    FINDING = 1
    USAGE = 2
    INVALID = 3
    STORAGE = 4
    NO_PLAN = 5
    REFUSED = 6
    BUG = 70
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Code.DONE: "Done.",
    Code.FINDING: "A check found something.",
    Code.USAGE: "The command was called in a way it does not understand.",
    Code.INVALID: "A file is invalid. Every problem is listed with its place.",
    Code.STORAGE: "A file could not be written.",
    Code.NO_PLAN: "There is no plan, or none was found in time. It says why, and JSON that was asked for is written.",
    Code.REFUSED: "Our own verifier refused the plan. The report names the file that holds it.",
    Code.BUG: "A defect of Turgor itself, shown with its traceback.",
    Code.INTERRUPTED: "Interrupted by Ctrl-C.",
}
