"""python compiler_test.py [--write]: requests and what is made of them, kept in golden/. Standard library only."""

import hashlib
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[1] / "lib"
sys.path[:0] = [str(HERE.parent), str(LIBRARY), str(LIBRARY / "test")]
from compiler import caps_of, compile_request  # noqa: E402
from sample import MP4, inputs_of  # noqa: E402
from tailforge_caps import check_caps  # noqa: E402
from tailforge_contract import Failure, read_request  # noqa: E402

CAMERAS = ("camera_front_wide_120fov", "camera_cross_left_120fov", "camera_rear_left_70fov")


def compiled(cameras=CAMERAS, model="multiview_video", inputs=None, **others):
    usual = dict({"frames": 121, "fps": 30, "width": 832, "height": 480}, **others)
    given = inputs or inputs_of(dict.fromkeys(cameras, ""), model=model, **usual)
    request = read_request(model, given)
    check_caps(request, model, caps_of(model))
    return compile_request(request)


def captions():
    views = [{"name": name, "control_index": i, "prompt": "seen by " + name} for i, name in enumerate(CAMERAS)]
    return {"views": views, "negative_prompt": "cartoon", "width": 1280, "height": 720}


def with_lidar():
    """A LiDAR's request brings the cameras' controls along."""
    inputs = inputs_of(dict.fromkeys(CAMERAS, ""), frames=121, fps=30, width=832, height=480, model="lidar_sweep")
    document, scene = json.loads(inputs["REQUEST_JSON"][0]), json.loads(inputs["SCENE"][0])
    document["rig"]["lidars"] = scene["rig"]["lidars"] = [{"name": "lidar_top"}]
    document["lidars"] = [{"name": "lidar_top", "num_sweeps": 40, "control_index": len(CAMERAS)}]
    document["want"] = ["points"]
    inputs["SCENE"][0] = json.dumps(scene).encode()
    document["scene_sha256"] = hashlib.sha256(inputs["SCENE"][0]).hexdigest()
    inputs["REQUEST_JSON"] = [json.dumps(document).encode()]
    inputs["CONTROL_VIDEO"].append(MP4 + b"lidar_top")
    inputs["CONTROL_KIND"].append(b"lidar_range")
    return inputs


GOLDEN = {
    "three-cameras": lambda: compiled(),
    "captions": lambda: compiled(**captions()),
    "cameras-and-lidar": lambda: compiled(model="lidar_sweep", inputs=with_lidar()),
}


def shown(job):
    controls = {path: content.decode("latin-1")[12:] for path, content in job.files.items()}
    return json.dumps({"spec": job.spec, "controls": controls, "outputs": job.outputs}, indent=2) + "\n"


class CompilerTest(unittest.TestCase):
    def test_each_specification_is_as_it_was_agreed(self):
        for name, job in GOLDEN.items():
            with self.subTest(name):
                self.assertEqual(shown(job()), (HERE / "golden" / (name + ".json")).read_text())

    def test_eleven_cameras_are_taken_and_twelve_are_not(self):
        eleven = ["camera_%d" % i for i in range(11)]
        self.assertEqual(len(compiled(eleven).spec["views"]), 11)
        with self.assertRaisesRegex(Failure, "TF-CAP-VIEWS"):
            compiled([*eleven, "camera_11"])

    def test_what_the_model_cannot_make_is_refused(self):
        for token, others in (
            ("TF-CAP-FRAMES", {"frames": 120}),
            ("TF-CAP-FRAMES", {"frames": 401}),
            ("TF-CAP-SIZE", {"width": 1280, "height": 704}),
            ("TF-CAP-FPS", {"fps": 10}),
            ("TF-CAP-CONTROL", {"kind": "hdmap"}),
        ):
            with self.subTest(others), self.assertRaises(Failure) as refused:
                compiled(**others)
            self.assertEqual(refused.exception.token, token)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        for name, job in GOLDEN.items():
            (HERE / "golden" / (name + ".json")).write_text(shown(job()))
    else:
        unittest.main()
