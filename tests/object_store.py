"""A local server that speaks S3, and the settings that point to it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import boto3
from moto.server import ThreadedMotoServer

from sca_portal import env

KEY, SECRET = "sample-key", "sample/with+odd marks"
ADDRESS = "s3+http://sample-key:sample%2Fwith%2Bodd%20marks@{address}/{bucket}/{folder}?region=us-east-1"


@contextmanager
def running_store(bucket: str = "files") -> Iterator[str]:
    """Its host and port; the bucket is there and empty."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=bucket)
    yield f"{host}:{port}"
    server.stop()


def settings_for(address: str, *, bucket: str = "files") -> dict[str, Any]:
    """As `FILES_URL` gives them; each time another folder of the bucket."""
    url = ADDRESS.format(address=address, bucket=bucket, folder=uuid4().hex)
    with patch.dict(os.environ, {"FILES_URL": url}):
        return {"default": env.files("FILES_URL")}
