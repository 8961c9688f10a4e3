"""`caseline serve`: what it says when it starts, and when it cannot."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.extra

START = "from caseline.cli.main import main; main()"
SERVE = [sys.executable, "-c", START, "serve", "--port", "0"]


def environment(**variables):
    """This process's, without what other tests set for the application in it."""
    plain = {name: one for name, one in os.environ.items() if not name.startswith("CASELINE_")}
    return plain | variables


def ended(*options, hidden="", **variables):
    """What `caseline serve` says that does not start; `hidden` is a module that is not there."""
    hide = f"import sys; sys.modules['{hidden}'] = None; " if hidden else ""
    with TemporaryDirectory() as data:
        return subprocess.run(
            [sys.executable, "-c", hide + START, "serve", *options],
            env=environment(CASELINE_DATA=data, **variables),
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )


@contextmanager
def serving(*options, folder, **variables):
    """A server process that answers, and its address."""
    (folder / "passing").mkdir(exist_ok=True)
    mine = {"TMPDIR": f"{folder}/passing", "CASELINE_DATA": f"{folder}/data"}
    env = environment(**mine, **variables)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*SERVE, *options], env=env, stdout=pipe, stderr=pipe, text=True
    ) as server:
        yield server, re.search(r"http://\S+", server.stdout.readline())[0]
        server.terminate()


def read(address):
    with urlopen(address, timeout=120) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("hidden", ["django", "gunicorn"])
def test_without_its_extra_it_names_it(hidden):
    told = ended(hidden=hidden)

    assert told.returncode == 18
    assert told.stderr == (
        "caseline: the web application needs an optional part: install 'caseline[web]'\n"
    )


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"CASELINE_HTTPS": "maybe"}, "CASELINE_HTTPS"),
        ({"CASELINE_HOSTS_FILE": "/nowhere"}, "CASELINE_HOSTS_FILE"),
        ({"CASELINE_HOSTS": "a", "CASELINE_HOSTS_FILE": "b"}, "CASELINE_HOSTS"),
    ],
    ids=["neither on nor off", "no file", "twice"],
)
def test_a_wrong_setting_is_one_sentence(variables, named):
    told = ended("--port", "0", **variables)

    assert told.returncode == 19
    assert told.stderr.startswith(f"caseline: {named}")
    assert told.stderr.count("\n") == 1


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = ended("--port", str(port))

    assert told.returncode == 19
    assert told.stderr == (
        f"caseline: --host 127.0.0.1 --port {port}: Address already in use, "
        "a free port of this machine is right\n"
    )


def test_a_host_that_is_none_is_one_sentence():
    told = ended("--host", "nowhere.invalid")

    assert told.returncode == 19
    assert told.stderr.startswith("caseline: --host nowhere.invalid --port 8765: ")
    assert told.stderr.count("\n") == 1


def test_it_says_its_address_answers_and_ends_without_a_trace(tmp_path):
    with serving(folder=tmp_path) as (server, address):
        assert address.startswith("http://127.0.0.1:")
        assert "pain-drawing" in read(address + "drawing/")
        assert len(list((tmp_path / "passing").iterdir())) == 1

        server.send_signal(signal.SIGINT)
        assert server.wait(120) == 0
    assert list((tmp_path / "passing").iterdir()) == []
    made = {path.name for path in (tmp_path / "data").iterdir()}
    assert made == {"keys", "caseline.sqlite3", "erased.txt"}


def test_an_address_of_version_six_is_one_too(tmp_path):
    with serving("--host", "::1", folder=tmp_path) as (_, address):
        assert address.startswith("http://[::1]:")
        assert "pain-drawing" in read(address + "drawing/")


def test_a_worker_that_ends_leaves_the_style_sheets(tmp_path):
    with serving(folder=tmp_path) as (server, address):
        [sheet] = re.findall(r"/static/css/pages[^\"]+", read(address + "drawing/"))
        [worker] = workers(server)
        os.kill(worker, signal.SIGTERM)
        while workers(server) in ([], [worker]):
            sleep(0.05)

        assert "pain-drawing" in read(address[:-1] + sheet)


def workers(server):
    found = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii")
    return [int(one) for one in found.split()]


@pytest.mark.parametrize(
    ("options", "variables", "warned"),
    [
        ((), {}, False),
        (("--host", "0.0.0.0"), {}, True),
        (("--host", "0.0.0.0"), {"CASELINE_HTTPS": "on"}, False),
    ],
    ids=["this machine", "all machines", "all machines, HTTPS"],
)
def test_it_warns_in_one_line_where_others_could_read_what_is_sent(
    tmp_path, options, variables, warned
):
    with serving(*options, folder=tmp_path, **variables) as (server, _):
        server.terminate()
        said = server.stderr.read().splitlines()

    assert sum("not encrypted" in line for line in said) == warned
    assert all(line.startswith("caseline: ") for line in said)


def test_what_is_missing_is_said_and_what_is_there_is_not(tmp_path):
    settled = {"CASELINE_MAIL_URL": "smtp://localhost", "CASELINE_HTTPS": "on"}
    with serving(folder=tmp_path, **settled) as (server, _):
        server.terminate()
        said = server.stderr.read()
    assert "CASELINE_HTTPS" not in said
    assert "CASELINE_MAIL_URL" not in said
    assert "caseline manage backup" in said
    assert "run_due" in said


def test_the_first_administrator_begins_at_the_link_and_nobody_after(tmp_path):
    with serving("--host", "0.0.0.0", folder=tmp_path) as (server, _):
        begin = next(
            line.rpartition(" ")[2]
            for line in iter(server.stderr.readline, "")
            if "begin at" in line
        )
        assert begin.startswith("http://127.0.0.1:")
        page = read(begin)
        assert "Begin with your clinic" in page
        altered = begin[:-3] + "xx/"
        with pytest.raises(HTTPError, match="404"):
            read(altered)


def test_a_variable_that_was_left_makes_no_demo(tmp_path):
    with serving(folder=tmp_path, CASELINE_DEMO="on") as (_, address):
        assert "This is a demo" not in read(address + "accounts/login/")


def test_the_demo_has_a_folder_that_goes_with_it(tmp_path):
    with serving("--demo", folder=tmp_path) as (server, address):
        assert "This is a demo" in read(address + "accounts/login/")
        server.send_signal(signal.SIGINT)
        assert server.wait(120) == 0
    assert list((tmp_path / "passing").iterdir()) == []
    assert not (tmp_path / "data").exists()
