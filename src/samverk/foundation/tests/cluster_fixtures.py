"""Clusters of a test's own, stopped and cleared away with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import ROOT_BASE, place_of


@contextmanager
def cluster_in(var: Path, *, durable: bool = False) -> Iterator[Cluster]:
    """Give a cluster for the files in ``var``; root's lies elsewhere, so it is removed by hand."""
    cluster = Cluster(place_of(var), durable=durable)
    try:
        yield cluster
    finally:
        cluster.server.stop()
        base = cluster.place.data.parent.parent
        if base.is_relative_to(ROOT_BASE):
            shutil.rmtree(base, ignore_errors=True)
        shutil.rmtree(cluster.place.socket, ignore_errors=True)
