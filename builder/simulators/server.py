"""A function from Request to Response -> a web server on loopback; a package, zipped or not -> its files."""

from __future__ import annotations

import mimetypes
import re
import socket
import sys
import threading
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

# What the platform's table may lack or call differently.
MIME = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsd": "application/xml",
}


@dataclass(frozen=True)
class Request:
    """`path` decoded, without the query; header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Response:
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def html(text: str) -> Response:
    return Response(text.encode(), "text/html; charset=utf-8")


NOT_FOUND = Response(b"Not found", status=404)


class LocalServer:
    """Serves `answer` on 127.0.0.1 at a free port, each request in a thread of its own. A context manager.

    `answer` returns None to drop the connection without an answer. It must be safe to call from threads.
    After `stop`, connections are refused; `start` opens the same port again.
    """

    def __init__(self, answer: Callable[[Request], Response | None]) -> None:
        self._answer = answer
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self._open: set[socket.socket] = set()

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:<port>`; known once started, and kept when stopped."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        handler = type("Handler", (_Handler,), {"answer": staticmethod(self._answer), "open": self._open})
        self._server = _Threading(("127.0.0.1", self._port), handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is None:
            return
        self._server.shutdown()
        self._server.server_close()
        self._server = None
        # Browsers keep connections open and would go on being served over them.
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Threading(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection is no error; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answer: Callable[[Request], Response | None]
    open: set[socket.socket]

    def setup(self) -> None:
        super().setup()
        self.open.add(self.connection)

    def finish(self) -> None:
        self.open.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        given = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(given.get("content-length") or 0))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        response = self.answer(Request(self.command, unquote(parts.path), query, given, body))
        if response is None:
            self.close_connection = True
            return
        self.send_response(response.status)
        headers = {"Cache-Control": "no-store", "Content-Type": response.type, **response.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        if response.status != 204:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD" and response.status != 204:
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _serve

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the owner records what matters."""


class Package:
    """The files of a package: a zip, a folder, or name -> bytes. Nothing outside it can be read."""

    def __init__(self, source: Path | Mapping[str, bytes]) -> None:
        self._zip: zipfile.ZipFile | None = None
        self._folder: Path | None = None
        self._files: Mapping[str, bytes] = {}
        if not isinstance(source, Path):
            self._files = source
            self.names = frozenset(source)
        elif source.is_dir():
            self._folder = source
            self.names = frozenset(f.relative_to(source).as_posix() for f in source.rglob("*") if f.is_file())
        else:
            self._zip = zipfile.ZipFile(source)
            self.names = frozenset(name for name in self._zip.namelist() if not name.endswith("/"))

    def read(self, name: str) -> bytes | None:
        """`name` exactly as in the package, with `/`. None: there is no such file."""
        if name not in self.names:
            return None
        if self._zip is not None:
            return self._zip.read(name)
        return (self._folder / name).read_bytes() if self._folder is not None else self._files[name]

    def serve(self, name: str, request: Request, mime: Mapping[str, str] | None = None) -> Response:
        """A file, or the range of it that is asked for. `mime`: ending -> type, before the usual ones."""
        data = self.read(name)
        if data is None:
            return NOT_FOUND
        kind = media_type(name, mime or {})
        span = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
        if not span:
            return Response(data, kind, headers={"Accept-Ranges": "bytes"})
        first, last = int(span[1]), min(int(span[2] or len(data) - 1), len(data) - 1)
        if first > last:
            return Response(status=416, headers={"Content-Range": f"bytes */{len(data)}"})
        return Response(
            data[first : last + 1], kind, 206, {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
        )

    def close(self) -> None:
        if self._zip is not None:
            self._zip.close()


def media_type(name: str, mime: Mapping[str, str]) -> str:
    """As the server names it, with the charset for text."""
    ending = PurePosixPath(name).suffix.lower()
    kind = mime.get(ending) or MIME.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class PackageServer(LocalServer):
    """A package at `url()`, as any web server would serve it: for the web and xAPI targets."""

    def __init__(self, source: Path | Mapping[str, bytes]) -> None:
        self.package = Package(source)
        super().__init__(lambda request: self.package.serve(request.path.removeprefix("/content/"), request))

    def url(self, href: str = "index.html") -> str:
        return f"{self.origin}/content/{href}"

    def stop(self) -> None:
        super().stop()
        self.package.close()
