"""What programs call: the courses of a clinic, and what is sent in, as JSON."""
