"""Re-binning held against geometry: rooms computed here, and sweeps of our CPU engine.  python rebin_test.py [NPZ SENSOR.json ...]

NPZ is a raw sweep (tailforge lidar sweep --raw --format npz) of the sensor of the document after it, at 10 Hz, from a standing car;
or the exact ranges of the control style lidar-range, and the word image. Prints a line for each and ends non-zero where a bound is passed.
"""

import json
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import rebin  # noqa: E402

SENSORS = HERE.parents[2] / "lidar-gen/src/main/resources/io/tailforge/lidargen"


def sensor(name, rate=10):
    return rebin.Sensor(json.loads((SENSORS / (name + ".json")).read_text()), rate)


GRID = rebin.Grid(json.loads((SENSORS / "pandar128.json").read_text()))


def room(elevation, azimuth, height=2.0, wall=20.0):
    """Range to a level floor and to four walls."""
    x, y = np.cos(elevation) * np.cos(azimuth), np.cos(elevation) * np.sin(azimuth)
    z = np.sin(elevation) + 0 * azimuth
    to_floor = np.where(z < 0, -height / np.where(z < 0, z, -1), np.inf)
    to_wall = wall / np.maximum(np.abs(x), np.abs(y))
    return np.minimum(to_floor, to_wall)


def room_map():
    azimuth = math.pi - 2 * math.pi * (np.arange(rebin.COLUMNS) + rebin.FIRST) / rebin.TURN
    return room(GRID.elevation[:, None], azimuth[None, :])


def check(name, statement):
    if not statement:
        sys.exit("DOES NOT HOLD: " + name)


def a_room_on_their_map_is_the_same_room_on_our_sensors():
    for name in ("hdl-32e", "hdl-64e", "vlp-32c", "vls-128", "pandar128", "ot128", "os1-128", "reference-128x3600"):
        ours = sensor(name)
        true = room(ours.elevation[:, None], ours.azimuth())
        found = rebin.to_sensor(room_map(), GRID, ours)
        true = true - ours.forward[:, None] * np.cos(ours.elevation)[:, None]
        summary("room, theirs to " + name, found, within(true, ours), 0.002, 0.6)


def within(true, ours):
    """Only what their map can hold: its field of view, its ranges."""
    rows, columns = np.broadcast_arrays(GRID.row(ours.elevation)[:, None], GRID.column(ours.azimuth()))
    held = np.isfinite(rows) & np.isfinite(columns) & (true > rebin.NEAREST + 0.2) & (true < rebin.FARTHEST - 0.2)
    return np.where(held, true, 0.0)


def summary(name, found, true, most_median, most_p99, most_lost=0.02):
    both = (found > 0) & (true > 0)
    error = np.abs(found - true)[both]
    lost = 1 - both.sum() / (true > 0).sum()
    median, p99 = np.median(error), np.quantile(error, 0.99)
    near = 100 * (error < 0.1).mean()
    line = "%-40s %7d shots  median %.4f m  p99 %.3f m  within 0.1 m %.1f %%  lost %.2f %%"
    print(line % (name, both.sum(), median, p99, near, 100 * lost))
    check(name, median <= most_median and p99 <= most_p99 and lost <= most_lost)


def what_is_nothing_stays_nothing():
    check("nothing", not rebin.to_sensor(np.zeros((rebin.ROWS, rebin.COLUMNS)), GRID, sensor("vls-128")).any())
    near = np.full((rebin.ROWS, rebin.COLUMNS), 6.0)
    far = np.full((rebin.ROWS, rebin.COLUMNS), 95.0)
    for beyond in (near, far):
        check("out of range", not rebin.to_sensor(beyond, GRID, sensor("vls-128")).any())


def nothing_is_put_between_two_surfaces():
    step = np.full((rebin.ROWS, rebin.COLUMNS), 10.0)
    step[:, 900:] = 40.0
    found = rebin.to_sensor(step, GRID, sensor("reference-128x3600"))
    check("two surfaces", set(np.unique(np.round(found[found > 0], 6))) == {10.0, 40.0})


def straight_back_is_not_on_their_map():
    ours = sensor("pandar128")
    found = rebin.to_sensor(np.full((rebin.ROWS, rebin.COLUMNS), 20.0), GRID, ours)
    from_back = np.degrees(np.abs(np.mod(ours.azimuth(), 2 * math.pi) - math.pi))
    check("crop", not found[from_back < 0.65].any() and found[from_back > 0.95].all())


def a_pole_is_where_it_was():
    """One column of pixels at azimuth 90 degrees (to the left)."""
    pole = np.zeros((rebin.ROWS, rebin.COLUMNS))
    pole[:, 450 - rebin.FIRST] = 15.0
    xyz, ring, column, time = rebin.points(rebin.to_sensor(pole, GRID, sensor("vls-128")), sensor("vls-128"))
    check("pole", len(xyz) > 50 and np.abs(xyz[:, 0]).max() < 0.05 and xyz[:, 1].min() > 13)
    check("time rises", (np.diff(time) >= 0).all())


def motion_is_taken_out():
    """A wall straight ahead, driven at with 20 m/s: after compensation all its points lie in one plane again."""
    ours = sensor("reference-128x3600")
    speed, plane = 20.0, 30.0

    def pose_at(times):
        poses = np.tile(np.eye(4), (len(times), 1, 1))
        poses[:, 0, 3] = speed * times * 1e-6
        return poses

    ahead = np.cos(ours.elevation)[:, None] * np.cos(ours.azimuth())
    distance = plane - speed * ours.time_us() * 1e-6
    ranges = np.where(ahead > 0.5, distance / np.where(ahead > 0.5, ahead, 1), 0.0)
    xyz, ring, column, time = rebin.points(ranges, ours)
    still = rebin.compensated(xyz, time, pose_at, 0)
    check("compensation", np.ptp(xyz[:, 0]) > 0.5 and np.abs(still[:, 0] - plane).max() < 1e-6)


def a_sweep_goes_there_and_back(file, name):
    """The ranges of a sweep of ours; lost are also shots that share a pixel with a nearer one of another surface."""
    ours = sensor(name)
    sweep = np.load(file)
    ranges = np.zeros((len(ours.elevation), ours.columns))
    distance = np.linalg.norm(sweep["xyz"], axis=1)
    ranges[sweep["ring"], sweep["column"]] = distance
    back = rebin.to_sensor(rebin.from_sensor(ranges, GRID, ours), GRID, ours)
    summary("sweep of %s there and back" % name, back, within(ranges, ours), 0.05, 25.0, 0.05)


def a_range_image_goes_there_and_back(file):
    """The control style lidar-range of our engine, and the same sensor's shots again."""
    ours = sensor("reference-128x3600")
    saved = np.load(file)
    image = saved["range"].astype(float)
    back = rebin.to_sensor(rebin.from_range_image(image, saved["elevation"].astype(float), GRID), GRID, ours)
    summary("range image there and back", back, within(image[::-1], ours), 0.01, 15.0, 0.02)


def a_range_image_of_a_room_goes_there_and_back():
    ours = sensor("reference-128x3600")
    true = room(ours.elevation[:, None], ours.azimuth())
    back = rebin.to_sensor(rebin.from_range_image(true[::-1], ours.elevation[::-1], GRID), GRID, ours)
    summary("room as range image there and back", back, within(true, ours), 0.002, 0.1)


if __name__ == "__main__":
    for test in (
        a_room_on_their_map_is_the_same_room_on_our_sensors, what_is_nothing_stays_nothing, nothing_is_put_between_two_surfaces,
        a_range_image_of_a_room_goes_there_and_back, straight_back_is_not_on_their_map, a_pole_is_where_it_was, motion_is_taken_out,
    ):
        test()
    for file, name in zip(sys.argv[1::2], sys.argv[2::2]):
        if name == "image":
            a_range_image_goes_there_and_back(file)
        else:
            a_sweep_goes_there_and_back(file, name)
