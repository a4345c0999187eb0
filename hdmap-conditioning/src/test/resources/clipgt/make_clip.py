"""Writes the ClipGT clip of the tests beside this script (pyarrow 26): a street of our own making, two lanes one behind the
other and one oncoming, ten seconds of driving, a car that follows and one that is parked, two cameras.
Layers are packed in different ways on purpose."""
import json
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
clip = "0f0e0d0c-0b0a-4908-8706-050403020100"
xyz = pa.struct([(axis, pa.float64()) for axis in "xyz"])
xyzw = pa.struct([(axis, pa.float64()) for axis in "xyzw"])
words = pa.list_(pa.string())
map_key = pa.struct([("clip_id", pa.string()), ("label_class_id", pa.string()), ("map_id", pa.string())])
time_key = pa.struct([("clip_id", pa.string()), ("timestamp_micros", pa.int64())])


def point(x, y, z=0.0):
    return {"x": float(x), "y": float(y), "z": float(z)}


def write(layer, key_type, fields, rows, folder=here / "street", **how):
    schema = pa.schema([("key", key_type), (layer, pa.struct(fields)), ("version", pa.uint64())])
    folder.mkdir(exist_ok=True)
    table = pa.Table.from_pylist([{"key": k, layer: v, "version": 1} for k, v in rows], schema=schema)
    pq.write_table(table, folder / f"{clip}.{layer}.parquet", **how)


def on_map(name, **values):
    return {"clip_id": clip, "label_class_id": "test:v0", "map_id": name}, values


def at(micros, **values):
    return {"clip_id": clip, "timestamp_micros": micros}, values


def yaw(z=0.0, w=1.0):
    return {"x": 0.0, "y": 0.0, "z": z, "w": w}


lanes = [
    on_map("1", left_rail=[point(0, 0), point(40, 0)], right_rail=[point(0, -3), point(40, -3)], speed_limit=25.0,
           vehicle_types=["CAR"]),
    on_map("2", left_rail=[point(40, 0), point(80, 0)], right_rail=[point(40, -3), point(80, -3)], speed_limit=None,
           vehicle_types=["CAR"]),
    on_map("3", left_rail=[point(80, 0), point(0, 0)], right_rail=[point(80, 3), point(0, 3)], speed_limit=0.0,
           vehicle_types=None),
]
lane = [("left_rail", pa.list_(xyz)), ("right_rail", pa.list_(xyz)), ("speed_limit", pa.float64()), ("vehicle_types", words)]
write("lane", map_key, lane, lanes)
for codec in ("none", "snappy", "gzip", "zstd", "lz4", "brotli"):
    for version in ("1.0", "2.0"):
        write("lane", map_key, lane, lanes, here / f"packed-{codec}-{version[0]}", compression=codec, data_page_version=version)

write("lane_line", map_key, [("line_rail", pa.list_(xyz)), ("styles", words), ("colors", words)], [
    on_map("10", line_rail=[point(i, 0) for i in range(81)], styles=["SOLID_GROUP"] * 81, colors=["YELLOW"] * 81),
    on_map("11", line_rail=[point(40, 0), point(40, -3)], styles=["VIRTUAL"], colors=[]),
    on_map("12", line_rail=[point(1, 1)], styles=None, colors=None),
], compression="zstd", data_page_version="2.0")
place = [("category", pa.string()), ("location", pa.list_(xyz))]
write("road_boundary", map_key, place, [on_map("20", category="tall_curb", location=[point(0, -3), point(80, -3)])], compression="gzip")
write("crosswalk", map_key, place, [on_map("30", category="PEDESTRIAN", location=[
    point(50, -3), point(53, -3), point(53, 3), point(50, 3), point(50, -3)])], compression="none")
write("road_marking", map_key, place, [on_map("40", category="ROI_POLYGON_ROAD_MARKING_ARROW", location=[
    point(20, -2), point(24, -2), point(24, -1)])], compression="lz4")
write("road_marking", map_key, place, [], here / "empty-layer")
write("lane", map_key, lane, lanes, here / "empty-layer")
write("pole", map_key, place, [on_map("50", category="TREE", location=[point(30, -5, 6), point(30, -5, 0)])])
write("wait_line", map_key, place + [("is_implicit", pa.bool_())], [
    on_map("60", category="STOP", location=[point(48, -3), point(48, 0)], is_implicit=False)])
box = [("center", xyz), ("dimensions", xyz), ("orientation", xyzw), ("category", pa.string())]
write("traffic_light", map_key, box, [on_map("70", center=point(55, 0, 6), dimensions=point(0.3, 0.4, 1.2),
                                             orientation=yaw(1.0, 0.0), category="")])
write("traffic_sign", map_key, box, [on_map("80", center=point(25, -4, 2), dimensions=point(0.8, 0.05, 0.8),
                                            orientation=yaw(), category="TRAFFIC_SIGN_REGULATORY_R1_STOP")])

start = 2_000_000_000
write("egomotion_estimate", time_key, [("location", xyz), ("orientation", xyzw)], [
    at(start + 100_000 * i, location=point(0.7 * i, -1.5), orientation=yaw()) for i in range(101)])
write("obstacle", time_key, [("trackline_id", pa.string()), ("center", xyz), ("size", xyz), ("orientation", xyzw),
                             ("category", pa.string())],
      [at(start + 100_000 * i, trackline_id="follower", center=point(0.7 * i - 12, -1.5, 0.8), size=point(4.5, 1.9, 1.6),
          orientation=yaw(), category="automobile") for i in range(101)]
      + [at(start + 100_000 * i, trackline_id="parked", center=point(30, 4, 0.8), size=point(9, 2.5, 3.2),
            orientation=yaw(), category="heavy_truck") for i in range(0, 101)],
      row_group_size=50)
bw = "0 0.0005 0 0 0 0"
fw = "0 1900 0 0 0 0"


def camera(name, kind, polynomial, **more):
    properties = {"Model": "ftheta", "width": "3848", "height": "2168", "cx": "1924.0", "cy": "1084.0",
                  "polynomial": polynomial, "polynomial-type": kind}
    return {"name": name, "properties": properties,
            "nominalSensor2Rig_FLU": {"t": [1.7, 0.1, 1.4], "roll-pitch-yaw": [0, 0, 90]}, **more}


rig = {"rig": {"sensors": [
    camera("camera:front:wide:120fov", "pixeldistance-to-angle", bw,
           correction_sensor_R_FLU={"roll-pitch-yaw": [0, 0, -90]}, correction_rig_T=[0.1, -0.1, 0.0]),
    camera("camera:cross:left:120fov", "angle-to-pixeldistance", fw),
    {"name": "lidar:gt:top:p128", "properties": {"Model": "lidar"}},
]}}
write("calibration_estimate", time_key, [("name", pa.string()), ("rig_json", pa.string())],
      [at(-1, name="test", rig_json=json.dumps(rig))])
