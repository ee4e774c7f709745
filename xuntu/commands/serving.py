"""The command that serves a workbench and an endpoint."""

import click

from xuntu.commands.frame import command, option, place_of, store_argument
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say, spoken


@command(
    "开一个本机的工作台和 SPARQL 端点：浏览器打开，不联网，谁也改不了库。Ctrl-C 停止。",
    "Serve a workbench and a SPARQL endpoint on this machine, for a browser; nothing can be changed. Ctrl-C stops.",
    "xuntu serve",
    "xuntu serve 通报.store --port 8001",
    "xuntu serve 通报.store --timeout 60 --jobs 8",
)
@store_argument
@option(
    "--host", zh="听哪个地址（默认只有本机；别的须有令牌）", metavar="HOST", default="127.0.0.1",
    en="the address to listen at (by default this machine only; any other needs a token)",
)  # fmt: skip
@option(
    "--port", zh="端口；0 是随便一个空的", en="the port; 0 is any that is free", type=click.IntRange(0, 65535),
    default=8000, metavar="N",
)  # fmt: skip
@option(
    "--timeout", zh="一个查询至多几秒", en="seconds that a query may take", type=click.FloatRange(min=0.1),
    default=30.0, metavar="SECONDS",
)  # fmt: skip
@option(
    "-j", "--jobs", zh="几个进程同时答（默认 8）", en="how many processes answer (by default 8)",
    type=click.IntRange(min=2), default=8, metavar="N",
)  # fmt: skip
@option(
    "--token", zh="令牌：有了它，什么都要先出示；用环境变量 XUNTU_SERVE_TOKEN 更好，别人看不见", metavar="TOKEN",
    en="a token that everyone must show; the environment's XUNTU_SERVE_TOKEN is better, as others cannot see it",
)  # fmt: skip
@option(
    "--allow-host", "hosts", zh="别的机器用什么名字来找它，可写多个", metavar="NAME", multiple=True,
    en="a name by which other machines may address it; may be repeated",
)  # fmt: skip
@option(
    "--cors", "origins", zh="允许哪个网站的网页来问，如 https://某站，可写多个", metavar="ORIGIN", multiple=True,
    en="a site whose pages may ask, as https://example.org; may be repeated",
)  # fmt: skip
@option(
    "--root-path",
    zh="代理把它放在哪个路径下，如 /xuntu",
    en="the path at which a proxy has it, as /xuntu",
    metavar="PATH",
    default="",
)
@option(
    "--writable", zh="允许用令牌更新（SPARQL Update），须同时给令牌", is_flag=True,
    en="allow updates (SPARQL Update) by who shows the token, which must be given",
)  # fmt: skip
@option("--open/--no-open", "shown", zh="在浏览器里打开", en="open it in a browser", default=False)
def serve(
    store: str | None,
    host: str,
    port: int,
    timeout: float,
    jobs: int,
    token: str | None,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    root_path: str,
    writable: bool,
    shown: bool,
) -> int:
    """Serve a workbench and a SPARQL endpoint."""
    from xuntu.api import serve as serve_store

    def ready(address: str) -> None:
        note(
            say(
                f"工作台 {address}　SPARQL 端点 {address}sparql　Ctrl-C 停止",
                f"workbench {address}  SPARQL endpoint {address}sparql  Ctrl-C stops",
            )
        )
        if shown:
            click.launch(address)

    serve_store(
        place_of(store),
        host=host,
        port=port,
        timeout=timeout,
        jobs=jobs,
        token=token,
        hosts=hosts,
        origins=origins,
        root_path=root_path,
        writable=writable,
        language=spoken(),
        ready=ready,
    )
    return DONE


COMMANDS = (serve,)
