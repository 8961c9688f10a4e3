"""The patient's pages, one module for each."""
