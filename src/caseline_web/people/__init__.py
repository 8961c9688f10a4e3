"""Who uses the application: organisations, accounts with one role each, and identities."""
