"""Writes the synthetic examples into a folder: `python -m caseline.synthetic examples/`."""

import sys
from pathlib import Path

from caseline.synthetic import example_files

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, text in example_files().items():
        (folder / name).write_text(text, encoding="utf-8")
