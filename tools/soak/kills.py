"""Kill -9 while patients save."""

import asyncio

from numpy.random import default_rng

from tools.soak.load import Make, Outcome, press
from tools.soak.server import Process

WHOLE = 100  # each so manieth time all of the server is killed, and not its workers alone
PATIENCE = 60.0  # seconds until a save is acknowledged again


async def kill_while_saving(process: Process, makers: list[Make], kills: int, seed: int) -> Outcome:
    """Patients save; so many times what answers them is killed, as soon as saves are taken again.

    Raises
    ------
    TimeoutError
        After a kill no save was acknowledged any more.
    """
    chance, outcome = default_rng(seed), Outcome()

    async def killer() -> None:
        for number in range(1, kills + 1):
            await asyncio.wait_for(_acknowledged(outcome), PATIENCE)
            await asyncio.sleep(chance.uniform(0, 0.05))
            if number % WHOLE:
                process.kill_workers()
            else:
                await asyncio.to_thread(_whole, process)
                print(f"killed {number} times", flush=True)
        await asyncio.wait_for(_acknowledged(outcome), PATIENCE)

    killing = asyncio.create_task(killer())
    await press(process.address, makers, killing.done, seed, outcome)
    await killing
    return outcome


async def _acknowledged(outcome: Outcome) -> None:
    """Wait for the next one."""
    before = len(outcome.acknowledged)
    while len(outcome.acknowledged) == before:
        await asyncio.sleep(0.005)


def _whole(process: Process) -> None:
    process.kill()
    process.start()
