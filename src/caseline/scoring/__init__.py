"""From answers to scores."""

from caseline.scoring.response import Response
from caseline.scoring.score import Score, safety_flags, score

__all__ = ["Response", "Score", "safety_flags", "score"]
