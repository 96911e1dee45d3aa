"""A stand-in for a language model's server, on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class StandIn:
    """Answers requests with what is queued: a status, or the content of an answer; remembers what it was asked."""

    def __init__(self):
        self.answers = []
        self.asked = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.asked.append((self.path, dict(self.headers), json.loads(body)))
                answer = owner.answers.pop(0)
                status, content = (answer, b"") if isinstance(answer, int) else (200, answer)
                self.send_response(status)
                if status in (301, 302):
                    self.send_header("Location", f"{owner.url}/elsewhere")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def say(self, content, tokens=100):
        """Queue an answer as the API wraps it; text goes as it is, anything else as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        body = {"choices": [{"message": {"content": text}}], "usage": {"total_tokens": tokens}}
        self.answers.append(json.dumps(body).encode())

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server():
    stand_in = StandIn()
    yield stand_in
    stand_in.close()
