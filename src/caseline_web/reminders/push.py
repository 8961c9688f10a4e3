"""Notifications on a phone (web push): encrypted for that phone, sent by its maker's service."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid, b64urlencode
from pywebpush import WebPushException, webpush

PATIENCE = 10  # seconds for a service
GONE = (404, 410)
LOOPBACK = ("127.0.0.1", "localhost")
Outcome = Literal["sent", "gone", "refused", "unreachable"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is shown, and what a tap opens."""

    title: str
    body: str
    url: str


def public_key() -> str:
    """By which a browser knows who may send to it; "" where no key was made."""
    if not settings.PUSH_KEY:
        return ""
    key = _signer(settings.PUSH_KEY).public_key
    return str(b64urlencode(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)))


def is_service(endpoint: str) -> bool:
    """Whether an address belongs to a service that notifications may be sent to.

    Whoever is signed in may name an address: any other would have this server ask anywhere.
    """
    at = urlsplit(endpoint)
    host = at.hostname or ""
    safe = at.scheme == "https" or (at.scheme == "http" and host in LOOPBACK)
    return safe and any(
        host == known or (known.startswith(".") and host.endswith(known))
        for known in settings.PUSH_HOSTS
    )


def send(subscription: Mapping[str, object], note: Note, seconds: int) -> Outcome:
    """Send a note that is kept for so many seconds while the phone is off."""
    if not settings.PUSH_KEY or not is_service(str(subscription["endpoint"])):
        return "refused"
    try:
        webpush(
            subscription,
            json.dumps(asdict(note)),
            vapid_private_key=_signer(settings.PUSH_KEY),
            vapid_claims={"sub": _whose()},
            ttl=max(seconds, 0),
            headers={"Topic": "evening", "Urgency": "high"},
            timeout=PATIENCE,
        )
    except WebPushException as exc:
        status = exc.response.status_code if exc.response is not None else 0
        return "gone" if status in GONE else "refused"
    except requests.RequestException:
        return "unreachable"
    except ValueError:  # what the browser called its keys is none
        return "refused"
    return "sent"


def _whose() -> str:
    """Whom a service may turn to."""
    if settings.ADDRESS.startswith("https://"):
        return str(settings.ADDRESS)
    return f"mailto:{settings.DEFAULT_FROM_EMAIL}"


@lru_cache(maxsize=1)
def _signer(key: str) -> Vapid:
    return Vapid.from_string(key)
