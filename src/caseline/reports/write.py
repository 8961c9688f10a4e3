"""A report as files: whole, or not at all."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from caseline.errors import OutputError
from caseline.reports.as_json import as_json
from caseline.reports.html import html
from caseline.reports.pdf import pdf
from caseline.reports.report import Report

FIGURES = "figures"


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Writes report.html, report.pdf, report.json and figures/*.svg; gives their paths.

    Everything is made before the first file appears, and each file appears whole.

    Raises
    ------
    OutputError
        The folder cannot be made or written.
    """
    try:
        files = _files(report)
        folder.mkdir(parents=True, exist_ok=True)
        _check_free(files, folder)
        staged = Path(mkdtemp(prefix=".caseline-", dir=folder))
        try:
            _move_in(files, staged, folder)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as exc:
        raise _unwritable(folder, exc) from exc
    return tuple(folder / name for name in files)


def _unwritable(path: Path, why: OSError) -> OutputError:
    return OutputError(f"{path}: cannot be written ({why.strerror}), a folder with room is needed")


def _check_free(files: Mapping[str, bytes], folder: Path) -> None:
    """Refuses before anything appears where a folder stands in the place of a file."""
    for name in files:
        if (folder / name).is_dir():
            raise OutputError(f"{folder / name}: is a folder, a file is to be written there")


def _move_in(files: Mapping[str, bytes], staged: Path, folder: Path) -> None:
    """Writes everything beside its place first, so that a full disk leaves nothing half-written."""
    for name, content in files.items():
        path = staged / name
        path.parent.mkdir(exist_ok=True)
        try:
            path.write_bytes(content)
        except OSError as exc:
            raise _unwritable(folder / name, exc) from exc
    (folder / FIGURES).mkdir(exist_ok=True)
    for name in files:
        (staged / name).replace(folder / name)


def _files(report: Report) -> dict[str, bytes]:
    found = {
        "report.html": html(report).encode(),
        "report.pdf": pdf(report),
        "report.json": (json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n").encode(),
    }
    drawn = (report.chart, report.narrow_chart, *report.effect_charts, *report.figures)
    for figure in (*drawn, *((report.narrow_drawings,) if report.narrow_drawings else ())):
        found[f"{FIGURES}/{figure.id}.svg"] = figure.standing_alone().encode()
    return found
