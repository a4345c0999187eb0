"""A model of the contract in Triton's Python backend: subclass ContractModel, say what it loads and how it generates."""

import json
import sys
import traceback

import numpy as np
import triton_python_backend_utils as pb_utils
from tailforge_caps import check_caps
from tailforge_contract import INPUTS, VERSION, Answer, Failure, read_request


class ContractModel:
    """One instance works on one request at a time; Triton queues the others. Subclasses are named TritonPythonModel."""

    takes = ()

    def initialize(self, args):
        self.name = args["model_name"]
        self.gpu = args["model_instance_device_id"]
        config = json.loads(args["model_config"])
        self.parameters = {key: value["string_value"] for key, value in config["parameters"].items()}
        self.caps = json.loads(self.parameters["caps"])
        try:
            self.load()
        except Failure as failure:
            raise pb_utils.TritonModelException(str(failure)) from None

    def load(self):
        """Loads the weights. Failure leaves the model unavailable, with the reason in Triton's repository index."""
        raise NotImplementedError

    def prepare(self, request):
        """Failure where a request that the caps allow cannot be made, before it is accepted."""

    def generate(self, request, answer):
        """Makes every wanted object. Returns warnings."""
        raise NotImplementedError

    def failure_of(self, problem):
        """The contract's failure for an exception of the engine."""
        return Failure("TF-ENGINE-FAILED", "%s: %s" % (type(problem).__name__, problem))

    def engine(self):
        keys = {"name": "engine", "version": "engine_version", "weights_sha256": "weights_sha256", "device": "device"}
        return {key: self.parameters[parameter] for key, parameter in keys.items()}

    def execute(self, requests):
        for request in requests:
            sender = request.get_response_sender()
            try:
                self.answer(request, sender)
                sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
            except Failure as failure:
                refuse(sender, failure)
            except Exception as problem:  # whatever it is, the client must hear of it
                traceback.print_exc(file=sys.stderr)
                refuse(sender, self.failure_of(problem))
        return None

    def answer(self, wire, sender):
        request = read_request(self.name, elements_of(wire), version_of(wire))
        check_caps(request, self.name, self.caps, self.takes)
        self.prepare(request)
        send = lambda event, piece: sender.send(response_of(event, piece))
        with Answer(send, sender.is_cancelled, request.max_piece_bytes) as answer:
            warnings = self.generate(request, answer)
            answer.done(self.engine(), request.seed, warnings)


def version_of(wire):
    version = json.loads(wire.parameters() or "{}").get("contract_version")
    try:
        return None if version is None else int(version)
    except (TypeError, ValueError):
        raise Failure("TF-CONTRACT-VERSION", "this model speaks contract version %d" % VERSION) from None


def elements_of(wire):
    found = {}
    for name in INPUTS:
        tensor = pb_utils.get_input_tensor_by_name(wire, name)
        if tensor is not None:
            found[name] = [bytes(element) for element in tensor.as_numpy().reshape(-1)]
    return found


def response_of(event, piece):
    data = [] if piece is None else [piece]
    return pb_utils.InferenceResponse(output_tensors=[tensor("EVENT_JSON", [encode(event)]), tensor("DATA", data)])


def encode(event):
    return json.dumps(event, separators=(",", ":"), sort_keys=True).encode()


def tensor(name, elements):
    return pb_utils.Tensor(name, np.array(elements, dtype=np.object_))


def refuse(sender, failure):
    error = pb_utils.TritonError(str(failure), getattr(pb_utils.TritonError, failure.code()))
    sender.send(pb_utils.InferenceResponse(error=error), flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
