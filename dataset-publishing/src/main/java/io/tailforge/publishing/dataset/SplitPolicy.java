package io.tailforge.publishing.dataset;

import io.tailforge.scene.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which split a scene belongs to: a hash of layout and scene name against the shares. All variations and seeds of a scene
 * go together, and no other clip has a say, so a clip never changes splits between versions.
 *
 * @param train share of scenes, {@code val} likewise; the rest is test
 */
public record SplitPolicy(double train, double val) {
    public static final SplitPolicy DEFAULT = new SplitPolicy(0.8, 0.1);

    public SplitPolicy {
        if (!(train >= 0 && val >= 0 && train + val <= 1 + 1e-9)) {
            throw new IllegalArgumentException(
                    "shares of train and val are 0..1 together, not " + train + " and " + val);
        }
    }

    public Split of(String layoutSha256, String scene) {
        byte[] text = ("tailforge-split-1\n" + layoutSha256 + "\n" + scene).getBytes(StandardCharsets.UTF_8);
        double share = (ByteBuffer.wrap(Sha256.of(text)).getLong() >>> 11) * 0x1p-53;
        return share < train ? Split.TRAIN : share < train + val ? Split.VAL : Split.TEST;
    }
}
