package io.tailforge.quality.fault;

import static io.tailforge.quality.fault.Parameter.figure;
import static io.tailforge.quality.fault.Parameter.word;

import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.fault.Sightings.Sighting;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Edits of the scene or its map, rendered again and shown in place of what was asked for. They change pictures, not truth. */
public final class SceneEdits implements Edit.Provider {
    private static final Weather FOG = new Weather(1, 0, 0, 60, 0.4, 0);
    private static final Weather RAIN = new Weather(1, 25, 0, 1500, 1, 0);
    private static final SunPosition NOON = new SunPosition(0.9, 1);
    private static final SunPosition NIGHT = new SunPosition(-0.4, 1);

    /** An actor that is moved by less is hardly seen to be, cells of the luma grid: 4 of 640 pixels. */
    private static final double LEAST_SHIFT = 1;

    @Override
    public List<Edit> edits() {
        Parameter frames = figure("frames", 1, 1000);
        Parameter metres = figure("metres", 0.01, 20);
        return List.of(
                new Edit(
                        "film-without-actor",
                        "an actor is gone for some frames, in all cameras",
                        List.of(frames),
                        SceneEdits::withoutActor),
                new Edit(
                        "film-actor-missing",
                        "an actor is nowhere, in all cameras and frames",
                        List.of(),
                        SceneEdits::actorMissing),
                new Edit("film-actor-aside", "an actor is beside its track", List.of(metres), SceneEdits::actorAside),
                new Edit(
                        "film-actor-as-other",
                        "a vehicle is of another class from some frame on",
                        List.of(),
                        SceneEdits::actorAsOther),
                new Edit(
                        "film-lines-aside", "painted lines lie beside their place", List.of(metres), SceneEdits::lines),
                new Edit(
                        "film-without-lines",
                        "no line is painted",
                        List.of(),
                        (site, settings) -> onMap(
                                site, SceneChanges.withoutLines(site.clip().map()))),
                new Edit(
                        "film-other-time",
                        "all cameras show the scene as it is so many frames later, or before",
                        List.of(frames),
                        (site, settings) -> otherTime(site, settings, site.cameras())),
                new Edit(
                        "film-camera-late",
                        "one camera shows the scene as it is so many frames later, or before",
                        List.of(frames),
                        (site, settings) -> otherTime(
                                site, settings, List.of(site.anyCamera().name()))),
                new Edit(
                        "film-camera-turned",
                        "one camera looks to the left or right of where it should",
                        List.of(figure("degrees", 0.01, 180)),
                        SceneEdits::turned),
                new Edit(
                        "film-other-speed",
                        "the ego drives faster or slower than it should",
                        List.of(figure("percent", 0.1, 90)),
                        SceneEdits::otherSpeed),
                new Edit(
                        "film-other-weather",
                        "one camera, or the clip's second half, shows another weather or time of day",
                        List.of(word("where", "camera", "second-half")),
                        SceneEdits::otherWeather),
                new Edit(
                        "sweep-other-weather",
                        "the LiDAR's sweeps are of clear air where there is fog or much rain or snow, or of fog where it is clear",
                        List.of(),
                        SceneEdits::sweepsOfOtherWeather));
    }

    /** One camera's pictures from a frame on as they are so many frames later. */
    static Fault late(Site site, String camera, int first, int frames) throws IOException {
        Scene late = SceneChanges.later(site.scene(), List.of(camera), frames);
        return shown(site, late, site.clip().map(), List.of(camera), first, site.frames() - 1);
    }

    private static Fault shown(Site site, Scene changed, HdMap map, List<String> cameras, int first, int last)
            throws IOException {
        List<Fault> parts = new ArrayList<>();
        for (String camera : cameras) {
            Path video = site.anyStudio().film(changed, map, camera, first, last, site.scratch());
            parts.add(new Fault.Spliced(camera, first, last, video, 0));
        }
        return new Fault.Several(parts);
    }

    private static Fault shown(Site site, Scene changed, List<String> cameras) throws IOException {
        return shown(site, changed, site.clip().map(), cameras, 0, site.frames() - 1);
    }

    private static Placed withoutActor(Site site, Settings settings) throws IOException {
        int length = settings.count("frames");
        int first = site.anyStart(length);
        int last = first + length - 1;
        Sighting seen = anyActor(site, first - 1, first + length / 2, last + 1);
        Scene changed = SceneChanges.without(site.scene(), seen.actor());
        List<String> cameras = seeing(site, seen.actor(), first, last);
        return new Placed(
                shown(site, changed, site.clip().map(), cameras, first, last),
                Place.of(seen.camera(), first, last).within(seen.region()));
    }

    private static Placed actorMissing(Site site, Settings settings) throws IOException {
        int middle = site.frames() / 2;
        Sighting seen = anyActor(site, middle / 2, middle, middle + middle / 2);
        Scene changed = SceneChanges.without(site.scene(), seen.actor());
        List<String> cameras = seeing(site, seen.actor(), 0, site.frames() - 1);
        return new Placed(shown(site, changed, cameras), Place.of(seen.camera()).within(seen.region()));
    }

    private static Placed actorAside(Site site, Settings settings) throws IOException {
        int middle = site.frames() / 2;
        double metres = settings.figure("metres") * (site.random().nextBoolean() ? 1 : -1);
        Sighting seen = any(
                site.sightings().at(middle).stream()
                        .filter(actor -> shift(site, actor, metres) >= LEAST_SHIFT)
                        .toList(),
                site,
                "no camera sees an actor big enough that moves aside by " + LEAST_SHIFT + " cells");
        Scene changed = SceneChanges.aside(site.scene(), seen.actor(), metres);
        List<String> cameras = seeing(site, seen.actor(), 0, site.frames() - 1);
        return new Placed(shown(site, changed, cameras), Place.of(seen.camera()).within(seen.region()));
    }

    private static Placed actorAsOther(Site site, Settings settings) throws IOException {
        int first = site.anyStart(Math.max(1, site.frames() / 3));
        int last = site.frames() - 1;
        Sighting seen = anyActor(site, first - 1, first, Math.min(last, first + 6));
        ActorClass old = site.scene().actors().get(seen.actor()).actorClass();
        if (!old.isVehicle()) {
            throw new NoPlaceException("the actor that was chosen is no vehicle");
        }
        ActorClass other = old == ActorClass.TRUCK ? ActorClass.BUS : ActorClass.TRUCK;
        Scene changed = SceneChanges.recast(site.scene(), seen.actor(), other);
        return new Placed(
                shown(site, changed, site.clip().map(), seeing(site, seen.actor(), first, last), first, last),
                Place.of(seen.camera(), first, last).within(seen.region()));
    }

    /** One that a camera sees in three frames. */
    private static Sighting anyActor(Site site, int before, int within, int after) {
        List<Sighting> good = site.sightings().at(within).stream()
                .filter(seen -> site.sightings()
                        .find(seen.camera(), before, seen.actor())
                        .isPresent())
                .filter(seen -> site.sightings()
                        .find(seen.camera(), after, seen.actor())
                        .isPresent())
                .toList();
        return any(good, site, "no camera sees an actor big enough around frame " + within);
    }

    private static Sighting any(List<Sighting> good, Site site, String otherwise) {
        if (good.isEmpty()) {
            throw new NoPlaceException(otherwise);
        }
        return good.get(site.random().nextInt(good.size()));
    }

    /** How far a step to its left moves an actor in a picture, cells of the luma grid; 0 where it steps out of it. */
    private static double shift(Site site, Sighting seen, double metres) {
        SceneGeometry geometry =
                SceneGeometry.of(site.scene(), seen.camera(), new WorkingSize(FrameLuma.COLUMNS, FrameLuma.ROWS));
        return site.scene()
                .actors()
                .get(seen.actor())
                .findAt(geometry.timestampMicros(seen.frame()))
                .map(ActorState::worldFromActor)
                .flatMap(pose -> geometry.project(seen.frame(), pose.translation())
                        .flatMap(here -> geometry.project(seen.frame(), pose.transform(new Vec3(0, metres, 0)))
                                .map(there -> Math.hypot(there.u() - here.u(), there.v() - here.v()))))
                .orElse(0.0);
    }

    /** Cameras that see something of an actor in some frames of a stretch. */
    private static List<String> seeing(Site site, int actor, int first, int last) {
        TreeMap<String, Boolean> cameras = new TreeMap<>();
        int step = Math.max(1, (last - first) / 6);
        for (String camera : site.cameras()) {
            for (int frame = first; frame <= last && !cameras.containsKey(camera); frame += step) {
                if (shows(site.sightings().view(camera, frame).instance(), actor)) {
                    cameras.put(camera, true);
                }
            }
        }
        return List.copyOf(cameras.keySet());
    }

    private static boolean shows(char[] instances, int actor) {
        for (char instance : instances) {
            if (instance == actor + 1) {
                return true;
            }
        }
        return false;
    }

    private static Placed lines(Site site, Settings settings) throws IOException {
        double metres = settings.figure("metres") * (site.random().nextBoolean() ? 1 : -1);
        return onMap(site, SceneChanges.linesAside(site.clip().map(), metres));
    }

    private static Placed onMap(Site site, HdMap map) throws IOException {
        return new Placed(shown(site, site.scene(), map, site.cameras(), 0, site.frames() - 1), Place.everywhere());
    }

    private static Placed otherTime(Site site, Settings settings, List<String> cameras) throws IOException {
        site.requireMoving();
        int frames = settings.count("frames");
        int by = SceneChanges.lasts(site.scene(), frames) ? frames : -frames;
        if (!SceneChanges.lasts(site.scene(), by)) {
            throw new NoPlaceException("the ego's path ends less than " + frames + " frames off the clip");
        }
        Place place = cameras.size() == 1 ? Place.of(cameras.getFirst()) : Place.everywhere();
        return new Placed(shown(site, SceneChanges.later(site.scene(), cameras, by), cameras), place);
    }

    private static Placed turned(Site site, Settings settings) throws IOException {
        Camera camera = site.anyCamera();
        double degrees = settings.figure("degrees") * (site.random().nextBoolean() ? 1 : -1);
        Scene changed = SceneChanges.turned(site.scene(), camera.name(), StrictMath.toRadians(degrees));
        return new Placed(shown(site, changed, List.of(camera.name())), Place.of(camera.name()));
    }

    private static Placed otherSpeed(Site site, Settings settings) throws IOException {
        site.requireMoving();
        double share = settings.figure("percent") / 100;
        int more = (int) Math.ceil(share * site.frames());
        boolean faster = SceneChanges.lasts(site.scene(), more) && site.random().nextBoolean();
        Scene changed = SceneChanges.faster(site.scene(), faster ? 1 + share : 1 - share);
        return new Placed(shown(site, changed, site.cameras()), Place.everywhere());
    }

    private static Placed otherWeather(Site site, Settings settings) throws IOException {
        Scene other = otherLook(site);
        if (settings.word("where").equals("camera")) {
            String camera = site.anyCamera().name();
            return new Placed(shown(site, other, List.of(camera)), Place.of(camera));
        }
        int first = site.frames() / 2;
        Fault fault = shown(site, other, site.clip().map(), site.cameras(), first, site.frames() - 1);
        return new Placed(fault, new Place(java.util.Optional.empty(), first, first, java.util.Optional.empty()));
    }

    /** Night by day and in clear air; clear noon instead of anything else. */
    private static Scene otherLook(Site site) {
        Weather weather = site.scene().variation().weather();
        SunPosition sun = site.scene().variation().sun();
        if (sun.isNight() || isThick(weather)) {
            return SceneChanges.in(site.scene(), Weather.CLEAR, NOON);
        }
        return switch (site.random().nextInt(3)) {
            case 0 -> SceneChanges.in(site.scene(), FOG, sun);
            case 1 -> SceneChanges.in(site.scene(), RAIN, sun);
            default -> SceneChanges.in(site.scene(), weather, NIGHT);
        };
    }

    private static boolean isThick(Weather weather) {
        return weather.rainMmPerHour() >= 5 || weather.snowMmPerHour() >= 1 || weather.fogVisibilityMetres() <= 200;
    }

    private static Placed sweepsOfOtherWeather(Site site, Settings settings) throws IOException {
        Weather weather = site.scene().variation().weather();
        Lidar lidar = site.anyLidar();
        Scene changed = SceneChanges.in(
                site.scene(),
                isThick(weather) ? Weather.CLEAR : FOG,
                site.scene().variation().sun());
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < site.sweeps(lidar.name()); i++) {
            files.add(site.anyStudio().sweep(changed, site.clip().map(), lidar.name(), i, site.scratch()));
        }
        return new Placed(
                new Fault.Recast(
                        lidar.name(),
                        SweepChanges.each(
                                (index, before) -> io.tailforge.quality.lidar.SweepPoints.read(files.get(index)))),
                Place.of(lidar.name()));
    }
}
