/** What the clock needs of a video element. */
export interface Follower {
  currentTime: number;
  playbackRate: number;
  readonly readyState: number;
  readonly seeking: boolean;
  readonly paused: boolean;
  readonly ended: boolean;
  play(): Promise<void>;
  pause(): void;
}

const CAN_PLAY = 3;
/** Drift that only a seek mends; less is mended by playing a little faster or slower. */
const SEEK_SECONDS = 0.4;
const LONGEST_STEP_SECONDS = 0.25;

/**
 * The one time of a clip. While it runs it goes with the middle one of its videos, the drift of the others is corrected to
 * within a frame, and it waits for those that are not ready. When it stands all show the same frame.
 *
 * A moment is written as the middle of its frame: frame k is at (k + 0.5) / fps seconds.
 */
export class ClipClock {
  private readonly followers = new Set<Follower>();
  private readonly listeners = new Set<() => void>();
  private seconds: number;
  private lastMillis = 0;
  private running = false;
  private rate = 1;

  constructor(
    readonly frames: number,
    readonly fps: number,
    firstFrame = 0,
  ) {
    this.seconds = this.middleOf(firstFrame);
  }

  get frame(): number {
    return Math.min(this.frames - 1, Math.floor(this.seconds * this.fps));
  }

  /** Microseconds since the clip's start at which the frame was taken. */
  get timestampMicros(): number {
    return Math.round((this.frame * 1e6) / this.fps);
  }

  get isPlaying(): boolean {
    return this.running;
  }

  get speed(): number {
    return this.rate;
  }

  /** @returns how to stop listening */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @returns how to let go of the follower */
  follow(follower: Follower): () => void {
    this.followers.add(follower);
    follower.currentTime = this.seconds;
    return () => this.followers.delete(follower);
  }

  setSpeed(rate: number) {
    this.rate = rate;
    this.followers.forEach((follower) => (follower.playbackRate = rate));
    this.tell();
  }

  toggle(nowMillis: number) {
    if (this.running) {
      this.pause();
    } else {
      this.play(nowMillis);
    }
  }

  play(nowMillis: number) {
    if (this.frame >= this.frames - 1) {
      this.seekFrame(0);
    }
    this.running = true;
    this.lastMillis = nowMillis;
    this.tell();
  }

  /** Stops on a frame that all followers then show. */
  pause() {
    this.running = false;
    this.seekFrame(this.frame);
  }

  step(frames: number) {
    this.running = false;
    this.seekFrame(this.frame + frames);
  }

  seekFrame(frame: number) {
    this.seconds = this.middleOf(frame);
    this.followers.forEach((follower) => {
      if (!this.running) {
        follower.pause();
      }
      follower.currentTime = this.seconds;
    });
    this.tell();
  }

  /** To be called before each repaint. */
  tick(nowMillis: number) {
    if (!this.running) {
      return;
    }
    const passed = Math.min((nowMillis - this.lastMillis) / 1000, LONGEST_STEP_SECONDS);
    this.lastMillis = nowMillis;
    if (![...this.followers].every(isReady)) {
      this.followers.forEach((follower) => follower.pause());
      return;
    }
    const before = this.frame;
    this.seconds = Math.max(this.seconds, this.agreedTime(this.seconds + passed * this.rate));
    const haveAllEnded = this.followers.size > 0 && [...this.followers].every((follower) => follower.ended);
    if (haveAllEnded || this.seconds >= this.middleOf(this.frames - 1)) {
      this.pause();
      return;
    }
    this.followers.forEach((follower) => this.correct(follower));
    if (this.frame !== before) {
      this.tell();
    }
  }

  /** Where most followers are: they play on while the page is busy, and need time to start. */
  private agreedTime(otherwise: number): number {
    const times = [...this.followers].map((follower) => follower.currentTime).sort((a, b) => a - b);
    return times[(times.length - 1) >> 1] ?? otherwise;
  }

  private correct(follower: Follower) {
    const drift = follower.currentTime - this.seconds;
    if (Math.abs(drift) > SEEK_SECONDS) {
      follower.currentTime = this.seconds;
    }
    const isClose = Math.abs(drift) < 0.25 / this.fps;
    follower.playbackRate = this.rate * (isClose ? 1 : Math.min(Math.max(1 - 8 * drift, 0.7), 1.4));
    if (follower.paused) {
      follower.play().catch(() => undefined);
    }
  }

  private middleOf(frame: number): number {
    return (Math.min(Math.max(frame, 0), this.frames - 1) + 0.5) / this.fps;
  }

  private tell() {
    this.listeners.forEach((listener) => listener());
  }
}

const isReady = (follower: Follower) => !follower.seeking && (follower.readyState >= CAN_PLAY || follower.ended);
