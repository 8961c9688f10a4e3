"""Many senders at once, each of whom sends the next entry when the last one was answered."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from uuid import UUID

TOKEN = "a" * 32  # a form's token: what matters is that cookie and header hold the same
PATIENCE = 30.0  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Told:
    """One request as it is sent, and the id that it is known by."""

    id: str
    whole: bytes


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


Make = Callable[[random.Random], Told]


def saves(address: str, patient: Mapping[str, str]) -> Make:
    """Entries of this patient's evening, each under an id of its own."""
    path = f"/my/{patient['pseudonym']}/tonight/"
    cookies = f"sessionid={patient['session']}; csrftoken={TOKEN}"

    def made(chance: random.Random) -> Told:
        id_ = str(UUID(int=chance.getrandbits(128), version=4))
        told = {
            "id": id_,
            "pain-nrs.average_pain": chance.randrange(11),
            "pain-nrs.worst_pain": chance.randrange(11),
        }
        heads = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookies,
            "X-CSRFToken": TOKEN,
        }
        return Told(id_, post(address, path, heads, urlencode(told).encode()))

    return made


def rows(address: str) -> Make:
    """What the yardstick writes."""

    def made(chance: random.Random) -> Told:
        id_ = str(UUID(int=chance.getrandbits(128), version=4))
        return Told("", post(address, "/", {}, id_.encode()))

    return made


def post(address: str, path: str, heads: Mapping[str, str], body: bytes) -> bytes:
    """A request as its bytes."""
    told = {"Host": urlsplit(address).netloc, "Content-Length": len(body), **heads}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body


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
            _sender(Line(address), make, random.Random(f"{seed}/{number}"), over, outcome)  # noqa: S311
            for number, make in enumerate(makers)
        )
    )
    outcome.lasted += time.perf_counter() - begun


def after(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have gone by."""
    ends = time.perf_counter() + seconds
    return lambda: time.perf_counter() > ends


async def _sender(
    line: "Line", make: Make, chance: random.Random, over: Callable[[], bool], outcome: Outcome
) -> None:
    told = None
    while not over():
        told = told or make(chance)
        begun = time.perf_counter()
        try:
            status, body = await asyncio.wait_for(line.ask(told.whole), PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            outcome.unanswered += 1
            line.end()
            await asyncio.sleep(0.02)
            continue
        if status in (200, 201):
            outcome.seconds.append(time.perf_counter() - begun)
            outcome.acknowledged.append(told.id and json.loads(body)["id"])
            told = None
        else:
            outcome.refused.append(status)
            await asyncio.sleep(0.02)
    line.end()


class Line:
    """One connection, opened anew after it broke."""

    def __init__(self, address: str) -> None:
        self.at = urlsplit(address)
        self.ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, whole: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        if self.ends is None:
            self.ends = await asyncio.open_connection(self.at.hostname, self.at.port)
        reader, writer = self.ends
        writer.write(whole)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").casefold()
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        body = await reader.readexactly(int(length or 0))
        if "connection: close" in head:
            self.end()
        return int(head.split()[1]), body

    def end(self) -> None:
        """Close it."""
        if self.ends is not None:
            self.ends[1].close()
            self.ends = None
