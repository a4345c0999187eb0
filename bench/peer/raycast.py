"""Ours beside Open3D (nthreads=1), embreex and Embree 3 in C++ on the same triangles and rays, alternating, hits compared.

python3 -m venv venv && venv/bin/pip install numpy open3d embreex
venv/bin/python bench/peer/raycast.py MESH.ply PATTERN ROUNDS WORK TAILFORGE [EMBREE]
  TAILFORGE: the command that runs the product, as one string      EMBREE: bench/peer/embree.cpp, compiled
Prints a table row per caster; CPU seconds of the casting thread (Open3D and embreex: of the process), best of the rounds.
"""

import json
import shlex
import subprocess
import sys
import time

import numpy as np
import open3d as o3d

try:
    import embreex.mesh_construction
    import embreex.rtcore_scene
except ImportError:
    embreex = None

ORIGIN, LOW, HIGH, NEAR, FAR = (0.0, 0.0, 1.9), -25.0, 15.0, 0.1, 250.0


def ply(path):
    """Vertices and triangles of what street.py writes."""
    data = open(path, "rb").read()
    body = data.index(b"end_header\n") + 11
    head = data[:body].decode()
    count = lambda name: int(head.split(f"element {name} ")[1].split()[0])
    vertices = np.frombuffer(data, "<f4", 3 * count("vertex"), body).reshape(-1, 3)
    faces = np.frombuffer(data, np.dtype([("n", "u1"), ("i", "<i4", 3)]), count("face"), body + vertices.nbytes)
    return vertices.copy(), np.ascontiguousarray(faces["i"])


def directions(rows, columns):
    azimuth = 2 * np.pi * np.arange(columns) / columns
    elevation = np.radians(LOW + (HIGH - LOW) * np.arange(rows) / (rows - 1))
    a, e = np.meshgrid(azimuth, elevation, indexing="ij")
    return np.stack([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)], -1).reshape(-1, 3).astype(np.float32)


def cpu(work):
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def compare(name, t, other):
    mask = np.isfinite(t) == np.isfinite(other)
    both = np.isfinite(t) & np.isfinite(other)
    near = np.abs(t[both] - other[both]) <= np.maximum(1e-3, 1e-5 * other[both])
    print(f"  hits against {name}: mask equal {100 * mask.mean():.4f} %, |dt| within max(1 mm, 1e-5 t) {100 * near.mean():.4f} %"
          f" ({(~mask).sum()} and {(~near).sum()} of {len(t)} rays differ)")


def main():
    mesh, pattern, rounds, work, tailforge = sys.argv[1:6]
    embree = sys.argv[6] if len(sys.argv) > 6 else None
    rows, columns = map(int, pattern.split("x"))
    vertices, faces = ply(mesh)
    d = directions(rows, columns)
    n = len(d)
    rays = o3d.core.Tensor(np.concatenate([np.broadcast_to(np.float32(ORIGIN), d.shape), d], 1))
    open_build, open_scene = 1e9, None
    for _ in range(3):
        def build():
            s = o3d.t.geometry.RaycastingScene(nthreads=1)
            s.add_triangles(o3d.core.Tensor(vertices), o3d.core.Tensor(faces.astype(np.uint32)))
            s.cast_rays(rays[:1], nthreads=1)
            return s
        seconds, open_scene = cpu(build)
        open_build = min(open_build, seconds)
    np.concatenate([np.int32([len(vertices), len(faces)]).view(np.float32), vertices.ravel(), faces.ravel().view(np.float32)]).tofile(f"{work}/mesh.raw")
    np.concatenate([np.int32([n]).view(np.float32), np.float32(ORIGIN), d.T.ravel()]).tofile(f"{work}/rays.raw")
    best = {}

    def note(name, rate, build):
        rate0, build0 = best.get(name, (0, 1e9))
        best[name] = (max(rate, rate0), min(build, build0))

    cold = 0
    ex_scene = None
    if embreex:
        ex_scene = embreex.rtcore_scene.EmbreeScene()
        embreex.mesh_construction.TriangleMesh(ex_scene, vertices[faces])
    for _ in range(int(rounds)):
        ran = subprocess.run(shlex.split(tailforge) + ["bench", "raycast", "--mesh", mesh, "--pattern", pattern, "--json", "--hits", f"{work}/ours.npz"],
                             capture_output=True, text=True)
        if ran.returncode:
            sys.exit(ran.stderr)
        ours = json.loads(ran.stdout)
        note("Tailforge", ours["mray_per_cpu_s"], ours["build_warm_cpu_s"])
        cold = ours["build_cold_cpu_s"]
        for _ in range(5):
            seconds, cast = cpu(lambda: open_scene.cast_rays(rays, nthreads=1))
            note("Open3D", n / seconds * 1e-6, open_build)
        if embreex:
            for _ in range(5):
                o = np.broadcast_to(np.float32(ORIGIN), d.shape).copy()
                seconds, ex = cpu(lambda: ex_scene.run(o, d, query="DISTANCE", dists=np.full(n, FAR, np.float32)))
                note("embreex", n / seconds * 1e-6, float("nan"))
        if embree:
            for mode in ("robust", "fast"):
                e = json.loads(subprocess.run([embree, f"{work}/mesh.raw", f"{work}/rays.raw", "6", f"{work}/{mode}.raw", mode], capture_output=True, text=True).stdout)
                for width in (1, 8, 16):
                    note(f"Embree 3 rtcIntersect{width} {mode}", e[f"mray_{width}"], e["build_cpu_s"])
    hits = np.load(f"{work}/ours.npz")["t"].ravel()
    print(f"{len(faces)} triangles, {pattern} = {n} rays; hit rate {np.isfinite(hits).mean():.4f}, mean range {hits[np.isfinite(hits)].mean():.3f} m; "
          f"{ours['kernel']}; our first tree, cold: {cold:.3f} CPU s")
    own = best["Tailforge"]
    for name, (rate, build) in best.items():
        print(f"  {name:<32} {rate:7.2f} Mray per CPU s   ours / it {own[0] / rate:5.2f}   build {build:.3f} CPU s   ours / it {own[1] / build:5.2f}")
    t = cast["t_hit"].numpy()
    t = np.where((t >= NEAR) & (t <= FAR), t, np.inf)
    compare("Open3D", hits, t)
    if embree:
        compare("Embree 3 packets, robust", hits, np.fromfile(f"{work}/robust.raw", np.float32, n))
    if embreex:
        compare("embreex", hits, np.where((ex > NEAR) & (ex < FAR), ex, np.inf))


if __name__ == "__main__":
    main()
