"""The patient's pages: tonight, longer forms, doses, side effects, the own course."""
