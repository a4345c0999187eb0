"""Cosmos-Transfer-LidarGen behind contract v1: cameras' videos in, points of the rig's own sensors out (re-binned, and said so)."""

import json
import pathlib
import tempfile

import engine
import numpy as np
import rebin
from tailforge_contract import NPZ, Failure
from tailforge_triton import ContractModel

RESAMPLED = (
    "resampled: true; %s: points are re-binned from LidarGen's range map of 128 x 1792 (6.5 to 90 m, nothing within 0.8 degrees of"
    " straight back); intensity is not given and 0; instances are not known and 0"
)


class TritonPythonModel(ContractModel):
    takes = ("CAMERA_VIDEO",)

    def load(self):
        self.home = pathlib.Path(self.parameters["lidargen_home"])
        self.weights = pathlib.Path(self.parameters["weights"])
        engine.require(self.home, self.weights)
        self.sensors = json.loads((pathlib.Path(__file__).parent / "sensors.json").read_text())
        self.grid = rebin.Grid(self.sensors["pandar128"])

    def generate(self, request, answer):
        for lidar in request.sweeps:
            self.sweep(request, lidar, answer)
        return [RESAMPLED % lidar.name for lidar in request.sweeps]

    def sweep(self, request, lidar, answer):
        described = next(found for found in request.rig["lidars"] if found["name"] == lidar.name)
        rate = described["rate_hz"]
        sensor = rebin.Sensor(engine.document_of(described["sensor"], self.sensors), rate)
        if sensor.sign > 0:
            raise Failure("TF-CAP-INPUT", "LiDAR %s turns counter-clockwise; LidarGen's turns clockwise" % lidar.name)
        poses = engine.Poses(request.scene, request.rig, described)
        sweeps = [(round(s * 1e6 / rate), round((s + 1) * 1e6 / rate)) for s in range(lidar.count)]
        with tempfile.TemporaryDirectory(prefix="lidargen-") as folder:
            dataset = pathlib.Path(folder) / "dataset"
            engine.compile_dataset(request, sweeps, dataset, poses)
            seed = request.seed_of(lidar.name, 31)
            python = self.parameters["lidargen_python"]
            engine.run(engine.command(python, self.home, self.weights, dataset, request, seed, len(sweeps)), self.home, answer, len(sweeps))
            for index, (start, _) in enumerate(sweeps):
                found = np.load(dataset / ("%06d.npy" % index))
                answer.object("points", lidar.name, index, NPZ, engine.points_npz(found, self.grid, sensor, poses, start))
