"""What the clinic withstands: many patients at once, and a server that is killed as they save."""
