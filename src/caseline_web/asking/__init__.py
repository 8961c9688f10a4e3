"""What is asked, in words, and what was answered, as entries: on a phone and on paper alike."""
