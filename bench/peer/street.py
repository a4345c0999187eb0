"""A street of about N triangles as binary PLY, for comparing ray casters. Seeded: the same N gives the same file.

python3 -m venv venv && venv/bin/pip install numpy
venv/bin/python bench/peer/street.py 100000 street-100k.ply

Ground, house fronts with reveals, cars, poles and tree crowns along 200 m; finer triangles for a larger N, not a larger street.
"""

import math
import sys

import numpy as np


class Mesh:
    def __init__(self):
        self.vertices, self.faces, self.count = [], [], 0

    def add(self, vertices, faces):
        self.vertices.append(np.asarray(vertices, np.float32))
        self.faces.append(np.asarray(faces, np.int32) + self.count)
        self.count += len(vertices)

    def grid(self, corner, along, up, columns, rows, bump=None):
        """A parallelogram of columns x rows quads, each two triangles; bump(u, v) shifts a vertex."""
        columns, rows = max(1, round(columns)), max(1, round(rows))
        u, v = np.meshgrid(np.linspace(0, 1, columns + 1), np.linspace(0, 1, rows + 1), indexing="ij")
        p = np.asarray(corner) + u[..., None] * np.asarray(along) + v[..., None] * np.asarray(up)
        if bump is not None:
            p = p + bump(u, v)
        i, j = np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij")
        a = i * (rows + 1) + j
        b = a + rows + 1
        self.add(p.reshape(-1, 3), np.concatenate([np.stack([a, b, b + 1], -1).reshape(-1, 3), np.stack([a, b + 1, a + 1], -1).reshape(-1, 3)]))

    def ball(self, centre, radii, rows, columns, rough, rng):
        rows, columns = max(3, round(rows)), max(4, round(columns))
        latitude = np.pi * (np.arange(rows + 1) / rows - 0.5)[:, None]
        longitude = 2 * np.pi * np.arange(columns)[None, :] / columns
        r = 1 + rough * rng.standard_normal((rows + 1, columns))
        p = np.stack([r * np.cos(latitude) * np.cos(longitude), r * np.cos(latitude) * np.sin(longitude), r * np.sin(latitude) + 0 * longitude], -1)
        i, j = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
        a, b = i * columns + j, i * columns + (j + 1) % columns
        f = [np.stack([a, b, b + columns], -1).reshape(-1, 3), np.stack([a, b + columns, a + columns], -1).reshape(-1, 3)]
        self.add(np.asarray(centre) + p.reshape(-1, 3) * np.asarray(radii), np.concatenate(f))


def leaves(mesh, rng, centre, radius, count):
    """Loose leaf triangles in a ball."""
    c = rng.standard_normal((count, 3))
    c *= (radius * rng.random((count, 1)) ** (1 / 3)) / np.linalg.norm(c, axis=1, keepdims=True)
    p = (np.asarray(centre) + c)[:, None, :] + 0.09 * rng.standard_normal((count, 3, 3))
    mesh.add(p.reshape(-1, 3), np.arange(3 * count).reshape(-1, 3))


def street(fine):
    rng = np.random.default_rng(5)
    mesh = Mesh()
    mesh.grid((-100, -8, 0), (200, 0, 0), (0, 16, 0), 200 * fine, 24 * fine, lambda u, v: np.stack([0 * u, 0 * u, 0.12 * (1 - (2 * v - 1) ** 2)], -1))
    for side in (-1, 1):
        mesh.grid((-100, side * 8, 0.14), (200, 0, 0), (0, side * 4.5, 0), 120 * fine, 6 * fine)
        mesh.grid((-100, side * 8, 0), (200, 0, 0), (0, 0, 0.14), 120 * fine, 1)
        mesh.grid((-100, side * 12.5, 0.14), (200, 0, 0), (0, side * 40, 2), 40 * fine, 12 * fine, lambda u, v: np.stack([0 * u, 0 * u, 0.5 * np.sin(9 * u) * v], -1))
        for i in range(18):
            height, y = rng.uniform(8, 22), side * rng.uniform(12.5, 15)
            x = -99 + 11 * i
            reveal = lambda u, v: np.stack([0 * u, side * 0.15 * ((np.floor(u * 12) % 2 == 1) & (np.floor(v * 10) % 2 == 1)), 0 * u], -1)
            mesh.grid((x, y, 0), (10, 0, 0), (0, 0, height), 24 * fine, 20 * fine, reveal)
            mesh.grid((x, y, height), (10, 0, 0), (0, side * 10, 0), 6 * fine, 6 * fine)
            for end in (0, 10):
                mesh.grid((x + end, y, 0), (0, side * 10, 0), (0, 0, height), 8 * fine, 12 * fine)
    for i in range(40):
        x, y = rng.uniform(-90, 90), (-1 if i % 2 else 1) * rng.uniform(3, 7)
        mesh.ball((x, y, 0.75), (2.2, 0.9, 0.6), 10 * fine, 16 * fine, 0.02, rng)
        mesh.ball((x - 0.3, y, 1.3), (1.2, 0.75, 0.35), 8 * fine, 12 * fine, 0.02, rng)
    for i in range(30):
        x, y = -95 + 6.5 * i, (-1 if i % 2 else 1) * 8.6
        mesh.ball((x, y, 2.5), (0.08, 0.08, 2.5), 8 * fine, 6 * fine, 0.0, rng)
        if i % 3 == 0:
            leaves(mesh, rng, (x, y, 5.5), 1.8, round(900 * fine * fine))
    return np.concatenate(mesh.vertices), np.concatenate(mesh.faces)


def write(path, vertices, faces):
    rows = np.zeros(len(faces), dtype=[("n", "u1"), ("i", "<i4", 3)])
    rows["n"], rows["i"] = 3, faces
    with open(path, "wb") as out:
        out.write(f"ply\nformat binary_little_endian 1.0\ncomment a street, seed 5\nelement vertex {len(vertices)}\n".encode())
        out.write(f"property float x\nproperty float y\nproperty float z\nelement face {len(faces)}\nproperty list uchar int vertex_indices\nend_header\n".encode())
        out.write(vertices.astype("<f4").tobytes())
        out.write(rows.tobytes())


if __name__ == "__main__":
    wanted, path = int(sys.argv[1]), sys.argv[2]
    fine = math.sqrt(wanted / len(street(1.0)[1]))
    for _ in range(4):
        fine *= math.sqrt(wanted / len(street(fine)[1]))
    vertices, faces = street(fine)
    write(path, vertices, faces)
    print(f"{len(faces)} triangles, {len(vertices)} vertices: {path}")
