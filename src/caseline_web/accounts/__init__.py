"""Signing in, second factors, pairing a phone, and the accounts of the staff."""
