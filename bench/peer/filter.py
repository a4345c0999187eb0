"""The checks of the quality filter as one would write them in Python: OpenCV's kernels, PyAV's decoder, one thread each.

filter.py ROUNDS JAVA_COMMAND -- CLIP ...   Judges the clips by turns with FilterBench.java and prints CPU seconds of both and how far
their per-frame values are apart.    filter.py --values CLIP   prints this side's values as JSON.

A clip is a folder that `tailforge evaluate` reads. What each frame is measured by, at no more than 640 pixels of width:
  exposure     mean, spread and entropy of the grey picture
  freeze       mean absolute difference to the frame before, 160x90
  flicker      second difference of 16x9 block means
  sharpness    variance of the Laplacian
  flow         DIS optical flow (ultrafast) between neighbours, and what is left after warping by it
  geometry     SIFT of every 2nd frame, ratio test, fundamental matrix by RANSAC, Sampson error (NVIDIA's TSE without calibration)
  cross-view   the same features between neighbouring cameras (CSE)
  lanes        top-hat of the road's half
  depth edges  Canny and distance transform, held against the jumps of the clip's depth layer, with offsets
and of each LiDAR sweep: finite, in range, in order, and the lowest points' plane by RANSAC.
"""

import io
import json
import pathlib
import statistics
import subprocess
import sys
import time

import av
import cv2
import numpy as np

MOST_WIDTH = 640
OFFSETS = (-48, -24, 0, 24, 48)
DEPTH_SCALE = 1 / 256


def main(rounds, command, clips):
    cv2.setNumThreads(1)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as ours:
        compare(clips[0], ask(ours, "values " + clips[0]), frame_values(Clip(clips[0])))
        for clip in clips:  # both have compiled and loaded what they need before anything counts
            ask(ours, "judge " + clip)
        judge(Clip(clips[0]))
        rows = []
        for number in range(rounds):
            for clip in clips:
                rows.append(measure(ours, clip))
            totals(rows[-len(clips):], "round %d" % (number + 1))
        best = [min((row for row in rows if row["clip"] == clip), key=lambda row: row["ours"]) for clip in clips]
        peers = [min((row for row in rows if row["clip"] == clip), key=lambda row: row["peer"]) for clip in clips]
        totals([dict(ours_row, peer=peer["peer"]) for ours_row, peer in zip(best, peers)], "best of each")
        ours.stdin.close()


def ask(ours, line):
    ours.stdin.write(line + "\n")
    ours.stdin.flush()
    return json.loads(ours.stdout.readline())


def measure(ours, folder):
    answer = ask(ours, "judge " + folder)
    began = time.process_time()
    frames = judge(Clip(folder))
    peer = time.process_time() - began
    return {"clip": folder, "frames": frames, "ours": answer["cpu_s"], "peer": peer, "mib": answer["resident_mib"]}


def totals(rows, what):
    frames = sum(row["frames"] for row in rows)
    ours, peer = sum(row["ours"] for row in rows), sum(row["peer"] for row in rows)
    whole = 7 * 121 / frames
    print(
        "%-14s %5d camera frames   ours %6.1f CPU s per 7 x 121, %6.1f frames/s/core   peer %6.1f CPU s, %6.1f frames/s/core"
        "   peer / ours %.2f   ours resident %.0f MiB"
        % (what, frames, ours * whole, frames / ours, peer * whole, frames / peer, peer / ours, rows[-1]["mib"]),
        flush=True,
    )


def compare(clip, ours, peer):
    """How far the values are apart that both make of each frame."""
    for which, name in enumerate(("mean", "spread", "change")):
        pairs = [(a[which], b[which]) for camera in peer for a, b in zip(ours[camera], peer[camera], strict=True)]
        off = [abs(a - b) for a, b in pairs]
        linked = np.corrcoef(np.array(pairs).T)[0, 1]
        print("%-7s %4d frames of %s: apart by %.4f luma in the median, %.4f at most; correlation %.6f"
              % (name, len(pairs), pathlib.Path(clip).name, statistics.median(off), max(off), linked))


class Clip:
    def __init__(self, folder):
        files = {self.member(folder, file): file for file in sorted(pathlib.Path(folder).rglob("*")) if file.is_file()}
        self.rgb = {name[4:-4]: files[name] for name in files if name.startswith("rgb.")}
        self.depth = {name[6:-4]: files[name] for name in files if name.startswith("depth.")}
        self.sweeps = [files[name] for name in files if name.startswith("lidar.")]

    @staticmethod
    def member(folder, file):
        return str(file.relative_to(folder)).replace("/", ".")


def frames(file, form):
    """Planes of a video as they are stored: no conversion of colour."""
    with av.open(str(file)) as video:
        stream = video.streams.video[0]
        stream.thread_count = 1
        for frame in video.decode(stream):
            yield plane(frame, form)


def plane(frame, form):
    stored = np.frombuffer(frame.planes[0], form).reshape(frame.height, -1)[:, : frame.width]
    if frame.width <= MOST_WIDTH or form != np.uint8:
        return stored
    return cv2.resize(stored, (MOST_WIDTH, round(frame.height * MOST_WIDTH / frame.width / 2) * 2), interpolation=cv2.INTER_AREA)


def luma(grey):
    return cv2.resize(grey, (160, 90), interpolation=cv2.INTER_AREA).astype(np.float32)


def frame_values(clip):
    values = {}
    for camera, file in clip.rgb.items():
        before = None
        for grey in frames(file, np.uint8):
            cells = luma(grey)
            change = 0 if before is None else float(np.abs(cells - before).mean())
            values.setdefault(camera, []).append((float(cells.mean()), float(cells.std()), change))
            before = cells
    return values


def judge(clip):
    cameras = {camera: Camera(clip.depth.get(camera)) for camera in clip.rgb}
    count = 0
    for pictures in zip(*(frames(file, np.uint8) for file in clip.rgb.values())):
        for camera, grey in zip(cameras.values(), pictures):
            camera.look(grey)
            count += 1
        every = list(cameras.values())
        if every[0].has_features():
            for left, right in zip(every, every[1:]):
                geometry(left.features, right.features)
    for camera in cameras.values():
        camera.finish()
    for sweep in clip.sweeps:
        judge_sweep(sweep)
    return count


class Camera:
    def __init__(self, depth):
        self.depth = frames(depth, np.uint16) if depth else None
        self.flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self.sift = cv2.SIFT_create(600)
        self.number, self.grey, self.cells, self.features = -1, None, None, None
        self.values, self.blocks = [], []

    def has_features(self):
        return self.number % 2 == 0

    def look(self, grey):
        self.number += 1
        cells = luma(grey)
        found = {"exposure": exposure(grey), "sharpness": float(cv2.Laplacian(grey, cv2.CV_32F).var())}
        self.blocks.append(cv2.resize(cells, (16, 9), interpolation=cv2.INTER_AREA))
        if self.grey is not None:
            found["change"] = float(cv2.absdiff(cells, self.cells).mean())
            found["residual"] = self.residual(grey)
        if self.has_features():
            features = self.sift.detectAndCompute(grey, None)
            if self.features is not None:
                found["tse"] = geometry(self.features, features)
            self.features = features
        found["ridge"] = float(cv2.morphologyEx(grey[grey.shape[0] // 2 :], cv2.MORPH_TOPHAT, RIDGE).mean())
        if self.depth is not None:
            found["edges"] = adherence(grey, next(self.depth))
        self.values.append(found)
        self.grey, self.cells = grey, cells

    def residual(self, grey):
        """Mean and 99th percentile of what is left after the frame before is moved onto this one."""
        flow = self.flow.calc(grey, self.grey, None)
        height, width = grey.shape
        flow[..., 0] += np.arange(width, dtype=np.float32)
        flow[..., 1] += np.arange(height, dtype=np.float32)[:, None]
        moved = cv2.remap(self.grey, flow, None, cv2.INTER_LINEAR)
        left = cv2.blur(cv2.absdiff(grey, moved), (9, 9))
        return float(left.mean()), float(np.percentile(left, 99))

    def finish(self):
        blocks = np.array(self.blocks)
        if len(blocks) > 2:
            second = np.abs(blocks[2:] - 2 * blocks[1:-1] + blocks[:-2])
            ratio = second / (np.abs(blocks[2:] - blocks[:-2]) / 2 + 1)
            self.values[-1]["flicker"] = float(np.percentile(np.median(ratio, axis=0), 90))


RIDGE = cv2.getStructuringElement(cv2.MORPH_RECT, (15, 1))


def exposure(grey):
    mean, spread = cv2.meanStdDev(grey)
    share = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel() / grey.size
    share = share[share > 0]
    return float(mean[0, 0]), float(spread[0, 0]), float(-(share * np.log2(share)).sum())


def geometry(some, others):
    """Median Sampson error of a fundamental matrix that is fitted to the matches themselves, pixels."""
    (points, descriptors), (other_points, other_descriptors) = some, others
    if descriptors is None or other_descriptors is None or min(len(descriptors), len(other_descriptors)) < 16:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(descriptors, other_descriptors, 2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < 0.75 * pair[1].distance]
    if len(good) < 16:
        return None
    a = np.float32([points[match.queryIdx].pt for match in good])
    b = np.float32([other_points[match.trainIdx].pt for match in good])
    matrix, inliers = cv2.findFundamentalMat(a, b, cv2.FM_RANSAC, 1.0, 0.99)
    if matrix is None or matrix.shape != (3, 3):
        return None
    return float(np.median(sampson(matrix, a, b))), float(inliers.mean())


def sampson(matrix, a, b):
    a = np.column_stack([a, np.ones(len(a))])
    b = np.column_stack([b, np.ones(len(b))])
    there, back = a @ matrix.T, b @ matrix
    return np.abs((b * there).sum(1)) / np.sqrt(there[:, 0] ** 2 + there[:, 1] ** 2 + back[:, 0] ** 2 + back[:, 1] ** 2)


def adherence(grey, depth):
    """How much nearer the picture's edges lie to the jumps of depth than to places beside them."""
    distance = cv2.distanceTransform(255 - cv2.Canny(grey, 60, 150), cv2.DIST_L2, 3)
    near = np.exp(distance / -3)
    metres = cv2.resize(depth, grey.shape[::-1], interpolation=cv2.INTER_NEAREST) * np.float32(DEPTH_SCALE)
    a, b = metres[:, :-1], metres[:, 1:]
    rows, columns = np.nonzero((np.minimum(a, b) > 0) & (np.minimum(a, b) < 80) & (np.maximum(a, b) > 1.25 * np.minimum(a, b)))
    if len(rows) == 0:
        return None
    means = [float(near[rows, np.clip(columns + offset, 0, grey.shape[1] - 1)].mean()) for offset in OFFSETS]
    return means[2] - (sum(means) - means[2]) / 4


def judge_sweep(file):
    with np.load(io.BytesIO(file.read_bytes())) as sweep:
        xyz, time_us = sweep["xyz"], sweep["time_us"]
    finite = bool(np.isfinite(xyz).all())
    distance = np.linalg.norm(xyz, axis=1)
    low = xyz[(xyz[:, 2] < np.percentile(xyz[:, 2], 40)) & (distance < 40)]
    random = np.random.default_rng(1)
    best = 0
    for _ in range(50):
        p, q, r = low[random.choice(len(low), 3, replace=False)]
        normal = np.cross(q - p, r - p)
        length = np.linalg.norm(normal)
        if length > 0:
            best = max(best, int((np.abs((low - p) @ (normal / length)) < 0.1).sum()))
    return finite, float(distance.min()), float(distance.max()), bool((np.diff(time_us) >= -100).all()), best / max(1, len(low))


if __name__ == "__main__":
    if sys.argv[1] == "--values":
        print(json.dumps(frame_values(Clip(sys.argv[2]))))
    else:
        split = sys.argv.index("--")
        main(int(sys.argv[1]), sys.argv[2:split], sys.argv[split + 1 :])
