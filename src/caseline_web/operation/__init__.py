"""What keeps an installation alive: backups, the audit trail, erasing, what is due."""
