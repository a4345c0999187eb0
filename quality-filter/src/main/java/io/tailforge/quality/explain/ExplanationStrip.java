package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.video.Frame;
import io.tailforge.video.PngImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * One finding as a picture: frames before, at and after it, cut to its region; what the scene expects there; its figures. Made
 * from the clip's files when it is asked for, the same from the same files. What cannot be read is said in its place.
 */
public final class ExplanationStrip {
    private ExplanationStrip() {}

    /**
     * @param finding of this clip; its {@code detail} is searched for ids of actors and names of cameras, which are then shown
     * @return RGB24, at most some 2000 pixels wide
     */
    public static Frame draw(ClipEvidence clip, Finding finding) {
        for (Lidar lidar : clip.scene().rig().lidars()) {
            if (finding.camera().filter(lidar.name()::equals).isPresent()) {
                return new SweepStrip(clip, finding, lidar).draw().toFrame();
            }
        }
        return new CameraStrip(clip, aboutKnownCamera(clip, finding)).draw().toFrame();
    }

    /** One about a sensor that the rig does not have is shown as one about the clip. */
    private static Finding aboutKnownCamera(ClipEvidence clip, Finding finding) {
        boolean known = finding.camera()
                .filter(name ->
                        clip.scene().rig().cameras().stream().map(Camera::name).anyMatch(name::equals))
                .isPresent();
        return known || finding.camera().isEmpty()
                ? finding
                : new Finding(
                        finding.check(),
                        finding.code(),
                        finding.severity(),
                        finding.value(),
                        finding.threshold(),
                        finding.unit(),
                        Optional.empty(),
                        finding.firstFrame(),
                        finding.lastFrame(),
                        finding.camera().get() + ": " + finding.detail());
    }

    public static byte[] png(ClipEvidence clip, Finding finding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PngImage.write(out, draw(clip, finding));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
