"""Reminders: planned, sent, opened and answered, each of them a row.

What is due is worked out in `due`, kept in `ledger`, and sent by one of the `channels`.
"""
