"""Lists and tables in Markdown."""

from collections.abc import Iterable, Sequence


def bullets(lines: Iterable[str]) -> str:
    """A list, one line each."""
    return "\n".join(f"- {line}" for line in lines)


def listed(words: Iterable[str]) -> str:
    """Words with commas between."""
    return ", ".join(words)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, without the columns that have nothing in them."""
    used = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    lines = [
        [heads[n] for n in used],
        ["---"] * len(used),
        *([row[n] for n in used] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
