"""What the reading process says when a file is not one we keep. No Django here."""

from __future__ import annotations

from requests_app.documents.filetypes import Problem


class ReadingFailed(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
