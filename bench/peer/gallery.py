"""Pictures of the gallery from what `camera shoot` and `lidar sweep` wrote. pip install numpy pillow

    gallery.py picture SHOT_FOLDER OUT.jpg     the one RGB picture of a folder
    gallery.py sweep SWEEP.npz OUT.jpg         a sweep seen from behind and above the sensor, coloured by intensity
    gallery.py sheet FOLDER LOOK...            FOLDER/gallery.jpg of FOLDER/LOOK.jpg, three a row
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 640, 352
QUALITY = 86


def save(image, path, quality=QUALITY):
    image.save(path, quality=quality, optimize=True)


def picture(folder, out):
    (shot,) = Path(folder).glob("*rgb*.png")
    save(Image.open(shot).convert("RGB"), out)


def colours(intensity):
    """Blue through green and yellow to white, by the root of the intensity: matt things fill the lower half."""
    stops = np.array([[28, 60, 150], [20, 140, 170], [70, 190, 90], [240, 210, 60], [255, 120, 40], [255, 255, 255]], float)
    at = np.clip(np.sqrt(intensity / 130.0), 0, 1) * (len(stops) - 1)
    low = np.minimum(at.astype(int), len(stops) - 2)
    share = (at - low)[:, None]
    return stops[low] * (1 - share) + stops[low + 1] * share


def sweep(npz, out):
    data = np.load(npz)
    points, intensity = data["xyz"].astype(float), data["intensity"].astype(float)
    eye, pitch, focal = np.array([-11.0, 0.0, 7.0]), np.radians(20), 430.0
    rel = points - eye
    depth = rel[:, 0] * np.cos(pitch) - rel[:, 2] * np.sin(pitch)
    up = rel[:, 0] * np.sin(pitch) + rel[:, 2] * np.cos(pitch)
    seen = depth > 1
    u = (WIDTH / 2 - focal * rel[seen, 1] / depth[seen]).round().astype(int)
    v = (HEIGHT / 2 - focal * up[seen] / depth[seen]).round().astype(int)
    depth, rgb = depth[seen], colours(intensity[seen])
    canvas = np.full((HEIGHT, WIDTH, 3), 14, np.uint8)
    order = np.argsort(-depth)
    for radius, near in ((0, 1e9), (1, 22)):
        for du in range(0, radius + 1):
            for dv in range(0, radius + 1):
                x, y = u + du, v + dv
                use = order[(x[order] >= 0) & (x[order] < WIDTH) & (y[order] >= 0) & (y[order] < HEIGHT) & (depth[order] < near)]
                canvas[y[use], x[use]] = rgb[use]
    save(Image.fromarray(canvas), out, 70)


def sheet(folder, *looks):
    cell, columns = (480, 264), 3
    rows = (len(looks) + columns - 1) // columns
    page = Image.new("RGB", (columns * cell[0], rows * cell[1]))
    for k, look in enumerate(looks):
        small = Image.open(Path(folder) / f"{look}.jpg").resize(cell, Image.LANCZOS)
        page.paste(small, (k % columns * cell[0], k // columns * cell[1]))
    save(page, Path(folder) / "gallery.jpg")


if __name__ == "__main__":
    {"picture": picture, "sweep": sweep, "sheet": sheet}[sys.argv[1]](*sys.argv[2:])
