"""A wheel for any Python 3 on one platform: the package is Python, and brings a shared library."""

import os

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.dist import Distribution


class PlatformDistribution(Distribution):
    def has_ext_modules(self) -> bool:
        return True


class PlatformWheel(bdist_wheel):
    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


# `make wheel` says which version of Vaglio it is.
setup(
    version=os.environ.get("VAGLIO_VERSION", "0.0.0"),
    distclass=PlatformDistribution,
    cmdclass={"bdist_wheel": PlatformWheel},
)
