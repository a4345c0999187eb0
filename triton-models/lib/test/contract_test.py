"""python contract_test.py: what the shared module promises. Standard library only."""

import hashlib
import json
import pathlib
import sys
import threading
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1])]
from sample import inputs_of  # noqa: E402
from tailforge_caps import check_caps  # noqa: E402
from tailforge_contract import Answer, Cancelled, Failure, read_request  # noqa: E402
from tailforge_repository import weights_sha256, write_model  # noqa: E402

CAMERAS = {"camera_front_wide_120fov": "front_wide", "camera_rear_tele_30fov": "rear"}
VIDEO = "multiview_video"


def changed(**others):
    return inputs_of(CAMERAS, **others)


class RequestTest(unittest.TestCase):
    def refused(self, token, inputs, version=None):
        with self.assertRaises(Failure) as refused:
            read_request(VIDEO, inputs, version)
        self.assertEqual(refused.exception.token, token, str(refused.exception))

    def test_a_valid_request_is_read(self):
        request = read_request(VIDEO, changed(), 1)
        self.assertEqual([view.name for view in request.views], list(CAMERAS))
        self.assertEqual(request.seed, 18446744073709551609)
        self.assertEqual(request.num_frames, 29)
        self.assertTrue(request.views[1].control("wsm").endswith(b"camera_rear_tele_30fov"))

    def test_a_seed_of_a_view_depends_on_that_view_alone(self):
        both = read_request(VIDEO, changed())
        one = read_request(VIDEO, inputs_of({"camera_rear_tele_30fov": "rear"}))
        self.assertEqual(both.seed_of("camera_rear_tele_30fov"), one.seed_of("camera_rear_tele_30fov"))
        self.assertNotEqual(both.seed_of("camera_rear_tele_30fov"), both.seed_of("camera_front_wide_120fov"))
        self.assertLess(both.seed_of("x", 32), 1 << 32)

    def test_what_is_not_as_the_contract_says_is_refused(self):
        for token, others in (
            ("TF-CONTRACT-VERSION", {"contract": "tailforge.multiview_video/2"}),
            ("TF-INPUT-DOCUMENT", {"wish": 1}),
            ("TF-INPUT-DOCUMENT", {"seed": "-1"}),
            ("TF-INPUT-DOCUMENT", {"seed": str(1 << 64)}),
            ("TF-INPUT-DOCUMENT", {"seed": 1}),
            ("TF-INPUT-DOCUMENT", {"attempt": True}),
            ("TF-INPUT-DOCUMENT", {"guidance": "3"}),
            ("TF-INPUT-DOCUMENT", {"max_piece_bytes": 1}),
            ("TF-INPUT-DOCUMENT", {"want": ["rgb", "rgb"]}),
            ("TF-INPUT-DOCUMENT", {"want": ["points"]}),
            ("TF-INPUT-DOCUMENT", {"part": 3}),
            ("TF-INPUT-DOCUMENT", {"views": [{"name": "nobody", "control_index": 0}], "want": ["rgb"]}),
            ("TF-CONTRACT-CONTROL", {"views": [{"name": "camera_front_wide_120fov", "control_index": 9}]}),
            ("TF-CONTRACT-CONTROL", {"views": [{"name": "camera_front_wide_120fov"}]}),
            ("TF-CONTRACT-SHA256", {"scene_sha256": "0" * 64}),
            ("TF-INPUT-SCENE", {"num_frames": 30}),
            ("TF-INPUT-SCENE", {"variation": {}}),
        ):
            with self.subTest(others=others):
                inputs = changed()
                document = json.loads(inputs["REQUEST_JSON"][0])
                document.update(others)
                inputs["REQUEST_JSON"] = [json.dumps(document).encode()]
                self.refused(token, inputs)

    def test_hostile_bytes_are_refused(self):
        for utf8 in (b"", b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b'{"a":NaN}', b"[" * 100_000):
            self.refused("TF-INPUT-DOCUMENT", dict(changed(), REQUEST_JSON=[utf8]))
        self.refused("TF-CONTRACT-TENSOR", dict(changed(), REQUEST_JSON=[]))
        self.refused("TF-CONTRACT-SCENE", dict(changed(), SCENE=[b"{}"]))
        self.refused("TF-CONTRACT-CONTROL", dict(changed(), CONTROL_KIND=[]))
        self.refused("TF-INPUT-CONTROL", dict(changed(), CONTROL_VIDEO=[b"no video", b"nor this"]))
        self.refused("TF-CONTRACT-VERSION", changed(), 2)

    def test_a_view_without_its_control_names_the_style(self):
        request = read_request(VIDEO, changed(kind="depth"))
        with self.assertRaises(Failure) as refused:
            request.views[0].control("seg")
        self.assertIn("add that style to the spec", str(refused.exception))


class CapsTest(unittest.TestCase):
    WIDE = {"kinds": ["rgb"], "view_subsets": True}

    def token_of(self, caps, **others):
        request = read_request(VIDEO, changed(**others))
        try:
            check_caps(request, VIDEO, dict(self.WIDE, **caps))
        except Failure as refused:
            return refused.token
        return "fits"

    def test_each_cap_is_held_against_the_request(self):
        for expected, caps, others in (
            ("fits", {}, {}),
            ("TF-CAP-KIND", {"kinds": ["depth"]}, {}),
            ("TF-CAP-VIEWS", {"max_views": 1}, {}),
            ("TF-CAP-VIEWS", {"min_views": 3}, {}),
            ("TF-CAP-VIEWS", {"view_names": ["front_wide"]}, {}),
            ("fits", {"view_names": ["front_wide", "rear"]}, {}),
            ("TF-CAP-SIZE", {"sizes": [[1280, 704]]}, {}),
            ("TF-CAP-SIZE", {"max_width": 640}, {}),
            ("TF-CAP-SIZE", {"multiple_of": 64}, {}),
            ("fits", {"multiple_of": 16, "max_width": 1280, "max_height": 720}, {}),
            ("TF-CAP-FPS", {"fps": [30]}, {}),
            ("TF-CAP-FPS", {"fps": {"min": 11, "max": 60}}, {}),
            ("TF-CAP-FRAMES", {"max_frames": 28}, {}),
            ("TF-CAP-FRAMES", {"frames": [28, 57]}, {}),
            ("TF-CAP-FRAMES", {"frames": {"multiple_of": 8, "plus": 1}}, {}),
            ("fits", {"frames": {"multiple_of": 8, "plus": 5}}, {}),
            ("TF-CAP-FRAMES", {}, {"part": {"first_frame": 0, "num_frames": 5, "overlap": 0}}),
            ("TF-CAP-CONTROL", {"needed_controls": ["depth"]}, {}),
            ("TF-CAP-CONTROL", {"min_controls": 2}, {}),
        ):
            with self.subTest(caps=caps, others=others):
                self.assertEqual(self.token_of(caps, **others), expected)

    def test_the_whole_rig_is_asked_for_where_subsets_are_not_made(self):
        alone = [{"name": "camera_rear_tele_30fov", "control_index": 0}]
        inputs = changed(views=alone)
        inputs.update(CONTROL_VIDEO=inputs["CONTROL_VIDEO"][:1], CONTROL_KIND=[b"wsm"])
        request = read_request(VIDEO, inputs)
        check_caps(request, VIDEO, self.WIDE)
        with self.assertRaises(Failure):
            check_caps(request, VIDEO, {"kinds": ["rgb"]})

    def test_the_error_has_the_nearest_frames(self):
        request = read_request(VIDEO, changed())
        with self.assertRaisesRegex(Failure, "28 and 57"):
            check_caps(request, VIDEO, dict(self.WIDE, frames=[1, 28, 57, 85]))


class AnswerTest(unittest.TestCase):
    def setUp(self):
        self.sent = []

    def answer(self, is_cancelled=lambda: False, **others):
        return Answer(lambda event, piece: self.sent.append((event, piece)), is_cancelled, **others)

    def test_events_count_from_zero_and_an_object_comes_in_pieces(self):
        content = bytes(range(250)) * 10
        with self.answer(piece_bytes=1024) as answer:
            answer.progress(0.5, 1, 2)
            answer.progress(0.4)
            answer.object("rgb", "front", 0, "video/mp4", content)
            answer.object("rgb", "empty", 0, "video/mp4", b"")
            answer.done({"name": "test"}, 7, ["slow"])
        events = [event for event, _ in self.sent]
        self.assertEqual([event["seq"] for event in events], list(range(len(events))))
        self.assertEqual(events[2]["fraction"], 0.5)
        pieces = [piece for event, piece in self.sent if event["type"] == "chunk" and event["object"]["view"] == "front"]
        self.assertEqual([len(piece) for piece in pieces], [1024, 1024, 452])
        self.assertEqual(b"".join(pieces), content)
        done = events[-1]
        self.assertEqual(done["objects"][0]["sha256"], hashlib.sha256(content).hexdigest())
        self.assertEqual(done["objects"][1]["bytes"], 0)
        self.assertEqual((done["seed_used"], done["warnings"]), ("7", ["slow"]))

    def test_a_long_step_is_bridged_by_heartbeats(self):
        beaten = threading.Event()

        def send(event, piece):
            if event["type"] == "heartbeat":
                beaten.set()

        with Answer(send, lambda: False, poll=0.001, heartbeat=0.002):
            self.assertTrue(beaten.wait(30))

    def test_a_cancelled_request_ends_at_the_next_look(self):
        asked = threading.Event()

        def is_cancelled():
            asked.set()
            return True

        with self.assertRaises(Cancelled) as ended, self.answer(is_cancelled, poll=0.001) as answer:
            asked.wait(30)
            answer.watcher.join(30)
            answer.progress(0.1)
        self.assertEqual(ended.exception.code(), "CANCELLED")

    def test_nothing_asks_the_sender_once_the_answer_is_over(self):
        asked = []
        with self.answer(lambda: asked.append(1) is not None, poll=0.001) as answer:
            answer.done({}, 0)
        self.assertFalse(answer.watcher.is_alive())


class RepositoryTest(unittest.TestCase):
    def setUp(self):
        import tempfile

        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)

    def test_the_configuration_has_the_tensors_and_parameters_of_the_contract(self):
        write_model(self.folder, VIDEO, [], {"engine": 'the "best"\\', "caps": {"kinds": ["rgb"]}})
        config = (self.folder / VIDEO / "config.pbtxt").read_text()
        self.assertIn('parameters { key: "caps" value { string_value: "{\\"kinds\\":[\\"rgb\\"]}" } }', config)
        self.assertIn('"the \\"best\\"\\\\"', config)
        self.assertIn('"tailforge.multiview_video/1"', config)
        self.assertEqual(config.count("TYPE_STRING"), 9)
        self.assertTrue((self.folder / VIDEO / "1" / "tailforge_triton.py").is_file())

    def test_the_hash_of_weights_follows_names_and_contents_and_is_kept(self):
        weights, cache = self.folder / "weights", self.folder / "cache.json"
        weights.mkdir()
        (weights / "a").write_bytes(b"1")
        first = weights_sha256(weights, cache)
        self.assertEqual(weights_sha256(weights, cache), first)
        kept = json.loads(cache.read_text())
        cache.write_text(json.dumps({key: "0" * 64 for key in kept}))
        self.assertNotEqual(weights_sha256(weights, cache), first)
        (weights / "a").rename(weights / "b")
        self.assertNotEqual(weights_sha256(weights), first)


if __name__ == "__main__":
    unittest.main()
