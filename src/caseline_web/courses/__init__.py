"""The courses a clinic keeps: what was sent in, as rows that are only ever added to."""
