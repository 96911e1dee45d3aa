"""One bounded request to an OpenAI-compatible endpoint: time-outs, a few retries, a limit on the tokens spent."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_LARGEST_ANSWER = 1_000_000  # bytes
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})  # answers worth another try
_LONGEST_WAIT = 30.0  # seconds between two tries


class ModelError(Exception):
    """The endpoint gave no usable answer; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is and what may be spent on it: `timeout` in seconds, `budget` in tokens for this process."""

    url: str  # of the API's root: `/chat/completions` is put behind it
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    tries: int = 3
    longest_answer: int = 4_000  # tokens
    budget: int = 2_000_000

    @property
    def engine(self) -> str:
        """The name under which what it reads is kept."""
        return f"model:{self.model}"

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise ModelError(f"The language model's address “{self.url}” is no http or https address.")


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the key must not travel to another host."""


class Client:
    """Asks one endpoint, and counts what it spends."""

    def __init__(self, endpoint: Endpoint, wait: Callable[[float], None] = time.sleep) -> None:
        self.endpoint = endpoint
        self.spent = 0  # tokens
        self._wait = wait
        self._opener = build_opener(_NoRedirects)

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> Any:
        """Return the model's answer as JSON after `schema`; ModelError when none can be had within the limits."""
        # A text's tokens can't be counted here; four characters a token is the usual measure.
        if self.spent + (len(system) + len(user)) // 4 > self.endpoint.budget:
            raise ModelError(f"The language model's limit of {self.endpoint.budget} tokens is used up.")
        answer = self._post(
            {
                "model": self.endpoint.model,
                "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
                "temperature": 0,
                "max_tokens": self.endpoint.longest_answer,
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "engagements", "strict": True, "schema": schema},
                },
            }
        )
        try:
            self.spent += int(answer.get("usage", {}).get("total_tokens") or (len(system) + len(user)) // 4)
            return json.loads(answer["choices"][0]["message"]["content"])
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise ModelError("The language model's answer is not the JSON that was asked for.") from error

    def _post(self, body: dict[str, Any]) -> Any:
        headers = {"Content-Type": "application/json"}
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        address = self.endpoint.url.rstrip("/") + "/chat/completions"
        reason = ""
        for number in range(self.endpoint.tries):
            if number:
                self._wait(min(2.0**number, _LONGEST_WAIT))
            request = Request(address, json.dumps(body).encode(), headers)  # noqa: S310 - the scheme is checked above
            try:
                with self._opener.open(request, timeout=self.endpoint.timeout) as response:
                    return json.loads(response.read(_LARGEST_ANSWER))
            except HTTPError as error:
                reason = f"it answers with status {error.code}"
                if error.code not in _PASSING:
                    break
            except (URLError, TimeoutError, OSError) as error:
                reason = f"it can't be reached ({getattr(error, 'reason', None) or error})"
            except ValueError:
                reason = "its answer is no JSON"
        raise ModelError(f"The language model can't be asked: {reason}.")
