"""The web server's settings. GUNICORN_CMD_ARGS wins over them, WEB_CONCURRENCY over the workers."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
limit_request_line = 8190  # bytes: /new/ takes a whole line in its address, in any script
control_socket_disable = True
loglevel = "warning"  # requests are logged by bragdoc.logs, without their addresses


def worker_exit(server, worker):
    """Close the pool of PostgreSQL connections: its threads would hold the process for 20 s."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.close_pool()
