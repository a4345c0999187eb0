package io.tailforge.quality.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds clips that look the same among many: one after the other, 8 bytes a picture, given up as soon as two differ too much,
 * which two of different places do after a quarter of their pictures.
 */
public final class NearDuplicates {
    private final double mostBits;
    private final List<Entry> entries = new ArrayList<>();

    /** @param mostBits distance up to which two clips look the same */
    public NearDuplicates(double mostBits) {
        this.mostBits = mostBits;
    }

    /** Another clip like the one asked for. @param bits see {@link ClipPrint#distanceTo} */
    public record Match(String id, double bits) {}

    private record Entry(String id, List<String> cameras, long[] hashes) {
        static Entry of(String id, ClipPrint print) {
            Map<String, List<Long>> byCamera = new TreeMap<>(print.hashes());
            long[] hashes = byCamera.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Long::longValue)
                    .toArray();
            List<String> cameras = byCamera.entrySet().stream()
                    .map(camera -> camera.getKey() + "/" + camera.getValue().size())
                    .toList();
            return new Entry(id, cameras, hashes);
        }
    }

    /** @param id of the clip, unique here */
    public void add(String id, ClipPrint print) {
        entries.add(Entry.of(id, print));
    }

    public int size() {
        return entries.size();
    }

    /** Clips of the same cameras that look like one, in the order they were added. */
    public List<Match> find(ClipPrint print) {
        Entry wanted = Entry.of("", print);
        long most = (long) Math.floor(mostBits * wanted.hashes().length);
        List<Match> matches = new ArrayList<>();
        for (Entry entry : entries) {
            if (wanted.hashes().length > 0 && entry.cameras().equals(wanted.cameras())) {
                long bits = bits(wanted.hashes(), entry.hashes(), most);
                if (bits <= most) {
                    matches.add(new Match(entry.id(), (double) bits / wanted.hashes().length));
                }
            }
        }
        return matches;
    }

    private static long bits(long[] a, long[] b, long most) {
        long bits = 0;
        for (int i = 0; i < a.length && bits <= most; i++) {
            bits += Long.bitCount(a[i] ^ b[i]);
        }
        return bits;
    }
}
