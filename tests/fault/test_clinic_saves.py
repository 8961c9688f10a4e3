"""A server that is killed, a full disk, two tabs, a queue out of order: what was acknowledged is
there, once."""

import asyncio
import json
import resource
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import pytest
from numpy.random import default_rng

pytestmark = pytest.mark.extra

SEED = 20261129
FINE = {"lost": 0, "doubled": 0, "acknowledged_twice": 0}


def makers(patients):
    from tools.soak.load import saves

    return [saves(one) for one in patients]


def checked(database, outcome):
    from dataclasses import asdict

    from tools.soak.checked import check

    return asdict(check(database, outcome))


def save(server, patient, id_=None, **fields):
    """Send one entry as a phone does; status and answer."""
    from tools.soak.load import TOKEN

    told = {"id": id_ or str(uuid4()), "pain-nrs.worst_pain": 5} | fields
    request = Request(
        f"{server.address}/my/{patient['pseudonym']}/tonight/",
        urlencode(told).encode(),
        {
            "Accept": "application/json",
            "Cookie": f"sessionid={patient['session']}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        },
    )
    try:
        with urlopen(request, timeout=120) as answer:
            return answer.status, answer.read()
    except HTTPError as refusal:
        return refusal.code, refusal.read()


def rows(database, query, *values):
    if database.startswith("postgresql"):
        import psycopg

        with psycopg.connect(database) as base:
            return base.execute(query.replace("?", "%s"), values).fetchall()
    with sqlite3.connect(database.removeprefix("sqlite:///")) as base:
        found = base.execute(query, values).fetchall()
    base.close()
    return found


def held(database, id_):
    """How often something was held that was sent under this id."""
    asked = "SELECT count(*) FROM held WHERE json_extract(content, '$.id') = ?"
    return rows(database, asked, str(id_))


def test_thirty_times_killed_while_patients_save_nothing_acknowledged_is_lost(clinic):
    from tools.soak.kills import kill_while_saving

    server, patients, database = clinic
    outcome = asyncio.run(kill_while_saving(server, makers(patients), 30, SEED))

    assert len(outcome.acknowledged) > 30
    assert outcome.unanswered > 0  # it was killed while somebody waited
    assert checked(database, outcome) == FINE


@contextmanager
def full_disk(server, database):
    """Nothing that the server writes may become larger than its log is now, or than a few pages."""
    [worker] = server.workers()
    _, most = resource.prlimit(worker, resource.RLIMIT_FSIZE)
    size = Path(database.removeprefix("sqlite:///") + "-wal").stat().st_size
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (min(size, 100_000), most))
    try:
        yield
    finally:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (most, most))


def test_on_a_full_disk_nothing_is_acknowledged_and_with_room_it_goes_on(clinic):
    from tools.soak.load import Outcome, enough, press

    server, patients, database = clinic
    assert save(server, patients[0])[0] == 201
    before, outcome = server.workers(), Outcome()
    with full_disk(server, database):
        over = enough(outcome.refused, 21)
        asyncio.run(press(server.address, makers(patients), over, SEED + 1, outcome))

    assert len(outcome.refused) > 20
    assert set(outcome.refused) == {503}
    assert checked(database, outcome) == FINE
    assert save(server, patients[0])[0] == 201
    assert server.workers() == before


def test_a_full_disk_is_told_in_words_that_hold_nothing_of_the_entry(clinic):
    server, patients, database = clinic
    with full_disk(server, database):
        told = [save(server, patients[1]) for _ in range(5)]

    status, page = told[-1]
    assert status == 503
    assert b"It was not saved" in page
    assert patients[1]["pseudonym"].encode() not in page


@pytest.fixture(params=["clinic", "postgresql_clinic"], ids=["SQLite", "PostgreSQL"])
def either_clinic(request):
    """`server, patients, database` on both databases."""
    return request.getfixturevalue(request.param)


def test_tabs_that_save_the_same_evening_at_once_leave_as_many_versions_of_one_entry(either_clinic):
    server, patients, database = either_clinic
    with ThreadPoolExecutor(8) as tabs:
        told = list(tabs.map(lambda _: save(server, patients[2]), range(24)))

    assert [status for status, _ in told] == [201] * 24
    asked = (
        "SELECT version FROM entry JOIN course ON course.id = course_id "
        "WHERE pseudonym = ? AND kind = 'visit' ORDER BY version DESC LIMIT 24"
    )
    versions = [version for (version,) in rows(database, asked, patients[2]["pseudonym"])]
    assert versions == list(range(versions[0], versions[0] - 24, -1))


def test_a_queue_that_is_sent_again_and_out_of_order_counts_each_entry_once(either_clinic):
    server, patients, database = either_clinic
    today = datetime.now(UTC).date()
    evenings = [(today - timedelta(days=n)).isoformat() for n in range(3, 11)]
    queue = [(str(uuid4()), f"{day}T20:00:00+01:00") for day in evenings]
    again = queue * 3
    default_rng(SEED).shuffle(again)

    with ThreadPoolExecutor(6) as lines:
        told = list(
            lines.map(
                lambda one: save(server, patients[3], one[0], entered=one[1], on=one[1][:10]),
                again,
            )
        )

    assert sorted(status for status, _ in told) == [200] * 16 + [201] * 8
    assert {json.loads(body)["id"] for _, body in told} == {id_ for id_, _ in queue}
    kept = rows(
        database,
        "SELECT content ->> 'on', count(*) FROM entry JOIN course ON course.id = course_id "
        "WHERE pseudonym = ? AND kind = 'visit' GROUP BY 1",
        patients[3]["pseudonym"],
    )
    assert {day: n for day, n in kept if day in evenings} == dict.fromkeys(evenings, 1)


def test_a_phone_whose_clock_is_ahead_is_held_for_the_clinic_and_not_thrown_away(clinic):
    server, patients, database = clinic
    id_ = uuid4()

    status, _ = save(server, patients[4], str(id_), entered="2099-01-01T20:00:00+01:00")

    assert status == 422
    assert held(database, id_) == [(1,)]
    assert rows(database, "SELECT count(*) FROM submission WHERE id = ?", id_.hex) == [(0,)]


def test_an_answer_to_what_is_asked_no_more_is_held_and_not_thrown_away(clinic):
    server, patients, database = clinic
    id_ = uuid4()

    status, _ = save(server, patients[4], str(id_), **{"pain-nrs.worst_pain": "", "phq4.down": 1})

    assert status == 422
    assert held(database, id_) == [(1,)]


def test_asked_to_end_the_server_answers_the_save_that_is_on_its_way(clinic):
    from tools.soak.load import saves

    server, patients, database = clinic
    told = saves(patients[5])(default_rng(SEED - 1))  # no sender of another test has its numbers
    base = sqlite3.connect(database.removeprefix("sqlite:///"), isolation_level=None)
    base.execute("BEGIN IMMEDIATE")  # so that the save has to wait
    at = urlsplit(server.address)
    with closing(HTTPConnection(at.hostname, at.port, timeout=120)) as line:
        line.request("POST", told.path, told.body, told.heads)
        with urlopen(f"{server.address}/healthz", timeout=120) as later:  # it came after the save
            assert later.status == 200
        server.running.terminate()
        base.execute("ROLLBACK")
        assert line.getresponse().status == 201
    base.close()

    assert server.end() == 0
    assert rows(
        database, "SELECT count(*) FROM entry WHERE submission_id = ?", UUID(told.id).hex
    ) == [(1,)]
    server.start()
    with urlopen(f"{server.address}/healthz", timeout=120) as again:
        assert again.status == 200
