"""Stands in for the public package in tests of what is around it."""


def init_environment():
    pass
