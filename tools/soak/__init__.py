"""What the clinic withstands: many patients at once, and processes that are killed while they save."""
