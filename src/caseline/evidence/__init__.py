"""What is known of other people with the condition."""

from caseline.evidence.base_rates import BaseRate, base_rates, share_with
from caseline.evidence.fluctuation import Fluctuation, fluctuation

__all__ = ["BaseRate", "Fluctuation", "base_rates", "fluctuation", "share_with"]
