"""The command line: a command reads files, calls the library once, and prints."""
