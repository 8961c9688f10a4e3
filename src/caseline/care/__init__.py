"""What care plans ahead: what is asked when, how a dose is built up, what to think of before."""
