"""Cosmos3-Nano-Transfer-Auto, never run: requests are checked and compiled, then refused, until its source is public."""

from compiler import compile_request
from tailforge_contract import Failure
from tailforge_triton import ContractModel


class TritonPythonModel(ContractModel):
    def load(self):
        """There is nothing to load."""

    def prepare(self, request):
        job = compile_request(request)
        made = "%d cameras%s" % (len(job.spec["views"]), " and a LiDAR" if "lidar" in job.spec else "")
        raise Failure(
            "TF-CAP-NEVER-RUN",
            "the request compiles (%s), but nobody has run Cosmos3-Nano-Transfer-Auto through Tailforge: see the README of "
            "cosmos3_transfer_auto" % made,
        )
