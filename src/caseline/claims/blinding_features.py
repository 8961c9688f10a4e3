"""Who knew what was given, and whether the guesses and the side effects gave it away."""

from caseline.claims.facts import Fact, Number
from caseline.claims.features import Blinding, Guesses
from caseline.claims.numbers import Numbers
from caseline.claims.periods import letter_on
from caseline.course.model import Course, TreatmentGuess
from caseline.record import NOT_ON_RECORD, NotOnRecord


def blinding(course: Course, numbers: Numbers) -> Blinding:
    told = course.blinding
    if told.guesses is NOT_ON_RECORD:
        guesses: Guesses | NotOnRecord = NOT_ON_RECORD
    else:
        guesses = Guesses(
            bang_active=_bang_active(course, told.guesses),
            p_above_chance=numbers.p_guess_above_chance,
            side_effects_reveal=_side_effects_reveal(course),
        )
    return Blinding(told.patient, told.clinician, told.rater, guesses)


def _bang_active(course: Course, guesses: tuple[TreatmentGuess, ...]) -> Number:
    """Bang's index on treatment: right minus wrong guesses of the patient, over all of them."""
    told = [one for one in guesses if one.by == "patient"]
    own = [one for one in told if letter_on(course, one.on.first) == "B"]
    signs = {"drug": 1, "placebo": -1, "cannot tell": 0}
    return sum(signs[one.guess] for one in own) / len(own) if own else NOT_ON_RECORD


def _side_effects_reveal(course: Course) -> Fact:
    """Whether a side effect came back with the treatment, which tells who takes it what it is."""
    if course.side_effects is NOT_ON_RECORD:
        return NOT_ON_RECORD
    back = {one.rechallenge for one in course.side_effects}
    if "came back" in back:
        return True
    return NOT_ON_RECORD if NOT_ON_RECORD in back else False
