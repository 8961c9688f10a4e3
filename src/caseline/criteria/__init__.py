"""Fibromyalgia criteria: one published rule per file."""

from caseline.criteria.acr2010 import acr2010
from caseline.criteria.acr2011 import acr2011
from caseline.criteria.acr2016 import acr2016
from caseline.criteria.regions import generalised_pain
from caseline.criteria.truth import Criterion, Part

__all__ = ["Criterion", "Part", "acr2010", "acr2011", "acr2016", "generalised_pain"]
