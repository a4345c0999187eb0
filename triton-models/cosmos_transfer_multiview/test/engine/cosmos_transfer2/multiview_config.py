"""Stands in for the public package in tests: keeps what it is given."""

from types import SimpleNamespace


class MultiviewSetupArguments:
    model_validate = staticmethod(lambda given: SimpleNamespace(**given))


class MultiviewInferenceArguments:
    @staticmethod
    def model_validate(given):
        if given["prompt"] == "refuse the specification":
            raise ValueError("guidance: must be less")
        return SimpleNamespace(**given)
