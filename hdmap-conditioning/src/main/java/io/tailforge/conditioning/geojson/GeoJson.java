package io.tailforge.conditioning.geojson;

/** The members of our own, beside those of RFC 7946, and the names of the layers. */
final class GeoJson {
    static final String SCHEMA = "tailforge.geojson/1";
    static final String SCHEMA_KEY = "tailforge:schema";
    static final String CRS_KEY = "tailforge:crs";
    static final String NAME_KEY = "tailforge:name";
    static final String SIDE_KEY = "tailforge:driving_side";
    static final String PLACE_KEY = "tailforge:geo_reference";

    static final String LOCAL = "local";
    static final String WGS84 = "wgs84";

    static final String LANE_LINE = "lane_line";
    static final String ROAD_BOUNDARY = "road_boundary";
    static final String WAIT_LINE = "wait_line";
    static final String CROSSWALK = "crosswalk";
    static final String ROAD_MARKING = "road_marking";
    static final String POLE = "pole";
    static final String TRAFFIC_LIGHT = "traffic_light";
    static final String TRAFFIC_SIGN = "traffic_sign";
    static final String LANE = "lane";
    static final String JUNCTION = "junction";
    static final String KERB = "kerb";
    static final String WALKWAY = "walkway";
    static final String DRIVABLE_AREA = "drivable_area";

    private GeoJson() {}
}
