"""Back up and restore: every row, encrypted, in one form for both databases."""

import gzip
import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from caseline import __version__
from caseline.errors import SettingError
from caseline_web.audit import chain
from caseline_web.operation.sealed import PIECE, seal, unseal

KEPT = ("people", "audit", "courses", "reminders", "mfa")  # sessions and lock-outs pass
MOST_KEPT = 14  # backups in a folder; the oldest go, and with them what was erased since


def back_up(folder: Path) -> Path:
    """Write one backup into a folder, and take the oldest out.

    Raises
    ------
    SettingError
        There is no key, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stamp = timezone.now().strftime("%Y%m%dT%H%M%SZ")
        path = folder / f"caseline-{stamp}.backup"
        with transaction.atomic():
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            seal(_pieces(), path, _key())
    except OSError as exc:
        raise SettingError(
            f"{folder}: {exc.strerror}, a folder that may be written is right"
        ) from None
    for old in sorted(folder.glob("caseline-*.backup"))[:-MOST_KEPT]:
        old.unlink()
    return path


def restore(path: Path, replace: bool = False) -> list[chain.Break]:
    """Put a backup into the database, whole or not at all.

    Parameters
    ----------
    replace
        Take out what is there; without it a database that holds anything is refused.

    Returns
    -------
    list of Break
        Where an audit chain does not hold; none as a rule.

    Raises
    ------
    SettingError
        The file is no backup, is broken, or the database is not empty.
    """
    if not path.is_file():
        raise SettingError(f"{path.name}: there is no such file, a backup is needed")
    with transaction.atomic():
        models = list(_models())
        if not replace and any(model._default_manager.exists() for model in models):
            raise SettingError(
                "the database: is not empty, --replace is needed to put a backup there"
            )
        for model in reversed(models):
            model._default_manager.all().delete()
        for line in _lines(unseal(path, _key())):
            for row in serializers.deserialize("json", f"[{line}]"):
                row.save()
        _count_on(models)
    return [found for name in chain.chains() if (found := chain.verify(name))]


def newest(folder: Path) -> Path | None:
    """The newest backup in a folder."""
    return max(folder.glob("caseline-*.backup"), default=None)


def _pieces() -> Iterator[bytes]:
    """The rows as lines of JSON, packed."""
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(json.dumps({"caseline": __version__}).encode() + b"\n")
        for model in _models():
            for row in model._default_manager.order_by("pk").iterator():
                file.write(serializers.serialize("json", [row])[1:-1].encode() + b"\n")
                if packed.tell() > PIECE:
                    yield packed.getvalue()
                    packed.seek(0)
                    packed.truncate()
    yield packed.getvalue()


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of the rows, without the first, which says who wrote them."""
    whole = gzip.GzipFile(fileobj=BytesIO(b"".join(pieces)))
    first = json.loads(whole.readline())
    if first["caseline"].split(".")[0] != __version__.split(".")[0]:
        raise SettingError(
            f"the backup: is of version {first['caseline']}, another program reads it"
        )
    for line in whole:
        yield line.decode()


def _models() -> Iterator[type[Model]]:
    """The models whose rows are kept, those first that others point to."""
    order = ("OrganisationRow", "User", "CourseRow", "SubmissionRow")
    found = [model for label in KEPT for model in apps.get_app_config(label).get_models()]
    first = {name: place for place, name in enumerate(order)}
    yield from sorted(found, key=lambda model: first.get(model.__name__, len(order)))


def _count_on(models: list[type[Model]]) -> None:
    """New rows get numbers after the restored ones."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(line)


def _key() -> str:
    if not settings.BACKUP_KEY:
        raise SettingError(
            "CASELINE_BACKUP_KEY: there is no key; `caseline serve` makes one in keys/backup.key"
        )
    return str(settings.BACKUP_KEY)
