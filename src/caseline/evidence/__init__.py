"""What is known of other people with the condition."""

from caseline.evidence.base_rates import BaseRate, base_rates

__all__ = ["BaseRate", "base_rates"]
