package io.tailforge.acceptance.site;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteTraits;
import io.tailforge.scene.map.SiteTraits.Measure;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.LayoutRow.Box;
import io.tailforge.service.catalog.PlaneShapes;
import io.tailforge.service.catalog.SiteRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A city of made-up sites: squares, lines and points strewn evenly, with traits of their kind. */
final class RandomSites {
    static final GeoReference KARLSRUHE = new GeoReference(49.0, 8.4, "");

    private static final MapProjection PROJECTION = MapProjection.of(KARLSRUHE);

    private final SplittableRandom random;
    private final double half;

    /** @param half side of the city's square, metres */
    RandomSites(long seed, double half) {
        this.random = new SplittableRandom(seed);
        this.half = half;
    }

    static LayoutRow layout(String id, boolean georeferenced) {
        return new LayoutRow(
                id,
                "f".repeat(64),
                "city " + id.charAt(0),
                "opendrive",
                DrivingSide.RIGHT,
                12,
                1,
                340.25,
                false,
                0,
                new Box(-50, -20, 50, 20),
                georeferenced ? Optional.of(new Box(8.3, 48.9, 8.5, 49.1)) : Optional.empty(),
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    List<SiteRow> rows(String layoutId, int count, boolean georeferenced) {
        List<SiteRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            SiteFeature site = site(i);
            rows.add(new SiteRow(
                    layoutId,
                    i,
                    site,
                    georeferenced ? PlaneShapes.onEarth(site.shape(), site.geometry(), PROJECTION) : Optional.empty()));
        }
        return rows;
    }

    private SiteFeature site(int i) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Vec3 centre = new Vec3(random.nextDouble(-half, half), random.nextDouble(-half, half), 0);
        Shape shape = kind == Kind.JUNCTION || kind == Kind.CROSSING
                ? Shape.AREA
                : kind == Kind.MERGE || kind == Kind.DIVERGE ? Shape.POINT : Shape.LINE;
        return new SiteFeature(
                "site-" + i,
                kind,
                shape,
                geometry(shape, centre),
                centre,
                random.nextInt(10) == 0 ? DrivingSide.LEFT : DrivingSide.RIGHT,
                traits(kind),
                random.nextInt(4) == 0 ? List.of() : List.of("lane " + i, "7.0.-1"));
    }

    private Polyline3 geometry(Shape shape, Vec3 at) {
        double r = random.nextDouble(5, 40);
        return switch (shape) {
            case POINT -> Polyline3.of(List.of(at));
            case LINE -> Polyline3.of(List.of(at.plus(new Vec3(-r, -r / 2, 0)), at, at.plus(new Vec3(r, r / 3, 0))));
            case AREA ->
                Polyline3.of(List.of(
                        at.plus(new Vec3(-r, -r, 0)),
                        at.plus(new Vec3(r, -r, 0)),
                        at.plus(new Vec3(r, r, 0)),
                        at.plus(new Vec3(-r, r, 0))));
        };
    }

    private SiteTraits traits(Kind kind) {
        SiteTraits traits = SiteTraits.NONE.with(Measure.LANES, random.nextInt(1, 5));
        return switch (kind) {
            case JUNCTION ->
                traits.signalised(random.nextBoolean())
                        .with(Measure.ARMS, random.nextInt(2, 6))
                        .with(Measure.CROSSINGS, random.nextInt(0, 4));
            case CROSSING -> traits.signalised(random.nextBoolean()).atJunction(random.nextBoolean());
            case CURVE ->
                traits.direction(random.nextBoolean() ? Direction.LEFT : Direction.RIGHT)
                        .with(Measure.MIN_RADIUS_M, random.nextDouble(8, 500))
                        .with(Measure.MAX_GRADE, random.nextDouble(0, 0.1));
            default -> traits.with(Measure.LENGTH_M, random.nextDouble(10, 900));
        };
    }
}
