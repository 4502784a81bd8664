"""An xAPI 1.0.3 LRS on this machine -> what it received and keeps, with failures to switch on."""

from __future__ import annotations

import base64
import json
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlencode

from builder.simulators.lrs_store import Documents, Refused, Statement, Statements, agent_key, etag, now
from builder.simulators.server import LocalServer, Request, Response

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, PUT, POST, DELETE, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match"
    ),
    "Access-Control-Expose-Headers": "ETag, X-Experience-API-Version, X-Experience-API-Consistent-Through",
}


@dataclass(frozen=True)
class Received:
    """A request (OPTIONS too) and the status it was answered with; 0: none yet, or dropped."""

    method: str
    resource: str
    """After the endpoint: `statements`, `activities/state`, …"""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    status: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Failure:
    status: int | None
    """None: the connection is held until `release`. 0: answered as if all were well, and nothing is kept."""
    times: int | None
    on: str
    after: bool


class Lrs:
    """A context manager. Everything kept is in memory.

    with Lrs() as lrs:
        page.goto(lrs.launch_url(package_url, actor))
        lrs.statements[-1]["verb"]["id"]
    """

    def __init__(self, user: str = "course", password: str = "right-one") -> None:
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.auth = f"Basic {token}"
        """The Authorization header that is right."""
        self.requests: list[Received] = []
        """In order of arrival."""
        self._statements = Statements()
        self._documents = Documents()
        self._failures: list[Failure] = []
        self._changed = threading.Condition()
        self._released = threading.Event()
        self._server = LocalServer(self._answer)

    # -- for tests and preview

    @property
    def endpoint(self) -> str:
        """With a closing slash."""
        return f"{self._server.origin}/xapi/"

    @property
    def statements(self) -> list[Statement]:
        """Kept, in order of arrival."""
        return self._statements.all

    def state(
        self, activity: str, actor: Mapping[str, Any], name: str, registration: str | None = None
    ) -> bytes | None:
        """A State document as kept; None if there is none."""
        query = {"activityId": activity, "agent": json.dumps(_plain(actor))}
        kept = self._documents.get(_key("activities/state", query | _if("registration", registration)), name)
        return None if kept is None else kept[0]

    def keep(
        self,
        activity: str,
        actor: Mapping[str, Any],
        name: str,
        content: bytes,
        registration: str | None = None,
    ) -> None:
        """Puts a State document in the place of the one that is kept."""
        query = {"activityId": activity, "agent": json.dumps(_plain(actor))}
        key = _key("activities/state", query | _if("registration", registration))
        self._documents.put(key, name, content, "application/json")

    def launch_url(
        self,
        href: str,
        actor: Mapping[str, Any],
        registration: str | None = None,
        activity_id: str | None = None,
        legacy: bool = False,
        **more: str,
    ) -> str:
        """`href` with the launch parameters of facts §3.1; `more` adds further ones (grouping, …).

        `legacy`: the actor with arrays in name, mbox and account, as xAPI 0.9 wrote it.
        """
        person = json.dumps(_legacy(actor) if legacy else actor)
        given = {"endpoint": self.endpoint, "auth": self.auth, "actor": person}
        given |= _if("registration", registration) | _if("activity_id", activity_id) | more
        return f"{href}{'&' if '?' in href else '?'}{urlencode(given, quote_via=quote)}"

    def moodle_launch_url(self, href: str, learner: str, name: str, activity_id: str) -> str:
        """As mod_tincanlaunch makes it: an account on the Moodle site and a new registration."""
        return self.launch_url(href, moodle_actor(learner, name), str(uuid.uuid4()), activity_id)

    def moodle_complete(self, learner: str, activity_id: str, verb: str = COMPLETED) -> bool:
        """What mod_tincanlaunch asks the LRS: this agent, this verb, exactly this activity (facts §3.1)."""
        agent = json.dumps(moodle_actor(learner, learner))
        return bool(self._statements.query({"agent": agent, "verb": verb, "activity": activity_id}))

    def fail(self, status: int, times: int | None = None, on: str = "", after: bool = False) -> None:
        """Answers the next `times` requests (None: all until `clear`) with this status: 400, 401, 409, 500, …

        on      only resources that begin with this: "statements", "activities/state"
        after   the request is carried out first, and only its answer is lost
        """
        self._failures.append(Failure(status, times, on, after))

    def hold(self, times: int | None = None, on: str = "") -> None:
        """Leaves requests without an answer until `release`; then they are carried out."""
        self._released.clear()
        self._failures.append(Failure(None, times, on, False))

    def forget(self) -> None:
        """Answers what is sent as if it were kept, until `clear`."""
        self._failures.append(Failure(0, None, "", False))

    def release(self) -> None:
        """Ends `hold`."""
        self._failures = [failure for failure in self._failures if failure.status is not None]
        self._released.set()

    def clear(self) -> None:
        """Ends `fail`, `hold` and `forget`."""
        self._failures = []
        self._released.set()

    def refuse(self) -> None:
        """Connections are refused until `accept`."""
        self._server.stop()

    def accept(self) -> None:
        self._server.start()

    def wait(self, condition: Callable[[Lrs], object], seconds: float = 5) -> None:
        """Until requests make the condition true; raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: bool(condition(self)), seconds):
                raise TimeoutError(f"the LRS has not seen it within {seconds} s")

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
        self._server.stop()

    # -- the server

    def _answer(self, request: Request) -> Response | None:
        resource = request.path.removeprefix("/xapi/").strip("/")
        with self._changed:
            place = len(self.requests)
            received = Received(request.method, resource, request.query, request.headers, request.body, 0)
            self.requests.append(received)
            failure = None if request.method == "OPTIONS" else self._failure(resource)
            self._changed.notify_all()
        if failure is not None and failure.status is None:
            self._released.wait()
        with self._changed:
            response = self._carry_out(resource, request, failure)
            self.requests[place] = replace(received, status=response.status)
            self._changed.notify_all()
        headers = {**CORS, "X-Experience-API-Version": "1.0.3", **response.headers}
        return replace(response, headers=headers)

    def _failure(self, resource: str) -> Failure | None:
        failure = next((each for each in self._failures if resource.startswith(each.on)), None)
        if failure is not None and failure.times is not None:
            failure.times -= 1
            if failure.times == 0:
                self._failures.remove(failure)
        return failure

    def _carry_out(self, resource: str, request: Request, failure: Failure | None) -> Response:
        failed = None
        if failure is not None and failure.status == 0:
            if request.method not in ("GET", "HEAD"):
                return Response(b"[]", "application/json")
            failure = None
        if failure is not None and failure.status is not None:
            failed = Response(b"switched on", status=failure.status)
            if not failure.after:
                return failed
        try:
            response = self._resource(resource, request)
        except Refused as refused:
            response = Response(str(refused).encode(), status=refused.status)
        return failed or response

    def _resource(self, resource: str, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status=204)
        if resource == "about":
            return _json({"version": ["1.0.0", "1.0.1", "1.0.2", "1.0.3"]})
        if request.method == "POST" and "method" in request.query:
            request = _alternate(request)
        if request.headers.get("authorization") != self.auth:
            raise Refused(401, "not the right credentials")
        if not request.headers.get("x-experience-api-version", "").startswith("1.0"):
            raise Refused(400, "X-Experience-API-Version is missing, or not 1.0.x")
        if resource == "statements":
            return self._statement(request)
        if resource in ("activities/state", "agents/profile", "activities/profile"):
            return self._document(resource, request)
        raise Refused(404, f"no resource {resource}")

    def _statement(self, request: Request) -> Response:
        identifier = request.query.get("statementId")
        if request.method in ("GET", "HEAD"):
            return self._read(request.query, identifier)
        if request.method not in ("POST", "PUT"):
            raise Refused(405, "statements are never deleted")
        try:
            given = json.loads(request.body)
        except ValueError as error:
            raise Refused(400, f"not JSON: {error}") from error
        if request.method == "POST":
            return _json(self._statements.store(given if isinstance(given, list) else [given]))
        if identifier is None or not isinstance(given, dict) or given.get("id", identifier) != identifier:
            raise Refused(400, "statementId is missing, or not the statement's id")
        self._statements.store([given | {"id": identifier}])
        return Response(status=204)

    def _read(self, query: Mapping[str, str], identifier: str | None) -> Response:
        through = {"X-Experience-API-Consistent-Through": now()}
        if identifier is None:
            return _json({"statements": self._statements.query(query), "more": ""}, through)
        found = self._statements.find(identifier)
        if found is None:
            raise Refused(404, "no such statement")
        return _json(found, through)

    def _document(self, resource: str, request: Request) -> Response:
        name = request.query.get("stateId" if resource == "activities/state" else "profileId")
        key = _key(resource, request.query)
        if request.method in ("GET", "HEAD"):
            return self._fetch(key, name)
        if request.method == "DELETE" and (name is not None or resource == "activities/state"):
            self._documents.delete(key, name)
            return Response(status=204)
        if name is None:
            raise Refused(400, "the document's id is missing")
        kind = request.headers.get("content-type", "application/octet-stream")
        if request.method == "PUT":
            if resource != "activities/state":
                self._documents.check(key, name, request.headers)
            self._documents.put(key, name, request.body, kind)
        else:
            self._documents.merge(key, name, request.body, kind)
        return Response(status=204)

    def _fetch(self, key: str, name: str | None) -> Response:
        if name is None:
            return _json(self._documents.names(key))
        kept = self._documents.get(key, name)
        if kept is None:
            raise Refused(404, "no such document")
        return Response(kept[0], kept[1], headers={"ETag": etag(kept[0])})


def moodle_actor(learner: str, name: str) -> dict[str, Any]:
    """An account on a Moodle site."""
    account = {"homePage": "https://moodle.example", "name": learner}
    return {"objectType": "Agent", "name": name, "account": account}


def _key(resource: str, query: Mapping[str, str]) -> str:
    """Of a document's place: resource, activity, agent, registration. Raises Refused(400)."""
    parts = [resource]
    if resource != "agents/profile":
        if "activityId" not in query:
            raise Refused(400, "activityId is missing")
        parts.append(query["activityId"])
    if resource != "activities/profile":
        try:
            parts.append(agent_key(json.loads(query["agent"])))
        except (KeyError, ValueError) as error:
            raise Refused(400, "agent is missing or not JSON") from error
    return json.dumps([*parts, query.get("registration", "") if resource == "activities/state" else ""])


def _alternate(request: Request) -> Request:
    """POST ?method=PUT with all else in a form (xAPI-Communication 1.3) -> the plain request."""
    form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    content = form.pop("content", "").encode()
    headers = {
        **request.headers,
        "content-type": "application/json",
        **{name.lower(): value for name, value in form.items()},
    }
    return Request(request.query["method"], request.path, form, headers, content)


def _json(value: Any, headers: Mapping[str, str] | None = None) -> Response:
    return Response(json.dumps(value).encode(), "application/json", headers=headers or {})


def _if(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}


def _plain(actor: Mapping[str, Any]) -> dict[str, Any]:
    """The identifier of an actor alone."""
    return {name: actor[name] for name in ("mbox", "mbox_sha1sum", "openid", "account") if name in actor}


def _legacy(actor: Mapping[str, Any]) -> dict[str, Any]:
    """xAPI 0.9: every property an array, an account by accountServiceHomePage and accountName."""
    arrays = {name: [actor[name]] for name in ("name", "mbox") if name in actor}
    account = actor.get("account")
    if account:
        old = {"accountServiceHomePage": account["homePage"], "accountName": account["name"]}
        return {**actor, **arrays, "account": [old]}
    return {**actor, **arrays}
