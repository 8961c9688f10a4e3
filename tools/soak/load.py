"""Many senders at once, each of whom sends the next entry when the last one was answered."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from numpy.random import Generator, default_rng

TOKEN = "a" * 32  # a form's token: what matters is that cookie and header hold the same
PATIENCE = ClientTimeout(total=30)  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Told:
    """One POST, and the id that what it tells is known by."""

    id: str
    path: str
    body: str
    heads: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What became of all that was sent: how long each took, and what was acknowledged."""

    seconds: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    unanswered: int = 0
    lasted: float = 0.0

    def slowest(self, share: float = 0.95) -> float:
        """The seconds within which that share of the acknowledged was."""
        there = sorted(self.seconds)
        return there[min(len(there) - 1, int(share * len(there)))]


Make = Callable[[Generator], Told]


def saves(patient: Mapping[str, str]) -> Make:
    """Entries of this patient's evening, each under an id of its own."""
    path = f"/my/{patient['pseudonym']}/tonight/"
    heads = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={patient['session']}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }

    def made(chance: Generator) -> Told:
        told = {
            "id": _id(chance),
            "pain-nrs.average_pain": int(chance.integers(11)),
            "pain-nrs.worst_pain": int(chance.integers(11)),
        }
        return Told(told["id"], path, urlencode(told), heads)

    return made


def row(chance: Generator) -> Told:
    """What the yardstick writes."""
    return Told("", "/", _id(chance))


def _id(chance: Generator) -> str:
    return str(UUID(bytes=chance.bytes(16), version=4))


async def press(
    address: str,
    makers: Iterable[Make],
    over: Callable[[], bool],
    seed: int,
    outcome: Outcome,
) -> None:
    """Each maker's requests one after another, all makers at once, until it is over.

    What was not answered is sent again, as a phone's queue does it: under the same id.
    """
    begun = time.perf_counter()
    await asyncio.gather(
        *(
            _sender(address, make, default_rng([seed, number]), over, outcome)
            for number, make in enumerate(makers)
        )
    )
    outcome.lasted += time.perf_counter() - begun


def after(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have gone by."""
    ends = time.perf_counter() + seconds
    return lambda: time.perf_counter() > ends


def enough(there: Sized, n: int) -> Callable[[], bool]:
    """Whether there are so many, however slow the machine; two minutes are too long in any case."""
    late = after(120)
    return lambda: len(there) >= n or late()


async def _sender(
    address: str, make: Make, chance: Generator, over: Callable[[], bool], outcome: Outcome
) -> None:
    """Send over one connection of its own, as a phone does."""
    one, no_cookies = TCPConnector(limit=1), DummyCookieJar()
    session = ClientSession(address, connector=one, cookie_jar=no_cookies, timeout=PATIENCE)
    async with session:
        told = None
        while not over():
            told = told or make(chance)
            begun = time.perf_counter()
            try:
                async with session.post(told.path, data=told.body, headers=told.heads) as answer:
                    body = await answer.read()
            except (ClientError, TimeoutError):
                outcome.unanswered += 1
                await asyncio.sleep(0.02)
                continue
            if answer.status in (200, 201):
                outcome.seconds.append(time.perf_counter() - begun)
                outcome.acknowledged.append(told.id and json.loads(body)["id"])
                told = None
            else:
                outcome.refused.append(answer.status)
                await asyncio.sleep(0.02)
