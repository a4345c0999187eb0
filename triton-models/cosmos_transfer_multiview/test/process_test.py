"""python process_test.py: the engine's processes, over a stand-in for the public package. Standard library only."""

import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "lib")]
from process import Engine  # noqa: E402
from tailforge_contract import Cancelled, Failure  # noqa: E402

FILES = {"control/rear.mp4": b"rear", "control/front_wide.mp4": b"front"}


def spec(prompt):
    views = {view: {"control_path": "control/%s.mp4" % view} for view in ("rear", "front_wide")}
    return {"name": "clip", "prompt": prompt, **views}


class ProcessTest(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.root = pathlib.Path(kept.name) / "engine"
        self.engine = self.engine_of("")
        self.addCleanup(lambda: self.engine.stop())

    def engine_of(self, checkpoint):
        command = [sys.executable, str(HERE.parent / "worker.py"), checkpoint]
        return Engine(command, self.root, dict(os.environ, PYTHONPATH=str(HERE / "engine")))

    def run_of(self, prompt, check=lambda: None):
        return self.engine.run(spec(prompt), FILES, check)

    def test_jobs_are_made_one_after_the_other_by_the_same_process(self):
        first = self.run_of("a street")
        process = self.engine.process.pid
        second = self.run_of("a street")
        self.assertEqual((first / "out" / "clip_rear.mp4").read_bytes(), b"rear")
        self.assertEqual((second / "out" / "clip_front_wide.mp4").read_bytes(), b"front")
        self.assertEqual(self.engine.process.pid, process)

    def test_each_way_to_fail_has_its_token_and_the_next_job_is_made(self):
        for prompt, token, lives in (
            ("refuse the specification", "TF-INPUT-ENGINE", True),
            ("guardrail", "TF-INPUT-GUARDRAIL", True),
            ("memory", "TF-ENGINE-OOM", False),
            ("die", "TF-ENGINE-FAILED", False),
        ):
            with self.subTest(prompt):
                with self.assertRaises(Failure) as failed:
                    self.run_of(prompt)
                self.assertEqual(failed.exception.token, token, str(failed.exception))
                self.assertEqual(self.engine.process.poll() is None, lives)
                self.assertTrue((self.run_of("a street") / "done.json").exists())

    def test_a_cancelled_job_ends_its_processes(self):
        self.engine.start()
        process = self.engine.process

        def check():
            raise Cancelled()

        with self.assertRaises(Cancelled):
            self.run_of("hang", check)
        self.assertIsNotNone(process.poll())
        self.assertTrue((self.run_of("a street") / "done.json").exists())

    def test_weights_that_do_not_load_are_told(self):
        self.engine = self.engine_of("broken")
        with self.assertRaisesRegex(Failure, "the weights do not fit"):
            self.engine.start()


if __name__ == "__main__":
    unittest.main()
