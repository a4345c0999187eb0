"""Lanes of an OpenDRIVE file by plain numeric integration: one JSON document a line.

usage: python xodr_integration.py FILE [STEP]
An independent second opinion where another reader is in doubt: no library, no closed forms. Reference lines are integrated
from their curvature (line, arc, spiral: trapezoids of 1 mm to 1 cm), paramPoly3 is evaluated at even parameters; lanes are
stacked outwards by width at every step; roll turns the cross-section about the reference line. Links are read lane by lane.
Each line: id (road.section.lane), inner and outer boundary along s ([[x, y, z], ...]), successors in the direction of travel,
neighbours.
"""
import json
import math
import sys
import xml.etree.ElementTree as xml


def number(element, key, absent=0.0):
    return float(element.get(key, absent))


def cubics(records, start="s", base=0.0):
    return [(base + number(r, start), *(number(r, key) for key in "abcd")) for r in records]


def cubic(pieces, s):
    """Value of the last of the pieces that starts at or before s; each a + b d + c d^2 + e d^3."""
    value = 0.0
    for k, (begin, a, b, c, e) in enumerate(pieces):
        if k == 0 or begin <= s + 1e-9:
            d = s - begin if s > begin else 0.0
            value = ((e * d + c) * d + b) * d + a
    return value


class Piece:
    def __init__(self, element):
        self.s, self.length = number(element, "s"), number(element, "length")
        self.x, self.y, self.heading = number(element, "x"), number(element, "y"), number(element, "hdg")
        self.shape = next(c for c in element if c.tag in ("line", "arc", "spiral", "poly3", "paramPoly3"))
        self.table = self.integrate() if self.shape.tag in ("line", "arc", "spiral") else None

    def curvature(self, d):
        if self.shape.tag == "arc":
            return number(self.shape, "curvature")
        if self.shape.tag == "spiral":
            begin, end = number(self.shape, "curvStart"), number(self.shape, "curvEnd")
            return begin + (end - begin) * d / self.length
        return 0.0

    def integrate(self):
        """x, y and heading at even distances, by the midpoint rule."""
        steps = max(1, math.ceil(self.length / 0.01))
        h = self.length / steps
        x, y, heading = self.x, self.y, self.heading
        table = [(x, y, heading)]
        for i in range(steps):
            middle = heading + self.curvature((i + 0.25) * h) * h / 2
            x, y = x + h * math.cos(middle), y + h * math.sin(middle)
            heading += self.curvature((i + 0.5) * h) * h
            table.append((x, y, heading))
        return table

    def at(self, d):
        if self.table is not None:
            place = min(max(d / self.length, 0.0), 1.0) * (len(self.table) - 1)
            i = min(int(place), len(self.table) - 2)
            f = place - i
            return tuple(a + (b - a) * f for a, b in zip(self.table[i], self.table[i + 1]))
        if self.shape.tag == "poly3":
            raise ValueError("poly3 is not compared")
        p = d if self.shape.get("pRange") == "arcLength" else d / self.length
        u, v, du, dv = (self.polynomial(p, k, n) for k, n in (("U", 0), ("V", 0), ("U", 1), ("V", 1)))
        cos, sin = math.cos(self.heading), math.sin(self.heading)
        return self.x + u * cos - v * sin, self.y + u * sin + v * cos, self.heading + math.atan2(dv, du)

    def polynomial(self, p, axis, derivative):
        a, b, c, d = (number(self.shape, k + axis) for k in "abcd")
        return a + p * (b + p * (c + p * d)) if derivative == 0 else b + p * (2 * c + p * 3 * d)


class Road:
    def __init__(self, element):
        self.element, self.id = element, element.get("id")
        self.pieces = [Piece(g) for g in element.findall("planView/geometry")]
        self.length = min(number(element, "length"), self.pieces[-1].s + self.pieces[-1].length)
        self.offsets = cubics(element.findall("lanes/laneOffset"))
        self.elevation = cubics(element.findall("elevationProfile/elevation"))
        self.roll = cubics(element.findall("lateralProfile/superelevation"))
        self.sections = element.findall("lanes/laneSection")
        self.found = [{int(l.get("id")): l for l in k.iter("lane") if l.get("id") != "0"} for k in self.sections]
        self.widths = [{i: self.read(k, l) for i, l in lanes.items()} for k, lanes in enumerate(self.found)]
        self.along_is_right = element.get("rule", "RHT") != "LHT"

    def point(self, s, t, height):
        piece = [p for p in self.pieces if p.s <= s + 1e-9][-1]
        x, y, heading = piece.at(s - piece.s)
        roll = cubic(self.roll, s)
        t, up = t * math.cos(roll) - height * math.sin(roll), t * math.sin(roll) + height * math.cos(roll)
        return [x - t * math.sin(heading), y + t * math.cos(heading), cubic(self.elevation, s) + up]

    def span(self, k):
        end = number(self.sections[k + 1], "s") if k + 1 < len(self.sections) else self.length
        return number(self.sections[k], "s"), end

    def stations(self, k, step):
        begin, end = self.span(k)
        steps = max(1, math.ceil((end - begin) / step))
        even = {begin + (end - begin) * i / steps for i in range(steps + 1)}
        return sorted(even | {p.s for p in self.pieces if begin < p.s < end})

    def lanes(self, k):
        return self.found[k]

    def read(self, k, lane):
        begin = number(self.sections[k], "s")
        return tuple(cubics(lane.findall(tag), "sOffset", begin) for tag in ("width", "border"))

    def edge(self, k, lane, s):
        """Offset of the outer edge of a lane."""
        side = 1 if lane > 0 else -1
        t = centre = cubic(self.offsets, s)
        for i in range(1, abs(lane) + 1):
            widths, borders = self.widths[k][side * i]
            if widths or not borders:
                t += side * max(0.0, cubic(widths, s))
            else:
                t = centre + side * abs(cubic(borders, s))
        return t

    def height(self, k, lane, s, outer):
        """Of a lane's inner or outer edge above the road; between two records it runs straight."""
        records = self.lanes(k)[lane].findall("height")
        if not records:
            return 0.0
        begin, key = self.span(k)[0], "outer" if outer else "inner"
        before = [r for r in records if begin + number(r, "sOffset") <= s] or records[:1]
        after = [r for r in records if begin + number(r, "sOffset") > s]
        value = number(before[-1], key)
        if not after or before[-1] is after[0]:
            return value
        s0, s1 = (begin + number(r, "sOffset") for r in (before[-1], after[0]))
        return value + (number(after[0], key) - value) * (s - s0) / (s1 - s0)


def along(road, lane):
    """Whether traffic on a lane runs with s."""
    return (lane < 0) == road.along_is_right


def neighbours(road, k, lane):
    """Of the adjacent lanes: left:ID, right:ID for those that run the same way, oncoming:ID for one that does not."""
    found = []
    lanes = sorted(list(road.lanes(k)) + [lane])
    for other in (max((l for l in lanes if l < lane), default=lane), min((l for l in lanes if l > lane), default=lane)):
        if other == lane:
            continue
        higher = other > lane
        side = "oncoming" if along(road, other) != along(road, lane) else "left" if higher == along(road, lane) else "right"
        found.append(f"{side}:{road.id}.{k}.{other}")
    return sorted(found)


def links(roads, root):
    """Pairs (from, to) in the direction of travel that lanes, roads and junctions state."""
    pairs = set()

    def join(road, k, lane, at_start, other, j, to, other_at_start):
        if lane not in road.lanes(k) or to not in other.lanes(j):
            return
        out_of, out_of_other = at_start != along(road, lane), other_at_start != along(other, to)
        a, b = f"{road.id}.{k}.{lane}", f"{other.id}.{j}.{to}"
        if out_of and not out_of_other:
            pairs.add((a, b))
        if out_of_other and not out_of:
            pairs.add((b, a))

    for road in roads.values():
        for k in range(len(road.sections)):
            for lane, element in road.lanes(k).items():
                for kind, step in (("predecessor", -1), ("successor", 1)):
                    for link in element.findall("link/" + kind):
                        to = int(link.get("id"))
                        if 0 <= k + step < len(road.sections):
                            join(road, k, lane, step < 0, road, k + step, to, step > 0)
                            continue
                        beyond = road.element.find("link/" + kind)
                        if beyond is not None and beyond.get("elementType") == "road" and beyond.get("elementId") in roads:
                            other = roads[beyond.get("elementId")]
                            at_start = beyond.get("contactPoint") == "start"
                            join(road, k, lane, step < 0, other, 0 if at_start else len(other.sections) - 1, to, at_start)
    for junction in root.findall("junction"):
        for connection in junction.findall("connection"):
            road = roads.get(connection.get("incomingRoad"))
            other = roads.get(connection.get("connectingRoad") or connection.get("linkedRoad"))
            if road is None or other is None:
                continue
            at_start = connection.get("contactPoint") == "start"
            for kind in ("predecessor", "successor"):
                end = road.element.find("link/" + kind)
                if end is not None and end.get("elementType") == "junction" and end.get("elementId") == junction.get("id"):
                    k = 0 if kind == "predecessor" else len(road.sections) - 1
                    for link in connection.findall("laneLink"):
                        join(road, k, int(link.get("from")), k == 0 and kind == "predecessor", other,
                             0 if at_start else len(other.sections) - 1, int(link.get("to")), at_start)
    return pairs


def main():
    step = float(sys.argv[2]) if len(sys.argv) > 2 else 0.5
    root = xml.parse(sys.argv[1]).getroot()
    roads = {r.get("id"): Road(r) for r in root.findall("road")}
    pairs = links(roads, root)
    for road in roads.values():
        for k in range(len(road.sections)):
            stations = road.stations(k, step)
            for lane in sorted(road.lanes(k)):
                inner_lane = lane - (1 if lane > 0 else -1)
                name = f"{road.id}.{k}.{lane}"
                print(json.dumps({
                    "id": name,
                    "inner": [road.point(s, road.edge(k, inner_lane, s), road.height(k, lane, s, False)) for s in stations],
                    "outer": [road.point(s, road.edge(k, lane, s), road.height(k, lane, s, True)) for s in stations],
                    "successors": sorted(b for a, b in pairs if a == name),
                    "neighbours": neighbours(road, k, lane),
                }))
        print(json.dumps({"road": road.id, "end": road.point(road.length, 0.0, 0.0)}))


main()
