"""Back up and restore: every row, encrypted, in one form for both databases."""

import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.apps.registry import Apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils import timezone

from caseline import __version__
from caseline.errors import SettingError
from caseline_web import erasures
from caseline_web.audit import chain, kept
from caseline_web.courses import proof
from caseline_web.courses.exact import dumps, loads
from caseline_web.operation.renewal import drop_unopened, renew
from caseline_web.operation.sealed import PIECE, seal, unseal
from caseline_web.person import erase_again

KEPT = ("people", "audit", "courses", "reminders", "mfa")  # sessions and lock-outs pass
OF_OTHERS = ("mfa",)  # kept too, but the models of a package
FIRST = ("organisationrow", "user", "courserow", "submissionrow")  # others point to these
NOTE = "last-backup.txt"  # in the data folder: where the newest one was put
MOST_KEPT = 14  # backups in a folder; the oldest go, and with them what was erased since


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found.

    Parameters
    ----------
    broken
        Where an audit chain does not hold; none as a rule.
    erased
        The pseudonyms of who was erased after the backup was made, and was erased again.
    n_lost
        How many second factors none of the keys here opens, and were taken out.
    """

    broken: list[chain.Break]
    erased: list[str]
    n_lost: int


def back_up(folder: Path) -> Path:
    """Write one backup into a folder, with the register of who was erased, and take the oldest out.

    The rows are read as the database has them, which may be of an earlier version than this.

    Raises
    ------
    SettingError
        There is no key, or the folder cannot be written.
    """
    path = folder / f"caseline-{timezone.now():%Y%m%dT%H%M%S%fZ}.backup"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _snapshot():
            seal(_pieces(), path, _key())
        erasures.carry(settings.DATA, folder)
    except OSError as exc:
        raise SettingError(
            f"{folder}: {exc.strerror}, a folder that may be written is right"
        ) from None
    for old in sorted(folder.glob("caseline-*.backup"))[:-MOST_KEPT]:
        old.unlink()
    return path


def note(path: Path) -> None:
    """Note where the newest backup is, for whoever looks at the operation.

    Raises
    ------
    SettingError
        It cannot be noted; the backup is there all the same.
    """
    try:
        (settings.DATA / NOTE).write_text(f"{path.resolve()}\n", encoding="utf-8")
    except OSError as exc:
        raise SettingError(
            f"{NOTE}: {exc.strerror}, a file in CASELINE_DATA that may be written is right; the "
            "backup was made, and the page Operation does not know of it"
        ) from None


def restore(path: Path, replace: bool = False) -> Restored:
    """Put a backup into the database, whole or not at all; who was erased since is erased again.

    Who that is stands in the register of this installation, and in the one beside the backup.

    Parameters
    ----------
    replace
        Take out what is there; without it a database that holds anything is refused.

    Raises
    ------
    SettingError
        The file is no backup, is broken, the database has no tables or is not empty, or a register
        cannot be read.
    """
    if not path.is_file():
        raise SettingError(f"{path.name}: there is no such file, a backup is needed")
    if not _steps():
        raise SettingError("the database: has no tables yet, `caseline manage migrate` makes them")
    with transaction.atomic(), kept.replacing():
        models = list(_models(_as_it_is()))
        if not replace and any(model._default_manager.exists() for model in models):
            raise SettingError(
                "the database: is not empty, --replace is needed to put a backup there"
            )
        for model in reversed(models):
            model._default_manager.all().delete()
        for line in _lines(unseal(path, _key())):
            for row in serializers.deserialize("python", [_read(line)]):
                row.save(force_insert=True)
        _count_on(models)
        n_lost = drop_unopened()
        renew()
        connection.check_constraints()
        erasures.carry(path.parent, settings.DATA)
        erased = erase_again("command restore")
    return Restored([it for name in chain.chains() if (it := proof.broken(name))], erased, n_lost)


def newest() -> Path | None:
    """The newest backup, in whatever folder it was made, even one that is not there now."""
    found = list((settings.DATA / "backups").glob("caseline-*.backup"))
    with suppress(OSError, UnicodeDecodeError):
        found.append(Path((settings.DATA / NOTE).read_text(encoding="utf-8").strip()))
    return max(found, key=lambda one: one.name, default=None)


@contextmanager
def _snapshot() -> Iterator[None]:
    """Everything is read as it was at one instant, while others go on writing.

    Within a transaction of somebody else it is read as that one sees it.
    """
    outermost = not connection.in_atomic_block
    mode = getattr(connection, "transaction_mode", None)
    # SQLite alone has this attribute; who only reads holds nobody up.
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if outermost and connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]


def _pieces() -> Iterator[bytes]:
    """The rows as lines of JSON, packed."""
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(json.dumps({"caseline": __version__, "steps": _steps()}).encode() + b"\n")
        for model in _models(_as_it_is()):
            for row in model._default_manager.order_by("pk").iterator():
                [told] = serializers.serialize("python", [row])
                file.write(dumps(told).encode() + b"\n")
                if packed.tell() > PIECE:
                    yield packed.getvalue()
                    packed.seek(0)
                    packed.truncate()
    yield packed.getvalue()


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of the rows, without the first, which says who wrote them."""
    whole = gzip.GzipFile(fileobj=BytesIO(b"".join(pieces)))
    first = json.loads(whole.readline())
    if first["steps"] != _steps():
        raise SettingError(
            f"the backup: is of version {first['caseline']}, whose database is another; restore it "
            "with that version, the next start of this one brings it up to date"
        )
    for line in whole:
        yield line.decode()


def _read(line: str) -> dict[str, Any]:
    """One row. Only our own JSON holds exact decimals; other packages keep and expect floats."""
    told: dict[str, Any] = loads(line)
    ours = told["model"].partition(".")[0] not in OF_OTHERS
    return told if ours else json.loads(line)


def _steps() -> list[list[str]]:
    """The steps by which the kept tables became what they are."""
    applied = MigrationExecutor(connection).loader.applied_migrations
    return sorted([app, name] for app, name in applied if app in KEPT)


def _as_it_is() -> Apps:
    """The models of the database as it is now, which a new version has not yet changed."""
    loader = MigrationExecutor(connection).loader
    there = [step for step in loader.applied_migrations if step in loader.graph.nodes]
    return loader.project_state(there).apps


def _models(of: Apps) -> Iterator[type[Model]]:
    """The models whose rows are kept, those first that others point to."""
    found = [model for model in of.get_models() if model._meta.app_label in KEPT]
    place = {name: number for number, name in enumerate(FIRST)}
    found.sort(key=lambda model: place.get(model._meta.model_name or "", len(FIRST)))
    yield from found


def _count_on(models: list[type[Model]]) -> None:
    """New rows get numbers after the restored ones."""
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(line)


def _key() -> str:
    if not settings.BACKUP_KEY:
        raise SettingError(
            "CASELINE_BACKUP_KEY: there is no key; `caseline serve` makes one in keys/backup.key"
        )
    try:
        Fernet(settings.BACKUP_KEY)
    except ValueError:
        raise SettingError(
            "CASELINE_BACKUP_KEY: is no key, the line in keys/backup.key is right"
        ) from None
    return str(settings.BACKUP_KEY)
