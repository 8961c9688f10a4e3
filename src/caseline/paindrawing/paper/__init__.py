"""The pain drawing on paper: a form to print, and what was drawn on it read from a picture."""
