"""The web application: a patient records, a clinician sees and decides."""
