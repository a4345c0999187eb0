package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.variation.Interval;
import io.tailforge.variation.Place;
import io.tailforge.variation.Preset;
import io.tailforge.variation.Regions;
import io.tailforge.variation.Slug;
import io.tailforge.variation.TimeCell;
import io.tailforge.variation.TimeOfDay;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Times of day of a spec: a preset's name, sun angles, or date and local time at a place. */
final class TimeReader {
    private final LookReader looks;

    TimeReader(LookReader looks) {
        this.looks = looks;
    }

    TimeCell time(JsonView view, boolean rangesAllowed) {
        if (view.isString()) {
            return preset(view);
        }
        view.onlyKeys(
                "name", "sun_elevation_deg", "sun_azimuth_deg", "date", "local_time", "place", "zone", "utc_offset_h");
        boolean byClock =
                view.find("local_time").isPresent() || view.find("date").isPresent();
        boolean byAngles = view.find("sun_elevation_deg").isPresent();
        if (byClock == byAngles) {
            throw view.bad(
                    "TIME-UNCLEAR", "give either sun_elevation_deg (and sun_azimuth_deg) or date and local_time");
        }
        return byClock ? clock(view) : angles(view, rangesAllowed);
    }

    private TimeCell preset(JsonView view) {
        Preset preset = looks.findPreset(view);
        return preset.time()
                .orElseThrow(
                        () -> view.bad("NOT-A-TIME", "'" + preset.title() + "' says nothing about the time of day"));
    }

    private static TimeCell angles(JsonView view, boolean rangesAllowed) {
        for (String key : new String[] {"place", "zone", "utc_offset_h"}) {
            view.find(key).ifPresent(given -> {
                throw given.bad("TIME-UNCLEAR", key + " goes with date and local_time, not with sun angles");
            });
        }
        Interval elevation = LookReader.interval(view.field("sun_elevation_deg"), rangesAllowed);
        Interval azimuth = view.find("sun_azimuth_deg")
                .map(value -> LookReader.interval(value, rangesAllowed))
                .orElse(Interval.of(180));
        String name = "sun-" + (elevation.min() < 0 ? "minus-" : "") + Math.round(Math.abs(elevation.min()));
        return Complaints.valid(
                view, () -> new TimeCell(name(view, name), new TimeOfDay.SunAngles(elevation, azimuth)));
    }

    private static TimeCell clock(JsonView view) {
        LocalDate date = parsed(view.field("date"), LocalDate::parse, "a date such as 2026-06-21");
        LocalTime time = parsed(view.field("local_time"), LocalTime::parse, "a time such as 07:30, in quotes in YAML");
        Optional<Place> place = view.find("place").map(Regions::readPlace);
        return Complaints.valid(
                view,
                () -> new TimeCell(
                        name(view, Slug.cell("at-" + time + "-" + date.getMonthValue() + "-" + date.getDayOfMonth())),
                        new TimeOfDay.ClockTime(LocalDateTime.of(date, time), place, zone(view))));
    }

    private static Optional<ZoneId> zone(JsonView view) {
        Optional<JsonView> zone = view.find("zone");
        Optional<JsonView> offset = view.find("utc_offset_h");
        if (zone.isPresent() && offset.isPresent()) {
            throw offset.get().bad("TIME-UNCLEAR", "give zone or utc_offset_h, not both");
        }
        return zone.map(value -> parsed(value, ZoneId::of, "a time zone such as Europe/Berlin"))
                .or(() -> offset.map(
                        value -> ZoneOffset.ofTotalSeconds((int) Math.round(value.asDouble(-14, 14) * 3600))));
    }

    private static <T> T parsed(JsonView view, Function<String, T> parser, String wanted) {
        try {
            return parser.apply(view.asString());
        } catch (DateTimeException e) {
            throw view.bad("NOT-A-TIME", "must be " + wanted + ", not '" + view.asString() + "'");
        }
    }

    private static String name(JsonView view, String otherwise) {
        return view.find("name").map(JsonView::asString).orElse(otherwise);
    }
}
