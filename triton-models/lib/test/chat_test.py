"""python chat_test.py: prompt_rewriter and vlm_judge against servers that misbehave. Here, because a model repository holds only models."""

import contextlib
import http.server
import importlib.util
import json
import pathlib
import sys
import threading
import types
import unittest

sys.modules["triton_python_backend_utils"] = types.ModuleType("triton_python_backend_utils")
MODEL = pathlib.Path(__file__).resolve().parents[2] / "prompt_rewriter/prompt_rewriter/1/model.py"
spec = importlib.util.spec_from_file_location("chat_model", MODEL)
model = importlib.util.module_from_spec(spec)
spec.loader.exec_module(model)

GOOD = json.dumps({"model": "m", "choices": [{"message": {"content": "fine"}, "finish_reason": "stop"}]}).encode()
ASKED = {"messages": [{"role": "user", "content": "hello"}], "max_tokens": 5}


class Server:
    """Answers each request by a function of its handler; remembers paths, bodies and keys."""

    def __init__(self, answer):
        self.seen = []
        seen = self.seen

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append((self.path, json.loads(body), self.headers.get("Authorization")))
                answer(self)

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.endpoint = "http://127.0.0.1:%d/v1" % self.server.server_port

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def say(status, body, **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class ChatTest(unittest.TestCase):
    def chat(self, answer, timeout="30"):
        self.server = Server(answer)
        self.addCleanup(self.server.close)
        settings = {"endpoint": self.server.endpoint, "model": "mine", "timeout": timeout}
        return model.Chat(lambda name: settings.get(name, ""))

    def refused(self, chat, code, token):
        with self.assertRaises(model.Refused) as caught:
            chat.ask(ASKED)
        self.assertEqual(code, caught.exception.code)
        self.assertTrue(str(caught.exception).startswith(token), caught.exception)

    def test_the_operators_model_is_asked(self):
        chat = self.chat(say(200, GOOD))
        self.assertEqual({"content": "fine", "finish_reason": "stop", "model": "m"}, chat.ask(ASKED | {"stream": True}))
        path, body, key = self.server.seen[0]
        self.assertEqual(("/v1/chat/completions", "mine", False, None), (path, body["model"], body["stream"], key))

    def test_a_redirect_is_not_followed(self):
        other = Server(say(200, GOOD))
        self.addCleanup(other.close)
        self.refused(self.chat(say(302, b"", Location=other.endpoint)), "INTERNAL", "TF-ENGINE-REFUSED: the server answers HTTP 302")
        self.assertEqual([], other.seen)

    def test_statuses(self):
        self.refused(self.chat(say(503, b"sk-secret")), "UNAVAILABLE", "TF-BUSY: the server answers HTTP 503")
        self.refused(self.chat(say(401, b"sk-secret")), "INTERNAL", "TF-ENGINE-REFUSED: the server answers HTTP 401")

    def test_what_is_no_completion(self):
        for body in (b"", b"junk", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}'):
            self.refused(self.chat(say(200, body)), "INTERNAL", "TF-ENGINE-ANSWER")

    def test_too_long(self):
        self.refused(self.chat(say(200, b"x" * (model.MOST_ANSWER_BYTES + 1))), "INTERNAL", "TF-ENGINE-ANSWER: the answer is longer")

    def test_a_slow_drip_ends(self):
        over = threading.Event()
        self.addCleanup(over.set)

        def drip(handler):
            handler.send_response(200)
            handler.end_headers()
            with contextlib.suppress(OSError):
                while not over.wait(0.05):
                    handler.wfile.write(b"x")

        self.refused(self.chat(drip, "0.5"), "UNAVAILABLE", "TF-BUSY: no answer within 0.5 s")

    def test_nobody_there_or_none_set(self):
        chat = self.chat(say(200, GOOD))
        self.server.close()
        self.refused(chat, "UNAVAILABLE", "TF-BUSY: the server was not reached")
        self.refused(model.Chat(lambda name: ""), "UNAVAILABLE", "TF-ENGINE-UNSET")

    def test_endpoints_that_are_none(self):
        for endpoint in ("file:///etc/passwd", "http://user:key@host/v1", "http://", "http://host/v1?key=1"):
            with self.assertRaises(ValueError):
                model.Chat(lambda name: endpoint if name == "endpoint" else "")


class RequestTest(unittest.TestCase):
    def bad(self, request, token, pictures=False):
        raw = request if isinstance(request, bytes) else json.dumps(request).encode()
        with self.assertRaisesRegex(model.Refused, token):
            model.request_of([raw], pictures)

    def test_what_is_no_request(self):
        self.bad(b"junk", "TF-INPUT-DOCUMENT")
        self.bad([], "TF-INPUT-DOCUMENT")
        self.bad(ASKED | {"model": "other"}, "unknown key 'model'")
        self.bad(ASKED | {"max_tokens": 10**9}, "max_tokens")
        self.bad(ASKED | {"messages": ["hello"]}, "needs content")
        with self.assertRaisesRegex(model.Refused, "TF-CONTRACT-TENSOR"):
            model.request_of([], False)

    def test_pictures_come_along_and_are_not_fetched(self):
        def asked(url):
            return ASKED | {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": url}}]}]}

        self.bad(asked("http://169.254.169.254/"), "not an address", pictures=True)
        self.bad(asked("data:image/png;base64,AA=="), "TF-CAP-INPUT")
        self.assertTrue(model.request_of([json.dumps(asked("data:image/png;base64,AA==")).encode()], True))


if __name__ == "__main__":
    unittest.main()
