"""The keys of one installation: made once, kept beside no database, readable by one account."""

import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.utils import get_random_secret_key

from caseline.errors import SettingError
from caseline_web import environment

HOME = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "caseline"
SECRET, IDENTITY, BACKUP = "keys/secret.key", "keys/identity.key", "keys/backup.key"
PUSH = "keys/push.key"


def folder() -> Path:
    """Where an installation keeps what it makes: `CASELINE_DATA`."""
    return Path(environment.text("CASELINE_DATA", str(HOME)) or HOME)


def secret(data: Path) -> str:
    """What sessions and links are signed with; a passing one where none was made."""
    return _read(data / SECRET) or get_random_secret_key()


def identity(data: Path) -> list[str]:
    """What identities are encrypted with, the one in use first; none where none was made."""
    return (_read(data / IDENTITY) or "").split()


def backup(data: Path) -> str:
    """What backups are encrypted with; "" where no key was made."""
    return _read(data / BACKUP) or ""


def push(data: Path) -> str:
    """What notifications are signed with; "" where no key was made."""
    return _read(data / PUSH) or ""


def make(data: Path) -> list[Path]:
    """Make the keys that are not there yet.

    Returns
    -------
    list of Path
        Those that were made.

    Raises
    ------
    SettingError
        The folder cannot be written.
    """
    made = []
    wanted = (
        (SECRET, get_random_secret_key()),
        (IDENTITY, Fernet.generate_key().decode()),
        (BACKUP, Fernet.generate_key().decode()),
        (PUSH, _new_push_key()),
    )
    for name, new in wanted:
        path = data / name
        try:
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.parent.mkdir(exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as exc:
            raise SettingError(
                f"CASELINE_DATA: {exc.strerror}, a folder that may be written is right"
            ) from None
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{new}\n")
        made.append(path)
    return made


def close_database(database: Mapping[str, object]) -> None:
    """Make the file of a new SQLite database, before SQLite makes one that everybody reads.

    Parameters
    ----------
    database
        As Django's setting has it. Where no file can be made, SQLite says so itself.
    """
    engine, name = str(database["ENGINE"]), str(database["NAME"])
    if not engine.endswith("sqlite3") or name.startswith(":"):
        return
    with suppress(OSError):
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def follow(data: Path, earlier: list[str]) -> list[str]:
    """A new key for identities before the earlier ones, in its file; all of them.

    Raises
    ------
    SettingError
        The keys are not in the file that an installation keeps them in.
    """
    path = data / IDENTITY
    if identity(data) != earlier:
        raise SettingError(
            f"CASELINE_KEYS: the keys do not stand in {path.name}, a new one before them is right"
        )
    following = [Fernet.generate_key().decode(), *earlier]
    part = path.with_suffix(".part")
    part.touch(0o600)
    part.write_text("\n".join(following) + "\n", encoding="utf-8")
    part.replace(path)
    return following


def _new_push_key() -> str:
    """The secret number of a P-256 key, as push services want it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None
