"""What may not be altered of something that was sent, with another value."""

ALTERED = [
    {"entered_at": "2026-04-01T12:00Z"},
    {"received_at": "2026-04-01T12:00Z"},
    {"mode": "paper"},
    {"reason": "another one"},
]


def named(how):
    """By what is altered."""
    return next(iter(how))
