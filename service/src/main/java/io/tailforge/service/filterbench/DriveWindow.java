package io.tailforge.service.filterbench;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimeSpan;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.List;

/** A stretch of a long drive as a clip of its own. What comes before and after stays known, at times before 0 and after the end. */
final class DriveWindow {
    private final Scene drive;
    private final long start;

    private DriveWindow(Scene drive, long start) {
        this.drive = drive;
        this.start = start;
    }

    /** @param index from 0, of windows of {@code frames} that follow each other */
    static Scene of(Scene drive, int index, int frames) {
        FrameGrid grid = drive.grid();
        return new DriveWindow(drive, grid.timestampMicros(index * frames))
                .cut(drive.name() + "-w" + index, new FrameGrid(frames, grid.fps(), grid.width(), grid.height()));
    }

    private Scene cut(String name, FrameGrid grid) {
        return new Scene(
                name,
                drive.layout(),
                drive.rig(),
                new EgoTrajectory(
                        drive.ego().samples().stream().map(this::later).toList()),
                drive.actors().stream().map(this::later).toList(),
                drive.lights().stream().map(this::later).toList(),
                drive.variation(),
                grid,
                drive.seed());
    }

    private TimedPose later(TimedPose sample) {
        Pose pose = sample.pose();
        return new TimedPose(sample.timestampMicros() - start, pose);
    }

    private ActorTrack later(ActorTrack track) {
        List<ActorState> states = track.states().stream()
                .map(state -> new ActorState(state.timestampMicros() - start, state.box()))
                .toList();
        List<TimeSpan> present = track.present().stream()
                .map(span -> new TimeSpan(span.fromMicros() - start, span.toMicros() - start))
                .toList();
        return new ActorTrack(track.id(), track.actorClass(), track.sourceType(), track.moving(), states, present);
    }

    private LightTimeline later(LightTimeline light) {
        return new LightTimeline(
                light.lightId(),
                light.changes().stream()
                        .map(change -> new LightTimeline.Change(change.timestampMicros() - start, change.state()))
                        .toList());
    }
}
