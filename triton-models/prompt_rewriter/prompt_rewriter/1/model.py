"""Passes a question for a language or vision model on to an OpenAI-compatible server: REQUEST_JSON in, RESPONSE_JSON out.

Which server, which model and which key is the operator's choice, by the parameters of config.pbtxt or by environment
(PROMPT_REWRITER_ENDPOINT, _MODEL, _KEY_FILE, _TIMEOUT; for another model its own name in capitals). A request decides none of it,
and no picture in it may be an address that the server would fetch. The format is docs/text-models.md.
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

import numpy as np
import triton_python_backend_utils as pb_utils

MOST_REQUEST_BYTES = 24 << 20
MOST_ANSWER_BYTES = 1 << 20
MOST_TOKENS = 8192
PIECE_BYTES = 1 << 14
KEYS = {"messages", "max_tokens", "temperature", "seed", "stream", "response_format"}


class Refused(Exception):
    """Ends a request. `code` is the name of a TritonError; the text begins with a stable token and names no secret."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Chat:
    """The server behind."""

    def __init__(self, setting):
        self.endpoint = setting("endpoint").rstrip("/")
        self.model = setting("model")
        self.timeout = float(setting("timeout") or 90)
        key_file = setting("key_file")
        self.key = open(key_file, encoding="ascii").readline().strip() if key_file else ""
        self.pictures = setting("pictures") == "true"
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirects)
        if self.endpoint:
            self.require_endpoint()

    def require_endpoint(self):
        parts = urllib.parse.urlsplit(self.endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise ValueError("endpoint must be http://host:port/v1, not " + self.endpoint)
        if self.key and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError("a key is only sent by https or to this machine")

    def ask(self, request):
        if not self.endpoint:
            raise Refused("UNAVAILABLE", "TF-ENGINE-UNSET: the operator has set no endpoint for this model")
        body = {key: request[key] for key in KEYS & request.keys()} | {"model": self.model, "stream": False}
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = "Bearer " + self.key
        sent = urllib.request.Request(self.endpoint + "/chat/completions", json.dumps(body).encode(), headers)
        try:
            return completion_of(self.read(sent))
        except urllib.error.HTTPError as failure:
            later = failure.code in (408, 429) or failure.code >= 500
            text = "%s: the server answers HTTP %d" % ("TF-BUSY" if later else "TF-ENGINE-REFUSED", failure.code)
            raise Refused("UNAVAILABLE" if later else "INTERNAL", text) from None
        except OSError as failure:
            raise Refused("UNAVAILABLE", "TF-BUSY: the server was not reached (%s)" % type(failure).__name__) from None

    def read(self, sent):
        """The whole body, bounded in bytes and in time: a socket's time-out alone lets a slow drip go on for ever."""
        deadline = time.monotonic() + self.timeout
        body = b""
        with self.opener.open(sent, timeout=self.timeout) as response:
            while piece := response.read1(PIECE_BYTES):
                body += piece
                if len(body) > MOST_ANSWER_BYTES:
                    raise Refused("INTERNAL", "TF-ENGINE-ANSWER: the answer is longer than %d bytes" % MOST_ANSWER_BYTES)
                if time.monotonic() > deadline:
                    raise Refused("UNAVAILABLE", "TF-BUSY: no answer within %g s" % self.timeout)
        return body


def completion_of(body):
    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        content = choice["message"]["content"]
        if not isinstance(content, str):
            raise TypeError("content")
        finish = str(choice.get("finish_reason") or "stop")
        return {"content": content, "finish_reason": finish, "model": str(answer.get("model", ""))}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise Refused("INTERNAL", "TF-ENGINE-ANSWER: the server's answer is not a chat completion") from None


def request_of(elements, pictures):
    """The request, checked."""
    if len(elements) != 1:
        raise Refused("INVALID_ARG", "TF-CONTRACT-TENSOR: REQUEST_JSON needs 1 element, not %d" % len(elements))
    raw = elements[0]
    if len(raw) > MOST_REQUEST_BYTES:
        raise Refused("INVALID_ARG", "TF-CONTRACT-SIZE: REQUEST_JSON is longer than %d bytes" % MOST_REQUEST_BYTES)
    try:
        request = json.loads(raw)
    except ValueError:
        raise Refused("INVALID_ARG", "TF-INPUT-DOCUMENT: REQUEST_JSON is not JSON") from None
    if not isinstance(request, dict) or not isinstance(request.get("messages"), list):
        raise Refused("INVALID_ARG", "TF-INPUT-DOCUMENT: REQUEST_JSON must be an object with messages")
    unknown = sorted(request.keys() - KEYS)
    if unknown:
        raise Refused("INVALID_ARG", "TF-INPUT-DOCUMENT: unknown key %r; known: %s" % (unknown[0], ", ".join(sorted(KEYS))))
    tokens = request.get("max_tokens", 0)
    if not isinstance(tokens, int) or not 1 <= tokens <= MOST_TOKENS:
        raise Refused("INVALID_ARG", "TF-INPUT-DOCUMENT: max_tokens must be 1 to %d" % MOST_TOKENS)
    for message in request["messages"]:
        require_message(message, pictures)
    return request


def require_message(message, pictures):
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, str):
        return
    if not isinstance(content, list):
        raise Refused("INVALID_ARG", "TF-INPUT-DOCUMENT: a message needs content")
    for part in content:
        kind = part.get("type") if isinstance(part, dict) else None
        if kind == "text":
            continue
        if kind != "image_url" or not pictures:
            raise Refused("INVALID_ARG", "TF-CAP-INPUT: this model takes no %r" % kind)
        image = part.get("image_url")
        if not isinstance(image, dict) or not str(image.get("url", "")).startswith("data:image/"):
            raise Refused("INVALID_ARG", "TF-INPUT-DOCUMENT: a picture must be data:image/..., not an address")


class TritonPythonModel:
    def initialize(self, args):
        parameters = json.loads(args["model_config"]).get("parameters", {})
        prefix = args["model_name"].upper() + "_"

        def setting(name):
            written = parameters.get(name, {}).get("string_value", "")
            return os.environ.get(prefix + name.upper(), written)

        self.chat = Chat(setting)

    def execute(self, requests):
        return [self.answer(request) for request in requests]

    def answer(self, request):
        try:
            elements = pb_utils.get_input_tensor_by_name(request, "REQUEST_JSON").as_numpy().reshape(-1)
            answer = self.chat.ask(request_of(elements, self.chat.pictures))
            data = np.array([json.dumps(answer).encode()], dtype=np.object_)
            return pb_utils.InferenceResponse(output_tensors=[pb_utils.Tensor("RESPONSE_JSON", data)])
        except Refused as refused:
            return error_response(refused.code, str(refused))
        except Exception as failure:  # whatever it is, the client must hear of it; its text might hold a secret
            return error_response("INTERNAL", "TF-ENGINE-FAILED: %s" % type(failure).__name__)


def error_response(code, text):
    return pb_utils.InferenceResponse(error=pb_utils.TritonError(text, getattr(pb_utils.TritonError, code)))
