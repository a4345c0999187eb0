"""What commonroad-io (PyPI) makes of a scenario: one JSON line a lanelet, then one with the obstacles.

usage: commonroad_lanes.py SCENARIO
"""
import json
import sys

from commonroad.common.file_reader import CommonRoadFileReader

scenario, _ = CommonRoadFileReader(sys.argv[1]).open()


def points(vertices):
    """Packed x, y, z."""
    return [value for p in vertices for value in (p[0], p[1], p[2] if len(p) > 2 else 0)]


def beside(ref, same, wanted):
    return str(ref) if ref is not None and same == wanted else None


for one in scenario.lanelet_network.lanelets:
    print(json.dumps({
        "id": str(one.lanelet_id),
        "left": points(one.left_vertices),
        "right": points(one.right_vertices),
        "successors": sorted(str(next) for next in one.successor),
        "predecessors": sorted(str(before) for before in one.predecessor),
        "left_neighbour": beside(one.adj_left, one.adj_left_same_direction, True),
        "right_neighbour": beside(one.adj_right, one.adj_right_same_direction, True),
        "oncoming": beside(one.adj_left, one.adj_left_same_direction, False)
                    or beside(one.adj_right, one.adj_right_same_direction, False),
    }))
states = {}
for obstacle in scenario.dynamic_obstacles:
    states[str(obstacle.obstacle_id)] = [
        [state.time_step, float(state.position[0]), float(state.position[1]), float(state.orientation)]
        for state in [obstacle.initial_state] + obstacle.prediction.trajectory.state_list]
print(json.dumps({
    "obstacles": states,
    "signs": len(scenario.lanelet_network.traffic_signs),
    "lights": len(scenario.lanelet_network.traffic_lights),
    "light_states": {str(light.traffic_light_id): [light.get_state_at_time_step(k).value for k in range(400)]
                     for light in scenario.lanelet_network.traffic_lights
                     if light.traffic_light_cycle is not None and light.active},
}))
