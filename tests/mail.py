"""A mail server on this machine that keeps what it is given, and can refuse it or fall silent."""

import socketserver
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from threading import Thread


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say(220, "ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say(354, "go on")
                self._keep()
            elif word == b"RCPT" and self.server.refuses:
                self._say(550, "no such box")
            elif word == b"QUIT":
                return self._say(221, "bye")
            else:
                self._say(250, "fine")
        return None

    def _keep(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.kept.append(message_from_bytes(b"".join(lines), policy=default))
        if len(self.server.kept) != self.server.silent_at:
            self._say(250, "kept")

    def _say(self, code, text):
        self.wfile.write(f"{code} {text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`kept` holds the messages, in order; of number `silent_at` nobody is told that it was."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.kept, self.refuses, self.silent_at = [], False, None

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def mail_server():
    """One that answers until the end of the block."""
    with MailServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()
