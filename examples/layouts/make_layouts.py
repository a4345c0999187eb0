#!/usr/bin/env python3
"""Writes the example layouts beside this file as OpenDRIVE 1.7. Standard library only; the output is byte for byte the same each time.

    python3 examples/layouts/make_layouts.py
"""

import math
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
WHITE, YELLOW = "white", "yellow"


def num(value):
    """A number as short as it can be written to a hundredth of a micrometre."""
    text = f"{value:.8f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def tag(element, /, *children, **attributes):
    text = "".join(f' {key.rstrip("_")}="{num(value) if isinstance(value, float) else value}"' for key, value in attributes.items())
    body = [child for child in children if child]
    if not body:
        return f"<{element}{text}/>"
    inner = "\n".join("  " + line for child in body for line in child.split("\n"))
    return f"<{element}{text}>\n{inner}\n</{element}>"


# ---- plan view: a turtle that draws line, arc and spiral ----


class PlanView:
    def __init__(self, x, y, heading):
        self.x, self.y, self.heading, self.length, self.parts = x, y, heading, 0.0, []

    def _add(self, length, shape, curvature_at):
        self.parts.append(tag("geometry", shape, s=self.length, x=self.x, y=self.y, hdg=self.heading, length=float(length)))
        steps = 2000
        step = length / steps
        for i in range(steps):
            middle = self.heading + curvature_at((i + 0.25) / steps) * step / 2
            self.x += math.cos(middle) * step
            self.y += math.sin(middle) * step
            self.heading += curvature_at((i + 0.5) / steps) * step
        self.length += length
        return self

    def line(self, length):
        x, y, heading = self.x, self.y, self.heading
        self._add(length, tag("line"), lambda u: 0.0)
        self.x, self.y = x + length * math.cos(heading), y + length * math.sin(heading)
        return self

    def arc(self, length, curvature):
        x, y, heading = self.x, self.y, self.heading
        self._add(length, tag("arc", curvature=float(curvature)), lambda u: curvature)
        self.heading = heading + curvature * length
        self.x = x + (math.sin(self.heading) - math.sin(heading)) / curvature
        self.y = y - (math.cos(self.heading) - math.cos(heading)) / curvature
        return self

    def spiral(self, length, start, end):
        return self._add(length, tag("spiral", curvStart=float(start), curvEnd=float(end)), lambda u: start + (end - start) * u)


def turn(start, end):
    """From pose to pose, headings a quarter turn apart: an arc as wide as fits, and a straight piece for the rest."""
    (x0, y0, h0), (x1, y1, h1) = start, end
    ahead = (x1 - x0) * math.cos(h0) + (y1 - y0) * math.sin(h0)
    aside = -(x1 - x0) * math.sin(h0) + (y1 - y0) * math.cos(h0)
    side = 1 if aside > 0 else -1
    radius = min(ahead, abs(aside))
    plan = PlanView(x0, y0, h0)
    if ahead - radius > 1e-6:
        plan.line(ahead - radius)
    plan.arc(radius * math.pi / 2, side / radius)
    if abs(aside) - radius > 1e-6:
        plan.line(abs(aside) - radius)
    return plan


# ---- lanes ----


def cubic(start, end, length):
    """Width polynomial from one width to another, level at both ends."""
    change = end - start
    return (start, 0.0, 3 * change / length**2, -2 * change / length**3)


def mark(kind, colour=WHITE, width=0.12):
    return tag("roadMark", sOffset=0.0, type=kind, weight="standard", color=colour, width=float(width), laneChange="both" if kind == "broken" else "none")


class Lane:
    """One lane of a section. width: metres, or polynomial coefficients. link: (predecessor, successor), None where there is none."""

    def __init__(self, kind, width, paint=None, link=(None, None), height=None):
        self.kind, self.paint, self.link, self.height = kind, paint, link, height
        self.width = width if isinstance(width, tuple) else (float(width), 0.0, 0.0, 0.0)

    def xml(self, lane_id, speed):
        predecessor, successor = self.link
        links = [tag("predecessor", id=predecessor) if predecessor is not None else "", tag("successor", id=successor) if successor is not None else ""]
        a, b, c, d = self.width
        return tag(
            "lane",
            tag("link", *links) if any(links) else "",
            tag("width", sOffset=0.0, a=a, b=b, c=c, d=d),
            self.paint or mark("none"),
            tag("speed", sOffset=0.0, max=float(speed), unit="km/h") if speed and self.kind == "driving" else "",
            tag("height", sOffset=0.0, inner=float(self.height), outer=float(self.height)) if self.height else "",
            id=lane_id,
            type=self.kind,
            level="false",
        )


def section(s, left, centre, right, speed=None):
    """left and right: lanes from the centre outwards."""
    return tag(
        "laneSection",
        tag("left", *[lane.xml(i + 1, speed) for i, lane in reversed(list(enumerate(left)))]) if left else "",
        tag("center", tag("lane", centre, id=0, type="none", level="false")),
        tag("right", *[lane.xml(-i - 1, speed) for i, lane in enumerate(right)]) if right else "",
        s=float(s),
    )


# ---- things beside and on the road ----


def outline(corners):
    return tag("outlines", tag("outline", *[tag("cornerRoad", s=float(s), t=float(t), dz=0.0, height=0.0, id=i) for i, (s, t) in enumerate(corners)], id=0, outer="true", closed="true"))


def rectangle(s0, s1, t0, t1):
    return [(s0, t0), (s1, t0), (s1, t1), (s0, t1)]


def flat(object_id, kind, name, s0, s1, t0, t1, **extra):
    return tag(
        "object",
        outline(rectangle(s0, s1, t0, t1)),
        id=object_id, type=kind, **extra, name=name, s=(s0 + s1) / 2, t=(t0 + t1) / 2, zOffset=0.0, validLength=0.0, orientation="none",
        hdg=0.0, pitch=0.0, roll=0.0, length=float(s1 - s0), width=float(t1 - t0), height=0.0)


def crosswalk(object_id, s0, s1, t0, t1):
    return flat(object_id, "crosswalk", "zebra", s0, s1, t0, t1)


def stop_line(object_id, s, t0, t1):
    return flat(object_id, "roadMark", "StopLine", s - 0.25, s + 0.25, t0, t1, subtype="signalLines")


def upright(object_id, kind, name, s, t, radius, height, z=0.0):
    return tag("object", id=object_id, type=kind, name=name, s=float(s), t=float(t), zOffset=float(z), validLength=0.0, orientation="none",
               hdg=0.0, pitch=0.0, roll=0.0, radius=float(radius), height=float(height))


def barrier(object_id, name, s, length, t, height, width):
    return tag(
        "object",
        tag("repeat", s=float(s), length=float(length), distance=0.0, tStart=float(t), tEnd=float(t), heightStart=float(height), heightEnd=float(height),
            zOffsetStart=0.0, zOffsetEnd=0.0, widthStart=float(width), widthEnd=float(width)),
        id=object_id, type="barrier", name=name, s=float(s), t=float(t), zOffset=0.0, validLength=0.0, orientation="none",
        hdg=0.0, pitch=0.0, roll=0.0, length=float(length), width=float(width), height=float(height))


def traffic_light(signal_id, s, t, orientation, lanes, z=2.6):
    return tag("signal", tag("validity", fromLane=min(lanes), toLane=max(lanes)), name=f"light {signal_id}", id=signal_id, s=float(s), t=float(t), zOffset=float(z),
               hOffset=0.0, orientation=orientation, dynamic="yes", country="OpenDRIVE", type="1000001", subtype="-1", value=-1, height=0.9, width=0.3)


def sign(signal_id, s, t, orientation, country, code, subtype="-1", value=-1, z=2.1, size=0.6):
    return tag("signal", name=f"{country}:{code}", id=signal_id, s=float(s), t=float(t), zOffset=float(z), hOffset=0.0, orientation=orientation, dynamic="no",
               country=country, type=code, subtype=subtype, value=value, height=float(size), width=float(size))


# ---- roads and documents ----


def road(road_id, name, plan, sections, link="", junction=-1, speed=None, elevation=None, superelevation=None, lane_offset=None, objects=(), signals=(), rule="RHT", kind="town"):
    def records(tag_name, rows):
        return [tag(tag_name, s=float(s), a=float(a), b=float(b), c=float(c), d=float(d)) for s, a, b, c, d in rows]

    return tag(
        "road",
        link,
        tag("type", tag("speed", max=speed, unit="km/h") if speed else "", s=0.0, type=kind),
        tag("planView", *plan.parts),
        tag("elevationProfile", *records("elevation", elevation or [(0, 0, 0, 0, 0)])),
        tag("lateralProfile", *records("superelevation", superelevation or [])),
        tag("lanes", *records("laneOffset", lane_offset or []), *sections),
        tag("objects", *objects) if objects else "",
        tag("signals", *signals) if signals else "",
        name=name, length=plan.length, id=road_id, junction=junction, rule=rule)


def document(name, geo_reference, roads, extra=()):
    header = tag("header", tag("geoReference", f"<![CDATA[{geo_reference}]]>"), revMajor=1, revMinor=7, name=name, version="1.00", date="2026-11-22T00:00:00", north=1000.0, south=-1000.0,
                 east=1000.0, west=-1000.0, vendor="Tailforge")
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Written by make_layouts.py; change that and run it again. -->\n'
    (HERE / f"{name}.xodr").write_text(text + tag("OpenDRIVE", header, *roads, *extra) + "\n", encoding="utf-8")


def link_to(predecessor=None, successor=None):
    def end(name, target):
        if target is None:
            return ""
        kind, element, contact = target
        return tag(name, elementType=kind, elementId=element, contactPoint=contact) if contact else tag(name, elementType=kind, elementId=element)

    return tag("link", end("predecessor", predecessor), end("successor", successor)) if predecessor or successor else ""


# ---- (a) a signalised four-way junction in a town ----

LANE, PARKING, KERB_HEIGHT = 3.25, 2.2, 0.12
MAIN_HALF, SIDE_HALF, CORNER = 2 * LANE, LANE, 6.0
MAIN_WALK, SIDE_WALK = 3.0, 2.5
BUILD_OUT, TAPER = 18.0, 6.0  # the pavement is built out over the parking lane near the junction
MAIN_END, SIDE_END = SIDE_HALF + CORNER, MAIN_HALF + CORNER  # distance of the arms' ends from the middle
MAIN_LENGTH, SIDE_LENGTH = 200 - MAIN_END, 125 - SIDE_END


def arm_sections(length, lanes, walk, ends_at_junction, speed):
    """Three sections: with parking, tapering, built out; in the order of s. All four kinds of lane on both sides."""
    n = lanes
    centre = mark("solid solid", width=0.12) if lanes == 2 else mark("broken")
    near_centre = mark("solid solid", width=0.12) if lanes == 2 else mark("solid")

    def side(stage):
        def links(farther, nearer):
            return (farther, nearer) if ends_at_junction else (nearer, farther)

        # ids of the sidewalk in the far section, the tapering one and the near one
        walk_ids = {"far": n + 2, "taper": n + 2, "near": n + 1}
        order = ["far", "taper", "near"]
        i = order.index(stage)
        away = order[i - 1] if i > 0 else None
        towards = order[i + 1] if i < 2 else None
        made = []
        for lane in range(1, n + 1):
            last = lane == n
            paint = mark("solid" if last or stage == "near" else "broken")
            made.append(Lane("driving", LANE, paint, links(lane if away else None, lane if towards else None)))
        if stage != "near":
            down = cubic(PARKING, 0.0, TAPER) if ends_at_junction else cubic(0.0, PARKING, TAPER)
            made.append(Lane("parking", PARKING if stage == "far" else down, None, links(n + 1 if away else None, n + 1 if towards == "taper" else None)))
        up = cubic(walk, walk + PARKING, TAPER) if ends_at_junction else cubic(walk + PARKING, walk, TAPER)
        width = {"far": walk, "taper": up, "near": walk + PARKING}[stage]
        made.append(Lane("sidewalk", width, None, links(walk_ids[away] if away else None, walk_ids[towards] if towards else None), KERB_HEIGHT))
        return made

    def negated(lanes_of_side):
        for lane in lanes_of_side:
            lane.link = tuple(-i if i is not None else None for i in lane.link)
        return lanes_of_side

    near, taper = BUILD_OUT, BUILD_OUT + TAPER
    stages = [("far", 0.0), ("taper", length - taper), ("near", length - near)] if ends_at_junction else [("near", 0.0), ("taper", near), ("far", taper)]
    return [section(s, side(stage), near_centre if stage == "near" else centre, negated(side(stage)), speed) for stage, s in stages]


def arm_furniture(prefix, length, half, lanes, walk, ends_at_junction, priority):
    """Crossing, stop line, lights, signs, trees and lamps of one arm, placed by the distance from its junction end."""
    s = (lambda d: length - d) if ends_at_junction else (lambda d: d)
    inbound = -1 if ends_at_junction else 1  # sign of t on the side of the traffic towards the junction
    facing = "+" if ends_at_junction else "-"
    away = "-" if ends_at_junction else "+"
    at = sorted((s(1.5), s(5.0)))
    objects = [crosswalk(f"{prefix}00", at[0], at[1], -half, half), stop_line(f"{prefix}01", s(6.5), min(0, inbound * half), max(0, inbound * half))]
    near_edge = half + 0.7
    signals = [
        traffic_light(f"{prefix}10", s(6.3), inbound * near_edge, facing, [inbound * i for i in range(1, lanes + 1)]),
        sign(f"{prefix}12", s(9.0), inbound * near_edge, facing, "DE", "306" if priority else "205"),
        sign(f"{prefix}13", s(40.0), -inbound * (half + PARKING + 0.6), away, "DE", "274", "50", 50),
    ]
    kerb = half + PARKING
    number = 20
    for side in (1, -1):
        for d in range(32, int(length) - 6, 16):
            shift = 0 if side > 0 else 8
            objects.append(upright(f"{prefix}{number}", "tree", "lime", s(d + shift), side * (kerb + 0.9), 0.16, 7.5 + (number * 7 % 5) * 0.5))
            number += 1
        for d in range(24, int(length) - 4, 32):
            objects.append(upright(f"{prefix}{number}", "pole", "StreetLamp", s(d + (0 if side > 0 else 16) + 4), side * (kerb + 0.6), 0.08, 8.0))
            number += 1
    return objects, signals


def urban_junction():
    # arm: id, plan view, whether it ends at the junction, lanes each way, half width, sidewalk, speed
    arms = {
        "west": (1, PlanView(-200.0, 0.0, 0.0).line(MAIN_LENGTH), True, 2),
        "east": (2, PlanView(MAIN_END, 0.0, 0.0).line(MAIN_LENGTH), False, 2),
        "south": (3, PlanView(0.0, -125.0, math.pi / 2).line(SIDE_LENGTH), True, 1),
        "north": (4, PlanView(0.0, SIDE_END, math.pi / 2).line(SIDE_LENGTH), False, 1),
    }
    roads = []
    for name, (road_id, plan, ends, lanes) in arms.items():
        half, walk, speed = (MAIN_HALF, MAIN_WALK, 50) if lanes == 2 else (SIDE_HALF, SIDE_WALK, 30)
        objects, signals = arm_furniture(road_id, plan.length, half, lanes, walk, ends, lanes == 2)
        link = link_to(None, ("junction", 100, None)) if ends else link_to(("junction", 100, None), None)
        roads.append(road(road_id, f"{'Main' if lanes == 2 else 'Side'} Street {name}", plan, arm_sections(plan.length, lanes, walk, ends, speed), link, speed=speed,
                          objects=objects, signals=signals))

    # For each arm: the unit vector from the junction's middle outwards, and the distance of its end.
    outwards = {"west": (-1, 0, MAIN_END), "east": (1, 0, MAIN_END), "south": (0, -1, SIDE_END), "north": (0, 1, SIDE_END)}

    def entry(arm, lane):
        """Pose of the left edge of an inbound lane where it enters the junction."""
        ux, uy, end = outwards[arm]
        heading = math.atan2(-uy, -ux)
        offset = -(lane - 1) * LANE
        return (ux * end - math.sin(heading) * offset, uy * end + math.cos(heading) * offset, heading)

    def leaving(arm, lane):
        ux, uy, end = outwards[arm]
        heading = math.atan2(uy, ux)
        offset = -(lane - 1) * LANE
        return (ux * end - math.sin(heading) * offset, uy * end + math.cos(heading) * offset, heading)

    def lane_id(arm, lane, inbound):
        ends = arms[arm][2]
        return -lane if ends == inbound else lane

    connections = []

    def connect(number, source, target, lane_pairs, walk=False):
        first_in, first_out = lane_pairs[0]
        start, end = entry(source, first_in), leaving(target, first_out)
        bend = math.remainder(end[2] - start[2], 2 * math.pi)
        if abs(bend) < 0.1:
            plan = PlanView(*start).line(math.hypot(end[0] - start[0], end[1] - start[1]))
        else:
            plan = turn(start, end)
        lanes = [Lane("driving", LANE, None, (lane_id(source, a, True), lane_id(target, b, False))) for a, b in lane_pairs]
        pairs = [(lane_id(source, a, True), -i - 1) for i, (a, b) in enumerate(lane_pairs)]
        if walk:
            n_source, n_target = arms[source][3], arms[target][3]
            widths = [(MAIN_WALK if n == 2 else SIDE_WALK) + PARKING for n in (n_source, n_target)]
            slope = (widths[1] - widths[0]) / plan.length
            lanes.append(Lane("sidewalk", (widths[0], slope, 0.0, 0.0), None, (lane_id(source, n_source + 1, True), lane_id(target, n_target + 1, False)), KERB_HEIGHT))
            pairs.append((lane_id(source, n_source + 1, True), -len(lanes)))
        contact = {arm: "end" if arms[arm][2] else "start" for arm in arms}
        link = link_to(("road", arms[source][0], contact[source]), ("road", arms[target][0], contact[target]))
        roads.append(road(number, f"{source} to {target}", plan, [section(0, [], mark("none"), lanes, 30 if abs(bend) > 0.1 else 50)], link, junction=100))
        connections.append(tag("connection", *[tag("laneLink", from_=a, to=b) for a, b in pairs], id=len(connections), incomingRoad=arms[source][0], connectingRoad=number, contactPoint="start"))

    right = {"west": "south", "south": "east", "east": "north", "north": "west"}
    left = {a: right[right[right[a]]] for a in right}
    opposite = {a: right[right[a]] for a in right}
    number = 10
    for arm in ("west", "south", "east", "north"):
        lanes = arms[arm][3]
        connect(number, arm, right[arm], [(lanes, arms[right[arm]][3])], walk=True)
        connect(number + 1, arm, opposite[arm], [(i, i) for i in range(1, lanes + 1)])
        connect(number + 2, arm, left[arm], [(1, 1)])
        number += 3

    controllers = [
        tag("controller", *[tag("control", signalId=f"{arm}10", type="0") for arm in pair], id=number, name=name, sequence=number)
        for number, (name, pair) in enumerate([("main street", (1, 2)), ("side street", (3, 4))])
    ]
    junction = tag("junction", *connections, *[tag("controller", id=i, type="0") for i in range(2)], id=100, name="Main Street and Side Street")
    document("urban-junction", "+proj=tmerc +lat_0=52.51 +lon_0=13.41 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs", roads, [*controllers, junction])


# ---- (b) a motorway ----


def motorway():
    curvature = -1 / 600
    plan = PlanView(0.0, 0.0, 0.3).line(220).spiral(110, 0, curvature).arc(260, curvature).spiral(110, curvature, 0).line(200)
    length = plan.length

    def carriageway(sign):
        return [Lane("median", 1.6, mark("solid", width=0.2)), Lane("driving", 3.75, mark("broken", width=0.15)), Lane("driving", 3.75, mark("broken", width=0.15)),
                Lane("driving", 3.75, mark("solid", width=0.3)), Lane("shoulder", 2.75), Lane("border", 1.5)]

    edge = 1.6 + 3 * 3.75 + 2.75
    objects = [barrier("1", "concreteBarrier", 0, length, 0.0, 0.9, 0.4), barrier("2", "guardRail", 0, length, edge + 0.5, 0.75, 0.2), barrier("3", "guardRail", 0, length, -edge - 0.5, 0.75, 0.2)]
    for i in range(int(length // 50)):
        for side in (1, -1):
            objects.append(upright(f"{10 + 2 * i + (side > 0)}", "pole", "ReflectorPost", 25 + 50 * i, side * (edge + 1.1), 0.06, 1.0))
    for i in range(int(length // 90)):
        objects.append(upright(f"{100 + i}", "tree", "pine", 40 + 90 * i, -(edge + 8 + 3 * (i % 3)), 0.2, 11.0))
        objects.append(upright(f"{200 + i}", "tree", "pine", 70 + 90 * i, edge + 9 + 2 * (i % 4), 0.2, 10.0))
    signals = [sign("900", 150, -(edge + 1.4), "+", "DE", "274", "56", 120, z=2.2, size=0.9), sign("901", 205, -(edge + 1.4), "+", "DE", "103", "20", z=2.2, size=0.9),
               sign("902", 760, edge + 1.4, "-", "DE", "274", "56", 120, z=2.2, size=0.9), sign("903", 460, -(edge + 1.4), "+", "DE", "278", "56", 120, z=2.2, size=0.9)]
    # level, a crest-free climb of 3.5 %, and level again
    climb, start, end, ease = 0.035, 120.0, 700.0, 120.0
    k = climb / (2 * ease)
    rise = k * ease**2
    top = rise + climb * (end - start - 2 * ease)
    elevation = [(0, 4, 0, 0, 0), (start, 4, 0, k, 0), (start + ease, 4 + rise, climb, 0, 0), (end - ease, 4 + top, climb, -k, 0), (end, 4 + top + rise, 0, 0, 0)]
    bank = 0.03
    superelevation = [(0, 0, 0, 0, 0), (220, *cubic(0.0, bank, 110.0)), (330, bank, 0, 0, 0), (590, *cubic(bank, 0.0, 110.0)), (700, 0, 0, 0, 0)]
    main = road(1, "Motorway", plan, [section(0, carriageway(1), mark("none"), carriageway(-1), 120)], speed=120, elevation=elevation, superelevation=superelevation, objects=objects, signals=signals, kind="motorway")
    document("motorway", "+proj=tmerc +lat_0=48.9 +lon_0=11.5 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs", [main])


# ---- (c) a street where traffic keeps left ----


def left_hand_street():
    plan = PlanView(-160.0, 0.0, 0.1).line(70).spiral(25, 0, 1 / 110).arc(35, 1 / 110).spiral(25, 1 / 110, 0).line(45).spiral(20, 0, -1 / 140).arc(40, -1 / 140).spiral(20, -1 / 140, 0).line(80)
    length = plan.length
    lane, parking, walk = 3.1, 2.0, 2.2

    zebra = 205.0
    gap0, gap1 = zebra - 12, zebra + 16  # no parking around the crossing: the pavement is built out
    taper = 5.0

    def side(stage, before, after, sign):
        walk_id = {"parking": 3, "in": 3, "built": 2, "out": 3}
        link = lambda lane_id_of: (sign * lane_id_of(before) if before else None, sign * lane_id_of(after) if after else None)
        has_parking = lambda other: other is not None and other != "built"
        lanes = [Lane("driving", lane, None if stage != "built" else mark("none"), link(lambda other: 1))]
        if stage != "built":
            width = {"parking": parking, "in": cubic(parking, 0.0, taper), "out": cubic(0.0, parking, taper)}[stage]
            lanes.append(Lane("parking", width, None, (sign * 2 if has_parking(before) else None, sign * 2 if has_parking(after) else None)))
        width = {"parking": walk, "in": cubic(walk, walk + parking, taper), "built": walk + parking, "out": cubic(walk + parking, walk, taper)}[stage]
        lanes.append(Lane("sidewalk", width, None, link(lambda other: walk_id[other]), KERB_HEIGHT))
        return lanes

    stages = [("parking", 0.0), ("in", gap0 - taper), ("built", gap0), ("out", gap1), ("parking", gap1 + taper)]
    sections = []
    for i, (stage, s) in enumerate(stages):
        before = stages[i - 1][0] if i else None
        after = stages[i + 1][0] if i + 1 < len(stages) else None
        sections.append(section(s, side(stage, before, after, 1), mark("solid" if stage == "built" else "broken"), side(stage, before, after, -1), 48))

    objects = [crosswalk("1", zebra, zebra + 3.0, -lane, lane), stop_line("2", zebra - 1.5, 0.0, lane), stop_line("3", zebra + 4.5, -lane, 0.0)]
    kerb = lane + parking
    number = 10
    for sign_of_t in (1, -1):
        for s in range(14, int(length) - 5, 24):
            s += 0 if sign_of_t > 0 else 11
            if not gap0 - 6 < s < gap1 + 6 and s < length - 3:
                objects.append(upright(str(number), "tree", "plane", s, sign_of_t * (kerb + 0.6), 0.14, 6.0 + number % 4 * 0.6))
                number += 1
    for i, s in enumerate(range(30, int(length) - 10, 38)):
        objects.append(upright(str(number), "pole", "StreetLamp", s, (kerb + 0.45) * (1 if i % 2 else -1), 0.07, 6.5))
        number += 1
    for s, t in ((zebra - 0.6, lane + 0.5), (zebra + 3.6, -lane - 0.5)):  # the striped posts beside a zebra crossing
        objects.append(upright(str(number), "pole", "BeaconPost", s, t, 0.06, 3.0))
        number += 1
    signals = [sign("900", 20, kerb + 0.5, "+", "UK", "670", "30", 30), sign("901", length - 20, -kerb - 0.5, "-", "UK", "670", "30", 30), sign("902", zebra - 45, kerb + 0.5, "+", "UK", "544"),
               sign("903", zebra + 50, -kerb - 0.5, "-", "UK", "544")]
    elevation = [(0, 12, 0, 0, 0), (60, 12, *cubic(0.0, 2.4, 160.0)[1:]), (220, 14.4, 0, 0, 0)]
    street = road(1, "Left Hand Street", plan, sections, speed=48, elevation=elevation, objects=objects, signals=signals, rule="LHT")
    document("left-hand-street", "+proj=tmerc +lat_0=51.46 +lon_0=-2.61 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs", [street])


if __name__ == "__main__":
    urban_junction()
    motorway()
    left_hand_street()
