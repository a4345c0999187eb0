"""python compiler_test.py [--write]: requests and the specifications made of them, kept in golden/. Standard library only."""

import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[1] / "lib"
sys.path[:0] = [str(HERE.parent), str(LIBRARY), str(LIBRARY / "test")]
from compiler import VIEWS, Settings, caps_of, compile_request  # noqa: E402
from sample import inputs_of  # noqa: E402
from tailforge_caps import check_caps  # noqa: E402
from tailforge_contract import Failure, read_request  # noqa: E402

RIG = {
    "camera_front_wide_120fov": "front_wide",
    "camera_cross_left_120fov": "cross_left",
    "camera_cross_right_120fov": "cross_right",
    "camera_rear_left_70fov": "rear_left",
    "camera_rear_right_70fov": "rear_right",
    "camera_rear_tele_30fov": "rear",
    "camera_front_tele_30fov": "front_tele",
}
THREE = {name: RIG[name] for name in list(RIG)[1:4]}


def compiled(cameras=RIG, settings=Settings(), **others):
    request = read_request("multiview_video", inputs_of(cameras, **others))
    check_caps(request, "multiview_video", caps_of(settings))
    return compile_request(request, settings)


def with_prompts(cameras):
    views = [
        {"name": name, "engine_view": view, "control_index": i, "prompt": "what %s sees" % view}
        for i, (name, view) in enumerate(cameras.items())
    ]
    return {"views": views, "negative_prompt": "cartoon"}


GOLDEN = {
    "seven-views": lambda: compiled(),
    "three-views-in-three-chunks": lambda: compiled(THREE, frames=85, guidance=5, steps=12),
    "prompts": lambda: compiled(**with_prompts(RIG)),
    "overlap-of-five": lambda: compiled(THREE, Settings(overlap=5, control_weight=0.8), frames=53),
}


def shown(job):
    controls = {path: content.decode("latin-1")[12:] for path, content in job.files.items()}
    content = {"spec": job.spec, "controls": controls, "outputs": job.outputs, "warnings": job.warnings}
    return json.dumps(content, indent=2) + "\n"


class CompilerTest(unittest.TestCase):
    def test_each_specification_is_as_it_was_agreed(self):
        for name, job in GOLDEN.items():
            with self.subTest(name):
                self.assertEqual(shown(job()), (HERE / "golden" / (name + ".json")).read_text())

    def test_each_view_has_its_own_control_and_output(self):
        job = compiled()
        for camera, view in RIG.items():
            self.assertTrue(job.files[job.spec[view]["control_path"]].endswith(camera.encode()))
            self.assertEqual(job.outputs[camera], "out/clip_%s.mp4" % view)

    def test_views_stand_in_the_models_order(self):
        self.assertEqual([key for key in compiled().spec if key in VIEWS], list(VIEWS))

    def test_the_seed_fits_and_follows_the_requests(self):
        self.assertLess(compiled().spec["seed"], 1 << 32)
        self.assertNotEqual(compiled().spec["seed"], compiled(seed="1").spec["seed"])

    def test_what_the_model_cannot_make_is_refused_with_the_nearest_it_can(self):
        for token, words, others in (
            ("TF-CAP-FRAMES", "29 and 57", {"frames": 30}),
            ("TF-CAP-FRAMES", "281", {"frames": 282}),
            ("TF-CAP-SIZE", "1280, 720", {"width": 1280, "height": 704}),
            ("TF-CAP-FPS", "10", {"fps": 30}),
            ("TF-CAP-CONTROL", "wsm", {"kind": "hdmap"}),
            ("TF-CAP-VIEWS", "front_tele", {"cameras": {"camera_nose": "nose"}}),
            ("TF-CAP-LIMIT", "nearest is 4", {"guidance": 3.6}),
            ("TF-CAP-LIMIT", "nearest is 7", {"guidance": 30}),
        ):
            with self.subTest(others), self.assertRaisesRegex(Failure, words) as refused:
                compiled(**others)
            self.assertEqual(refused.exception.token, token)

    def test_fewer_gpus_take_fewer_views(self):
        with self.assertRaisesRegex(Failure, "TF-CAP-VIEWS"):
            compiled(settings=Settings(max_views=4))


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        for name, job in GOLDEN.items():
            (HERE / "golden" / (name + ".json")).write_text(shown(job()))
    else:
        unittest.main()
