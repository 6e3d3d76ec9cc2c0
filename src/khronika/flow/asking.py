"""Asks the language model that the user runs, by its OpenAI-compatible address on this machine and never beyond it."""

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import Any

from khronika.extract.asked import Ask
from khronika.flow.local_model import LocalModel
from khronika.model.errors import MaterialError

_LARGEST = 1_000_000  # bytes of an answer
_PIECE = 65_536
_WORDS = 4096  # tokens that the model may write
_HINT = "Is its server running? khronika doctor asks it. The rules' claims are kept; later: khronika add --again"


def asking(model: LocalModel) -> Ask:
    """A function that sends a question to the model and gives its answer; MaterialError if none comes."""

    def ask(question: str) -> str:
        said = {"role": "user", "content": question}
        asked = {"model": model.name, "messages": [said], "temperature": 0, "max_tokens": _WORDS, "stream": False}
        answer = _sent(model, "chat/completions", json.dumps(asked).encode("utf-8"))
        try:
            content = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            content = None
        if not isinstance(content, str):
            raise MaterialError("unreadable-answer", "the local model's server gave no answer that can be read", _HINT)
        return content

    return ask


def is_answering(model: LocalModel) -> bool:
    """Whether its server is there."""
    try:
        _sent(model, "models", None)
    except MaterialError:
        return False
    return True


def _sent(model: LocalModel, path: str, body: bytes | None) -> bytes:
    """What the server answers, within the limits of time and size."""
    headers = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(f"{model.address.rstrip('/')}/{path}", body, headers)  # noqa: S310  http, here
    try:
        with _opener().open(request, timeout=model.seconds) as response:
            return _read(response, time.monotonic() + model.seconds)
    except (OSError, HTTPException) as error:
        # The error's own words may hold parts of the answer.
        reason = f"status {error.code}" if isinstance(error, urllib.error.HTTPError) else type(error).__name__
        raise MaterialError("no-answer", f"the local model's server did not answer ({reason})", _HINT) from None


def _read(response: HTTPResponse, latest: float) -> bytes:
    answer = b""
    while piece := response.read1(_PIECE):
        answer += piece
        if len(answer) > _LARGEST or time.monotonic() > latest:
            raise MaterialError("endless-answer", "the local model's answer is too long or took too long", _HINT)
    return answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A server that sends us elsewhere would send the report elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    # Without the proxies of the environment: they are other machines.
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
