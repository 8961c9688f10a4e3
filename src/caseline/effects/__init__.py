"""What changed in a course, against measurement error and importance."""

from caseline.effects.change import Change, changes
from caseline.effects.mdc import Mdc
from caseline.effects.responder import Responder, fm30

__all__ = ["Change", "Mdc", "Responder", "changes", "fm30"]
