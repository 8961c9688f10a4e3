"""What a course like this one may be said to show, and what could have fooled us."""

from caseline.claims.clinician import Beside, WeakestRun, clinician_lines, level_sentence
from caseline.claims.course_features import features_of
from caseline.claims.diary_features import features_of_diary
from caseline.claims.features import Features
from caseline.claims.fragile import Run, flips
from caseline.claims.judge import Claim, judge
from caseline.claims.level import Level
from caseline.claims.numbers import Numbers
from caseline.claims.sentences import PatientText, patient_text, threat_sentence
from caseline.claims.size import difference
from caseline.claims.standing import standing
from caseline.claims.threat import Threat
from caseline.claims.verdict import Posterior, RandomisationTest, Verdict
from caseline.claims.words import forbidden

__all__ = [
    "Beside",
    "Claim",
    "Features",
    "Level",
    "Numbers",
    "PatientText",
    "Posterior",
    "RandomisationTest",
    "Run",
    "Threat",
    "Verdict",
    "WeakestRun",
    "clinician_lines",
    "difference",
    "features_of",
    "features_of_diary",
    "flips",
    "forbidden",
    "judge",
    "level_sentence",
    "patient_text",
    "standing",
    "threat_sentence",
]
