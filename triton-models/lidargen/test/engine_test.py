"""python engine_test.py: what LidarGen would be given, and what is made of its answer. The engine's process is a stand-in here."""

import io
import json
import math
import pathlib
import sys
import tarfile
import tempfile
import threading
import types
import unittest

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "lib")]
import configure  # noqa: E402
import engine  # noqa: E402
import rebin  # noqa: E402
from tailforge_contract import Cancelled, Failure  # noqa: E402

MP4 = b"\0\0\0\x18ftypisom"
LEVEL = {"position": [0, 0, 0], "quaternion_wxyz": [1, 0, 0, 0]}
MODEL = {
    "type": "ftheta", "cx": 639.5, "cy": 359.5, "width": 1280, "height": 720, "linear_cde": [1, 0, 0],
    "direction": "angle_to_pixel_distance", "polynomial": [0, 611.2, 0.5, -12.0],
}
RIG = {"cameras": [{"name": name, "model": MODEL, "rig_from_camera": LEVEL} for name in ("camera_other", *engine.CAMERAS)]}
TURN = [math.cos(math.pi / 4), 0, 0, math.sin(math.pi / 4)]
EGO = [{"t_us": 0} | LEVEL, {"t_us": 100_000, "position": [2, 0, 0], "quaternion_wxyz": TURN}]
LIDAR = {"name": "top", "rate_hz": 10, "sensor": "vls-128", "rig_from_lidar": {"position": [1, 0, 2], "quaternion_wxyz": [1, 0, 0, 0]}}


def request(videos):
    views = [types.SimpleNamespace(name=camera["name"]) for camera in RIG["cameras"]]
    return types.SimpleNamespace(rig=RIG, views=views, fps=30, num_frames=6, inputs={"CAMERA_VIDEO": videos}, steps=0, guidance=0)


def poses():
    return engine.Poses({"ego": EGO}, RIG, LIDAR)


class Dataset(unittest.TestCase):
    def test_the_folder_has_what_their_loader_reads(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder) / "d"
            videos = [MP4 + name.encode() for name in ("other", "front", "left", "right")]
            engine.compile_dataset(request(videos), [(0, 100_000), (100_000, 200_000)], root, poses())
            metadata = np.load(root / "metadata/clip.npz")
            self.assertEqual((2, 2, 4, 4), metadata["pose_list"].shape)
            self.assertEqual([[0, 100_000], [100_000, 200_000]], metadata["timestamps_list"].tolist())
            self.assertEqual([0, 3], metadata["frame_indices"].tolist())
            self.assertEqual(MP4 + b"left", (root / "ftheta_camera_rear_left_70fov/clip.mp4").read_bytes())
            self.assertEqual((11,), self.array(root, "ftheta_intrinsic", "clip.ftheta_intrinsic.camera_front_wide_120fov.npy").shape)
            pose = self.array(root, "pose", "clip.3.pose.camera_rear_right_70fov.npy")
            np.testing.assert_allclose(pose[:3, 3], [2, 0, 0], atol=1e-12)
            with tarfile.open(root / "lidar/clip.tar") as tar:
                self.assertEqual(6, len(tar.getnames()))

    def array(self, root, part, name):
        with tarfile.open(root / part / "clip.tar") as tar:
            return np.load(io.BytesIO(tar.extractfile(name).read()))

    def test_without_the_videos_it_says_what_is_needed(self):
        for videos in ([], [MP4]):
            with self.assertRaisesRegex(Failure, "TF-CAP-INPUT: this engine needs CAMERA_VIDEO, one for each of 4 views"):
                engine.camera_videos(request(videos))
        with self.assertRaisesRegex(Failure, "TF-INPUT-FILE"):
            engine.camera_videos(request([MP4, b"junk junk", MP4, MP4]))

    def test_the_inverse_polynomial_is_the_inverse(self):
        numbers = engine.intrinsics(RIG["cameras"][0]).astype(float)
        angles = np.linspace(0, 1.1, 200)
        pixels = np.polynomial.polynomial.polyval(angles, MODEL["polynomial"])
        back = np.polynomial.polynomial.polyval(pixels, numbers[4:10])
        self.assertLess(np.abs(back - angles).max() * 611, 0.05)  # pixels
        self.assertEqual([639.5, 359.5, 1280, 720], numbers[:4].tolist())

    def test_a_pinhole_camera_is_refused(self):
        with self.assertRaisesRegex(Failure, "camera_model: ftheta"):
            engine.intrinsics({"name": "c", "model": {"type": "pinhole"}})


class Motion(unittest.TestCase):
    def test_the_ego_turns_and_moves_between_its_samples(self):
        pose = poses().world_from_rig([50_000])[0]
        np.testing.assert_allclose(pose[:3, 3], [1, 0, 0], atol=1e-12)
        np.testing.assert_allclose(pose[:2, 0], [math.sqrt(0.5), math.sqrt(0.5)], atol=1e-12)

    def test_outside_its_samples_it_stands(self):
        np.testing.assert_allclose(poses().world_from_rig([-5])[0], np.eye(4), atol=1e-12)
        np.testing.assert_allclose(poses().world_from_rig([200_000])[0][:3, 3], [2, 0, 0], atol=1e-12)


class Points(unittest.TestCase):
    def test_the_npz_is_the_contracts(self):
        shipped = {name: json.loads((configure.SENSORS / (name + ".json")).read_text()) for name in ("vls-128", "pandar128")}
        sensor = rebin.Sensor(engine.document_of("vls-128", shipped), 10)
        flat = np.full((rebin.ROWS, rebin.COLUMNS), 20.0)
        content = np.load(io.BytesIO(engine.points_npz(flat, rebin.Grid(shipped["pandar128"]), sensor, poses(), 0)))
        n = len(content["xyz"])
        self.assertGreater(n, 100_000)
        types_ = {
            "xyz": np.float32, "intensity": np.uint8, "ring": np.uint16, "column": np.uint16, "time_us": np.int32, "instance": np.uint16,
            "return_index": np.uint8, "lidar_to_world": np.float64, "start_us": np.int64,
        }
        self.assertEqual({key: np.dtype(value) for key, value in types_.items()}, {key: content[key].dtype for key in content.files})
        self.assertTrue((np.diff(content["time_us"]) >= 0).all())
        np.testing.assert_allclose(content["lidar_to_world"][:3, 3], [1, 0, 2])
        self.assertTrue(np.isfinite(content["xyz"]).all())

    def test_a_sensor_nobody_knows_is_refused(self):
        with self.assertRaisesRegex(Failure, "TF-CAP-INPUT"):
            engine.document_of("lidar-9000", {})


class Process(unittest.TestCase):
    def setUp(self):
        self.fractions = []
        self.cancelled = threading.Event()
        self.answer = types.SimpleNamespace(cancelled=self.cancelled, progress=self.fractions.append, check=self.check)

    def check(self):
        if self.cancelled.is_set():
            raise Cancelled()

    def run_python(self, source):
        engine.run([sys.executable, "-c", source], HERE, self.answer, 2)

    def test_each_sweep_is_progress(self):
        self.run_python("print('loading'); print('sweep 0'); print('sweep 1')")
        self.assertEqual([0.5, 1.0], self.fractions)

    def test_a_status_that_is_not_0_is_a_failure(self):
        with self.assertRaisesRegex(Failure, "TF-ENGINE-FAILED: LidarGen ended with status 3"):
            self.run_python("import sys; sys.exit(3)")

    def test_a_client_that_gives_up_ends_a_silent_engine(self):
        self.cancelled.set()
        with self.assertRaises(Cancelled):
            self.run_python("import time; time.sleep(600)")


class Loading(unittest.TestCase):
    def test_what_is_missing_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            with self.assertRaisesRegex(Failure, "no checkout"):
                engine.require(home, home)
            source = home / "cosmos_predict1/diffusion/inference/imagetolidar_pipeline.py"
            source.parent.mkdir(parents=True)
            source.touch()
            with self.assertRaisesRegex(Failure, "the weights lack Cosmos-Transfer-LidarGen/model.pt"):
                engine.require(home, home)

    def test_the_repository_has_the_contracts_configuration(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            configure.configure(root / "r", root, "python", root / "none")
            config = (root / "r/lidar_sweep/config.pbtxt").read_text()
            self.assertIn("tailforge.lidar_sweep/1", config)
            self.assertIn("never-run", config)
            self.assertIn("hdl-32e", json.loads((root / "r/lidar_sweep/1/sensors.json").read_text()))


if __name__ == "__main__":
    unittest.main()
