"""The LRS by the rules of xAPI 1.0.3, and with each failure switched on: facts §3.1, §3.2."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser

from builder.simulators import Lrs, PackageServer

ADA = {"objectType": "Agent", "name": "Ada", "account": {"homePage": "https://e.org", "name": "nurse1"}}
VERB = "http://adlnet.gov/expapi/verbs/"
COURSE = "https://e.org/course"
Answer = tuple[int, Any, dict[str, str]]


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    with Lrs() as running:
        yield running


def ask(
    lrs: Lrs, how: str, path: str, body: Any = None, headers: dict[str, str] | None = None, **query: str
) -> Answer:
    url = lrs.endpoint + path + ("?" + urlencode(query) if query else "")
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    standard = {
        "Authorization": lrs.auth,
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
    }
    given = {name: value for name, value in {**standard, **(headers or {})}.items() if value}
    request = urllib.request.Request(url, data, given, method=how)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, _decoded(answer.read()), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, _decoded(error.read()), dict(error.headers)


def _decoded(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode()


def statement(verb: str = "completed", **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "actor": ADA,
        "verb": {"id": VERB + verb},
        "object": {"id": COURSE},
        **more,
    }


def test_one_and_many(lrs: Lrs) -> None:
    one, two, three = statement(), statement("passed"), statement("failed")
    assert ask(lrs, "POST", "statements", one)[:2] == (200, [one["id"]])
    assert ask(lrs, "POST", "statements", [two, three])[:2] == (200, [two["id"], three["id"]])
    assert ask(lrs, "GET", "statements", statementId=two["id"])[1]["verb"] == two["verb"]
    assert ask(lrs, "GET", "statements", statementId=str(uuid.uuid4()))[0] == 404
    assert [each["id"] for each in lrs.statements] == [one["id"], two["id"], three["id"]]


def test_the_same_id_again(lrs: Lrs) -> None:
    one = statement(result={"completion": True})
    assert ask(lrs, "PUT", "statements", one, statementId=one["id"])[0] == 204
    assert ask(lrs, "PUT", "statements", one, statementId=one["id"])[0] == 204
    assert ask(lrs, "POST", "statements", [one])[0] == 200
    assert ask(lrs, "POST", "statements", [statement(), one | {"result": {}}])[0] == 409
    assert ask(lrs, "PUT", "statements", one | {"result": {}}, statementId=one["id"])[0] == 409
    assert len(lrs.statements) == 1
    assert lrs.statements[0]["result"] == {"completion": True}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "7"},
        {"actor": {"name": "nobody"}},
        {"actor": "Ada"},
        {"verb": {"id": "completed"}},
        {"object": {}},
        {"colour": "red"},
        {"version": "2.0"},
        {"context": {"registration": "r1"}},
        {"result": {"score": {"scaled": 1.5}}},
    ],
)
def test_bad_statements(lrs: Lrs, change: dict[str, Any]) -> None:
    assert ask(lrs, "POST", "statements", [statement(), statement() | change])[0] == 400
    assert lrs.statements == []


def test_bad_batches(lrs: Lrs) -> None:
    one = statement()
    assert ask(lrs, "POST", "statements", [one, one])[0] == 400
    assert ask(lrs, "POST", "statements", b"{")[0] == 400
    assert ask(lrs, "PUT", "statements", one, statementId=str(uuid.uuid4()))[0] == 400
    assert lrs.statements == []


def test_queries(lrs: Lrs) -> None:
    registration = str(uuid.uuid4())
    ben = {"mbox": "mailto:ben@e.org"}
    page = {"id": COURSE + "/p1"}
    parent = {"contextActivities": {"parent": [{"id": COURSE}]}, "registration": registration}
    ask(
        lrs,
        "POST",
        "statements",
        [statement(), statement(actor=ben), statement("answered", object=page, context=parent)],
    )

    def count(**query: str) -> int:
        return len(ask(lrs, "GET", "statements", **query)[1]["statements"])

    assert count() == 3
    assert count(verb=VERB + "answered") == 1
    assert count(agent=json.dumps(ben)) == 1
    assert count(agent=json.dumps({"account": ADA["account"]})) == 2
    assert count(activity=COURSE) == 2
    assert count(activity=COURSE, related_activities="true") == 3
    assert count(registration=registration) == 1
    assert count(limit="2") == 2
    assert ask(lrs, "GET", "statements")[1]["statements"][0]["verb"]["id"] == VERB + "answered"


def test_state(lrs: Lrs) -> None:
    place = {"activityId": COURSE, "agent": json.dumps(ADA)}
    assert ask(lrs, "GET", "activities/state", stateId="a", **place)[0] == 404
    assert ask(lrs, "PUT", "activities/state", {"x": 1, "y": {"z": 1}}, stateId="a", **place)[0] == 204
    assert ask(lrs, "POST", "activities/state", {"y": {}, "w": 2}, stateId="a", **place)[0] == 204
    assert ask(lrs, "GET", "activities/state", stateId="a", **place)[1] == {"x": 1, "y": {}, "w": 2}
    assert json.loads(lrs.state(COURSE, ADA, "a") or b"") == {"x": 1, "y": {}, "w": 2}
    plain = {"Content-Type": "text/plain"}
    assert ask(lrs, "PUT", "activities/state", b"text", plain, stateId="b", **place)[0] == 204
    assert ask(lrs, "POST", "activities/state", {}, stateId="b", **place)[0] == 400
    assert ask(lrs, "GET", "activities/state", **place)[1] == ["a", "b"]
    other = place | {"registration": str(uuid.uuid4())}
    assert ask(lrs, "GET", "activities/state", **other)[1] == []
    assert ask(lrs, "DELETE", "activities/state", stateId="a", **place)[0] == 204
    assert ask(lrs, "GET", "activities/state", **place)[1] == ["b"]
    assert ask(lrs, "GET", "activities/state", stateId="b")[0] == 400


def test_agent_profile(lrs: Lrs) -> None:
    place = {"agent": json.dumps(ADA), "profileId": "p"}
    assert ask(lrs, "PUT", "agents/profile", {"a": 1}, **place)[0] == 400
    assert ask(lrs, "PUT", "agents/profile", {"a": 1}, {"If-None-Match": "*"}, **place)[0] == 204
    assert ask(lrs, "PUT", "agents/profile", {"a": 2}, **place)[0] == 409
    tag = ask(lrs, "GET", "agents/profile", **place)[2]["ETag"]
    assert ask(lrs, "PUT", "agents/profile", {"a": 2}, {"If-Match": '"other"'}, **place)[0] == 412
    assert ask(lrs, "PUT", "agents/profile", {"a": 2}, {"If-Match": tag}, **place)[0] == 204
    assert ask(lrs, "GET", "agents/profile", agent=json.dumps(ADA))[1] == ["p"]


def test_who_may_and_how(lrs: Lrs) -> None:
    assert ask(lrs, "GET", "statements", headers={"Authorization": "Basic bm8="})[0] == 401
    assert ask(lrs, "GET", "statements", headers={"X-Experience-API-Version": ""})[0] == 400
    assert "1.0.3" in ask(lrs, "GET", "about", headers={"Authorization": ""})[1]["version"]
    assert ask(lrs, "GET", "nothing")[0] == 404
    assert ask(lrs, "DELETE", "statements")[0] == 405
    status, _, headers = ask(lrs, "OPTIONS", "statements", headers={"Authorization": ""})
    assert status == 204
    assert "If-None-Match" in headers["Access-Control-Allow-Headers"]


def test_alternate_request_syntax(lrs: Lrs) -> None:
    one = statement()
    form = {
        "statementId": one["id"],
        "Authorization": lrs.auth,
        "X-Experience-API-Version": "1.0.3",
        "content": json.dumps(one),
    }
    plain = {
        "Authorization": "",
        "X-Experience-API-Version": "",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    assert ask(lrs, "POST", "statements", urlencode(form).encode(), plain, method="PUT")[0] == 204
    assert lrs.statements[0]["id"] == one["id"]


def test_failures(lrs: Lrs) -> None:
    lrs.fail(500, times=2, on="statements")
    assert ask(lrs, "POST", "statements", statement())[0] == 500
    assert ask(lrs, "GET", "about")[0] == 200
    assert ask(lrs, "POST", "statements", statement())[0] == 500
    assert ask(lrs, "POST", "statements", statement())[0] == 200
    lrs.fail(401)
    assert ask(lrs, "GET", "about")[0] == 401
    lrs.clear()
    lrs.fail(503, times=1, after=True)
    assert ask(lrs, "POST", "statements", statement())[0] == 503
    assert len(lrs.statements) == 2
    assert [each.status for each in lrs.requests] == [500, 200, 500, 200, 401, 503]
    assert lrs.requests[0].json["verb"]["id"] == VERB + "completed"


def test_a_held_request_is_carried_out_when_released(lrs: Lrs) -> None:
    lrs.hold()
    answers: list[int] = []
    waiting = threading.Thread(target=lambda: answers.append(ask(lrs, "POST", "statements", statement())[0]))
    waiting.start()
    lrs.wait(lambda each: each.requests)
    assert (answers, lrs.requests[0].status, lrs.statements) == ([], 0, [])
    lrs.release()
    waiting.join(5)
    assert answers == [200]


def test_refused_connections(lrs: Lrs) -> None:
    lrs.refuse()
    with pytest.raises(urllib.error.URLError, match="refused"):
        ask(lrs, "GET", "about")
    lrs.accept()
    assert ask(lrs, "GET", "about")[0] == 200


def test_launch_urls(lrs: Lrs) -> None:
    def read(url: str) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}

    given = read(lrs.launch_url("http://h/index.html?a=b", ADA, activity_id=COURSE, grouping="g"))
    assert given["endpoint"] == lrs.endpoint
    assert given["auth"] == lrs.auth
    assert json.loads(given["actor"]) == ADA
    assert (given["a"], given["activity_id"], given["grouping"]) == ("b", COURSE, "g")
    assert "registration" not in given
    old = json.loads(read(lrs.launch_url("index.html", ADA, legacy=True))["actor"])
    assert old["name"] == ["Ada"]
    assert old["account"] == [{"accountServiceHomePage": "https://e.org", "accountName": "nurse1"}]


def test_moodle_asks_for_completed_on_the_first_activity(lrs: Lrs) -> None:
    url = lrs.moodle_launch_url("index.html", "nurse1", "Ada", COURSE)
    actor = json.loads(parse_qs(urlsplit(url).query)["actor"][0])
    ask(lrs, "POST", "statements", statement(actor=actor, object={"id": COURSE + "/p1"}))
    assert not lrs.moodle_complete("nurse1", COURSE)
    ask(lrs, "POST", "statements", statement(actor=actor))
    assert lrs.moodle_complete("nurse1", COURSE)
    assert not lrs.moodle_complete("nurse2", COURSE)


def test_a_page_of_another_origin_may_send(lrs: Lrs, browser: Browser) -> None:
    send = """async ([url, auth, body]) => {
      const answer = await fetch(url, {method: "POST", body, keepalive: true, headers: {
        Authorization: auth, "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3"}});
      return [answer.status, answer.headers.get("X-Experience-API-Version")];
    }"""
    with PackageServer({"index.html": b"<!doctype html><title>x</title>"}) as server:
        page = browser.new_page()
        page.goto(server.url())
        arguments = [lrs.endpoint + "statements", lrs.auth, json.dumps(statement())]
        assert page.evaluate(send, arguments) == [200, "1.0.3"]
        page.close()
    assert [each.method for each in lrs.requests] == ["OPTIONS", "POST"]
