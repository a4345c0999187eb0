"""multiview_video by Cosmos-Transfer2.5 auto/multiview: up to seven cameras that see each other, from their world-scenario videos."""

import os
import pathlib
import shutil
import tempfile
import time

import tailforge_video
from compiler import HEIGHT, WIDTH, Settings, compile_request
from process import Engine
from tailforge_contract import MP4, Failure
from tailforge_triton import ContractModel


class TritonPythonModel(ContractModel):
    def load(self):
        parameters = self.parameters
        self.settings = Settings(**{key: parse(parameters[key]) for key, parse in SETTINGS.items()})
        package, python = pathlib.Path(parameters["package"]), pathlib.Path(parameters["python"])
        require((package / "cosmos_transfer2").is_dir(), "no checkout of cosmos-transfer2.5 at %s" % package)
        require(python.is_file(), "no Python of its environment at %s" % python)
        checkpoint = parameters["checkpoint"]
        require(not checkpoint or pathlib.Path(checkpoint).exists(), "no weights at %s" % checkpoint)
        self.engine_process = Engine(
            command(python, self.settings.max_views, checkpoint),
            pathlib.Path(tempfile.mkdtemp(prefix="tailforge-multiview-")) / "engine",
            dict(os.environ, PYTHONPATH=str(package)),
        )
        self.engine_process.start()

    def prepare(self, request):
        compile_request(request, self.settings)

    def generate(self, request, answer):
        job = compile_request(request, self.settings)
        began = time.monotonic()
        folder = self.engine_process.run(job.spec, job.files, answer.check)
        answer.timing("diffusion", time.monotonic() - began)
        try:
            for done, view in enumerate(request.views, 1):
                mp4 = (folder / job.outputs[view.name]).read_bytes()
                what = "the engine's video of " + view.name
                tailforge_video.verify(mp4, request.num_frames, WIDTH, HEIGHT, what, "TF-ENGINE-OBJECT")
                answer.object("rgb", view.name, 0, MP4, mp4)
                answer.progress(done / len(request.views))
        finally:
            shutil.rmtree(folder)
        return job.warnings

    def finalize(self):
        self.engine_process.stop()
        shutil.rmtree(self.engine_process.root.parent, ignore_errors=True)


SETTINGS = {"overlap": int, "control_weight": float, "max_chunks": int, "max_views": int}


def require(holds, otherwise):
    if not holds:
        raise Failure("TF-ENGINE-WEIGHTS", otherwise + ": see the README of cosmos_transfer_multiview")


def command(python, gpus, checkpoint):
    worker = pathlib.Path(__file__).with_name("worker.py")
    return [str(python), "-m", "torch.distributed.run", "--nproc_per_node=%d" % gpus, str(worker), checkpoint]
