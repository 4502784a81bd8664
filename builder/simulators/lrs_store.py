"""Statements and documents in memory, by the rules of xAPI 1.0.3 (xAPI-Communication 2.1–2.3; facts §3.2)."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Statement = dict[str, Any]
PROPERTIES = {
    *("id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version"),
    "attachments",
}
# What an LRS sets or may set by itself: not part of "the same statement" (Communication 2.1.1, Data 2.3.1).
OWN = ("stored", "timestamp", "authority", "version")


class Refused(Exception):
    """An answer other than success: HTTP status and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def agent_key(agent: Any) -> str:
    """The one inverse functional identifier of an agent, as text. Raises Refused(400)."""
    if not isinstance(agent, dict):
        raise Refused(400, "an agent is a JSON object")
    found = [name for name in ("mbox", "mbox_sha1sum", "openid", "account") if name in agent]
    if len(found) != 1:
        raise Refused(400, f"an agent has one identifier, not {found}")
    value = agent[found[0]]
    if found[0] == "mbox" and not str(value).startswith("mailto:"):
        raise Refused(400, "mbox is a mailto: IRI")
    if found[0] == "account" and not (isinstance(value, dict) and {"homePage", "name"} <= value.keys()):
        raise Refused(400, "an account has homePage and name")
    return json.dumps([found[0], value], sort_keys=True)


class Statements:
    """In the order of arrival; a statement never changes once it is kept."""

    def __init__(self) -> None:
        self.all: list[Statement] = []

    def find(self, identifier: str) -> Statement | None:
        return next((each for each in self.all if each["id"] == identifier.lower()), None)

    def store(self, batch: list[Any]) -> list[str]:
        """All or none; the ids. Raises Refused: 400 malformed, an id twice; 409 kept with other content."""
        for statement in batch:
            _validate(statement)
        identifiers = [statement["id"].lower() for statement in batch if "id" in statement]
        if len(set(identifiers)) < len(identifiers):
            raise Refused(400, "an id twice in one batch")
        known = {identifier: self.find(identifier) for identifier in identifiers}
        for statement in batch:
            kept = known.get(statement.get("id", "").lower())
            if kept is not None and _content(kept) != _content(statement):
                raise Refused(409, f"{kept['id']} is kept with other content")
        result = []
        for statement in batch:
            identifier = statement.get("id", str(uuid.uuid4())).lower()
            result.append(identifier)
            if known.get(identifier) is None:
                stored = now()
                own = {"id": identifier, "stored": stored}
                self.all.append({"timestamp": stored, "version": "1.0.0", **statement, **own})
        return result

    def query(self, query: Mapping[str, str]) -> list[Statement]:
        """By verb, agent, activity, registration, since, until, ascending, limit; newest first (2.1.3)."""
        agent = agent_key(_json(query["agent"])) if "agent" in query else None
        related = query.get("related_activities") == "true"
        found = [
            each
            for each in self.all
            if query.get("verb", each["verb"]["id"]) == each["verb"]["id"]
            and (agent is None or agent in _agents(each))
            and ("activity" not in query or query["activity"] in _activities(each, related))
            and query.get("registration", _registration(each)) == _registration(each)
            and query.get("since", "") < each["stored"] <= query.get("until", "9999")
        ]
        ordered = found if query.get("ascending") == "true" else found[::-1]
        return ordered[: int(query.get("limit", "0")) or None]


class Documents:
    """State, agent profiles and activity profiles: key -> document id -> (content, type)."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, tuple[bytes, str]]] = {}

    def get(self, key: str, name: str) -> tuple[bytes, str] | None:
        return self._kept.get(key, {}).get(name)

    def names(self, key: str) -> list[str]:
        return sorted(self._kept.get(key, {}))

    def put(self, key: str, name: str, content: bytes, kind: str) -> None:
        self._kept.setdefault(key, {})[name] = (content, kind)

    def merge(self, key: str, name: str, content: bytes, kind: str) -> None:
        """POST: JSON objects are merged one level deep; anything else on top of a document is 400 (2.2)."""
        kept = self.get(key, name)
        if kept is not None:
            documents = [_json(each.decode("utf-8", "replace")) for each in (kept[0], content)]
            json_only = all(each.startswith("application/json") for each in (kept[1], kind))
            if not json_only or not all(isinstance(each, dict) for each in documents):
                raise Refused(400, "only JSON objects can be merged")
            content = json.dumps(documents[0] | documents[1]).encode()
        self.put(key, name, content, kind)

    def delete(self, key: str, name: str | None) -> None:
        if name is None:
            self._kept.pop(key, None)
        else:
            self._kept.get(key, {}).pop(name, None)

    def check(self, key: str, name: str, headers: Mapping[str, str]) -> None:
        """Of a PUT to a profile: If-Match or If-None-Match must be there and hold (3.1)."""
        kept = self.get(key, name)
        match, none_match = headers.get("if-match"), headers.get("if-none-match")
        if match is None and none_match is None:
            raise Refused(409 if kept else 400, "PUT of a profile needs If-Match or If-None-Match")
        if none_match == "*" and kept is not None:
            raise Refused(412, "the document exists")
        if match is not None and (kept is None or match != etag(kept[0])):
            raise Refused(412, "the document has changed")


def etag(content: bytes) -> str:
    return f'"{hashlib.sha1(content).hexdigest()}"'


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Refused(400, f"not JSON: {error}") from error


def _validate(statement: Any) -> None:
    """What a client of ours could get wrong; xapi-validation checks the rest of the format."""
    if not isinstance(statement, dict):
        raise Refused(400, "a statement is a JSON object")
    if unknown := statement.keys() - PROPERTIES:
        raise Refused(400, f"unknown properties {sorted(unknown)}")
    if missing := {"actor", "verb", "object"} - statement.keys():
        raise Refused(400, f"no {sorted(missing)}")
    if not all(isinstance(statement[name], dict) for name in ("actor", "verb", "object")):
        raise Refused(400, "actor, verb and object are JSON objects")
    if statement["actor"].get("objectType") != "Group":
        agent_key(statement["actor"])
    if "id" not in statement["verb"] or not re.match(r"[a-z][a-z0-9+.-]*:", statement["verb"]["id"]):
        raise Refused(400, "a verb's id is an IRI")
    if "id" not in statement["object"] and statement["object"].get("objectType", "Activity") == "Activity":
        raise Refused(400, "an activity has an id")
    for identifier in (statement.get("id"), statement.get("context", {}).get("registration")):
        if identifier is not None and not _is_uuid(identifier):
            raise Refused(400, f"{identifier!r} is not a UUID")
    if not re.match(r"1\.0(\.\d+)?$", statement.get("version", "1.0.0")):
        raise Refused(400, "version is not 1.0.x")
    scaled = statement.get("result", {}).get("score", {}).get("scaled", 0)
    if not -1 <= scaled <= 1:
        raise Refused(400, "score.scaled is from -1 to 1")


def _is_uuid(text: Any) -> bool:
    form = r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"
    return isinstance(text, str) and bool(re.fullmatch(form, text, re.I))


def _content(statement: Statement) -> Statement:
    return {
        name: value.lower() if name == "id" else value for name, value in statement.items() if name not in OWN
    }


def _agents(statement: Statement) -> list[str]:
    people = [statement["actor"], statement["object"]]
    return [
        agent_key(each) for each in people if each.get("objectType", "Agent") == "Agent" and "id" not in each
    ]


def _activities(statement: Statement, related: bool) -> list[str]:
    own = [statement["object"].get("id", "")]
    groups = statement.get("context", {}).get("contextActivities", {}).values() if related else ()
    for group in groups:
        own += [each["id"] for each in (group if isinstance(group, list) else [group])]
    return own


def _registration(statement: Statement) -> str:
    return str(statement.get("context", {}).get("registration", ""))
