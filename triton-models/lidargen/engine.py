"""Cosmos-Transfer-LidarGen as a process: a request becomes the dataset it reads, what it writes becomes range maps. Never run by us.

Facts from nv-tlabs/Cosmos-Drive-Dreams, cosmos-transfer-lidargen (Apache-2.0): it reads a folder with metadata, poses, f-theta
intrinsics and three cameras' videos, makes one range map from one frame of each, and knows no text. Its own command draws frames at
random, with a fixed seed, and keeps pictures and points; driver.py, run in its environment, calls the same classes for the frames
asked for and keeps the range maps.
"""

import io
import json
import math
import pathlib
import subprocess
import tarfile
import threading

import numpy as np
import rebin
from tailforge_contract import Failure

# In the order of its view_indices 0, 3, 4.
CAMERAS = ("camera_front_wide_120fov", "camera_rear_left_70fov", "camera_rear_right_70fov")
CHECKPOINTS = (
    "Cosmos-Transfer-LidarGen/model.pt",
    "Cosmos-Tokenizer-CI8x8-Lidar/encoder.jit",
    "Cosmos-Tokenizer-CI8x8-Lidar/decoder.jit",
    "Cosmos-Tokenizer-CI8x8-Lidar/mean_std.pt",
)
STEPS, GUIDANCE = 35, 1.5
POLL_SECONDS = 0.5


def require(home, checkpoints):
    """Failure where the engine's source or weights are not there."""
    if not (home / "cosmos_predict1/diffusion/inference/imagetolidar_pipeline.py").is_file():
        raise Failure("TF-ENGINE-FAILED", "LIDARGEN_HOME is no checkout of cosmos-transfer-lidargen; see README.md")
    for name in CHECKPOINTS:
        if not (checkpoints / name).is_file():
            raise Failure("TF-ENGINE-FAILED", "the weights lack %s; see README.md for how to get them" % name)


def compile_dataset(request, sweeps, folder, poses):
    """Writes the folder. sweeps: start and end in microseconds; poses: world_from_camera(name, micros), world_from_lidar(micros)."""
    videos = camera_videos(request)
    for part in ("metadata", "lidar", "pose", "ftheta_intrinsic"):
        (folder / part).mkdir(parents=True)
    frames = [nearest_frame(start, request.fps, request.num_frames) for start, _ in sweeps]
    np.savez(
        folder / "metadata/clip.npz",
        pose_list=np.array([[poses.world_from_lidar(start), poses.world_from_lidar(end)] for start, end in sweeps]),
        timestamps_list=np.array(sweeps, dtype=np.int64),
        frame_indices=np.array(frames),
    )
    with tarfile.open(folder / "ftheta_intrinsic/clip.tar", "w") as tar:
        for name in CAMERAS:
            add_array(tar, "clip.ftheta_intrinsic.%s.npy" % name, intrinsics(camera(request, name)))
    with tarfile.open(folder / "pose/clip.tar", "w") as tar:
        for frame in sorted(set(frames)):
            for name in CAMERAS:
                pose = poses.world_from_camera(name, round(frame * 1e6 / request.fps))
                add_array(tar, "clip.%d.pose.%s.npy" % (frame, name), pose)
    # It wants a range map of each frame to compare with; an empty one decides nothing of what is generated.
    with tarfile.open(folder / "lidar/clip.tar", "w") as tar:
        for index in range(len(sweeps)):
            for part, dtype in (("row", np.int16), ("col", np.int16), ("range", np.float32)):
                add_archive(tar, "%06d.lidar_%s.npz" % (index, part), np.zeros(0, dtype))
    for name, video in zip(CAMERAS, videos):
        (folder / ("ftheta_" + name)).mkdir()
        (folder / ("ftheta_" + name) / "clip.mp4").write_bytes(video)
    (folder / "split.lst").write_text("clip\n")
    return frames


def camera_videos(request):
    """The three videos, out of CAMERA_VIDEO, which has one for each view in their order."""
    videos = request.inputs.get("CAMERA_VIDEO", [])
    names = [view.name for view in request.views]
    if len(videos) != len(names):
        raise Failure("TF-CAP-INPUT", "this engine needs CAMERA_VIDEO, one for each of %d views; %d came" % (len(names), len(videos)))
    for name in CAMERAS:
        if name not in names:
            raise Failure("TF-CAP-INPUT", "this engine needs the cameras %s; add %s to the rig" % (", ".join(CAMERAS), name))
    chosen = [videos[names.index(name)] for name in CAMERAS]
    for name, video in zip(CAMERAS, chosen):
        if video[4:8] != b"ftyp":
            raise Failure("TF-INPUT-FILE", "the video of %s is no MP4" % name)
    return chosen


def camera(request, name):
    return next(found for found in request.rig["cameras"] if found["name"] == name)


def intrinsics(described):
    """Their 11 numbers: principal point, size, six coefficients of pixel distance to angle, and that this is what they are."""
    model = described["model"]
    if model.get("type") != "ftheta":
        raise Failure("TF-CAP-INPUT", "this engine needs f-theta cameras; set camera_model: ftheta")
    given = list(model["polynomial"])
    if model["direction"] != "pixel_distance_to_angle":
        given = inverted(given, math.hypot(model["width"], model["height"]) / 2)
    elif len(given) > 6:
        raise Failure("TF-CAP-INPUT", "camera %s has a polynomial of more than 6 coefficients" % described["name"])
    head = [model["cx"], model["cy"], model["width"], model["height"]]
    return np.array(head + given + [0.0] * (6 - len(given)) + [1.0], np.float32)


def inverted(angle_to_pixels, farthest):
    """Six coefficients of the inverse polynomial, fitted up to the picture's corners; the constant stays 0."""
    angles = np.linspace(0, math.pi / 2, 2000)
    pixels = np.polynomial.polynomial.polyval(angles, angle_to_pixels)
    seen = (pixels <= farthest) & (np.maximum.accumulate(pixels) == pixels)
    scaled = pixels[seen] / farthest
    powers = scaled[:, None] ** np.arange(1, 6)
    fitted = np.linalg.lstsq(powers, angles[seen], rcond=None)[0]
    return [0.0, *(fitted / farthest ** np.arange(1, 6))]


class Poses:
    """Where sensors are at a time, from the scene document: 4 x 4, world from sensor."""

    def __init__(self, scene, rig, lidar):
        self.times = np.array([sample["t_us"] for sample in scene["ego"]], float)
        self.positions = np.array([sample["position"] for sample in scene["ego"]], float)
        self.turns = np.array([sample["quaternion_wxyz"] for sample in scene["ego"]], float)
        self.cameras = {camera["name"]: matrix(camera["rig_from_camera"]) for camera in rig["cameras"]}
        self.lidar = matrix(lidar["rig_from_lidar"])

    def world_from_rig(self, micros):
        """For an array of times: (N, 4, 4). Between samples the position is linear, the turn a slerp; outside, the nearest."""
        at = np.clip(np.asarray(micros, float), self.times[0], self.times[-1])
        later = np.clip(np.searchsorted(self.times, at), 1, max(1, len(self.times) - 1)) % len(self.times)
        before = np.maximum(later - 1, 0)
        gap = self.times[later] - self.times[before]
        share = np.where(gap > 0, (at - self.times[before]) / np.where(gap > 0, gap, 1), 0.0)[:, None]
        poses = np.tile(np.eye(4), (len(at), 1, 1))
        poses[:, :3, :3] = rotations(slerp(self.turns[before], self.turns[later], share))
        poses[:, :3, 3] = (1 - share) * self.positions[before] + share * self.positions[later]
        return poses

    def world_from_lidars(self, micros):
        return self.world_from_rig(micros) @ self.lidar

    def world_from_lidar(self, micros):
        return self.world_from_lidars([micros])[0]

    def world_from_camera(self, name, micros):
        return self.world_from_rig([micros])[0] @ self.cameras[name]


def matrix(pose):
    found = np.eye(4)
    found[:3, :3] = rotations(np.array([pose["quaternion_wxyz"]], float))[0]
    found[:3, 3] = pose["position"]
    return found


def slerp(a, b, share):
    dot = (a * b).sum(1, keepdims=True)
    b, dot = np.where(dot < 0, -b, b), np.clip(np.abs(dot), 0, 1)
    angle = np.arccos(dot)
    straight = angle < 1e-6
    sine = np.where(straight, 1, np.sin(angle))
    mixed = np.where(straight, 1 - share, np.sin((1 - share) * angle) / sine) * a
    mixed = mixed + np.where(straight, share, np.sin(share * angle) / sine) * b
    return mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def rotations(turns):
    w, x, y, z = turns.T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(rows), 2, 0)


def nearest_frame(micros, fps, frames):
    return min(frames - 1, round(micros * fps / 1e6))


def add_array(tar, name, array):
    content = io.BytesIO()
    np.save(content, array)
    add_bytes(tar, name, content.getvalue())


def add_archive(tar, name, array):
    content = io.BytesIO()
    np.savez(content, array)
    add_bytes(tar, name, content.getvalue())


def add_bytes(tar, name, content):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def command(python, home, checkpoints, folder, request, seed, sweeps):
    settings = {
        "checkpoints": str(checkpoints),
        "dataset": str(folder),
        "sweeps": sweeps,
        "steps": request.steps or STEPS,
        "guidance": request.guidance or GUIDANCE,
        "seed": seed,
    }
    return [python, str(pathlib.Path(__file__).resolve().parent / "driver.py"), str(home), json.dumps(settings)]


def run(arguments, home, answer, sweeps):
    """Runs the driver, which says "sweep N" after each; ends it within a second where the client gives up."""
    process = subprocess.Popen(arguments, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    watcher = threading.Thread(target=end_with, args=(process, answer), daemon=True)
    watcher.start()
    try:
        with process.stdout:
            for line in process.stdout:
                if line.startswith("sweep "):
                    answer.progress((1 + int(line.split()[1])) / sweeps)
        status = process.wait()
        answer.check()
        if status != 0:
            raise Failure("TF-ENGINE-FAILED", "LidarGen ended with status %d; Triton's log has its words" % status)
    finally:
        process.kill()
        process.wait()
        watcher.join()


def end_with(process, answer):
    while process.poll() is None:
        if answer.cancelled.wait(POLL_SECONDS):
            process.kill()
            return


def document_of(sensor, shipped):
    """A sensor is named, or described in the rig itself."""
    if isinstance(sensor, dict):
        return sensor
    if sensor not in shipped:
        raise Failure("TF-CAP-INPUT", "LiDAR sensor %s is not known here; describe it in the rig" % sensor)
    return shipped[sensor]


def points_npz(range_map, grid, sensor, poses, start):
    """The contract's points of one sweep."""
    xyz, ring, column, time = rebin.points(rebin.to_sensor(range_map, grid, sensor), sensor)
    content = io.BytesIO()
    np.savez(
        content,
        xyz=rebin.compensated(xyz, time, poses.world_from_lidars, start).astype(np.float32),
        intensity=np.zeros(len(xyz), np.uint8),
        ring=ring.astype(np.uint16),
        column=column.astype(np.uint16),
        time_us=np.rint(time).astype(np.int32),
        instance=np.zeros(len(xyz), np.uint16),
        return_index=np.zeros(len(xyz), np.uint8),
        lidar_to_world=poses.world_from_lidar(start),
        start_us=np.int64(start),
    )
    return content.getvalue()
