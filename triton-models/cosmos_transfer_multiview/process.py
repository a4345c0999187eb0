"""The engine's processes, which keep the weights loaded and make one job at a time. Standard library only.

They are started as one group and killed as one. A job is a folder: its files, spec.json, then the empty file `go`; the engine
answers with done.json or failed.json.
"""

import json
import os
import shutil
import signal
import subprocess
import time

from tailforge_contract import Failure

POLL_SECONDS = 0.1
TAIL_BYTES = 2000
# What a failed.json may say; anything else is TF-ENGINE-FAILED.
TOKENS = {"memory": "TF-ENGINE-OOM", "guardrail": "TF-INPUT-GUARDRAIL", "spec": "TF-INPUT-ENGINE"}


class Engine:
    def __init__(self, command, root, environment=None):
        self.command = command
        self.root = root
        self.environment = environment
        self.process = None
        self.jobs = 0

    def start(self, check=lambda: None):
        """Returns when the weights are loaded. check is asked all the while, and ends the wait by what it raises."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        self.jobs = 0
        with (self.root / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [*self.command, str(self.root)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
            )
        self.wait(self.root, ("ready",), check)
        if not (self.root / "ready").exists():
            raise self.failure(self.root)

    def run(self, spec, files, check):
        """Makes a job and returns its folder, which the caller removes."""
        if self.process is None or self.process.poll() is not None:
            self.start(check)
        folder = self.root / ("job-%d" % self.jobs)
        self.jobs += 1
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        (folder / "spec.json").write_text(json.dumps(spec))
        (folder / "go").touch()
        self.wait(folder, ("done.json", "failed.json"), check)
        if not (folder / "done.json").exists():
            raise self.failure(folder)
        return folder

    def wait(self, folder, answers, check):
        try:
            while not any((folder / answer).exists() for answer in answers) and self.process.poll() is None:
                check()
                time.sleep(POLL_SECONDS)
        except Failure:
            self.stop()
            raise

    def failure(self, folder):
        answer = folder / "failed.json"
        if not answer.exists():
            self.stop()
            return Failure("TF-ENGINE-FAILED", "the engine ended (%s): %s" % (self.process.returncode, self.tail()))
        said = json.loads(answer.read_text())
        if said["kind"] not in ("guardrail", "spec"):
            self.stop()
        return Failure(TOKENS.get(said["kind"], "TF-ENGINE-FAILED"), said["text"])

    def tail(self):
        with (self.root / "log").open("rb") as log:
            log.seek(max(0, os.fstat(log.fileno()).st_size - TAIL_BYTES))
            return log.read().decode(errors="replace").strip()

    def stop(self):
        """Ends all of the group at once: a GPU that works for nobody is the dearest thing there is."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
