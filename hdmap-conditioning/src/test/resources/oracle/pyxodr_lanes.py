"""Lanes of an OpenDRIVE file as pyxodr 0.1.3 sees them: one JSON document a line.

usage: python pyxodr_lanes.py FILE
pyxodr cuts sections at its own sample points, so it samples finely here and every tenth point and the ends are printed.
Each line: id (road.section.lane), inner and outer boundary along s ([[x, y], ...]), successors in the direction of travel.
"""
import json
import sys

from pyxodr.road_objects.network import RoadNetwork

RESOLUTION = 0.02
KEEP = 10


def name(lane):
    return f"{lane.road_id}.{lane.lane_section_id}.{lane.id}"


def points(line):
    kept = list(line[:-1:KEEP]) + [line[-1]]
    return [[float(p[0]), float(p[1])] for p in kept]


def successors(lane):
    """Left out where pyxodr refuses the links of the file."""
    try:
        return {"successors": sorted({name(other) for other in lane.traffic_flow_successors})}
    except ValueError:
        return {}


def main():
    network = RoadNetwork(sys.argv[1], resolution=RESOLUTION)
    for road in network.get_roads():
        for section in road.lane_sections:
            for lane in section.lanes:
                print(json.dumps({
                    "id": name(lane),
                    "inner": points(lane.lane_reference_line),
                    "outer": points(lane.boundary_line),
                } | successors(lane)))
        end, z = road.reference_line[-1], road.z_coordinates[-1]
        print(json.dumps({"road": str(road.id), "end": [float(end[0]), float(end[1]), float(z)]}))


main()
