"""What the library makes of a course as it stands: its answer, its charts, its files."""
