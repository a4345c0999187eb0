"""What lanelet2 1.2.3 (PyPI) makes of a map: one JSON line a lanelet, and one that projects a point.

usage: lanelet2_lanes.py MAP LATITUDE LONGITUDE   (of the origin of a UtmProjector)
"""
import json
import sys

import lanelet2
from lanelet2.core import GPSPoint
from lanelet2.io import Origin, loadRobust
from lanelet2.projection import UtmProjector
from lanelet2.traffic_rules import Locations, Participants, create

path, latitude, longitude = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
projector = UtmProjector(Origin(latitude, longitude))
lanelets, errors = loadRobust(path, projector)
rules = create(Locations.Germany, Participants.Vehicle)
graph = lanelet2.routing.RoutingGraph(lanelets, rules)


def points(line):
    """Packed x, y, z."""
    return [value for p in line for value in (p.x, p.y, p.z)]


def beside(free, blocked):
    found = free if free is not None else blocked
    return None if found is None else str(found.id)


for one in lanelets.laneletLayer:
    print(json.dumps({
        "id": str(one.id),
        "passable": rules.canPass(one),
        "left": points(one.leftBound),
        "right": points(one.rightBound),
        "centre_length": lanelet2.geometry.length2d(one),
        "successors": sorted(str(next.id) for next in graph.following(one)),
        "left_neighbour": beside(graph.left(one), graph.adjacentLeft(one)),
        "right_neighbour": beside(graph.right(one), graph.adjacentRight(one)),
        "speed_limit": rules.speedLimit(one).speedLimit / 3.6,
    }))
place = projector.forward(GPSPoint(latitude + 0.004, longitude - 0.006, 0))
print(json.dumps({"projected": [place.x, place.y], "errors": len(errors), "areas": len(lanelets.areaLayer)}))
