package io.tailforge.publishing.dataset;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** One shard against its index and the manifest, member by member. */
final class ShardCheck {
    private static final int HEAD_LIMIT = 64 << 20;

    private final ObjectStore store;
    private final ShardEntry shard;
    /** Members whose frames are the sweeps of a LiDAR at {@link #RANGE_HZ}; see {@code docs/dataset-layout.md}. */
    private static final String RANGE_CONTROL = ".conditioning.lidar-range.";

    private static final double RANGE_HZ = 10;

    private final Map<String, FrameGrid> gridByClip = new HashMap<>();
    private final List<Problem> problems;

    ShardCheck(ObjectStore store, ShardEntry shard, DatasetManifest manifest, List<Problem> problems) {
        this.store = store;
        this.shard = shard;
        this.problems = problems;
        manifest.clips().forEach(clip -> gridByClip.put(clip.id().toString(), clip.grid()));
    }

    /** @param clips ids that the manifest puts into this shard */
    void check(Set<String> clips) throws IOException {
        try {
            Map<String, MemberEntry> members = readIndex(clips);
            readTar(members);
            members.keySet()
                    .forEach(name -> report("MEMBER-MISSING", "does not hold " + name + ", which its index lists"));
        } catch (BadInputException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            report("SHARD-UNREADABLE", "is not a readable tar: " + e.getMessage());
        }
    }

    private Map<String, MemberEntry> readIndex(Set<String> clips) throws IOException {
        Map<String, MemberEntry> members = new LinkedHashMap<>();
        Set<String> indexed = new TreeSet<>();
        String key = shard.index().key();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(store.open(key), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonView clip = JsonView.parse(key, line.getBytes(StandardCharsets.UTF_8));
                String id = clip.onlyKeys("id", "files").field("id").asString();
                indexed.add(id);
                clip.field("files").items().stream()
                        .map(MemberEntry::read)
                        .forEach(member -> members.put(id + "." + member.name(), member));
            }
        }
        if (!indexed.equals(clips) || shard.clips() != clips.size()) {
            report(
                    "SHARD-CLIPS",
                    "holds " + indexed.size() + " clips, the manifest states " + shard.clips() + " and lists "
                            + clips.size());
        }
        return members;
    }

    private void readTar(Map<String, MemberEntry> members) throws IOException {
        String last = "";
        try (InputStream in = new BufferedInputStream(store.open(shard.tar().key()), 1 << 17);
                TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                MemberEntry member = members.remove(name);
                if (!entry.isFile() || member == null) {
                    report("MEMBER-STRAY", "holds " + name + ", which its index does not list (or lists once)");
                    continue;
                }
                if (clipOf(name).equals(clipOf(last)) && name.compareTo(last) < 0) {
                    report("MEMBER-ORDER", "holds " + name + " after " + last);
                }
                last = name;
                checkMember(name, member, entry, tar);
            }
        }
    }

    private void checkMember(String name, MemberEntry member, TarArchiveEntry entry, TarArchiveInputStream tar)
            throws IOException {
        long offset = tar.getBytesRead();
        MessageDigest digest = Sha256.digest();
        Mp4Frames frames = new Mp4Frames(HEAD_LIMIT);
        byte[] buffer = new byte[1 << 16];
        for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
            digest.update(buffer, 0, n);
            if (name.endsWith(".mp4")) {
                frames.accept(buffer, n);
            }
        }
        boolean same = HexFormat.of().formatHex(digest.digest()).equals(member.sha256());
        if (entry.getSize() != member.bytes() || offset != member.offset() || !same) {
            report("MEMBER-CHANGED", "holds " + name + " with another size, place or hash than its index states");
        }
        if (name.endsWith(".mp4")) {
            checkFrames(name, frames);
        }
    }

    private void checkFrames(String name, Mp4Frames frames) {
        int stated = Optional.ofNullable(gridByClip.get(clipOf(name)))
                .map(grid -> framesOf(name, grid))
                .orElse(-1);
        int found = frames.count();
        if (found != stated) {
            report("MEMBER-FRAMES", "holds " + name + " with " + found + " frames, the manifest states " + stated);
        }
    }

    private static int framesOf(String name, FrameGrid grid) {
        return name.contains(RANGE_CONTROL) ? Lidar.sweepCount(RANGE_HZ, grid.durationMicros()) : grid.frames();
    }

    private static String clipOf(String member) {
        int dot = member.indexOf('.');
        return dot < 0 ? member : member.substring(0, dot);
    }

    private void report(String code, String detail) {
        problems.add(Problem.of(code, shard.tar().key(), detail));
    }
}
