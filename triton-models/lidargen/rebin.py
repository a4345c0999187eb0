"""Between the range map of Cosmos-Transfer-LidarGen and the shots of a sensor of ours. numpy only, no model.

Their map (nv-tlabs/Cosmos-Drive-Dreams, cosmos-transfer-lidargen, Apache-2.0, state of 2025-11): 128 rows at the elevations of the
Pandar128, the highest first; azimuth falls from pi; 3600 measured columns are halved to 1800 by the nearer return, of which the
middle 1792 are kept, so that 0.8 degrees on either side of straight back are missing. Ranges are metres from where the sensor was
when the column was measured; 0 is nothing. What the model gives is only kept from 6.5 to 90 m.

Ours: rings from the lowest, columns in the order of firing, each shot with its own azimuth and time (docs/lidars.md).
"""

import math

import numpy as np

ROWS, TURN, COLUMNS, FIRST = 128, 1800, 1792, 4
NEAREST, FARTHEST = 6.5, 90.0
# Neighbours whose ranges differ by more belong to different surfaces; nothing is put between them.
ONE_SURFACE = 1.3


class Sensor:
    """A sensor document (docs/lidars.md) at a rate. Angles in radians, arrays by ring, the lowest first."""

    def __init__(self, document, rate_hz):
        beams = sorted(beams_of(document), key=lambda beam: beam["elevation_deg"])
        self.elevation = np.radians([beam["elevation_deg"] for beam in beams])
        self.azimuth_offset = np.radians([beam.get("azimuth_deg", 0.0) for beam in beams])
        self.fire_us = np.array([beam.get("fire_us", 0.0) for beam in beams])
        self.forward = np.array([beam.get("forward_m", 0.0) for beam in beams])
        self.sign = 1.0 if document.get("rotation") == "counter_clockwise" else -1.0
        cycle = document.get("firing_cycle_us", 0.0)
        self.columns = columns_of(document, rate_hz)
        self.column_us = cycle if cycle else 1e6 / rate_hz / self.columns
        self.step = 2 * math.pi * rate_hz * self.column_us * 1e-6
        self.nearest = document["min_range_m"]
        self.farthest = document.get("reach_m", 3 * document["range_at_10_percent_m"])

    def azimuth(self):
        """Of each shot, by ring and column, not wrapped."""
        turned = math.pi + self.sign * self.step * np.arange(self.columns)
        return turned[None, :] + self.azimuth_offset[:, None]

    def time_us(self):
        """Of each shot after the sweep's start, by ring and column."""
        return self.column_us * np.arange(self.columns)[None, :] + self.fire_us[:, None]


def beams_of(document):
    origin = document.get("beam_origin_m", [0, 0, 0])[0]
    if "linear" in document:
        line = document["linear"]
        steps = np.linspace(line["from_deg"], line["to_deg"], line["count"])
        fire = line.get("fire_step_us", 0.0)
        return [
            {"elevation_deg": e, "azimuth_deg": line.get("azimuth_deg", 0.0), "fire_us": i * fire, "forward_m": origin}
            for i, e in enumerate(steps)
        ]
    names = document["beam_columns"]
    return [{"forward_m": origin} | dict(zip(names, beam)) for beam in document["beams"]]


def columns_of(document, rate_hz):
    columns = document.get("columns", [])
    if isinstance(columns, int):
        return columns
    for rate, count in columns:
        if rate == rate_hz:
            return count
    return int(1e6 / rate_hz / document["firing_cycle_us"])


class Grid:
    """Where the pixels of their map look. pandar: the sensor document of the Pandar128."""

    def __init__(self, pandar):
        self.elevation = np.sort(np.radians([beam["elevation_deg"] for beam in beams_of(pandar)]))[::-1]

    def row(self, elevation):
        """Row coordinate, 0 the highest; NaN beyond half a beam's distance from the outermost rows."""
        rising = self.elevation[::-1]
        rows = ROWS - 1 - np.interp(elevation, rising, np.arange(ROWS))
        low = rising[0] - (rising[1] - rising[0]) / 2
        high = rising[-1] + (rising[-1] - rising[-2]) / 2
        return np.where((elevation >= low) & (elevation <= high), rows, np.nan)

    def column(self, azimuth):
        """Column coordinate; NaN where the map has been cropped."""
        turned = (math.pi - azimuth) / (2 * math.pi) * TURN
        columns = np.mod(turned - FIRST + 0.5, TURN) - 0.5
        return np.where(columns <= COLUMNS - 0.5, columns, np.nan)


def to_sensor(range_map, grid, sensor):
    """Their map as ranges of our shots (ring, column), metres; 0 where it says nothing about a shot.

    Between four pixels of one surface, 1/range is linear in the angles, which is exact for planes as far as angles are small;
    at edges and beside holes the nearest pixel counts.
    """
    if range_map.shape != (ROWS, COLUMNS):
        raise ValueError("the range map is %s, not %d x %d" % (range_map.shape, ROWS, COLUMNS))
    known = np.where((range_map >= NEAREST) & (range_map <= FARTHEST), range_map, 0.0)
    rows, columns = np.broadcast_arrays(grid.row(sensor.elevation)[:, None], grid.column(sensor.azimuth()))
    inside = np.isfinite(rows) & np.isfinite(columns)
    rows, columns = np.where(inside, rows, 0.0), np.clip(np.where(inside, columns, 0.0), 0, COLUMNS - 1)
    ranges = between(known, rows, columns) - sensor.forward[:, None] * np.cos(sensor.elevation)[:, None]
    seen = inside & (ranges >= max(sensor.nearest, NEAREST - 0.1)) & (ranges <= sensor.farthest)
    return np.where(seen, ranges, 0.0)


def between(known, rows, columns):
    last_row, last_column = known.shape[0] - 1, known.shape[1] - 1
    top = np.clip(np.floor(rows).astype(int), 0, last_row - 1)
    left = np.clip(np.floor(columns).astype(int), 0, last_column - 1)
    down, across = rows - top, columns - left
    corners = np.stack([known[top, left], known[top, left + 1], known[top + 1, left], known[top + 1, left + 1]])
    weights = np.stack([(1 - down) * (1 - across), (1 - down) * across, down * (1 - across), down * across])
    smooth = (corners.min(0) > 0) & (corners.max(0) <= ONE_SURFACE * corners.min(0))
    inverse = (weights / np.where(corners > 0, corners, 1.0)).sum(0)
    nearest = known[np.rint(rows).astype(int).clip(0, last_row), np.rint(columns).astype(int).clip(0, last_column)]
    return np.where(smooth, 1 / np.where(inverse > 0, inverse, 1.0), nearest)


def from_sensor(ranges, grid, sensor):
    """Ranges of our shots as their map: each shot in its nearest pixel, the nearer one where two meet, as they halve columns."""
    rows, columns = np.broadcast_arrays(grid.row(sensor.elevation)[:, None], grid.column(sensor.azimuth()))
    hit = (ranges > 0) & np.isfinite(rows) & np.isfinite(columns)
    at = np.rint(rows[hit]).astype(int), np.rint(columns[hit]).astype(int).clip(0, COLUMNS - 1)
    centred = ranges + sensor.forward[:, None] * np.cos(sensor.elevation)[:, None]
    range_map = np.full((ROWS, COLUMNS), np.inf)
    np.minimum.at(range_map, at, centred[hit])
    return np.where(np.isfinite(range_map), range_map, 0.0)


def from_range_image(image, elevation, grid):
    """A range image of ours (docs/style-lidar-range.md: azimuth falls from pi, rows at elevations from the highest) as their map."""
    if image.shape != (len(elevation), 2 * TURN):
        raise ValueError("the range image is %s, not %d x %d" % (image.shape, len(elevation), 2 * TURN))
    rows = len(elevation) - 1 - np.interp(grid.elevation, elevation[::-1], np.arange(len(elevation)))
    rows = np.where((grid.elevation <= elevation[0] + 1e-3) & (grid.elevation >= elevation[-1] - 1e-3), rows, np.nan)
    columns = 2.0 * (np.arange(COLUMNS) + FIRST)
    rows, columns = np.broadcast_arrays(rows[:, None], columns[None, :])
    inside = np.isfinite(rows)
    return np.where(inside, between(image, np.where(inside, rows, 0.0), columns), 0.0)


def points(ranges, sensor):
    """What the shots saw: position in the sensor's frame at the time of the shot, and ring, column, time; in order of time."""
    ring, column = np.nonzero(ranges)
    time = sensor.time_us()[ring, column]
    order = np.lexsort((ring, time))
    ring, column, time = ring[order], column[order], time[order]
    azimuth, elevation = sensor.azimuth()[ring, column], sensor.elevation[ring]
    level = ranges[ring, column] * np.cos(elevation) + sensor.forward[ring]
    height = ranges[ring, column] * np.sin(elevation)
    xyz = np.stack([level * np.cos(azimuth), level * np.sin(azimuth), height], axis=1)
    return xyz, ring, column, time


def compensated(xyz, time_us, pose_at, start_us):
    """Points as the sensor would have seen them at the sweep's start. pose_at(times): (N, 4, 4) world from sensor."""
    start = pose_at(np.array([start_us]))[0]
    then = pose_at(start_us + time_us)
    world = np.einsum("nij,nj->ni", then[:, :3, :3], xyz) + then[:, :3, 3]
    return (world - start[:3, 3]) @ start[:3, :3]
