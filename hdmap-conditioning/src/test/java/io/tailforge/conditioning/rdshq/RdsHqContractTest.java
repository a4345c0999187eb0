package io.tailforge.conditioning.rdshq;

import static io.tailforge.conditioning.rdshq.SampleClip.EMPTY;
import static io.tailforge.conditioning.rdshq.SampleClip.ID;
import static io.tailforge.conditioning.rdshq.SampleClip.identity;
import static io.tailforge.conditioning.rdshq.SampleClip.labels;
import static io.tailforge.conditioning.rdshq.SampleClip.lane;
import static io.tailforge.conditioning.rdshq.SampleClip.line;
import static io.tailforge.conditioning.rdshq.SampleClip.npy;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

class RdsHqContractTest extends MapReaderContract {
    private static final String LINES = "3d_lanelines";

    @Override
    protected MapReader reader() {
        return new RdsHqReader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) throws IOException {
        return List.of(SampleClip.whole(scratch.resolve("whole")).folder());
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        return SampleClip.whole(scratch.resolve("no-lane"))
                .json("3d_lanes", "lanes", EMPTY)
                .folder();
    }

    @FunctionalInterface
    private interface Change {
        void to(SampleClip clip) throws IOException;
    }

    private static final class Cases {
        private final Path scratch;
        private final List<Hostile> list = new ArrayList<>();

        private Cases(Path scratch) {
            this.scratch = scratch;
        }

        void add(String name, String code, Change change) throws IOException {
            SampleClip clip = SampleClip.whole(scratch.resolve(name.replace(' ', '-')));
            change.to(clip);
            list.add(new Hostile(name, clip.folder(), code));
        }

        void entry(String name, String code, TarArchiveEntry entry, byte[] bytes) throws IOException {
            add(name, code, clip -> {
                try (TarArchiveOutputStream tar = clip.tar(LINES)) {
                    SampleClip.put(tar, entry, bytes);
                }
            });
        }

        void lines(String name, String code, String json) throws IOException {
            add(name, code, clip -> clip.json(LINES, "lanelines", json));
        }

        void pose(String name, String code, byte[] npy) throws IOException {
            add(name, code, clip -> clip.member("vehicle_pose", "000000.vehicle_pose.npy", npy));
        }
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        Cases cases = new Cases(scratch);
        archives(cases);
        documents(cases);
        arrays(cases);
        cases.add(
                "several clips",
                "RDSHQ-SEVERAL-CLIPS",
                clip -> Files.copy(clip.file(LINES), clip.file(LINES).resolveSibling("other.tar")));
        cases.add("link out of the folder", "RDSHQ-OUTSIDE", clip -> {
            Path outside = Files.copy(clip.file(LINES), scratch.resolve("outside.tar"));
            Files.delete(clip.file(LINES));
            Files.createSymbolicLink(clip.file(LINES), outside);
        });
        Path bare = scratch.resolve("bare");
        Files.createDirectories(bare.resolve("3d_lanes"));
        cases.list.add(new Hostile("nothing in it", bare, "RDSHQ-NO-CLIP"));
        return cases.list;
    }

    private static void archives(Cases cases) throws IOException {
        byte[] json = EMPTY.getBytes(StandardCharsets.UTF_8);
        cases.entry("parent folder", "TAR-MEMBER-NAME", new TarArchiveEntry("../" + ID + ".lanelines.json"), json);
        cases.entry("absolute", "TAR-MEMBER-NAME", new TarArchiveEntry("/tmp/x.lanelines.json", true), json);
        cases.entry("backslash", "TAR-MEMBER-NAME", new TarArchiveEntry("..\\x.lanelines.json", true), json);
        cases.entry("no dot", "TAR-MEMBER-NAME", new TarArchiveEntry("lanelines"), json);
        cases.entry("symbolic link", "TAR-MEMBER-KIND", link(TarConstants.LF_SYMLINK), new byte[0]);
        cases.entry("hard link", "TAR-MEMBER-KIND", link(TarConstants.LF_LINK), new byte[0]);
        cases.entry("device", "TAR-MEMBER-KIND", new TarArchiveEntry(ID + ".x.json", TarConstants.LF_CHR), new byte[0]);
        cases.entry("pipe", "TAR-MEMBER-KIND", new TarArchiveEntry(ID + ".x.json", TarConstants.LF_FIFO), new byte[0]);
        cases.entry(
                "sparse",
                "TAR-MEMBER-KIND",
                new TarArchiveEntry(ID + ".x.json", TarConstants.LF_GNUTYPE_SPARSE),
                new byte[0]);
        cases.entry("folder", "TAR-MEMBER-KIND", new TarArchiveEntry(ID + ".folder/"), new byte[0]);
        cases.entry("large member", "TAR-MEMBER-TOO-LARGE", new TarArchiveEntry(ID + ".x.json"), new byte[9 << 20]);
        cases.add("claims a terabyte", "TAR-MEMBER-TOO-LARGE", clip -> {
            byte[] bytes = Files.readAllBytes(clip.file(LINES));
            System.arraycopy("77777777777".getBytes(StandardCharsets.US_ASCII), 0, bytes, 124, 11);
            checksum(bytes);
            Files.write(clip.file(LINES), bytes);
        });
        cases.add("too many members", "TAR-TOO-MANY-MEMBERS", clip -> {
            try (TarArchiveOutputStream tar = clip.tar(LINES)) {
                for (int i = 0; i <= LayerTar.MAX_MEMBERS; i++) {
                    SampleClip.put(tar, new TarArchiveEntry(ID + "." + i), new byte[0]);
                }
            }
        });
        cases.add(
                "same member twice",
                "TAR-DUPLICATE-MEMBER",
                clip -> clip.member(LINES, "a.json", json, "a.json", json));
        cases.add("truncated", "TAR-SYNTAX", clip -> {
            byte[] bytes = Files.readAllBytes(clip.file(LINES));
            Files.write(clip.file(LINES), Arrays.copyOf(bytes, 700));
        });
        cases.add(
                "not a tar",
                "TAR-SYNTAX",
                clip -> Files.write(clip.file(LINES), "x".repeat(2000).getBytes(StandardCharsets.UTF_8)));
    }

    private static TarArchiveEntry link(byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(ID + ".lanelines.json", kind);
        entry.setLinkName("/etc/passwd");
        return entry;
    }

    /** Tar's header sum, with its own field taken as blanks. */
    private static void checksum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += header[i] & 0xff;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, header, 148, 8);
    }

    private static void documents(Cases cases) throws IOException {
        cases.lines("deep json", "JSON-SYNTAX", "[".repeat(100_000));
        cases.lines("nan in json", "JSON-SYNTAX", labels(line("1", "[[0,0,NaN],[1,0,0]]")));
        cases.lines("1e400 in json", "JSON-SYNTAX", labels(line("1", "[[0,0,1e400],[1,0,0]]")));
        cases.lines("1e300 in json", "MAP-NOT-FINITE", labels(line("1", "[[0,0,1e300],[1,0,0]]")));
        cases.lines("flat points", "WRONG-LENGTH", labels(line("1", "[[0,0],[1,0]]")));
        cases.lines("no labels", "MISSING-KEY", "{}");
        cases.lines("no shape", "MISSING-KEY", "{\"labels\":[{\"labelFamily\":\"SHAPE3D\"}]}");
        cases.lines("no vertices", "RDSHQ-LAYER", labels(SampleClip.label("1", "", "\"polyline3d\":{}")));
        cases.lines("many numbers", "MISSING-KEY", "{\"numbers\":[1" + ",1".repeat(3_000_000) + "]}");
        cases.add(
                "seven corners",
                "RDSHQ-CUBOID",
                clip -> clip.json(
                        "3d_traffic_signs",
                        "traffic_signs",
                        labels(SampleClip.label(
                                "1", "", "\"cuboid3d\":{\"vertices\":[[0,0,0]" + ",[1,0,0]".repeat(8) + "]}"))));
        cases.add(
                "one rail",
                "RDSHQ-LANE",
                clip -> clip.json("3d_lanes", "lanes", labels(line("1", "[[0,0,0],[1,0,0]]"))));
        cases.add(
                "lane twice",
                "RDSHQ-LANE",
                clip -> clip.json("3d_lanes", "lanes", labels(lane("1", 0, 9, 3), lane("1", 0, 9, 3))));
        cases.add(
                "no rotation",
                "RDSHQ-POSE",
                clip -> clip.member(
                        "all_object_info",
                        "000000.all_object_info.json",
                        ("{\"1\":{\"object_to_world\":[[2,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]],\"object_lwh\":[1,1,1],"
                                        + "\"object_is_moving\":true,\"object_type\":\"Car\"}}")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static void arrays(Cases cases) throws IOException {
        double[] pose = identity(0);
        cases.pose("npy with nan", "MAP-NOT-FINITE", npy(changed(pose, 3, Double.NaN)));
        cases.pose("npy that mirrors", "RDSHQ-POSE", npy(changed(pose, 0, -1)));
        cases.pose("npy that scales", "RDSHQ-POSE", npy(changed(pose, 0, 3)));
        cases.pose(
                "npy in fortran order",
                "NPY-SYNTAX",
                npy("{'descr': '<f4', 'fortran_order': True, 'shape': (4, 4), }", pose));
        cases.pose(
                "npy of objects",
                "NPY-SYNTAX",
                npy("{'descr': '|O', 'fortran_order': False, 'shape': (4, 4), }", pose));
        cases.pose(
                "npy that claims much",
                "NPY-SYNTAX",
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999, 9999999), }", pose));
        cases.pose(
                "npy of another shape",
                "NPY-SYNTAX",
                npy("{'descr': '<f8', 'fortran_order': False, 'shape': (16,), }", pose));
        cases.pose("npy cut short", "NPY-SYNTAX", Arrays.copyOf(npy(pose), 100));
        cases.pose("npy with a long header", "NPY-SYNTAX", new byte[] {
            (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127, 0
        });
        cases.pose("no npy", "NPY-SYNTAX", new byte[0]);
        cases.add(
                "a frame without number",
                "RDSHQ-LAYER",
                clip -> clip.member("vehicle_pose", "x.vehicle_pose.npy", npy(pose)));
    }

    private static double[] changed(double[] values, int at, double value) {
        double[] copy = values.clone();
        copy[at] = value;
        return copy;
    }
}
