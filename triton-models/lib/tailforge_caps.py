"""Which clips a model of contract v1 takes: a request held against the caps of docs/contract-v1.md. Standard library only."""

from tailforge_contract import LIDAR, Failure

LARGEST = 8192


def check_caps(request, model, caps, takes=()):
    """TF-CAP-* where the model cannot make what is asked. caps: the configuration's, parsed; takes: inputs it is conditioned on."""
    check_kinds(request, caps)
    sensors = request.sweeps if model == LIDAR else request.views
    check_sensors(request, sensors, caps, model)
    check_frames(request, caps)
    if model != LIDAR:
        check_size(request, caps)
        check_rate(request, caps)
    for sensor in sensors:
        check_controls(sensor, caps)
    check_inputs(request, takes)


def check_kinds(request, caps):
    for kind in request.want:
        if kind not in caps["kinds"]:
            raise Failure("TF-CAP-KIND", "this model makes %s, asked for %s" % (caps["kinds"], kind))


def check_sensors(request, sensors, caps, model):
    least, most = caps.get("min_views", 1), caps.get("max_views", 64)
    if not least <= len(sensors) <= most:
        raise Failure("TF-CAP-VIEWS", "asked for %d sensors, this model takes %d to %d" % (len(sensors), least, most))
    rig = request.rig.get("lidars" if model == LIDAR else "cameras", [])
    if len(sensors) != len(rig) and not caps.get("view_subsets", False):
        raise Failure("TF-CAP-VIEWS", "this model makes the whole rig: %d sensors, asked for %d" % (len(rig), len(sensors)))
    names = caps.get("view_names")
    if names is not None:
        check_names([view.engine_view for view in sensors], names)


def check_names(views, names):
    for view in views:
        if view not in names or views.count(view) > 1:
            known = ", ".join(names)
            raise Failure("TF-CAP-VIEWS", "engine_view '%s' is given twice or not one of %s" % (view, known))


def check_frames(request, caps):
    if "part" in request.document and "chunk" not in caps:
        raise Failure("TF-CAP-FRAMES", "this model makes whole clips: ask without 'part'")
    frames, most, rule = request.num_frames, caps.get("max_frames", 100_000), caps.get("frames")
    if frames > most:
        raise Failure("TF-CAP-FRAMES", "asked for %d frames, this model makes up to %d" % (frames, most))
    if isinstance(rule, list) and frames not in rule:
        raise Failure("TF-CAP-FRAMES", "asked for %d frames; nearest are %s" % (frames, nearest(frames, rule)))
    if isinstance(rule, dict) and (frames - rule.get("plus", 0)) % rule["multiple_of"]:
        step, plus = rule["multiple_of"], rule.get("plus", 0)
        raise Failure("TF-CAP-FRAMES", "asked for %d frames, this model makes %d k + %d" % (frames, step, plus))


def nearest(value, allowed):
    below = [other for other in allowed if other < value]
    above = [other for other in allowed if other > value]
    return " and ".join(str(other) for other in below[-1:] + above[:1])


def check_size(request, caps):
    size = [request.width, request.height]
    if "sizes" in caps:
        fits, offer = size in caps["sizes"], caps["sizes"]
    else:
        most = [caps.get("max_width", LARGEST), caps.get("max_height", LARGEST)]
        step = caps.get("multiple_of", 2)
        fits = all(value <= limit and value % step == 0 for value, limit in zip(size, most))
        offer = "up to %s in multiples of %d" % (most, step)
    if not fits:
        raise Failure("TF-CAP-SIZE", "asked for %s, this model makes %s" % (size, offer))


def check_rate(request, caps):
    rule = caps.get("fps", {"min": 1, "max": 60})
    fits = request.fps in rule if isinstance(rule, list) else rule.get("min", 1) <= request.fps <= rule.get("max", 60)
    if not fits:
        raise Failure("TF-CAP-FPS", "asked for %d frames a second, this model makes %s" % (request.fps, rule))


def check_controls(sensor, caps):
    kinds = {control.kind for control in sensor.controls}
    for needed in caps.get("needed_controls", []):
        if needed not in kinds:
            raise Failure("TF-CAP-CONTROL", "%s has no %s control: add that style to the spec" % (sensor.name, needed))
    least = caps.get("min_controls", 0)
    if len(kinds) < least:
        raise Failure("TF-CAP-CONTROL", "%s has %d kinds of control, at least %d are needed" % (sensor.name, len(kinds), least))


def check_inputs(request, takes):
    for unused in ("RANGE_CONTROL", "CAMERA_VIDEO", "INIT_IMAGE"):
        if request.inputs.get(unused) and unused not in takes:
            raise Failure("TF-CAP-INPUT", "this model takes no %s" % unused)
