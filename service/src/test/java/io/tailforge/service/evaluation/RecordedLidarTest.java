package io.tailforge.service.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.rdshq.RdsHqWriter;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drive of our own along a level road, written as RDS-HQ with its sweeps: they are evidence, and what is wrong with them is found. */
class RecordedLidarTest {
    private static final int SWEEPS = 6;
    private static final int FRAMES = 18;
    private static final double ACCELERATION = 8;
    private static final double HEIGHT = 1.9;

    /** The sensor looks to the left, sits ahead of the axle and turns 20 ms after the frames. */
    private static final Pose RIG_FROM_LIDAR = Pose.ofYaw(1.2, 0, HEIGHT, 0.5);

    private static final long LATE = 20_000;
    private static final long CLOCK = 1_600_000_000_000_000L;

    @TempDir
    Path temp;

    private Path drive;
    private final Map<Integer, byte[]> sweeps = new TreeMap<>();

    @BeforeEach
    void record() throws IOException {
        drive = temp.resolve("drive");
        HdMap map = new HdMap(
                "road", "test", DrivingSide.RIGHT, Optional.empty(), List.of(lane("a", -3.5, 0), lane("b", -7, -3.5)));
        Camera camera = new Camera(
                "camera_front",
                PinholeCamera.ofHorizontalFov(160, 96, 1.5),
                Camera.mounted(RIG_FROM_LIDAR.translation(), Pose.IDENTITY.rotation()));
        Recording recording = new Recording(
                ego(), List.of(), List.of(), Map.of("pinhole", new Rig("pinhole", List.of(camera), List.of())));
        new RdsHqWriter().write(new LayoutReading(map, Optional.of(recording), List.of()), drive);
        film(Files.createDirectories(drive.resolve("videos")).resolve("camera_front.mp4"));
        for (int i = 0; i < SWEEPS; i++) {
            sweeps.put(3 * i, sweep(i, 0));
        }
    }

    /** Pulls away: what the sensor is late and where it sits are two things. */
    private static EgoTrajectory ego() {
        return new EgoTrajectory(IntStream.rangeClosed(0, 60)
                .mapToObj(k -> new TimedPose(
                        k * 1_000_000L / 30, Pose.ofYaw(ACCELERATION / 2 * (k / 30.0) * (k / 30.0), 0, 0, 0.003 * k)))
                .toList());
    }

    private static Lane lane(String id, double right, double left) {
        return new Lane(
                id,
                Polyline3.of(-25, left, 0, 30, left, 0),
                Polyline3.of(-25, right, 0, 30, right, 0),
                LaneKind.DRIVING,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static void film(Path file) {
        try (VideoEncoder encoder = VideoEncoder.h264(file, 160, 96, 30, H264Settings.GENERATED)) {
            for (int t = 0; t < FRAMES; t++) {
                Frame frame = Frame.rgb24(160, 96);
                for (int i = 0; i < frame.bytes().length; i++) {
                    frame.bytes()[i] = (byte) (60 + (i / 3 % 160 + 3 * t) % 90);
                }
                encoder.write(frame);
            }
        }
    }

    /** A level road and a round wall 40 m off. @param off microseconds that its stated time and place are ahead */
    private static byte[] sweep(int index, long off) throws IOException {
        SplittableRandom random = new SplittableRandom(index);
        int columns = 360;
        int rings = 32;
        int n = columns * rings;
        float[] xyz = new float[3 * n];
        for (int i = 0; i < n; i++) {
            double elevation = Math.toRadians(10 - 40.0 * (i % rings) / (rings - 1));
            double azimuth = Math.PI - 2 * Math.PI * (i / rings) / columns;
            double road = elevation < 0 ? HEIGHT / Math.sin(-elevation) : Double.MAX_VALUE;
            double range = Math.min(road, 40 / Math.cos(elevation)) + 0.01 * random.nextGaussian();
            xyz[3 * i] = (float) (range * Math.cos(elevation) * Math.cos(azimuth));
            xyz[3 * i + 1] = (float) (range * Math.cos(elevation) * Math.sin(azimuth));
            xyz[3 * i + 2] = (float) (range * Math.sin(elevation));
        }
        long start = index * 100_000L + LATE + off;
        double[] pose = ego().at(start).times(RIG_FROM_LIDAR).toMatrix();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "xyz", "<f4", n + ", 3", 3 * n, i -> xyz[i]);
            put(zip, "intensity", "<f8", n + ",", n, i -> 40);
            put(zip, "row", "<f8", n + ",", n, i -> i % rings);
            put(zip, "column", "<f8", n + ",", n, i -> i / rings);
            put(zip, "starting_timestamp", "<f8", "", 1, i -> CLOCK + start);
            put(zip, "lidar_to_world", "<f8", "4, 4", 16, i -> pose[i]);
        }
        return bytes.toByteArray();
    }

    private static void put(
            ZipOutputStream zip, String name, String descr, String shape, int values, IntToDoubleFunction value)
            throws IOException {
        byte[] header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n"
                .formatted(descr, shape)
                .getBytes(StandardCharsets.ISO_8859_1);
        int width = descr.equals("<f4") ? 4 : 8;
        ByteBuffer out =
                ByteBuffer.allocate(10 + header.length + values * width).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length);
        out.put(header);
        for (int i = 0; i < values; i++) {
            if (width == 4) {
                out.putFloat((float) value.applyAsDouble(i));
            } else {
                out.putDouble(value.applyAsDouble(i));
            }
        }
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(out.array());
        zip.closeEntry();
    }

    private Path layer() throws IOException {
        try (Stream<Path> files = Files.list(drive.resolve("vehicle_pose"))) {
            Path tar = files.findFirst().orElseThrow();
            return Files.createDirectories(drive.resolve("lidar_raw")).resolve(tar.getFileName());
        }
    }

    private ForeignClip open() throws IOException {
        Path layer = layer();
        String id = layer.getFileName().toString().replace(".tar", "");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(layer))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<Integer, byte[]> sweep : sweeps.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry("%s.%06d.lidar_raw.npz".formatted(id, sweep.getKey()));
                entry.setSize(sweep.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(sweep.getValue());
                tar.closeArchiveEntry();
            }
        }
        return ForeignClip.open(drive, Path.of(""), Optional.empty());
    }

    private List<Finding> judge() throws IOException {
        return new QualityFilter(QualityFilter.listInstalled().stream()
                        .filter(check -> check.id().startsWith("lidar-"))
                        .toList())
                .examine(open().evidence());
    }

    private void findsOnly(String... codes) throws IOException {
        assertThat(judge())
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(codes);
    }

    @Test
    void theSensorsPlaceAndTimesFollowFromItsPoses() throws IOException {
        ClipEvidence clip = open().evidence();
        Lidar lidar = clip.scene().rig().lidars().getFirst();
        Pose off = RIG_FROM_LIDAR.inverse().times(lidar.rigFromLidar());
        assertThat(off.translation().norm()).isLessThan(0.02);
        assertThat(Math.abs(off.rotation().w())).isGreaterThan(1 - 1e-6);
        assertThat(lidar.rateHz()).isEqualTo(10);
        assertThat(clip.result().sweeps()).extracting(LidarSweep::index).containsExactly(0, 1, 2, 3, 4, 5);
        for (LidarSweep sweep : clip.result().sweeps()) {
            assertThat(sweep.startMicros() - 100_000L * sweep.index()).isBetween(LATE - 3000, LATE + 3000);
        }
    }

    @Test
    void sweepsOfADriveAreJudgedAndPass() throws IOException {
        assertThat(judge())
                .noneMatch(finding -> finding.severity() == Severity.FAIL)
                .filteredOn(finding -> finding.severity() == Severity.PASS)
                .extracting(Finding::code)
                .contains("LIDAR-SWEEPS", "LIDAR-STEP", "LIDAR-POSE", "RING-DEAD", "GROUND-HEIGHT", "GHOST-ROAD");
        assertThat(judge())
                .filteredOn(finding -> finding.severity() == Severity.NOT_JUDGED)
                .extracting(Finding::code)
                .contains("LIDAR-TIME", "BEAM-ELEVATION", "ACTOR-LABELS", "WORLD", "REQUEST-UNTOLD");
    }

    @Test
    void aMissingSweepIsFound() throws IOException {
        sweeps.remove(6);
        findsOnly("LIDAR-SWEEPS");
    }

    @Test
    void aSweepOfAnotherTimeIsFound() throws IOException {
        sweeps.put(9, sweep(3, 100_000));
        assertThat(judge())
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .contains("LIDAR-STEP");
    }

    @Test
    void aDamagedSweepIsFoundAndTheOthersAreJudged() throws IOException {
        sweeps.computeIfPresent(6, (frame, whole) -> Arrays.copyOf(whole, whole.length / 2));
        assertThat(judge())
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("LIDAR-UNREADABLE");
                    assertThat(finding.detail()).contains("000006.lidar_raw.npz");
                    assertThat(finding.firstFrame()).isEqualTo(2);
                });
    }

    @Test
    void aLayerThatIsNoTarIsRefusedWithItsName() throws IOException {
        Files.writeString(layer(), "no tar");
        assertThatThrownBy(() -> ForeignClip.open(drive, Path.of(""), Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lidar_raw/");
    }

    @Test
    void aDriveWithoutSweepsHasNone() throws IOException {
        ClipEvidence clip =
                ForeignClip.open(drive, Path.of(""), Optional.empty()).evidence();
        assertThat(clip.scene().rig().lidars()).isEmpty();
        assertThat(clip.result().sweeps()).isEmpty();
    }
}
