import { beforeEach, describe, expect, it } from 'vitest';
import { ClipClock, type Follower } from './clock';

/** A video that plays at its rate, give or take what its machine does to it. */
class Video implements Follower {
  currentTime = 0;
  playbackRate = 1;
  readyState = 4;
  seeking = false;
  paused = true;
  ended = false;

  constructor(private readonly pace = 1) {}

  async play() {
    this.paused = false;
  }

  pause() {
    this.paused = true;
  }

  pass(seconds: number) {
    if (!this.paused) {
      this.currentTime += seconds * this.playbackRate * this.pace;
    }
  }

  frameAt(fps: number) {
    return Math.floor(this.currentTime * fps);
  }
}

const FPS = 30;
let millis: number;

function run(clock: ClipClock, videos: Video[], seconds: number) {
  for (const end = millis + 1000 * seconds; millis < end; millis += 16) {
    videos.forEach((video) => video.pass(0.016));
    clock.tick(millis);
  }
}

describe('the clock of a clip', () => {
  beforeEach(() => {
    millis = 1000;
  });

  it('puts every video on the frame that was sought', () => {
    const clock = new ClipClock(121, FPS);
    const videos = [new Video(), new Video(), new Video()];
    videos.forEach((video) => clock.follow(video));
    clock.seekFrame(57);
    expect(videos.map((video) => video.frameAt(FPS))).toEqual([57, 57, 57]);
    expect(clock.timestampMicros).toBe(1_900_000);
  });

  it('holds videos of different pace within a frame', () => {
    const clock = new ClipClock(301, FPS);
    const videos = [new Video(0.9), new Video(1), new Video(1.08)];
    videos.forEach((video) => clock.follow(video));
    clock.play(millis);
    for (let second = 0; second < 5; second++) {
      run(clock, videos, 1);
      videos.forEach((video) => expect(Math.abs(video.frameAt(FPS) - clock.frame)).toBeLessThanOrEqual(1));
    }
    expect(clock.frame).toBeGreaterThan(140);
  });

  it('goes with its videos, which play on while the page is busy', () => {
    const clock = new ClipClock(301, FPS);
    const videos = [new Video(), new Video(0.99), new Video()];
    videos.forEach((video) => clock.follow(video));
    clock.play(millis);
    run(clock, videos, 1);
    videos.forEach((video) => video.pass(2));
    millis += 2000;
    clock.tick(millis);
    videos.forEach((video) => expect(Math.abs(video.frameAt(FPS) - clock.frame)).toBeLessThanOrEqual(1));
    expect(clock.frame).toBeGreaterThan(85);
  });

  it('waits for a video that has no data yet', () => {
    const clock = new ClipClock(121, FPS);
    const [ready, late] = [new Video(), new Video()];
    late.readyState = 1;
    [ready, late].forEach((video) => clock.follow(video));
    clock.play(millis);
    run(clock, [ready, late], 1);
    expect(clock.frame).toBe(0);
    expect(ready.paused).toBe(true);
    late.readyState = 4;
    run(clock, [ready, late], 1);
    expect(clock.frame).toBeGreaterThan(25);
  });

  it('pauses with all videos on one frame', () => {
    const clock = new ClipClock(121, FPS);
    const videos = [new Video(0.9), new Video(1.1)];
    videos.forEach((video) => clock.follow(video));
    clock.play(millis);
    run(clock, videos, 1.3);
    clock.pause();
    expect(videos.map((video) => video.frameAt(FPS))).toEqual([clock.frame, clock.frame]);
    expect(videos.every((video) => video.paused)).toBe(true);
  });

  it('stops on the last frame and starts again from the first', () => {
    const clock = new ClipClock(12, FPS);
    const video = new Video();
    clock.follow(video);
    clock.play(millis);
    run(clock, [video], 1);
    expect([clock.frame, clock.isPlaying]).toEqual([11, false]);
    clock.step(5);
    expect(clock.frame).toBe(11);
    clock.play(millis);
    expect(clock.frame).toBe(0);
  });

  it('runs at the speed that was chosen', () => {
    const clock = new ClipClock(301, FPS);
    const video = new Video();
    clock.follow(video);
    clock.setSpeed(2);
    clock.play(millis);
    run(clock, [video], 2);
    expect(clock.frame).toBeGreaterThan(115);
    expect(clock.frame).toBeLessThan(125);
  });
});
