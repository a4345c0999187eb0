package io.tailforge.acceptance;

/** Small variation specs. A LiDAR sweep takes three frames at 30 frames a second. */
final class Specs {
    private static final String STREET = """
            name: acceptance-street
            clip: {frames: %d, fps: 30, width: 160, height: 96}
            rig: {name: default, cameras: [%s], lidar: %s}
            scenes:
              - name: street
                ego_speed_mps: 9
                actors:
                  - {role: lane_follower, class: car, count: 2}
                  - {role: oncoming, class: car, count: 3}
                  - {role: parked, class: van, count: 2}
                  - {role: crossing, class: pedestrian, count: 2}
                  - {role: walkway, class: pedestrian, count: 3}
            variations: [%s]
            seeds: [22]
            filter: {max_attempts: 2}
            """;

    private Specs() {}

    /** Two cameras and a LiDAR. */
    static String street(int frames, String... variations) {
        return STREET.formatted(
                frames, "camera_front_wide_120fov, camera_cross_left_120fov", "hdl-32e", String.join(", ", variations));
    }

    /** One camera and no LiDAR: what is quickest to make. */
    static String glimpse(int frames, String... variations) {
        return STREET.formatted(frames, "camera_front_wide_120fov", "none", String.join(", ", variations));
    }
}
