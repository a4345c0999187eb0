import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  EdgesGeometry,
  Group,
  Line,
  LineBasicMaterial,
  LineSegments,
  Matrix4,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Quaternion,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { LabelledActor } from '../api/types';
import { colourPoints, instanceColour, type Colouring } from './colours';
import type { Sweep } from './sweep';

const RINGS_METRES = [10, 25, 50, 100];
const RING_STEPS = 128;
/** What a roof-mounted sensor's ground is below it; only the rings lie there. */
const SENSOR_HEIGHT = 1.95;

/** The 3-D picture of one sweep, in the sensor's frame: x forward, y left, z up. Paints only when something changed. */
export class LidarStage {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(55, 1, 0.5, 600);
  private readonly controls: OrbitControls;
  private readonly cloud = new Points(new BufferGeometry(), new PointsMaterial({ size: 2, sizeAttenuation: false, vertexColors: true }));
  private readonly boxes = new Group();
  private readonly cube = new EdgesGeometry(new BoxGeometry(1, 1, 1));
  private pending = 0;

  /** @throws Error where the browser has no WebGL */
  constructor(private readonly canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    this.renderer.setClearColor(0x0b0e13);
    this.cloud.frustumCulled = false;
    this.camera.up.set(0, 0, 1);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.listenToKeyEvents(canvas);
    this.controls.addEventListener('change', () => this.paintSoon());
    this.scene.add(this.cloud, this.boxes, rings());
    this.lookFrom('behind');
  }

  lookFrom(place: 'behind' | 'above') {
    this.camera.position.copy(place === 'behind' ? new Vector3(-20, 0, 12) : new Vector3(-0.1, 0, 70));
    this.controls.target.set(place === 'behind' ? 12 : 0, 0, 0);
    this.controls.update();
    this.paintSoon();
  }

  resize(width: number, height: number) {
    if (width > 0 && height > 0) {
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
      this.paintSoon();
    }
  }

  /** @param actors boxes in the world's frame */
  show(sweep: Sweep, actors: LabelledActor[], colouring: Colouring) {
    this.cloud.geometry.dispose();
    this.cloud.geometry = new BufferGeometry()
      .setAttribute('position', new BufferAttribute(sweep.xyz, 3))
      .setAttribute('color', new BufferAttribute(colourPoints(sweep, colouring), 3));
    const lidarFromWorld = new Matrix4().fromArray(sweep.lidarToWorld).transpose().invert();
    this.clearBoxes();
    actors.forEach((actor) => this.boxes.add(this.box(actor, lidarFromWorld)));
    this.paintSoon();
  }

  private box(actor: LabelledActor, lidarFromWorld: Matrix4): LineSegments {
    const [w, x, y, z] = actor.box.quaternion_wxyz;
    const worldFromBox = new Matrix4().compose(
      new Vector3(...actor.box.center),
      new Quaternion(x, y, z, w),
      new Vector3(...actor.box.size_lwh),
    );
    const lines = new LineSegments(this.cube, new LineBasicMaterial());
    lines.material.color.setRGB(...instanceColour(actor.instance), 'srgb');
    lines.material.opacity = actor.num_points === 0 ? 0.3 : 1;
    lines.material.transparent = actor.num_points === 0;
    lines.matrixAutoUpdate = false;
    lines.matrix.multiplyMatrices(lidarFromWorld, worldFromBox);
    return lines;
  }

  private clearBoxes() {
    for (const child of [...this.boxes.children]) {
      (child as LineSegments<EdgesGeometry, LineBasicMaterial>).material.dispose();
      this.boxes.remove(child);
    }
  }

  private paintSoon() {
    if (this.pending === 0) {
      this.pending = requestAnimationFrame(() => this.paint());
    }
  }

  /** `data-points` and `data-boxes` say what the last picture drew. */
  private paint() {
    this.pending = 0;
    this.renderer.info.reset();
    this.renderer.render(this.scene, this.camera);
    this.canvas.dataset.points = String(this.renderer.info.render.points);
    this.canvas.dataset.boxes = String(this.boxes.children.length);
  }

  dispose() {
    cancelAnimationFrame(this.pending);
    this.clearBoxes();
    this.controls.dispose();
    this.cloud.geometry.dispose();
    this.cloud.material.dispose();
    this.cube.dispose();
    this.renderer.dispose();
  }
}

/** Distance rings on the ground and a line ahead. */
function rings(): Group {
  const group = new Group();
  const material = new LineBasicMaterial({ color: 0x2b3442 });
  for (const radius of RINGS_METRES) {
    const points = Array.from({ length: RING_STEPS + 1 }, (_, i) => {
      const angle = (2 * Math.PI * i) / RING_STEPS;
      return new Vector3(radius * Math.cos(angle), radius * Math.sin(angle), -SENSOR_HEIGHT);
    });
    group.add(new Line(new BufferGeometry().setFromPoints(points), material));
  }
  const ahead = [new Vector3(0, 0, -SENSOR_HEIGHT), new Vector3(10, 0, -SENSOR_HEIGHT)];
  group.add(new Line(new BufferGeometry().setFromPoints(ahead), new LineBasicMaterial({ color: 0xe8a33d })));
  return group;
}
