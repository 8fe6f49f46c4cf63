"""The other side of the comparison: stock Voila serving the same notebook, and a visitor who speaks its protocol.

The visitor does what Voila's front end does before a widget is live: it takes the page to its end, opens the kernel's
channel and asks for the state of every widget. It downloads none of the 5 MB of scripts and runs no JavaScript, so
what is measured here is *less* than what a person waits for; the ratios are conservative.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.process import Server, free_port

KERNEL_ID = re.compile(r'"kernelId":\s*"([0-9a-f-]{36})"')
PATIENCE = 180.0


def start(notebook: Path, log: Path) -> Server:
    """Start `voila` on one notebook as its own documentation says, nothing tuned."""
    port = free_port()
    command = [sys.executable, "-m", "voila", str(notebook), f"--port={port}", "--no-browser", "--Voila.ip=127.0.0.1"]
    environment = os.environ | {"CAUNOI_LANG": "vi"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
    return Server(process, f"http://127.0.0.1:{port}", log)


def _message(kind: str, content: Mapping[str, Any], session: str) -> str:
    header = {
        "msg_id": uuid.uuid4().hex,
        "username": "",
        "session": session,
        "msg_type": kind,
        "version": "5.3",
        "date": "",
    }
    return json.dumps(
        {
            "header": header,
            "parent_header": {},
            "metadata": {"version": "1.0.0"},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
    )


async def _until(channel: WebSocketClientConnection, wanted: str) -> dict[str, object]:
    """Read the channel until a comm message with this method comes."""
    while True:
        raw = await asyncio.wait_for(channel.read_message(), PATIENCE)
        if raw is None:
            raise ConnectionError("stock Voila closed the kernel's channel")
        if isinstance(raw, bytes):  # a binary frame holds buffers; the JSON is all we look for
            start = raw.find(b"{")
            raw = raw[start:].decode("utf-8", "replace")
        message, _ = json.JSONDecoder().raw_decode(raw)
        data = message.get("content", {}).get("data", {})
        if message.get("msg_type") == "comm_msg" and isinstance(data, dict) and data.get("method") == wanted:
            return data


async def visit(base: str) -> tuple[float, float]:
    """One arrival: seconds to live widgets, and seconds to the first answered tap."""
    begun = time.perf_counter()
    client = AsyncHTTPClient()
    page = await client.fetch(HTTPRequest(base + "/", request_timeout=PATIENCE, connect_timeout=PATIENCE))
    found = KERNEL_ID.search(page.body.decode("utf-8"))
    if found is None:
        raise ConnectionError("stock Voila's page names no kernel")
    url = base.replace("http", "ws", 1) + f"/api/kernels/{found.group(1)}/channels"
    channel = await websocket_connect(HTTPRequest(url, request_timeout=PATIENCE), max_message_size=64 * 2**20)
    try:
        session, control = uuid.uuid4().hex, uuid.uuid4().hex
        opening = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await channel.write_message(_message("comm_open", opening, session))
        asking = {"comm_id": control, "data": {"method": "request_states"}}
        await channel.write_message(_message("comm_msg", asking, session))
        states = (await _until(channel, "update_states"))["states"]
        live = time.perf_counter() - begun
        widget = next(key for key, state in states.items() if "trace" in state["state"])  # type: ignore[attr-defined]
        tap = {"method": "update", "state": {"trace": [{"do": "sign-in"}]}, "buffer_paths": []}
        await channel.write_message(_message("comm_msg", {"comm_id": widget, "data": tap}, session))
        await _until(channel, "echo_update")
        return live, time.perf_counter() - begun
    finally:
        channel.close()
