package io.tailforge.quality.check.view;

import static io.tailforge.quality.check.view.AttributeCheck.BARE;
import static io.tailforge.quality.check.view.AttributeCheck.CLEAR;
import static io.tailforge.quality.check.view.AttributeCheck.DAY;
import static io.tailforge.quality.check.view.AttributeCheck.FOG;
import static io.tailforge.quality.check.view.AttributeCheck.ID;
import static io.tailforge.quality.check.view.AttributeCheck.NIGHT;
import static io.tailforge.quality.check.view.AttributeCheck.SNOW;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.Measure;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.SampledFrames;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link AttributeCheck} at work: each camera, each half of the clip. */
final class Attributes implements Examination {
    private static final int MOST_FRAMES = 12;
    private static final double THICK_METRES = 200;
    private static final double THIN_METRES = 2000;
    private static final double COVERED = 0.7;
    private static final double UNCOVERED = 0.1;
    private static final double DAYLIGHT = Math.toRadians(5);

    private final ClipEvidence clip;
    private final SampledFrames sampled;
    private final Optional<ExpectedViews> world;
    private final Map<String, Elevations> elevations = new HashMap<>();
    private final Map<String, Look> looks = new TreeMap<>();

    Attributes(ClipEvidence clip) {
        this.clip = clip;
        this.world = clip.expected().filter(views -> clip.claimsOurWorld());
        this.sampled = new SampledFrames(clip.scene().grid().frames(), MOST_FRAMES);
    }

    @Override
    public void frame(CameraFrame frame) {
        if (frame.index() < sampled.frames() && sampled.has(frame.index()) && SurfaceFinder.isFine(frame)) {
            boolean late = frame.index() >= sampled.frames() / 2;
            elevations.computeIfAbsent(frame.camera(), unused -> elevations(frame));
            looks.computeIfAbsent(
                            frame.camera() + (late ? " 2" : " 1"), unused -> new Look(frame.camera(), frame.index()))
                    .add(frame, elevations(frame), view(clip.expected(), frame), view(world, frame));
        }
    }

    private static Optional<ExpectedView> view(Optional<ExpectedViews> views, CameraFrame frame) {
        return views.map(all -> all.look(frame.camera(), frame.index()));
    }

    private Elevations elevations(CameraFrame frame) {
        Elevations known = elevations.get(frame.camera());
        if (known != null) {
            return known;
        }
        WorkingSize size = new WorkingSize(frame.grey().width(), frame.grey().height());
        return Elevations.of(SceneGeometry.of(clip.scene(), frame.camera(), size), frame.index());
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        looks.values().stream()
                .filter(look -> look.seesHorizon() && look.seesGround())
                .forEach(look -> addFindings(look, findings));
        if (findings.isEmpty()) {
            findings.add(Findings.aboutClip(ID)
                    .notJudged("ATTRIBUTES", "no camera sees horizon and ground, or the weather is between all kinds"));
        }
        return findings;
    }

    private void addFindings(Look look, List<Finding> findings) {
        Weather weather = clip.scene().variation().weather();
        double sun = clip.scene().variation().sun().elevation();
        if (weather.fogVisibilityMetres() <= THICK_METRES) {
            findings.add(judge(look, FOG, look.horizon(), "what lies far is drawn too clearly for such fog"));
        }
        if (weather.fogVisibilityMetres() >= THIN_METRES && weather.snowCover() < UNCOVERED) {
            findings.add(judge(look, CLEAR, look.horizon(), "what lies far is veiled: fog that was not asked for"));
        }
        if (weather.snowCover() >= COVERED && sun > DAYLIGHT) {
            findings.add(judge(look, SNOW, look.whiteness(), "the ground is not white: where is the snow?"));
        }
        if (weather.snowCover() < UNCOVERED) {
            findings.add(judge(look, BARE, look.whiteness(), "the ground is white: snow that was not asked for"));
        }
        if (clip.scene().variation().sun().isNight()) {
            findings.add(judge(look, NIGHT, look.brightness(), "too bright for a night"));
        } else if (sun > DAYLIGHT && look.seesSky()) {
            findings.add(judge(look, DAY, look.sky(), "what is above is too dark for a day"));
        }
    }

    private Finding judge(Look look, Measure measure, double value, String ifWrong) {
        return Findings.about(ID, look.camera())
                .by(clip.calibration())
                .judge(measure, value, Where.frames(look.firstFrame(), look.lastFrame()), ifWrong);
    }
}
