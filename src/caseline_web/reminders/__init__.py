"""Reminders: planned, sent, opened and answered, each of them a row."""
