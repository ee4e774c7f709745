"""``python -m xuntu.serving.workers``: what the server starts as a worker."""

from xuntu.serving.workers.worker import main

main()
