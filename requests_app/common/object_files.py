"""Files in an object store that speaks S3. One put is whole or not there; that is the store's own promise.

django-storages holds the address and the credentials; its file objects are not used, because one of them asks
twice for one file and is made anew in every thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TypeVar

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

AT_ONCE, MOST_IN_ONE_REMOVAL = 8, 1000
_MISSING = {"NoSuchKey", "404"}
Answer = TypeVar("Answer")


class StoreFailed(OSError):
    """The store did not answer, or said no. An OSError, so that it is told like a disk that is full."""


@lru_cache(maxsize=4)
def files_in(storage: S3Storage) -> ObjectFiles:
    return ObjectFiles(storage)


class ObjectFiles:
    def __init__(self, storage: S3Storage) -> None:
        self._storage = storage
        self._client: Any = storage.connection.meta.client
        self._bucket = storage.bucket_name
        self._prefix = f"{storage.location.strip('/')}/" if storage.location else ""

    def write(self, key: str, data: bytes) -> None:
        options = self._storage.get_object_parameters(key)
        _loudly(
            lambda: self._client.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=data, **options)
        )

    def write_all(self, files: Mapping[str, bytes]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as workers:
            for _done in workers.map(lambda one: self.write(*one), files.items()):
                pass

    def write_from(self, key: str, path: Path) -> None:
        """In pieces, each of which the store asks for again when it is lost on the way."""
        options = self._storage.get_object_parameters(key)
        _loudly(
            lambda: self._client.upload_file(
                str(path), self._bucket, self._prefix + key, ExtraArgs=options or None
            )
        )

    def stream(self, key: str) -> IO[bytes] | None:
        try:
            found = _loudly(lambda: self._client.get_object(Bucket=self._bucket, Key=self._prefix + key))
        except FileNotFoundError:
            return None
        body: IO[bytes] = found["Body"]
        return body

    def read(self, key: str) -> bytes | None:
        def get() -> bytes:
            found = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)
            data: bytes = found["Body"].read()
            return data

        try:
            return _loudly(get)
        except FileNotFoundError:
            return None

    def remove(self, key: str) -> None:
        names = [self._prefix + key, *(one["Key"] for one in self._below(key))]
        for start in range(0, len(names), MOST_IN_ONE_REMOVAL):
            chosen = [{"Key": name} for name in names[start : start + MOST_IN_ONE_REMOVAL]]
            answer = _loudly(
                lambda chosen=chosen: self._client.delete_objects(  # type: ignore[misc]
                    Bucket=self._bucket, Delete={"Objects": chosen, "Quiet": True}
                )
            )
            if answer.get("Errors"):
                raise StoreFailed("the store kept a file that was to go")

    def keys_older_than(self, folder: str, moment: datetime) -> list[str]:
        newest: dict[str, datetime] = {}
        for one in self._below(folder):
            name = one["Key"].removeprefix(f"{self._prefix}{folder}/").partition("/")[0]
            newest[name] = max(one["LastModified"], newest.get(name, one["LastModified"]))
        return [f"{folder}/{name}" for name, written_at in newest.items() if written_at < moment]

    def _below(self, folder: str) -> list[dict[str, Any]]:
        def pages() -> Iterator[dict[str, Any]]:
            asked = self._client.get_paginator("list_objects_v2")
            for page in asked.paginate(Bucket=self._bucket, Prefix=f"{self._prefix}{folder}/"):
                yield from page.get("Contents", [])

        return _loudly(lambda: list(pages()))


def _loudly(work: Callable[[], Answer]) -> Answer:
    try:
        return work()
    except ClientError as fault:
        code = str(fault.response.get("Error", {}).get("Code", ""))
        if code in _MISSING:
            raise FileNotFoundError from None
        raise StoreFailed(f"the object store said {code}") from fault
    except (BotoCoreError, Boto3Error) as fault:
        raise StoreFailed("the object store did not answer") from fault
